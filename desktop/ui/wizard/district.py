"""Steps: which district, from its file or from the list of all; which agency."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.actions.set_up import look_into_pack, regencies, usual_agencies
from desktop.errors import UserError
from desktop.ui.errand import Errand
from desktop.ui.models.paged import Cell, Column
from desktop.ui.panels.file_line import FileLine
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.seek_list import SeekList
from desktop.ui.wizard.step import Room, Step

_SHOWN = 60


class RegionStep(Step):
    """Which kabupaten is founded; for the coordinator."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, room.look.text("wizard_region"), room.look.text("wizard_region_words"))
        self._all: list[tuple[str, str]] = []
        self._named = ""
        column = Column("name", "", lambda item: Cell(str(item["name"]), icon="map-pin"))
        code = Column("code", "", lambda item: Cell(str(item["code"]), "muted"), 70, right=True)
        self.seek = SeekList(self.look, self.text("wizard_region_name"), [column, code], self._ask)
        self.seek.setMinimumHeight(self.look.lettering.scaled(260))
        self.practice = QCheckBox(self.text("wizard_practice"))
        self.practice.setFont(self.look.lettering.font())
        self.column.addWidget(self.seek, 1)
        self.column.addWidget(self.practice)

    def begin(self) -> QWidget | None:
        """The name; the list comes while one begins to type."""
        self.practice.setChecked(self.answers.practice)
        if not self._all:
            Errand(regencies, self._on_listed, lambda _error: None, self)
        return self.seek

    def take(self) -> bool:
        """The row that is chosen."""
        item = self.seek.item()
        if item is None:
            self.seek.field.complain(self.text("wizard_region_wrong"))
            return False
        if self.seek.model.rowCount() > 1 and item["code"] != self._named:
            # Keys are made for the one that is chosen: Tanah Datar is not Tanah Bumbu.
            self._named = str(item["code"])
            told = {"count": self.seek.model.rowCount(), "name": item["name"]}
            self.seek.field.complain(self.text("wizard_region_sure", **told))
            self.seek.line.setFocus()
            return False
        self.seek.field.complain("")
        self.answers.region, self.answers.region_name = str(item["code"]), str(item["name"])
        self.answers.practice = self.practice.isChecked()
        return True

    def _on_listed(self, found: list[tuple[str, str]]) -> None:
        self._all = found
        self.seek.refresh()

    def _ask(self, typed: str) -> Sequence[dict[str, Any]]:
        words = typed.lower().split()
        if not words:
            return []
        fits = [
            {"code": code, "name": name}
            for code, name in self._all
            if all(word in f"{name} {code}".lower() for word in words)
        ]
        return fits[:_SHOWN]


class PackStep(Step):
    """The district's file and the digits heard with it; officers and agencies."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, room.look.text("wizard_pack"), room.look.text("wizard_pack_words"))
        self.file = FileLine(self.look, self.text("wizard_pack_filter"), ("*.jbpack",))
        self.file_field = Field(self.look, self.text("wizard_pack_file"), self.file)
        self.code = Line(self.look)
        self.code_field = Field(
            self.look, self.text("wizard_voice"), self.code, self.text("wizard_voice_hint")
        )
        self.later = Button(self.look, self.text("wizard_pack_later"), icon="arrow-right", kind="quiet")
        self.later.clicked.connect(self._on_later)
        self.column.addWidget(self.file_field)
        self.column.addWidget(self.code_field)
        self.column.addWidget(self.later, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self._skip: Callable[[], object] | None = None

    def begin(self) -> QWidget | None:
        """The file."""
        return self.file.line

    def skip_by(self, skip: Callable[[], object]) -> None:
        """How the step is passed over."""
        self._skip = skip

    def take_file(self, path: Path) -> None:
        """A file that was dropped on the window."""
        self.file.show_path(path)
        self.code.setFocus()

    def submit(self, on_done: Callable[[], object], on_stay: Callable[[], object]) -> None:
        """Reads the file and compares the digits before anything is made."""
        self.file_field.complain("")
        self.code_field.complain("")
        path, code = self.file.path(), self.code.text()
        if path is None:
            self.file_field.complain(self.text("wizard_pack_missing"))
            self.file.line.setFocus()
            on_stay()
            return

        def on_read(told: dict[str, Any]) -> None:
            self.answers.pack, self.answers.code, self.answers.told = path, code, told
            on_done()

        def on_refused(error: UserError) -> None:
            self._complain(error)
            on_stay()

        Errand(lambda: look_into_pack(path, code), on_read, on_refused, self)

    def _complain(self, error: UserError) -> None:
        sentence, hint = self.look.words.sentence(error)
        about_code = error.code in ("voice_code_needed", "voice_code_wrong", "skip_only_practice")
        if error.code == "voice_code_needed":
            hint = self.text("wizard_voice_needed")
        elif about_code:
            hint = self.text("wizard_voice_wrong_hint")
        field, line = (self.code_field, self.code) if about_code else (self.file_field, self.file.line)
        field.complain(f"{sentence} {hint}")
        line.setFocus()
        line.selectAll()

    def _on_later(self) -> None:
        self.answers.pack, self.answers.code, self.answers.told = None, "", {}
        if self._skip is not None:
            self._skip()


class AgencyStep(Step):
    """Which agency this laptop answers for."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, room.look.text("wizard_agency"), room.look.text("wizard_agency_words"))
        name = Column("name", "", lambda item: Cell(str(item["name"]), icon="building-2"))
        code = Column("code", "", lambda item: Cell(str(item["code"]), "muted"), 130)
        self.seek = SeekList(self.look, self.text("wizard_agency_name"), [name, code], self._ask)
        self.seek.setMinimumHeight(self.look.lettering.scaled(280))
        self.column.addWidget(self.seek, 1)

    def begin(self) -> QWidget | None:
        """All of them, to begin with."""
        self.seek.refresh()
        return self.seek

    def take(self) -> bool:
        """The row that is chosen."""
        item = self.seek.item()
        if item is None:
            self.seek.field.complain(self.text("wizard_agency_wrong"))
            return False
        self.answers.agency = str(item["code"])
        return True

    def _ask(self, typed: str) -> Sequence[dict[str, Any]]:
        known = self.answers.told.get("agencies") or usual_agencies(self.room.parts.resources())
        words = typed.lower().split()
        return [
            {"code": code, "name": name}
            for code, name in known
            if all(word in f"{name} {code}".lower() for word in words)
        ]
