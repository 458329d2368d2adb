"""The bars of the triage desk: why, which one says the same, all that are sure; one at a time."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions.alike import alike_by_word
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.choosing import SHOWN, Bar, ReasonBar, SameBar
from desktop.ui.panels.suggested import Suggester
from desktop.ui.panels.sure import SureBar

Item = Mapping[str, Any]


class TriageBars(QWidget):
    """Stands below the list, empty while nothing is asked; a bar is made when it is first asked for.

    Args:
        place: the workplace.
        suggester: for names of agencies.
    """

    reasoned = Signal(str, list, str, str)
    """``ask``, ``outside`` or ``archive``; the aspirations, the reason, the body to be asked."""

    joined = Signal(list, str)
    assigned = Signal(object)
    """All that are sure were, as the action tells of it."""
    left = Signal()
    opened = Signal()

    def __init__(self, place: Workplace, suggester: Suggester) -> None:
        super().__init__()
        self.look, self._suggester, self._place = place.look, suggester, place
        self.items: list[Item] = []
        self._what = ""
        self._made: list[Bar] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.close_all()

    @cached_property
    def reason(self) -> ReasonBar:
        """Asks why."""
        bar = ReasonBar(self.look)
        bar.answered.connect(lambda why, whom: self.reasoned.emit(self._what, self.items, why, whom))
        self._add(bar)
        return bar

    @cached_property
    def same(self) -> SameBar:
        """Asks which one says the same."""
        bar = SameBar(self.look)
        bar.sought.connect(self._on_sought)
        bar.answered.connect(lambda code: self.joined.emit(self.items, code))
        self._add(bar)
        return bar

    @cached_property
    def sure(self) -> SureBar:
        """Offers all that are sure."""
        bar = SureBar(self._place, self._suggester)
        bar.assigned.connect(self.assigned)
        self._add(bar)
        return bar

    def ask_reason(self, what: str, items: Sequence[Item], recipient: str = "") -> None:
        """Asks why.

        Args:
            what: ``ask``, ``outside`` or ``archive``.
            items: whom it concerns.
            recipient: code of the body to begin with, for ``outside``.
        """
        self._what = what
        self._show(self.reason, items)
        text, named = self.look.text, self._named()
        if what == "ask":
            title = text("reason_ask_title", what=named)
            self.reason.ask(title, text("reason_ask"), text("reason_ask_go"))
        elif what == "archive":
            title = text("reason_archive_title", what=named)
            self.reason.ask(title, text("reason_archive"), text("reason_archive_go"))
        else:
            outside = [one for one in self._suggester.agencies.values() if one.external]
            bodies = [(one.code, f"{one.short} · {one.name}") for one in outside]
            title = text("reason_outside_title", what=named)
            self.reason.ask(title, text("reason_outside"), text("reason_outside_go"), bodies, recipient)

    def ask_same(self, items: Sequence[Item], similar: Sequence[Item] | None) -> None:
        """Asks which one says the same; `similar` is None while it is looked for."""
        self._show(self.same, items)
        self.same.ask(self.look.text("same_title", what=self._named()))
        if similar is not None:
            self.same.show_items(similar)

    def ask_sure(self) -> None:
        """Offers to assign all that are sure."""
        self._show(self.sure, ())
        self.sure.ask()

    def tell_similar(self, identity: str, similar: list[Item]) -> None:
        """What is similar to an aspiration was found."""
        asked = "same" in vars(self) and not self.same.isHidden()
        if asked and [str(one["id"]) for one in self.items[:1]] == [identity]:
            self.same.show_items(similar)

    def refuse_same(self, error: UserError) -> None:
        """The one that was named cannot be it."""
        self.same.complain(" ".join(self.look.words.sentence(error)))

    def close_all(self) -> None:
        """Nothing is asked any more."""
        for bar in self._made:
            bar.hide()
        self.hide()

    def _on_sought(self, typed: str) -> None:
        but = str(self.items[0]["id"]) if self.items else ""
        self.same.show_found(alike_by_word(self._place.reader, typed, but, SHOWN))

    def _show(self, bar: Bar, items: Sequence[Item]) -> None:
        self.close_all()
        self.items = list(items)
        self.show()
        self.opened.emit()

    def _add(self, bar: Bar) -> None:
        self._made.append(bar)
        self._column.addWidget(bar)
        bar.left.connect(self.left)

    def _named(self) -> str:
        if len(self.items) != 1:
            return self.look.text("triage_count", count=len(self.items))
        item = self.items[0]
        words = "" if item.get("restricted") else str(item.get("title") or "")
        return f"{item['code']} {words}".strip()
