"""Pemilahan: every aspiration gets its next step here, ten a minute, by keyboard."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.shape_types import AspirationChange
from desktop.actions.triage_lists import TABS, tab_of
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.decided_part import recipient_of
from desktop.ui.panels.suggested import Suggester
from desktop.ui.panels.triage_bars import TriageBars
from desktop.ui.panels.triage_columns import JOINED, OUTSIDE
from desktop.ui.panels.triage_counts import head_buttons, tell_counts
from desktop.ui.panels.triage_keys import DECIDING, UndoKey, bind_inside, moving_keys
from desktop.ui.panels.triage_list import TriageList
from desktop.ui.panels.triage_record import TriagePanel
from desktop.ui.panels.triage_work import TriageWork
from desktop.ui.widgets.tabs import Tabs

Item = Mapping[str, Any]
_OTHER_FOCUS = Qt.FocusReason.OtherFocusReason


class TriagePage(Page):
    """Tabs, the list, the record with the assignment beside it."""

    nouns = ("aspiration", "assignment", "pack")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_triage"))
        self.suggester = Suggester(place.reader)
        self.work = TriageWork(place)
        self.tabs = Tabs(self.look, [(tab, self.text(f"triage_tab_{tab}")) for tab in TABS])
        self.list = TriageList(place, self.suggester, self.take_in_button())
        self.panel = TriagePanel(place, self.suggester)
        self.bars = TriageBars(place, self.suggester)
        self._lay()
        self._connect()
        self._bind()
        self._open("new", {})

    def show_thing(self, what: Any) -> None:
        """A tab, or ``{"tab", "agency", "due", "search"}``."""
        asked = {"tab": what} if isinstance(what, str) else dict(what) if isinstance(what, Mapping) else {}
        if asked.get("tab") in TABS:
            self.list.search.setText(str(asked.get("search") or ""))
            narrow = {name: str(asked[name]) for name in ("agency", "due") if asked.get(name)}
            self._open(asked["tab"], narrow)

    def refresh(self) -> None:
        """Reads the list again and stays where the person is."""
        item = self.list.table.item()
        here = str(item["id"]) if item else None
        had_focus = self.list.table.hasFocus()
        self.list.refresh(here)
        if had_focus and self.list.table.isHidden():
            self.tabs.setFocus(_OTHER_FOCUS)
        self.parts.show_alone(not self.list.model.rowCount())
        self._tell_counts()

    def begin(self) -> QWidget | None:
        """The list, or how to fill it, or the tabs."""
        return self.list.first() or self.tabs

    def on_moved(self, item: Item | None) -> None:
        """Shows what is marked, else the current row."""
        marked = list(self.list.marks.values())
        if len(marked) > 1:
            self.panel.show_marked(marked)
        else:
            one = marked[0] if marked else item
            self.panel.show_item(show_aspiration(self.place.reader, one["id"]) if one else None)

    def on_assign(self) -> None:
        """A: the assignment, with the best suggestion chosen."""
        if not self._chosen() or self.list.tab == JOINED or not self.panel.correct.isHidden():
            return
        if self.panel.hidden and not self.list.marks:
            self.panel.reveal()
        self.bars.close_all()
        self.parts.show_right(True)
        self.panel.begin_form()

    def on_assigned(self) -> None:
        """Enter in the assignment, or its button."""
        items = self._chosen()
        outside = self.panel.form.outside()
        if items and outside:
            self._back_to_list()
            self.bars.ask_reason("outside", items, outside)
            return
        rows = self.panel.form.rows()
        if not items or not rows:
            return
        named = {row.code for row in rows}
        going = [item for item in items if item["code"] in named]
        name = self.suggester.name(rows[0].agency) if len({row.agency for row in rows}) == 1 else ""
        self._go_on(going)
        self.work.assign(going, rows, name, self.place.messages.complain)
        self._back_to_list()

    def on_verify(self) -> None:
        """V."""
        if items := self._chosen():
            self._go_on(items)
            self.work.verify(items)

    def on_same(self) -> None:
        """D: which one says the same?"""
        if items := self._chosen():
            self.bars.ask_same(items, self.panel.similar)

    def on_main(self) -> None:
        """Opens the one into which the current one was joined, in the tab it stands in."""
        item = self.list.table.item()
        if item is None or not item["duplicate_of"]:
            return
        main = show_aspiration(self.place.reader, item["duplicate_of"])
        if tab := tab_of(main["status"]):
            self.show_thing({"tab": tab, "search": main["code"]})
            self._back_to_list()
        else:
            self.place.go("aspirations", main["id"])

    def on_free(self) -> None:
        """L: each of them is on its own again."""
        items = self._chosen()
        if items and self.list.tab == JOINED:
            self._go_on(items)
            self.work.free(items)

    def on_reason(self, what: str, items: list[Item], reason: str, recipient: str) -> None:
        """The reason was given: does what it was asked for."""
        self._go_on(items)
        self._back_to_list()
        self.work.reasoned(what, items, reason, recipient)

    def on_joined(self, items: list[Item], code: str) -> None:
        """Which one says the same was said."""
        self.work.join(items, code, self.bars.refuse_same)

    def on_corrected(self, change: AspirationChange, reason: str) -> None:
        """Title, category or urgency were put right."""
        if self.panel.item is not None:
            self.work.correct(self.panel.item, change, reason, self.panel.correct.refuse)

    def on_enter(self, _item: object) -> None:
        """Enter in the list: shows what is hidden, else goes to the assignment."""
        if self.panel.hidden and not self.list.marks:
            self.panel.reveal()
        elif self.list.tab == JOINED:
            self.on_main()
        elif self.list.tab == OUTSIDE:
            self.on_letter()
        else:
            self.on_assign()

    def on_letter(self) -> None:
        """The letter about what is not ours, once it is known who is asked."""
        item, marked = self.panel.item, bool(self.panel.marked)
        whom = recipient_of(item) if item is not None else ""
        if whom or marked:
            self.place.go("letters", {"agency": whom} if whom else None)
        else:
            self._ask_reason("outside")

    def on_undo(self) -> None:
        """Z."""
        if not self.place.messages.take_back():
            self.work.take_back()

    def _lay(self) -> None:
        self.all_sure, self.undo, self.letters = head_buttons(self.look, self.head)
        self.column.addWidget(self.tabs)
        self.list.card.body.addWidget(self.bars)
        self.parts = Beside(self.look, self.list, self.panel, width=408)
        self.column.addWidget(self.parts, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda tab: self._open(tab, {}))
        self.list.moved.connect(self.on_moved)
        self.list.marked.connect(lambda: self.on_moved(self.list.table.item()))
        self.list.asked.connect(self._tell_counts)
        self.list.table.opened.connect(self.on_enter)
        for part in (self.list.table, self.panel):
            UndoKey(part).pressed.connect(self.on_undo)
        self.panel.assigned.connect(self.on_assigned)
        self.panel.form.wanted.connect(self.on_assigned)
        self.panel.joined.opened.connect(self.on_main)
        self.panel.joined.freed.connect(self.on_free)
        self.panel.lettered.connect(self.on_letter)
        self.panel.corrections.connect(self._on_correct)
        self.panel.asked.connect(lambda: self._ask_reason("ask"))
        self.panel.found.connect(self.bars.tell_similar)
        self.panel.correct.corrected.connect(self.on_corrected)
        self.panel.correct.left.connect(self._back_to_list)
        self.bars.reasoned.connect(self.on_reason)
        self.bars.joined.connect(self.on_joined)
        self.bars.left.connect(self._back_to_list)
        self.bars.opened.connect(self.list.keep_in_sight)
        self.bars.assigned.connect(self._on_sure_assigned)
        self.work.done.connect(self.refresh)
        self.work.joined.connect(self._on_joined)
        self.work.corrected.connect(self._back_to_list)
        self.work.returned.connect(self._on_returned)
        self.work.undoable.connect(self.undo.setEnabled)
        self.undo.clicked.connect(self.on_undo)
        self.letters.clicked.connect(lambda: self.place.go("letters", None))
        self.all_sure.clicked.connect(self.bars.ask_sure)

    def _acts(self) -> tuple[Callable[[], object], ...]:
        """In the order of their keys."""
        ask, outside, archive = (partial(self._ask_reason, what) for what in ("ask", "outside", "archive"))
        return (
            *(self.on_verify, self.on_assign, self.on_same, ask, outside, archive),
            *(self._on_correct, self.all_sure.click, self.on_undo, self.on_free),
        )

    def _bind(self) -> None:
        for keys, words, act in (
            *moving_keys(self.list, self.panel),
            *((keys, words, act) for (keys, words), act in zip(DECIDING, self._acts(), strict=True)),
        ):
            self.list.bind(keys, act)
            self.keys.append((keys, words))
            self.acts[keys] = act
        self.list.bind("Escape", self.list.unmark)
        bind_inside(self.tabs, "Z", self.on_undo)
        bind_inside(self.panel, "Escape", self._on_escape)
        form = self.panel.form
        bind_inside(self.panel, "A", lambda: self.on_assign() if form.isHidden() else self.on_assigned())
        self.bind("F6", "keys_other_part", self.parts.turn)
        self.bind("Ctrl+F", "keys_search", self.list.search.setFocus)

    def _open(self, tab: str, narrow: Mapping[str, str]) -> None:
        self.bars.close_all()
        self.tabs.show_part(tab)
        self.all_sure.setVisible(tab == "ready")
        self.list.show_tab(tab, narrow)
        self._tell_counts()

    def _tell_counts(self) -> None:
        tell_counts(self.look, self.place.reader, self.tabs, self.head, self.work.sorted)

    def _chosen(self) -> list[Item]:
        return [item for item in self.list.chosen() if str(item["id"]) not in self.work.under_way]

    def _go_on(self, items: list[Item]) -> None:
        """To the next one at once: whoever types fast does not wait for the disk."""
        gone = {str(item["id"]) for item in items} | self.work.under_way
        following = self.list.after(gone)
        self.list.forget(gone)
        self.list.go_to(following)

    def _back_to_list(self) -> None:
        self.bars.close_all()
        if not self.panel.correct.isHidden():
            self.panel.show_correcting(False)
        self.parts.show_right(False)
        (self.list.table if self.list.model.rowCount() else self.tabs).setFocus(_OTHER_FOCUS)

    def _on_escape(self) -> None:
        if not self.panel.form.close_matches():
            self._back_to_list()

    def _on_returned(self, items: list[Item]) -> None:
        """To what was taken back, in the tab where it stands again."""
        if not items or not self.isVisible():
            return
        identity = str(items[0]["id"])
        tab = tab_of(show_aspiration(self.place.reader, identity)["status"])
        if tab and tab != self.list.tab:
            self._open(tab, {})
        self.list.go_to(identity)

    def _ask_reason(self, what: str) -> None:
        if items := self._chosen():
            self.parts.show_right(False)
            self.bars.ask_reason(what, items)

    def _on_correct(self) -> None:
        if self.panel.item is not None and not self.panel.hidden:
            self.parts.show_right(True)
            self.panel.show_correcting(True)

    def _on_sure_assigned(self, answer: dict[str, Any]) -> None:
        self._back_to_list()
        self.work.assigned(answer)

    def _on_joined(self, items: list[Item]) -> None:
        self._go_on(items)
        self._back_to_list()
