"""Berkas masuk: many files at once, laptops to let in, what differs, what came late, files to send back."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.page import Page, Workplace
from desktop.ui.panels.arrived import Arrived, Missing
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.conflict_choice import ConflictChoice
from desktop.ui.panels.intake import IntakePanel
from desktop.ui.panels.late_records import LateRecords
from desktop.ui.panels.newcomers import Newcomers
from desktop.ui.panels.send_back import SendBack
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Empty
from desktop.ui.widgets.tabs import Tabs

ARRIVED, NEWCOMERS, CONFLICTS, LATE, BACK = "arrived", "newcomers", "conflicts", "late", "back"
_KEYS = {
    "A": "keys_accept", "X": "keys_refuse", "1": "keys_first_version", "2": "keys_second_version",
    "3": "keys_third_version", "Ctrl+E": "keys_make_files",
}  # fmt: skip


class InboxPage(Page):
    """Parts under tabs; files being taken in cover them."""

    nouns = ("visit", "aspiration", "assignment", "letter", "pack")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_inbox"))
        look = self.look
        self.intake = IntakePanel(place, decides=place.reader.roster.induk == place.reader.writer)
        self.choose = Button(look, self.text("intake_choose"), icon="download", keys="Ctrl+O")
        self.choose.clicked.connect(self.intake.ask_files)
        self.head.buttons.addWidget(self.choose)
        self.outward = Button(look, self.text("inbox_make_back"), icon="file-up", keys="Ctrl+E")
        self.outward.clicked.connect(lambda: self.on_asked(BACK))
        self.head.buttons.addWidget(self.outward)
        names = {one: self.text(f"inbox_{one}") for one in (ARRIVED, NEWCOMERS, CONFLICTS, LATE, BACK)}
        self.tabs = Tabs(look, list(names.items()))
        begin = self.take_in_button()
        self.first = Empty(look, "inbox", self.text("inbox_none"), self.text("inbox_none_words"), begin)
        self.first.setFocusProxy(begin)
        self.arrived, self.missing = Arrived(place, wide=True, none=self.first), Missing(place)
        self.newcomers, self.conflicts = Newcomers(place), ConflictChoice(place)
        self.late, self.back = LateRecords(place), SendBack(place)
        self.beside = Beside(look, self.arrived, self.missing, width=336)
        self.parts: dict[str, Any] = {
            ARRIVED: self.beside, NEWCOMERS: self.newcomers, CONFLICTS: self.conflicts,
            LATE: self.late, BACK: self.back,
        }  # fmt: skip
        self.part = ARRIVED
        self.stack = QStackedWidget()
        for widget in (*self.parts.values(), self.intake):
            self.stack.addWidget(widget)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)
        self._connect()
        self._bind()
        self.tabs.show_part(self.part)

    def show_thing(self, what: Any) -> None:
        """Opens a part by its name."""
        if what in self.parts:
            self.open_part(what)

    def refresh(self) -> None:
        """Reads again what is shown, and how much waits in the other parts."""
        self.arrived.refresh()
        self.missing.refresh()
        self.conflicts.refresh()
        self.late.refresh()
        self.newcomers.refresh()
        if self.part == BACK:
            self.back.refresh()
        self._offer()

    def begin(self) -> QWidget | None:
        """The list of the part that is open; or the files that are looked at."""
        if self.intake.active:
            self.intake.begin()
            return None
        if self.part == ARRIVED:
            return self.arrived.table if self.arrived.model.rowCount() else self.first
        first: QWidget | None = self.parts[self.part].begin()
        return first or self.tabs

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Files dropped on the window are looked at."""
        return self.intake.start(paths)

    def open_part(self, name: str) -> None:
        """Shows a part; files that are looked at are put away, files that are coming in stay in sight."""
        if self.intake.progress.running:
            return
        self.intake.active = False
        self.part = name
        self.tabs.show_part(name)
        self.stack.setCurrentWidget(self.parts[name])
        if name == BACK:
            self.back.refresh()
        self._offer()

    def on_key(self, keys: str) -> None:
        """A key that means something to the part that is open."""
        if keys == "Ctrl+E" and (self.part != BACK or self.intake.active):
            self.on_asked(BACK)
        elif not self.intake.active and self.part != ARRIVED:
            self.parts[self.part].act(keys)

    def on_asked(self, name: str) -> None:
        """Goes on in another part."""
        self.open_part(name)
        self.focus_first()

    def on_back(self) -> None:
        """Stops what is under way, leaves the files that are looked at, or goes back to the list."""
        if self.intake.back() or self.back.cancel():
            return
        shown = self.beside if self.part == ARRIVED else self.parts[self.part].parts
        shown.show_right(False)
        self.focus_first()

    def on_intake(self) -> None:
        """Files are looked at: they cover the parts, and none of these is open."""
        self.stack.setCurrentWidget(self.intake)
        self.tabs.show_part("")
        self.choose.hide()
        self.outward.hide()
        self.head.subtitle.setText(self.text("inbox_subtitle"))

    def on_closed(self) -> None:
        """The parts again."""
        self.open_part(self.part)
        self.refresh()
        self.focus_first()

    def on_own_words(self) -> None:
        """Other words for what two wrote differently."""
        if self.part == CONFLICTS and not self.intake.active:
            self.conflicts.on_own_words()

    def on_turn(self) -> None:
        """The other part of what is shown."""
        shown = self.parts[self.part]
        (self.beside if self.part == ARRIVED else shown.parts).turn()

    def on_step(self, by: int) -> None:
        """The neighbouring tab."""
        names = list(self.parts)
        if not self.intake.active:
            self.on_asked(names[(names.index(self.part) + by) % len(names)])

    def focus_first(self) -> None:
        """Puts the focus where the part begins."""
        first = self.begin()
        if first is not None:
            first.setFocus()

    def on_accepted(self, report: Mapping[str, Any]) -> None:
        """Files of a sender that was just let in: the same report as for any other."""
        self.intake.show_report(report)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.on_tab)
        self.intake.opened.connect(self.on_intake)
        self.intake.closed.connect(self.on_closed)
        self.intake.asked.connect(self.on_asked)
        self.intake.requested.connect(self.newcomers.add_requests)
        self.newcomers.accepted.connect(self.on_accepted)
        for name in (NEWCOMERS, CONFLICTS, LATE):
            self.parts[name].counted.connect(partial(self.tabs.show_count, name))

    def on_tab(self, name: str) -> None:
        """A tab was pressed; files that wait to be taken in are put away."""
        if self.intake.progress.running:
            self.tabs.show_part(self.part)
            return
        self.open_part(name)

    def _offer(self) -> None:
        """The page's buttons, unless the same stand in the part; and what the part is for."""
        told = "inbox_subtitle" if self.part == ARRIVED else f"inbox_told_{self.part}"
        self.head.subtitle.setText(self.text(told))
        self.outward.setVisible(self.part != BACK and not self.intake.active)
        filled = self.part != ARRIVED or self.arrived.model.rowCount() > 0
        self.choose.setVisible(filled and not self.intake.active)

    def _bind(self) -> None:
        self.bind("Ctrl+O", "keys_take_in", self.intake.ask_files)
        for keys, words in _KEYS.items():
            self.bind(keys, words, partial(self.on_key, keys))
        self.bind("Ctrl+Return", "keys_own_words", self.on_own_words)
        self.bind("Ctrl+PgDown", "keys_next_part", partial(self.on_step, 1))
        self.bind("Ctrl+PgUp", "keys_part_before", partial(self.on_step, -1))
        self.bind("F6", "keys_other_part", self.on_turn)
        self.bind("Escape", "keys_back_or_stop", self.on_back)
