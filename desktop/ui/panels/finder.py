"""Ctrl+K: one line that finds pages, commands, villages, codes, persons and words of aspirations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.actions.seek import seek_aspirations, seek_people
from desktop.ui.models.paged import Cell, Column
from desktop.ui.page import Workplace
from desktop.ui.states import words_cell
from desktop.ui.widgets.cards import KeyBar
from desktop.ui.widgets.overlay import Overlay
from desktop.ui.widgets.rail import Entry, Rail
from desktop.ui.widgets.seek_list import SeekList

_ROWS, _VILLAGES, _PAUSE_MS = 11, 4, 90


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found: icon, words, its key or what it is, and what opens it.

    `also` are words people look for it by, which are not shown.
    """

    icon: str
    words: str
    note: str
    act: Callable[[], object]
    also: str = ""


class Finder(Overlay):
    """Finds anything and opens it.

    Args:
        window: what it lies over; its rail knows the pages.
        place: reads and opens.
        commands: what can be done now.
    """

    def __init__(self, window: QWidget, place: Workplace, commands: Callable[[], Sequence[Found]]) -> None:
        super().__init__(window, place.look, 640)
        look = self._look = place.look
        self._place, self._commands = place, commands
        self.seek = SeekList(look, look.text("finder_label"), self._columns(), self._ask, pause=_PAUSE_MS)
        self.seek.setFixedHeight(look.lettering.scaled(36 * (_ROWS + 1) + 56))
        self.seek.taken.connect(self._on_taken)
        self.seek.moved.connect(self._on_moved)
        keys = [("↑ ↓", look.text("finder_move")), ("Enter", look.text("finder_open"))]
        self.card.body.addWidget(self.seek)
        self.card.body.addWidget(KeyBar(look, [*keys, ("Esc", look.text("finder_close"))]))

    def open(self) -> None:
        """Shows it, with an empty line and the pages below."""
        self.seek.setFixedHeight(self._look.lettering.scaled(36 * (_ROWS + 1)) + 56)
        self.seek.line.clear()
        self.lay(self.seek.line)
        self.seek.refresh()

    def lift(self) -> None:
        """Takes it away, and asks no more."""
        self.seek.rest()
        super().lift()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_taken(self.seek.item())
            return
        super().keyPressEvent(event)

    def _on_taken(self, item: Mapping[str, Any] | None) -> None:
        if item is not None and item["found"] is not None:
            self.lift()
            item["found"].act()

    def _on_moved(self, item: Mapping[str, Any] | None) -> None:
        if item is not None and item["found"] is None:
            self.seek.table.setCurrentIndex(QModelIndex())  # words, and nothing to choose

    def _columns(self) -> list[Column]:
        return [
            Column("words", "", lambda item: item["cell"]),
            Column("note", "", lambda item: Cell(item["note"], "muted"), 190, right=True),
        ]

    def _ask(self, typed: str) -> Sequence[Mapping[str, Any]]:
        words = typed.lower().split()
        known = (*self._pages(), *self._commands())
        found = [one for one in known if _fits(words, f"{one.words} {one.also}")]
        if words:
            found.sort(key=lambda one: not _fits(words, one.words))
            found = [*found[:6], *self._villages(words), *self._people(typed)]
        items: list[Mapping[str, Any]] = [
            {"found": one, "note": one.note, "cell": Cell(one.words, icon=one.icon)} for one in found
        ]
        if words:
            items += self._aspirations(typed)
        nothing = Cell(self._look.text("finder_none"), "muted")
        return items[: _ROWS * 3] or [{"found": None, "note": "", "cell": nothing}]

    def _pages(self) -> list[Found]:
        rail = self.window().findChild(Rail)
        entries: Sequence[Entry] = rail.entries() if isinstance(rail, Rail) else ()
        return [
            Found(
                entry.icon,
                entry.words,
                f"Alt+{number}" if number <= 9 else "",
                partial(self._place.go, entry.name, None),
                self._look.text(f"also_{entry.name}"),
            )
            for number, entry in enumerate(entries, 1)
        ]

    def _villages(self, words: Sequence[str]) -> list[Found]:
        found: list[Found] = []
        for village in self._place.reader.pack.villages:
            if _fits(words, village.name) and len(found) < _VILLAGES:
                told = self._look.text("finder_village", name=village.name)
                act = partial(self._place.go, "aspirations", village.name)
                found.append(Found("map-pin", told, village.district, act))
        return found

    def _people(self, typed: str) -> list[Found]:
        names = {village.code: village.name for village in self._place.reader.pack.villages}
        return [
            Found(
                "user",
                one["name"],
                names.get(one["village"], ""),
                partial(self._place.go, "aspirations", one["code"]),
            )
            for one in seek_people(self._place.reader, typed)
        ]

    def _aspirations(self, typed: str) -> list[Mapping[str, Any]]:
        items: list[Mapping[str, Any]] = []
        for one in seek_aspirations(self._place.reader, typed):
            cell = words_cell(self._look, one)
            act = partial(self._place.go, "aspirations", one["code"])
            found = Found("messages-square", cell.words, str(one["village_name"] or ""), act)
            shown = Cell(cell.words, cell.tone, cell.icon or "messages-square", cell.chip)
            items.append({"found": found, "note": found.note, "cell": shown})
        return items


def _fits(words: Sequence[str], name: str) -> bool:
    """Whether every word begins one of the name's: first letters suffice."""
    parts = name.lower().replace("&", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words)
