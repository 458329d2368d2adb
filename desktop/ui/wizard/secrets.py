"""Steps: the passphrase, and the sheets for the cupboard once the home is made."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from desktop.actions.set_up import Made, set_up
from desktop.actions.sheets import Sheet, sheets_pdf
from desktop.errors import UserError
from desktop.ui.errand import Errand
from desktop.ui.panels.file_line import FileLine
from desktop.ui.panels.sheets import print_pdf, save_secret
from desktop.ui.panels.two_passphrases import TwoPassphrases
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import clear
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import Elided, Label
from desktop.ui.wizard.code_block import CodeBlock
from desktop.ui.wizard.step import Room, Step


class PassphraseStep(Step):
    """The passphrase, twice; then the home is made."""

    onward = "wizard_make"

    def __init__(self, room: Room) -> None:
        super().__init__(room, room.look.text("wizard_passphrase"), room.look.text("wizard_passphrase_words"))
        self.two = TwoPassphrases(self.look)
        self.problem = Label(self.look, "", "body", "err", wrap=True)
        self.problem.hide()
        self.whose = Label(self.look, "", "strong", wrap=True)
        self.column.addWidget(self.whose)
        self.column.addWidget(self.two)
        self.column.addWidget(self.problem)
        self.column.addStretch(1)

    def begin(self) -> QWidget | None:
        """The first line."""
        founds = self.answers.desk == "coordinator"
        self.whose.setText(self.text("wizard_passphrase_for", name=self.answers.region_name))
        self.whose.setVisible(founds)
        self.two.own = (self.answers.name, self.answers.nip)
        return self.two

    def submit(self, on_done: Callable[[], object], on_stay: Callable[[], object]) -> None:
        """Makes the home; this takes a moment, so it is done beside the window."""
        self.problem.hide()
        passphrase = self.two.chosen()
        if passphrase is None:
            on_stay()
            return
        outside, plan, resources = self.room.outside, self.answers.plan(), self.room.parts.resources()

        def on_made(made: Made) -> None:
            self.answers.made, self.answers.passphrase = made, passphrase
            on_done()

        def on_refused(error: UserError) -> None:
            sentence, hint = self.look.words.sentence(error)
            self.problem.setText(f"{sentence} {hint}")
            self.problem.show()
            on_stay()

        Errand(lambda: set_up(outside, plan, passphrase, resources), on_made, on_refused, self)


class SheetStep(Step):
    """The codes for paper: shown, saved, printed; goes on only when they are kept."""

    final = True

    def __init__(self, room: Room) -> None:
        super().__init__(room, room.look.text("wizard_sheet"), room.look.text("wizard_sheet_words"))
        look = self.look
        self.codes = QHBoxLayout()
        self.codes.setSpacing(16)
        self.column.addLayout(self.codes)
        self.file = FileLine(look, self.text("wizard_sheet_filter"), ("*.pdf",), saves=True)
        self.file_field = Field(
            look, self.text("wizard_sheet_file"), self.file, self.text("wizard_sheet_hint")
        )
        self.column.addWidget(self.file_field)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.save = Button(look, self.text("wizard_sheet_save"), icon="download", keys="Ctrl+S")
        self.save.setShortcut("Ctrl+S")
        self.save.clicked.connect(self.on_saved)
        self.print = Button(look, self.text("wizard_sheet_print"), icon="printer", keys="Ctrl+P")
        self.print.setShortcut("Ctrl+P")
        self.print.clicked.connect(self.on_printed)
        self.told = Elided(look, "", "body", "ok")
        row.addWidget(self.save)
        row.addWidget(self.print)
        row.addWidget(self.told, 1)
        self.column.addLayout(row)
        self.kept = QCheckBox(self.text("wizard_sheet_kept"))
        self.kept.setFont(look.lettering.font("label"))
        self.problem = Label(look, "", "body", "err", wrap=True)
        self.problem.hide()
        self.column.addStretch(1)
        self.column.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.problem)

    def begin(self) -> QWidget | None:
        """The codes, and where they may be saved."""
        clear(self.codes)
        for sheet in self.sheets():
            title = self.text("sheet_root_title" if sheet.kind == "root" else "sheet_laptop_title")
            why = self.text("wizard_root_why" if sheet.kind == "root" else "wizard_laptop_why")
            self.codes.addWidget(CodeBlock(self.look, title, sheet.code, why))
        if self.file.path() is None:
            self.file.show_path(documents() / self.text("wizard_sheet_name"))
        return self.save

    def sheets(self) -> list[Sheet]:
        """What there is to keep."""
        made, today = self.answers.made, self.room.outside.now().date()
        if made is None:
            return []
        kinds = [("root", made.root), ("laptop", made.laptop)]
        return [
            Sheet(kind, code, made.district, self.answers.name, today, made.practice)
            for kind, code in kinds
            if code
        ]

    def on_saved(self) -> None:
        """Writes the PDF; setting it takes a moment."""
        path = self.file.path()
        self.file_field.complain("")
        if path is None:
            self.file_field.complain(self.text("wizard_sheet_no_file"))
            return
        look, press, sheets = self.look, self.room.parts.press, self.sheets()

        def on_refused(error: UserError) -> None:
            self.file_field.complain(" ".join(self.look.words.sentence(error)))
            self.look_at(self.file.line)

        def on_done(_answer: None) -> None:
            self._tell(self.text("wizard_sheet_saved", file=path.name))

        Errand(lambda: save_secret(path, sheets_pdf(look, sheets, press())), on_done, on_refused, self)

    def on_printed(self) -> None:
        """Prints it; nothing is left on the disk."""
        look, press, sheets = self.look, self.room.parts.press, self.sheets()

        def on_set(data: bytes) -> None:
            if print_pdf(self, data):
                self._tell(self.text("wizard_sheet_printed"))

        Errand(lambda: sheets_pdf(look, sheets, press()), on_set, lambda _error: None, self)

    def take(self) -> bool:
        """Only who has kept the codes goes on."""
        self.problem.setVisible(not self.kept.isChecked())
        self.problem.setText("" if self.kept.isChecked() else self.text("wizard_sheet_not_kept"))
        if not self.kept.isChecked():
            self.look_at(self.kept)
        self.answers.kept = self.kept.isChecked()
        return self.answers.kept

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.look_at(self.kept)


def documents() -> Path:
    """Where people keep their papers."""
    folder = Path.home() / "Documents"
    return folder if folder.is_dir() else Path.home()
