"""Laptops nobody has let in yet: files of unknown senders, and requests; let in by the code heard, or not."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.actions.arrivals import EVERYTHING
from desktop.actions.enrolment import accept_request
from desktop.actions.waiting import quarantine_accept, quarantine_list, quarantine_refuse
from desktop.errors import UserError
from desktop.ui.models.paged import Cell, Column
from desktop.ui.page import Workplace
from desktop.ui.panels.complaint import Complaint
from desktop.ui.panels.file_words import desk_words, said
from desktop.ui.panels.voice_code import VoiceCode
from desktop.ui.panels.waiting_list import WaitingList
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, Empty
from desktop.ui.widgets.labels import Label

_ABOUT_CODE = ("voice_code_wrong", "voice_code_needed", "skip_only_practice")


class Newcomers(WaitingList):
    """Who waits at the left, the code at the right.

    Args:
        place: the workplace.
    """

    accepted = Signal(object)
    """The report on an unknown sender's files, once it is let in."""

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        empty = Empty(place.look, "laptop", text("newcomers_none"), text("newcomers_none_words"))
        super().__init__(place, text("newcomers_title"), empty)
        self._requests: dict[str, Mapping[str, Any]] = {}
        self._asked: Mapping[str, Any] | None = None

    def add_requests(self, requests: Sequence[Mapping[str, Any]]) -> None:
        """Requests that were among files; kept while the program runs."""
        for one in requests:
            self._requests[str(one["writer"])] = one

    def refresh(self) -> None:
        """Reads again; the files are opened for it, so not in the window's thread."""
        self._place.background.run(quarantine_list, self._on_listed)

    def on_opened(self) -> None:
        """Goes on to the code."""
        self.parts.show_right(True)
        self.code.setFocus()

    def act(self, keys: str) -> None:
        """A key of the page: A accepts, X refuses."""
        if not self._in_sight():
            return
        if keys == "A":
            self.on_accept()
        elif keys == "X":
            self.on_refuse()

    def on_accept(self) -> None:
        """Lets in by the code heard."""
        item = self.table.item()
        code = self.code.demand() if item is not None else None
        if item is None or code is None:
            return
        self.complaint.clear()
        self.accept.setEnabled(False)
        run, writer = self._place.background.run, str(item["writer"])
        if item["path"]:
            path = Path(item["path"])
            run(lambda session: accept_request(session, path, code), self._on_let_in, self._on_refused)
        else:
            run(lambda session: quarantine_accept(session, writer, code), self._on_files_in, self._on_refused)

    def on_refuse(self) -> None:
        """Asks once more before sealed files are thrown away: they cannot be brought back from here."""
        item = self.table.item()
        if item is None:
            return
        if item["path"]:
            self._requests.pop(str(item["writer"]), None)
            self.refresh()
            return
        self._asked = item
        self.sure_words.setText(self.look.text("newcomers_sure", name=item["name"], count=item["files"]))
        self.sure.show()
        self.sure_no.setFocus()

    def _on_sure(self) -> None:
        item, self._asked = self._asked, None
        self.sure.hide()
        if item is not None:
            writer = str(item["writer"])
            self._place.background.run(
                lambda session: quarantine_refuse(session, writer), self._on_thrown, self.complaint.complain
            )

    def _on_not_sure(self) -> None:
        self._asked = None
        self.sure.hide()
        self.table.setFocus()

    def _on_thrown(self, told: Mapping[str, Any]) -> None:
        self._place.messages.tell(self.look.text("newcomers_thrown", count=told["removed"]))
        self.refresh()

    def _on_let_in(self, told: Mapping[str, Any]) -> None:
        self._requests.pop(str(told["writer"]), None)
        self._settle(told)

    def _on_files_in(self, report: Mapping[str, Any]) -> None:
        self._requests.pop(str(report["writer"]), None)
        self._settle(report)
        self.accepted.emit({"files": report["files"], "conflicts": report["conflicts"]})

    def _settle(self, told: Mapping[str, Any]) -> None:
        self.accept.setEnabled(True)
        self.code.clear()
        self._place.reader.refresh()
        self._place.wrote(EVERYTHING)
        self._place.messages.tell(self.look.text("newcomers_let_in", name=told["name"]))
        self.refresh()

    def _on_refused(self, error: UserError) -> None:
        self.accept.setEnabled(True)
        if error.code in _ABOUT_CODE:
            self.code.complain(" ".join(said(self.look, error)))
        else:
            self.complaint.complain(error)

    def _on_listed(self, found: Mapping[str, Any]) -> None:
        by_writer: dict[str, dict[str, Any]] = {}
        for one in found["items"]:
            says = one["says"]
            name = str(says.get("name") or self.look.text("newcomers_nameless", writer=one["writer"][:6]))
            desk = f"{says.get('desk', '')}:{says.get('agency', '')}".rstrip(":")
            told = by_writer.setdefault(
                one["writer"], {"writer": one["writer"], "name": name, "desk": desk, "files": 0, "path": None}
            )
            told["files"] += 1
        for writer, one in self._requests.items():
            desk = f"{one['desk']}:{one['agency']}".rstrip(":")
            told = {"writer": writer, "name": one["from"], "desk": desk, "files": 0, "path": one["path"]}
            by_writer.setdefault(writer, told)
        focused = self.parts.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.show_items(list(by_writer.values()), "writer")
        if focused:
            self.back_to_list()

    def _on_moved(self, item: Mapping[str, Any] | None) -> None:
        text = self.look.text
        self.sure.hide()
        self.complaint.clear()
        self.code.clear()
        if item is None:
            return
        self.name.setText(str(item["name"]))
        self.says.setText(text("newcomers_says", desk=desk_words(self.look, item["desk"]) or "?"))
        self.refuse.setText(text("newcomers_put_away" if item["path"] else "newcomers_refuse"))

    def _right(self) -> QWidget:
        look, card = self.look, Card(self.look)
        self.name = Label(look, "", "h2", wrap=True)
        self.says = Label(look, "", "body", "warn", wrap=True)
        self.code = VoiceCode(look)
        self.code.submitted.connect(self.on_accept)
        self.accept = Button(
            look, look.text("newcomers_accept"), icon="user-check", keys="Enter", kind="primary"
        )
        self.accept.clicked.connect(self.on_accept)
        self.refuse = Button(look, look.text("newcomers_refuse"), icon="trash-2", keys="X")
        self.refuse.clicked.connect(self.on_refuse)
        self.complaint = Complaint(look)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.accept)
        buttons.addWidget(self.refuse)
        buttons.addStretch(1)
        for widget in (self.name, self.says, self.code):
            card.body.addWidget(widget)
        card.body.addLayout(buttons)
        card.body.addWidget(self.complaint)
        card.body.addWidget(self._sure_part())
        card.body.addStretch(1)
        return card

    def _sure_part(self) -> QWidget:
        look = self.look
        self.sure = QWidget()
        self.sure_words = Label(look, "", wrap=True)
        self.sure_yes = Button(look, look.text("newcomers_yes"), icon="trash-2", kind="danger")
        self.sure_no = Button(look, look.text("newcomers_no"))
        self.sure_yes.clicked.connect(self._on_sure)
        self.sure_no.clicked.connect(self._on_not_sure)
        column = QHBoxLayout(self.sure)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.sure_words, 1)
        column.addWidget(self.sure_no, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.sure_yes, 0, Qt.AlignmentFlag.AlignTop)
        self.sure.hide()
        return self.sure

    def _columns(self) -> list[Column]:
        text = self.look.text
        return [
            Column("name", text("newcomers_name"), lambda item: Cell(str(item["name"]), icon="laptop")),
            Column("desk", text("file_column_desk"), self._desk, 150),
            Column("waits", text("newcomers_waits"), self._waits, 150),
        ]

    def _desk(self, item: Mapping[str, Any]) -> Cell:
        return Cell(desk_words(self.look, item["desk"]), "muted")

    def _waits(self, item: Mapping[str, Any]) -> Cell:
        text = self.look.text
        words = text("file_request") if item["path"] else text("newcomers_files", count=item["files"])
        return Cell(words, "warn", "hourglass")
