"""Check the data: whether everything is whole, a backup now, how long ago the last one was, room left."""

from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.actions.looking_after import back_up, check_all
from desktop.actions.standing import condition
from desktop.errors import UserError
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.file_line import FileLine
from desktop.ui.states import moment_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, Empty, clear
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import Label, Told

_OLD_DAYS = 7
_LITTLE_ROOM = 2 * 1024**3
_CHECKS = {
    "pages": "check_pages", "structure": "check_structure", "links": "check_links", "schema": "check_schema",
    "sequence": "check_sequence", "reserve": "check_reserve", "photos_missing": "check_photos_missing",
    "photos_damaged": "check_photos_damaged", "photos_orphaned": "check_photos_orphaned",
    "quarantine": "check_quarantine", "signatures": "check_signatures", "forks": "check_forks",
    "clock": "check_clock", "projection": "check_projection",
}  # fmt: skip


class CheckPage(Page):
    """Long work goes on in the background; it can be stopped."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_check"))
        self.head.subtitle.setText(self.text("check_subtitle"))
        self._cancel: Event | None = None
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._checks(), 3)
        side = QVBoxLayout()
        side.setSpacing(16)
        side.addWidget(self._backup())
        side.addWidget(self._room())
        side.addStretch(1)
        row.addLayout(side, 2)
        self.column.addLayout(row, 1)
        self.bind("F5", "keys_check", self.on_check)
        self.bind("Ctrl+B", "keys_backup", self.on_backup)
        self.bind("Esc", "keys_back", self.on_escape)

    def refresh(self) -> None:
        """How it stands, without checking anything."""
        found = condition(self.place.reader)
        today = self.place.reader.today
        made = found["backed_up"]
        old = made is None or (today - date.fromisoformat(made[:10])).days > _OLD_DAYS
        words = (
            self.text("check_backed_up", moment=moment_words(made, today))
            if made
            else self.text("check_never_backed_up")
        )
        self.last.say("triangle-alert" if old else "circle-check", words, "warn" if old else "ok")
        self.copies.say("history", self.text("check_copies", count=found["copies"]), "muted")
        little = found["free"] < _LITTLE_ROOM
        self.free.say(
            "triangle-alert" if little else "hard-drive",
            self.text("check_free", size=size_words(found["free"])),
            "warn" if little else "text",
        )
        self.weight.say("archive", self.text("check_size", size=size_words(found["size"])), "muted")
        if self.file.path() is None:
            name = self.text("check_backup_name", day=today.isoformat())
            self.file.show_path(Path.home() / name)

    def begin(self) -> QWidget | None:
        """The check."""
        return self.start

    def on_escape(self) -> None:
        """Stops what is under way, else goes back."""
        if self._cancel is not None:
            self._cancel.set()
        else:
            self.place.back()

    def on_check(self) -> None:
        """Everything: pages, photos, signatures, tables."""
        if self._cancel is None:
            self._begin(self.text("check_running"))
            self._cancel = self.place.background.run_long(
                check_all, (False,), self._on_checked, self._on_failed, self._on_told
            )

    def on_backup(self) -> None:
        """A full backup to the file that is named."""
        path = self.file.path()
        self.file_field.complain("")
        if path is None:
            self.file_field.complain(self.text("check_no_file"))
        elif self._cancel is None:
            self._begin(self.text("check_backing_up"))
            self._cancel = self.place.background.run_long(
                back_up, (path,), self._on_backed_up, self._on_backup_failed, self._on_told
            )

    def _checks(self) -> Card:
        look = self.look
        card = Card(look, self.text("check_all"))
        self.start = Button(look, self.text("check_start"), icon="shield-check", keys="F5", kind="primary")
        self.start.clicked.connect(self.on_check)
        card.head.addWidget(self.start)
        self.doing = Label(look, "", "body", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.text("check_running"))
        self.stop = Button(look, self.text("check_stop"), icon="x", keys="Esc")
        self.stop.clicked.connect(self.on_escape)
        self.progress = QWidget()
        lines = QVBoxLayout(self.progress)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.doing)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        lines.addLayout(row)
        self.progress.hide()
        self.found = QVBoxLayout()
        self.found.setSpacing(8)
        words = self.text("check_empty_words")
        self.found.addWidget(Empty(look, "shield-check", self.text("check_empty"), words), 1)
        card.body.addWidget(self.progress)
        card.body.addLayout(self.found, 1)
        return card

    def _backup(self) -> Card:
        look = self.look
        card = Card(look, self.text("check_backup"))
        self.last, self.copies = Told(look, "history", ""), Told(look, "history", "")
        self.file = FileLine(look, self.text("check_backup_filter"), ("*.jbbackup",), saves=True)
        self.file_field = Field(
            look, self.text("check_backup_file"), self.file, self.text("check_backup_hint")
        )
        self.make = Button(look, self.text("check_backup_now"), icon="save", keys="Ctrl+B")
        self.make.clicked.connect(self.on_backup)
        for widget in (self.last, self.copies, self.file_field, self.make):
            card.body.addWidget(widget)
        return card

    def _room(self) -> Card:
        card = Card(self.look, self.text("check_room"))
        self.free, self.weight = Told(self.look, "hard-drive", ""), Told(self.look, "archive", "")
        card.body.addWidget(self.free)
        card.body.addWidget(self.weight)
        return card

    def _begin(self, words: str) -> None:
        self.doing.setText(words)
        self.bar.setRange(0, 0)
        self.progress.show()
        self.start.setEnabled(False)
        self.make.setEnabled(False)
        self.stop.setFocus()

    def _end(self, focus: Button) -> None:
        self._cancel = None
        self.progress.hide()
        self.start.setEnabled(True)
        self.make.setEnabled(True)
        focus.setFocus()

    def _on_told(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, min(total, 2**31 - 1)))
        self.bar.setValue(min(done, 2**31 - 1))

    def _on_checked(self, answer: dict[str, Any]) -> None:
        self._end(self.start)
        clear(self.found)
        text = self.look.words.text
        head = Told(self.look, "shield-check", text("check_well"), "ok", "h3")
        if not answer["ok"]:
            head = Told(self.look, "shield-alert", text("check_ill"), "err", "h3")
        self.found.addWidget(head)
        for one in answer["checks"]:
            self.found.addWidget(self._row(one))
        self.found.addStretch(1)

    def _row(self, one: dict[str, Any]) -> QWidget:
        text, code = self.look.words.text, _CHECKS.get(one["name"], "check_other")
        if one["ok"]:
            return Told(self.look, "circle-check", text(code), "ok")
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Told(self.look, "circle-alert", f"{text(code)}: {one['detail']}", "err"))
        hint = Label(self.look, text(f"{code}_hint"), "body", "muted", wrap=True)
        hint.setContentsMargins(24, 0, 0, 0)
        column.addWidget(hint)
        return box

    def _on_backed_up(self, answer: dict[str, Any]) -> None:
        self._end(self.make)
        self.place.reader.refresh()
        self.refresh()
        size = size_words(answer["bytes"])
        self.place.messages.tell(self.text("check_backup_done", file=Path(answer["path"]).name, size=size))

    def _on_failed(self, error: UserError) -> None:
        self._end(self.start)
        self.place.messages.complain(error)

    def _on_backup_failed(self, error: UserError) -> None:
        self._end(self.make)
        if error.code == "cancelled":
            self.place.messages.complain(error)
        else:
            self.file_field.complain(" ".join(self.look.words.sentence(error)))
            self.file.line.setFocus()


def size_words(size: float) -> str:
    """Bytes as people say them: "1,2 GB"."""
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            break
        size /= 1000
    return f"{size:.0f} {unit}" if size >= 10 or unit == "B" else f"{size:.1f} {unit}".replace(".", ",")
