"""Files for everybody: who gets what, who has no laptop, and the button that makes them all."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.actions.sending import recipients, waits_for
from desktop.errors import UserError
from desktop.ui.models.paged import Cell, Column
from desktop.ui.page import Workplace
from desktop.ui.panels.file_words import contents_words, desk_named
from desktop.ui.panels.sending import Sending
from desktop.ui.panels.sent_history import SentHistory
from desktop.ui.panels.waiting_list import WaitingList
from desktop.ui.states import moment_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, Empty
from desktop.ui.widgets.labels import Label, Told


class SendBack(WaitingList):
    """Recipients at the left, place and button at the right, what went out below.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        self._contents: dict[str, Mapping[str, int]] = {}
        self._asked = 0
        empty = Empty(place.look, "laptop", text("back_none"), text("back_none_words"))
        super().__init__(place, text("back_title"), empty, width=352, least=600)

    def refresh(self) -> None:
        """Reads again; what each would get is counted one after the other, beside the window."""
        found = recipients(self._place.reader)
        self._contents = {}
        self.show_items(found["items"], "to")
        self.without.label.setText(self.look.text("back_without", names=", ".join(found["without"])))
        self.without.setVisible(bool(found["without"]))
        self.sent.refresh()
        if not self.sending.progress.running:
            self.sending.where.look_around()
        self._asked += 1
        self._count(self._asked, 0)

    def on_opened(self) -> None:
        """A file for the one the list stands on."""
        self.on_one()

    def act(self, keys: str) -> None:
        """A key of the page."""
        if keys == "Ctrl+E":
            self.on_all()

    def cancel(self) -> bool:
        """Stops what is under way; whether there was something."""
        return self.sending.cancel()

    def on_all(self) -> None:
        """Files for everybody who needs one."""
        self.parts.show_right(True)
        self.sending.make(["everyone"])

    def on_one(self, *, everything: bool = False) -> None:
        """A file for the one the list stands on."""
        item = self.table.item()
        if item is not None:
            self.parts.show_right(True)
            found = self._contents.get(item["to"])
            news = found is None or bool(found["events"] or found["blobs"])
            self.sending.make([item["to"]], everything=everything, news=news)

    def _count(self, asked: int, row: int) -> None:
        """Counts for one row, then goes on with the next, as long as this list is the one shown."""
        if asked != self._asked or row >= len(self.items) or not self.isVisible():
            return
        to = str(self.items[row]["to"])

        def on_counted(found: Mapping[str, int]) -> None:
            if asked == self._asked:
                self._contents[to] = found
                self.model.put(row, self.items[row])
                self._count(asked, row + 1)

        def on_failed(_error: UserError) -> None:
            self._count(asked, row + 1)

        self._place.background.run(lambda session: waits_for(session, to), on_counted, on_failed)

    def _on_moved(self, item: Mapping[str, Any] | None) -> None:
        self.one.setEnabled(item is not None)
        self.whole.setEnabled(item is not None)
        name = self._name(item) if item is not None else ""
        self.chosen.setText(self.look.text("back_only", name=name) if name else "")

    def _name(self, item: Mapping[str, Any]) -> str:
        return str(item["name"] or self.look.text("sent_to_coordinator"))

    def _left(self) -> QWidget:
        self.without = Told(self.look, "file-text", "", "warn", wrap=True)
        self.without.setContentsMargins(8, 0, 8, 8)
        self.listed.body.addWidget(self.without)
        self.sent = SentHistory(self._place, to_whom=True)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.listed, 3)
        column.addWidget(self.sent, 2)
        return left

    def _right(self) -> QWidget:
        look, card = self.look, Card(self.look, self.look.text("back_where"))
        self.sending = Sending(self._place, look.text("back_make_all"))
        self.sending.button.clicked.connect(self.on_all)
        self.sending.sent.connect(self.refresh)
        card.body.addWidget(self.sending)
        self.chosen = Label(look, "", "label", wrap=True)
        self.one = Button(look, look.text("back_make_one"), icon="file-up")
        self.whole = Button(look, look.text("back_make_whole"), icon="refresh-cw")
        self.one.clicked.connect(lambda: self.on_one())
        self.whole.clicked.connect(lambda: self.on_one(everything=True))
        card.body.addSpacing(12)
        card.body.addWidget(self.chosen)
        # One below the other: side by side they are wider than the column.
        for button in (self.one, self.whole):
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addSpacing(12)
        card.body.addWidget(Told(look, "info", look.text("back_hint"), "muted", wrap=True))
        card.body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(card)
        return scroll

    def _columns(self) -> list[Column]:
        text = self.look.text
        return [
            Column("name", text("sent_to"), lambda item: Cell(self._name(item))),
            Column("desk", text("file_column_desk"), self._desk, 84),
            Column("contents", text("back_gets"), self._gets, 128),
            Column("last", text("back_last"), self._last, 116),
            Column("state", text("file_column_state"), self._state, 156),
        ]

    def _desk(self, item: Mapping[str, Any]) -> Cell:
        kind = str(item["desk"])
        return Cell("SKPD" if kind == "agency" else desk_named(self._place, kind), "muted")

    def _gets(self, item: Mapping[str, Any]) -> Cell:
        found = self._contents.get(item["to"])
        if found is None:
            return Cell(self.look.text("back_counting"), "muted")
        if not found["events"] and not found["blobs"]:
            return Cell(self.look.text("back_nothing"), "muted")
        return Cell(contents_words(self.look, found["events"], found["blobs"]))

    def _last(self, item: Mapping[str, Any]) -> Cell:
        moment = item["last"]
        words = moment_words(moment, self._place.reader.today) if moment else self.look.text("back_never")
        return Cell(words, "muted")

    def _state(self, item: Mapping[str, Any]) -> Cell:
        text, count = self.look.text, item["unanswered"]
        if not item["last"]:
            return Cell("")
        if count:
            return Cell(text("back_unanswered", count=count), "warn" if count > 1 else "muted", "hourglass")
        return Cell(text("sent_received"), "ok", "check-check")
