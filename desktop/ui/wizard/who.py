"""Steps: which desk, whose laptop."""

from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.core.text import NAME, clean
from desktop.errors import UserError
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.option import Option
from desktop.ui.wizard.step import Room, Step

_DESKS = (("officer", "notebook-pen"), ("coordinator", "layout-dashboard"), ("agency", "building-2"))


class DeskStep(Step):
    """Which desk this laptop is for."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, room.look.text("wizard_desk"), room.look.text("wizard_desk_words"))
        self._group = QButtonGroup(self)
        self.options: dict[str, Option] = {}
        for desk, icon in _DESKS:
            name, words = self.text(f"desk_{desk}"), self.text(f"wizard_desk_{desk}")
            option = self.options[desk] = Option(self.look, icon, name, words)
            self._group.addButton(option)
            self.column.addWidget(option)
        self.column.addStretch(1)

    def begin(self) -> QWidget | None:
        """The desk chosen before, else the first."""
        option = self.options[self.answers.desk or "officer"]
        option.setChecked(True)
        return option

    def take(self) -> bool:
        """There is always one."""
        self.answers.desk = next(desk for desk, option in self.options.items() if option.isChecked())
        return True


class PersonStep(Step):
    """Whose laptop it is."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, room.look.text("wizard_person"), room.look.text("wizard_person_words"))
        self.name, self.nip = Line(self.look, self.answers.name), Line(self.look, self.answers.nip)
        self.name_field = Field(self.look, self.text("wizard_name"), self.name, self.text("wizard_name_hint"))
        self.nip_field = Field(
            self.look, self.text("wizard_nip"), self.nip, self.text("wizard_nip_hint"), optional=True
        )
        self.column.addWidget(self.name_field)
        self.column.addWidget(self.nip_field)
        self.column.addStretch(1)

    def begin(self) -> QWidget | None:
        """The name."""
        return self.name

    def take(self) -> bool:
        """A name there must be; a NIP has eighteen digits."""
        for field in (self.name_field, self.nip_field):
            field.complain("")
        try:
            name = clean(self.name.text(), NAME, "name", lines=False, required=True)
        except UserError:
            self.name_field.complain(self.text("wizard_name_wrong"))
            self.name.setFocus()
            return False
        nip = "".join(self.nip.text().split())
        if nip and not (nip.isdigit() and len(nip) == 18):
            self.nip_field.complain(self.text("wizard_nip_wrong", count=sum(sign.isdigit() for sign in nip)))
            self.nip.setFocus()
            return False
        self.answers.name, self.answers.nip = name, nip
        return True
