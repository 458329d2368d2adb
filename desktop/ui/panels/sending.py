"""Making the files: where to, how far it is, what was made and what to do with it; or why not."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.arrivals import EVERYTHING
from desktop.actions.sending import send
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.complaint import Complaint
from desktop.ui.panels.file_words import size_words, told_error
from desktop.ui.panels.place_choice import PlaceChoice
from desktop.ui.panels.progress import Progress
from desktop.ui.panels.voice_code import ReadOut
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import clear
from desktop.ui.widgets.labels import Elided, Label, Told

_SHOWN = 4
"""Files named one by one; of more the folder says enough."""


class Sending(QWidget):
    """Place, primary button, progress, outcome.

    Args:
        place: the workplace.
        words: of the button.
    """

    sent = Signal()
    failed = Signal(str)

    def __init__(self, place: Workplace, words: str) -> None:
        super().__init__()
        self._place, self.look = place, place.look
        look = self.look
        self.where = PlaceChoice(look)
        self.button = Button(look, words, icon="file-up", keys="Ctrl+E", kind="primary")
        self.progress = Progress(look)
        self.complaint = Complaint(look)
        self.outcome = QWidget()
        self._told = QVBoxLayout(self.outcome)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(8)
        self.outcome.hide()
        self.open = Button(look, look.text("send_open_folder"), icon="folder-open")
        self.open.clicked.connect(self.on_open)
        self.open.hide()
        self._made: Path | None = None
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        # Below what it opens: beside the button a narrow column would not hold both.
        below = QHBoxLayout()
        below.addWidget(self.open)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.where)
        column.addLayout(row)
        for widget in (self.progress, self.complaint, self.outcome):
            column.addWidget(widget)
        column.addLayout(below)
        self.where.confirmed.connect(self.button.click)
        self._asked: tuple[str, ...] = ()

    def make(self, tos: Sequence[str], *, everything: bool = False, news: bool = True) -> None:
        """Writes the files for some recipients where the person wants them; not while others are written.

        Args:
            tos: the recipients.
            everything: also what they are known to have.
            news: whether there is anything new for them; without it a file is made when asked for twice.
        """
        if self.progress.running:
            return
        self.complaint.clear()
        self._show_outcome(None)
        folder = self.where.folder()
        if folder is None:
            self.where.complain(self.look.text("place_missing"))
            return
        self.where.complain("")
        if not news and not everything and self._asked != tuple(tos):
            # A repeat is one more number that the recipient will wait for.
            self._asked = tuple(tos)
            self._place.messages.tell(self.look.text("send_repeat"))
            return
        self._asked = ()
        self.button.setEnabled(False)
        cancel = self._place.background.run_long(
            send, (list(tos), folder, everything), self._on_made, self._on_failed, self.progress.tell
        )
        self.progress.begin(self.look.text("send_running"), cancel)
        self.progress.setFocus()

    def cancel(self) -> bool:
        """Stops what is under way; whether there was something."""
        return self.progress.cancel()

    def on_open(self) -> None:
        """Shows the folder in the computer's own program."""
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))

    def _on_made(self, report: Mapping[str, Any]) -> None:
        self._end()
        self._show_outcome(report)
        if report["error"]:
            self.complaint.say(*told_error(self.look, report["error"]))
        self._place.wrote(EVERYTHING)
        self.sent.emit()
        (self.open if self.open.isVisible() else self.button).setFocus()

    def _on_failed(self, error: UserError) -> None:
        self._end()
        self.complaint.complain(error)
        self._place.wrote(EVERYTHING)
        self.failed.emit(error.code)
        self.button.setFocus()

    def _end(self) -> None:
        self.progress.end()
        self.button.setEnabled(True)

    def _show_outcome(self, report: Mapping[str, Any] | None) -> None:
        clear(self._told)
        files = list(report["files"]) if report else []
        self.outcome.setVisible(report is not None)
        self.open.setVisible(bool(files))
        if report is None:
            return
        look = self.look
        if not files:
            self._told.addWidget(Told(look, "circle-check", look.text("send_nothing"), "ok", wrap=True))
            return
        self._made = Path(files[0]["path"]).parent
        self._told.addWidget(
            Told(look, "circle-check", look.text("send_done", count=len(files)), "ok", "label", wrap=True)
        )
        for one in files[:_SHOWN]:
            line = look.text("send_file", path=one["path"], size=size_words(one["bytes"]))
            self._told.addWidget(Elided(look, line, "body", "muted"))
        if len(files) > _SHOWN:
            more = look.text("send_more", count=len(files) - _SHOWN, folder=str(self._made))
            self._told.addWidget(Label(look, more, "body", "muted", wrap=True))
        self._told.addWidget(Label(look, self._next(), wrap=True))
        if report["provisional"]:
            self._told.addWidget(ReadOut(look, files[0]["voice_code"], look.text("send_read_out")))

    def _next(self) -> str:
        coordinator = self._place.reader.holds("coordinator")
        if self.where.is_stick():
            return self.look.text("send_next_stick")
        return self.look.text("send_next_many" if coordinator else "send_next")
