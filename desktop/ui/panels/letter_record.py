"""One letter that was made: what it is, what can be done with it, and what happened to it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.letter_items import show_letter
from desktop.ui.page import Workplace
from desktop.ui.panels.history import History
from desktop.ui.panels.letter_bars import DeliverBar, LetterBars, NumberBar, ScanBar, VoidBar
from desktop.ui.panels.letter_more_bars import ReplaceBar
from desktop.ui.panels.letter_words import kind_word, long_day, state_word
from desktop.ui.panels.scrolled import AHEAD, EDGE, scrolled
from desktop.ui.states import short_day
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Label, Told, hairline

if TYPE_CHECKING:
    from reports.press import Press

Item = Mapping[str, Any]


class LetterRecord(Card):
    """Facts, buttons with their keys, a bar for what is asked, history.

    Args:
        place: the workplace.
        press: makes what documents are set with; behind the window only.
        out: says the folder for files of letters.
    """

    asked = Signal(str)
    """A button: ``number``, ``deliver``, ``scan``, ``replace`` or ``void``."""

    def __init__(self, place: Workplace, press: "Callable[[], Press]", out: Callable[[], Path]) -> None:
        super().__init__(place.look)
        self._place, self.look = place, place.look
        self.item: Item | None = None
        self._title = Label(self.look, "", "h2", wrap=True)
        self._state = Told(self.look, "info", "")
        self.body.setContentsMargins(16, 12, 8, 16)
        for told in (self._title, self._state):
            told.setContentsMargins(AHEAD, 0, EDGE, 0)
            self.body.addWidget(told)
        self.bars = LetterBars(
            place,
            {
                "number": NumberBar,
                "void": VoidBar,
                "deliver": DeliverBar,
                "scan": ScanBar,
                "replace": partial(ReplaceBar, press=press, out=out),
            },
        )
        self._make_buttons()
        self._lay()
        self.setFocusProxy(self.buttons["deliver"])

    def _make_buttons(self) -> None:
        look, text = self.look, self.look.text
        # Without icons two of them stand side by side in the narrow column.
        self.buttons = {
            "number": Button(look, text("letters_do_number"), keys="N"),
            "deliver": Button(look, text("letters_do_deliver"), keys="S"),
            "scan": Button(look, text("letters_do_scan"), keys="L"),
            "replace": Button(look, text("letters_do_replace"), keys="R"),
            "void": Button(look, text("letters_do_void"), keys="V", kind="danger"),
        }
        self._choices = QWidget()
        self._grid = QGridLayout(self._choices)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        for at, (name, button) in enumerate(self.buttons.items()):
            button.clicked.connect(lambda _on=False, name=name: self.asked.emit(name))
            self._grid.addWidget(button, at // 2, at % 2)
        self.bars.left.connect(self._choices.show)

    def _lay(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(8)
        whole = scrolled(column)
        column.addWidget(self.bars)
        column.addWidget(self._choices)
        column.addWidget(hairline())
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        column.addLayout(self._facts)
        column.addWidget(hairline())
        column.addWidget(Label(self.look, self.look.text("letters_history"), "h3"))
        self._history = QVBoxLayout()
        column.addLayout(self._history)
        column.addStretch(1)
        self.body.addWidget(whole, 1)

    def show_item(self, item: Item | None) -> None:
        """Another letter, read whole."""
        self.bars.close_all()
        self._choices.show()
        self.item = show_letter(self._place.reader, item["id"]) if item is not None else None
        found = self.item
        self.setEnabled(found is not None)
        for button in self.buttons.values():
            button.setVisible(found is not None)
            self._grid.removeWidget(button)
        _empty(self._facts)
        while (old := self._history.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        if found is None:
            self._title.setText("")
            self._state.say("info", "", "muted")
            return
        self._title.setText(found["number"] or self._called(found))
        self._state.say(*_told(state_word(self.look, found["state"])))
        self.buttons["number"].setVisible(found["state"] == "belum_bernomor")
        for at, button in enumerate(one for one in self.buttons.values() if not one.isHidden()):
            self._grid.addWidget(button, at // 2, at % 2)
        self._tell_facts(found)
        self._history.addWidget(History(self.look, found["history"], self._place.reader.today))

    def ask(self, name: str) -> None:
        """Asks what is to be done, where it may be."""
        if self.item is not None and not self.buttons[name].isHidden():
            self.bars.ask(name, self.item)
            # While one thing is asked the others are not offered.
            self._choices.hide()

    def _called(self, found: Item) -> str:
        """Kind and addressee: what a letter is known by until it has a number."""
        kind = kind_word(self.look, found["kind"])
        return (
            self.look.text("letters_called", kind=kind, agency=found["agency_name"])
            if found["agency_name"]
            else kind
        )

    def _tell_facts(self, found: Item) -> None:
        text = self.look.text
        told = {
            text("letters_kind"): kind_word(self.look, found["kind"]),
            text("letters_agency"): found["agency_name"] or found["agency"] or "",
            text("letters_date"): long_day(found["date"]),
            text("letters_subject"): found["subject"] or "",
            text("letters_count"): str(len(found["aspirations"]) or ""),
            text("letters_version"): str(found["version"]) if (found["version"] or 1) > 1 else "",
            text("letters_delivered"): self._delivered(found["delivered"]),
            text("letters_scan"): "\n".join(str(one.get("name") or "") for one in found["attachments"]),
        }
        for row, (label, value) in enumerate(pair for pair in told.items() if pair[1]):
            top = Qt.AlignmentFlag.AlignTop
            self._facts.addWidget(Label(self.look, label, "body", "muted"), row, 0, top)
            self._facts.addWidget(Label(self.look, value, "body", wrap=True), row, 1, top)

    def _delivered(self, delivered: Item | None) -> str:
        if not delivered:
            return ""
        day = short_day(date.fromisoformat(delivered["date"]), self._place.reader.today)
        return ", ".join(filter(None, (str(delivered["to"]), day, str(delivered.get("how") or ""))))


def _told(state: tuple[str, str, str]) -> tuple[str, str, Any]:
    icon, tone, word = state
    return icon, word, tone


def _empty(grid: QGridLayout | QHBoxLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
