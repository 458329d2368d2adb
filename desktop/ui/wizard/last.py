"""Last steps: the request an officer or agency sends, and what a coordinator does next."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.actions.enrolment import write_request
from desktop.actions.opening import close, open_home
from desktop.errors import UserError
from desktop.ui.errand import Errand
from desktop.ui.panels.file_line import FileLine
from desktop.ui.widgets.cards import clear
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import Label, Told
from desktop.ui.wizard.code_block import CodeBlock
from desktop.ui.wizard.secrets import documents
from desktop.ui.wizard.step import Room, Step


class RequestStep(Step):
    """The file that asks the laptop induk to accept this laptop."""

    final = True
    onward = "wizard_request_make"

    def __init__(self, room: Room) -> None:
        super().__init__(room, room.look.text("wizard_request"), room.look.text("wizard_request_words"))
        self.file = FileLine(self.look, self.text("wizard_request_filter"), ("*.jbreq",), saves=True)
        self.field = Field(self.look, self.text("wizard_request_file"), self.file)
        self.column.addWidget(self.field)
        self.voice: str = ""
        self.column.addStretch(1)

    def begin(self) -> QWidget | None:
        """Where the file goes."""
        if self.file.path() is None:
            self.file.show_path(documents() / self.text("wizard_request_name"))
        return self.file.line

    def submit(self, on_done: Callable[[], object], on_stay: Callable[[], object]) -> None:
        """Writes the file once; its code is on the next step."""
        self.field.complain("")
        path = self.file.path()
        if path is None:
            self.field.complain(self.text("wizard_request_missing"))
            on_stay()
            return

        def on_written(made: dict[str, Any]) -> None:
            self.answers.told = {**self.answers.told, "request": made}
            on_done()

        def on_refused(error: UserError) -> None:
            self.field.complain(" ".join(self.look.words.sentence(error)))
            on_stay()

        Errand(lambda: self._write(path), on_written, on_refused, self)

    def _write(self, path: Path) -> dict[str, Any]:
        session = open_home(self.room.outside, self.answers.passphrase)
        try:
            return write_request(session, path)
        finally:
            close(session)


class DoneStep(Step):
    """What comes next, at this desk."""

    final = True
    onward = "wizard_open"

    def __init__(self, room: Room) -> None:
        super().__init__(room, room.look.text("wizard_done"))
        self.column.addStretch(1)

    def begin(self) -> QWidget | None:
        """Says it anew: the answers may have changed."""
        clear(self.column)
        self.column.addWidget(Label(self.look, self.title, "h1", wrap=True))
        request = self.answers.told.get("request")
        if request:
            words = self.text("wizard_done_request", file=Path(str(request["path"])).name)
            self.column.addWidget(Label(self.look, words, wrap=True))
            title, why = self.text("wizard_request_voice"), self.text("wizard_request_voice_why")
            self.column.addWidget(CodeBlock(self.look, title, str(request["voice_code"]), why, large=True))
        for code in _NEXT["coordinator" if self.answers.desk == "coordinator" else "other"]:
            self.column.addWidget(Told(self.look, "arrow-right", self.text(code), "text"))
        self.column.addStretch(1)
        return None


_NEXT = {
    "coordinator": ("wizard_next_district", "wizard_next_pack", "wizard_next_laptops"),
    "other": ("wizard_next_send", "wizard_next_record", "wizard_next_accepted"),
}
