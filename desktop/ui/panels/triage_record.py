"""The record beside the triage list: what was said, what is similar, and the assignment below it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.alike import alike
from desktop.actions.aspiration_lists import show_aspiration
from desktop.ui.page import Workplace
from desktop.ui.panels.assigning import AssignPanel
from desktop.ui.panels.correcting import CorrectPanel
from desktop.ui.panels.decided_part import decided_part, last_decision, recipient_of
from desktop.ui.panels.history import History
from desktop.ui.panels.joined_part import JoinedPart
from desktop.ui.panels.photos import PhotoStrip
from desktop.ui.panels.record import RecordPanel
from desktop.ui.panels.suggested import Suggester
from desktop.ui.panels.triage_words import KeyCaps, marked_lines, months
from desktop.ui.reading_order import walk_as_one_reads
from desktop.ui.states import status_word, urgency_chip
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Chip, Label, Told, hairline

Item = Mapping[str, Any]
_SIMILAR_MS = 200
"""Whoever leafs through the list does not ask for each row what is similar to it."""


class TriagePanel(RecordPanel):
    """One aspiration whole, or all that are marked, and what can be done about it.

    Args:
        place: the workplace.
        suggester: whom it may belong to.
    """

    _ready = False
    assigned = Signal()
    asked = Signal()
    lettered = Signal()
    corrections = Signal()
    found = Signal(str, list)
    """What is similar to an aspiration (its id)."""

    def __init__(self, place: Workplace, suggester: Suggester) -> None:
        self.history_shown = self.revealed = self.assigning = False
        self.marked: Sequence[Item] = ()
        self._similar: Sequence[Item] | None = None
        self._holder: QVBoxLayout | None = None
        self._suggester = suggester
        super().__init__(place)
        look = self.look
        self.form = AssignPanel(look, place.reader, suggester)
        self.correct = CorrectPanel(look, place.reader)
        self._record = QWidget()
        inside = QWidget()
        inside.setProperty("surface", "inside")
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(16, 12, 16, 16)
        self._inside.setSpacing(8)
        self.joined = JoinedPart(look)
        for part in (self._record, self.form, self.joined, self.correct):
            self._inside.addWidget(part)
        self._inside.addStretch(1)
        # One word wider than the panel must not push everything else out of sight.
        inside.setMinimumWidth(1)
        self._scroll.setWidget(inside)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SIMILAR_MS)
        self._pause.timeout.connect(self._seek)
        self.go = Button(look, look.text("triage_assign"), icon="send", keys="A", kind="primary")
        self.ask = Button(look, look.text("triage_ask"), icon="message-circle", keys="T")
        self.letter = Button(look, "", icon="mail", keys="Enter", kind="primary")
        self.letter.clicked.connect(self.lettered)
        self.go.clicked.connect(self.assigned)
        self.ask.clicked.connect(self.asked)
        self.foot, self.edge = QWidget(), hairline()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(16, 8, 16, 12)
        row.setSpacing(8)
        row.addWidget(self.go, 1)
        row.addWidget(self.letter, 1)
        row.addWidget(self.ask)
        outer = self.layout()
        if outer is not None:
            outer.addWidget(self.edge)
            outer.addWidget(self.foot)
        self._ready = True
        KeyCaps(self, self.go)
        self._show(None)

    def show_item(self, item: Item | None) -> None:
        """Shows an aspiration; one that is shown already stays as it is, with what is being filled in."""
        if not self._ready:
            super().show_item(item)
            return
        if item is not None and item == self.item and not self.marked:
            return
        fresh = item is None or self.item is None or item["id"] != self.item["id"]
        self.assigning = False
        if fresh:
            self.history_shown = self.revealed = False
            self._similar = None
        self.marked = ()
        self._show(item)
        walk_as_one_reads(self)
        if item is not None and fresh:
            self._pause.start()

    def show_marked(self, items: Sequence[Item]) -> None:
        """Shows all that are marked."""
        if [one["id"] for one in items] != [one["id"] for one in self.marked]:
            self.marked = items
            self._show(None)

    def begin_form(self) -> None:
        """To the first thing of the assignment that a person has to look at."""
        if self.form.isHidden():
            self.assigning = True
            self.show_correcting(False)
        first = self.form.first()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(first)

    def show_correcting(self, on: bool) -> None:
        """Shows the fields that put the record right, in the place of the assignment."""
        if on and self.item is not None:
            self.correct.show()
            for part in (self.form, self.joined, self.foot):
                part.hide()
            self.correct.show_item(self.item)
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.correct))
        else:
            self.correct.hide()
            shown = self.marked or ((self.item,) if self.item is not None and not self.hidden else ())
            joined = any(one["status"] == "duplikat" for one in shown)
            outside = any(one["status"] == "bukan_kewenangan" for one in shown) and not self.assigning
            self.form.setVisible(bool(shown) and not joined and not outside)
            self.joined.setVisible(joined and not self.marked)
            self.foot.setVisible(bool(shown) and not joined)
            self._show_letter(outside)
        self.edge.setVisible(not self.foot.isHidden())

    def _show_letter(self, outside: bool) -> None:
        """What is not ours is not assigned next: somebody is asked by letter."""
        self.go.setVisible(not outside)
        self.letter.setVisible(outside)
        self.ask.setVisible(not outside)
        named = bool(self.marked) or (self.item is not None and bool(recipient_of(self.item)))
        words = self.look.text("triage_letter_outside") if named else self.look.text("triage_name_outside")
        self.letter.setText(words)
        self.letter.setAccessibleName(words)

    def reveal(self) -> None:
        """Shows what a restricted aspiration says."""
        self.revealed = True
        self._show(self.item)

    def turn_history(self) -> None:
        """Shows or hides who did what."""
        self.history_shown = not self.history_shown
        self._show(self.item)

    @property
    def hidden(self) -> bool:
        """Whether the words are kept from whoever looks over the shoulder."""
        return bool(self.item and self.item.get("restricted")) and not self.revealed

    def _show(self, item: Item | None) -> None:
        self.item = item
        # Only the record is made anew: the form below it lives on, and dressing it costs more than the rest.
        record = QWidget()
        record.setProperty("surface", "inside")
        self._column = QVBoxLayout(record)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._holder = None
        self._fill(item)
        self._inside.replaceWidget(self._record, record)
        self._record.hide()
        self._record.deleteLater()
        record.show()
        self._record = record
        self._scroll.verticalScrollBar().setValue(0)
        self.form.show_items(self.marked or ([item] if item is not None else ()))
        if item is not None and item["status"] == "duplikat":
            self.joined.show_main(self._main(item))
        self.show_correcting(False)

    def _main(self, item: Item) -> Item | None:
        """The one it was joined into, as far as it is here."""
        code = item.get("duplicate_of")
        if not code:
            return None
        main = show_aspiration(self._place.reader, code)
        return {**main, "lead_name": self._suggester.name(main["agency"]) if main["agency"] else ""}

    def _fill(self, item: Item | None) -> None:
        if self.marked:
            for label in marked_lines(self.look, self.marked):
                self._column.addWidget(label)
        elif item is None:
            super()._fill(None)
            return
        elif self.hidden:
            self._head(item)
            self._column.addWidget(Label(self.look, self.look.text("triage_hidden"), wrap=True))
            show = Button(self.look, self.look.text("triage_reveal"), icon="eye", keys="Enter")
            show.clicked.connect(self.reveal)
            self._column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._head(item)
            self._decided(item)
            self._words(item)
            self._facts(item)
            self._pictures(item)
            self._answers(item)
            if self.history_shown:
                self._column.addWidget(hairline())
                self._column.addWidget(History(self.look, item.get("history", []), self._place.reader.today))
        self._column.addWidget(hairline())

    def _head(self, item: Item) -> None:
        look, row, below = self.look, QHBoxLayout(), QHBoxLayout()
        row.setSpacing(8)
        below.setSpacing(8)
        row.addWidget(Label(look, str(item["code"]), "body", "muted"))
        if (urgent := urgency_chip(look, item.get("urgency"))) is not None:
            # The longer word has no room beside code and history.
            (below if item["urgency"] == "sangat_segera" else row).addWidget(Chip(look, *urgent))
        row.addStretch(1)
        if not self.hidden:
            urgency = Button(look, look.text("triage_urgency"), icon="flag", keys="E", kind="quiet")
            urgency.clicked.connect(self.corrections)
            below.addWidget(urgency)
            history = Button(look, look.text("record_history"), icon="history", kind="quiet")
            history.setCheckable(True)
            history.setChecked(self.history_shown)
            history.clicked.connect(self.turn_history)
            row.addWidget(history)
        if item.get("restricted"):
            below.addWidget(Chip(look, "lock", look.text("channel_restricted"), "sec"))
        if item["status"] not in ("dicatat", "diverifikasi") and last_decision(item) is None:
            icon, tone, word = status_word(look, str(item["status"]))
            below.addWidget(Told(look, icon, word, tone, "label"))  # type: ignore[arg-type]
        self._column.addLayout(row)
        if below.count():
            below.addStretch(1)
            self._column.addLayout(below)

    def _decided(self, item: Item) -> None:
        back = [one for one in item.get("assignments", []) if one.get("state") == "dikembalikan"]
        returner = str(back[-1]["agency_name"] or back[-1]["agency"]) if back else ""
        part = decided_part(self.look, item, returner)
        if part is not None:
            self._column.addWidget(part)

    def _pictures(self, item: Item) -> None:
        if item.get("attachments"):
            self._column.addWidget(PhotoStrip(self._place, item["attachments"]))
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._holder)
        self._tell_similar()

    def _seek(self) -> None:
        item = self.item
        if item is None or item.get("restricted"):
            return
        identity = str(item["id"])
        self._place.background.run(
            lambda session: alike(session, identity)["alike"],
            lambda found: self._on_found(identity, found),
            lambda _error: None,
        )

    def _on_found(self, identity: str, found: list[Item]) -> None:
        if self.item is not None and self.item["id"] == identity:
            self._similar = found
            self._tell_similar()
            self.found.emit(identity, found)

    @property
    def similar(self) -> Sequence[Item] | None:
        """What says nearly the same, None while it is not known."""
        return self._similar

    def _tell_similar(self) -> None:
        near = [one for one in self._similar or () if one["near"] == "words"]
        if self._holder is None or not near or self._holder.count():
            return
        today = self._place.reader.today
        words = self.look.text("triage_similar", count=len(near), months=months(near, today))
        self._holder.addWidget(Told(self.look, "copy", words, "pri"))
