"""Daerah & petugas: SKPD, how letters are written, laptops, the pack, what the district's key is for."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.actions.changes import Changes
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.agencies import Agencies
from desktop.ui.panels.laptops import Laptops
from desktop.ui.panels.live_paper import kept_press
from desktop.ui.panels.pack_part import PackPart
from desktop.ui.panels.profile_part import ProfilePart
from desktop.ui.panels.root_part import RootPart
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.tabs import Tabs

TABS = ("agencies", "profile", "laptops", "pack", "root")
_OTHER_FOCUS = Qt.FocusReason.OtherFocusReason


class DistrictPage(Page):
    """Five parts."""

    nouns = ("pack", "roster")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_district"))
        self.tabs = Tabs(self.look, [(tab, self.text(f"district_tab_{tab}")) for tab in TABS])
        self.agencies = Agencies(place)
        self.profile = ProfilePart(place, kept_press(place))
        self.laptops = Laptops(place)
        self.pack = PackPart(place)
        self.root = RootPart(self.look)
        self.tab = "agencies"
        self._parts: Mapping[str, Agencies | ProfilePart | Laptops | PackPart | RootPart] = {
            "agencies": self.agencies,
            "profile": self.profile,
            "laptops": self.laptops,
            "pack": self.pack,
            "root": self.root,
        }
        self.stack = QStackedWidget()
        for part in self._parts.values():
            self.stack.addWidget(part)
        self.accept = Button(
            self.look, self.text("district_accept"), icon="laptop", keys="Ctrl+N", kind="primary"
        )
        self.accept.clicked.connect(self.on_accept)
        self.add = Button(self.look, self.text("district_new"), icon="plus", keys="Ctrl+N")
        self.add.clicked.connect(self.on_new)
        self.head.buttons.addWidget(self.accept)
        self.head.buttons.addWidget(self.add)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self._open)
        self._bind()
        self._open("agencies")

    def show_thing(self, what: Any) -> None:
        """A tab."""
        if what in TABS:
            self._open(str(what))

    def refresh(self) -> None:
        """Reads the part that is open again."""
        pack = self.place.reader.pack
        told = self.text("district_subtitle", name=pack.name, villages=len(pack.villages))
        self.head.subtitle.setText(told)
        self._parts[self.tab].refresh()

    def begin(self) -> QWidget | None:
        """What the open part begins with."""
        return self._parts[self.tab].first()

    def on_changed(self, changes: Changes) -> None:
        """Another roster is read before it is shown."""
        if changes.touches("roster"):
            self.place.reader.refresh()
        super().on_changed(changes)

    def take_files(self, paths: Sequence[Path]) -> bool:
        """A request of a laptop that was dropped."""
        if len(paths) != 1 or paths[0].suffix.lower() != ".jbreq":
            return False
        self._open("laptops")
        self.laptops.on_accept(paths[0])
        return True

    def on_new(self) -> None:
        """Ctrl+N: an SKPD where these are listed, else a laptop."""
        if self.tab == "agencies":
            self.agencies.add()
        else:
            self.on_accept()

    def on_accept(self) -> None:
        """Lets a laptop in."""
        self._open("laptops")
        self.laptops.on_accept()

    def on_save(self) -> None:
        """Ctrl+S: what the open part saves."""
        if isinstance(part := self._parts[self.tab], (Agencies, ProfilePart)):
            part.save()
        elif isinstance(part, PackPart):
            part.on_write()

    def _bind(self) -> None:
        bound: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("Ctrl+S", "district_key_save", self.on_save),
            ("Ctrl+N", "district_key_new", self.on_new),
            ("Ctrl+F", "keys_search", self._on_search),
            ("F6", "keys_other_part", self._turn),
        )
        for keys, words, act in bound:
            self.bind(keys, words, act)
        self.keys += [
            ("R", "district_key_retire"),
            ("W", "district_key_villages"),
            ("Escape", "district_key_back"),
        ]
        self.acts["R"] = lambda: self.laptops.on_asked("retire")
        self.acts["W"] = lambda: self.laptops.on_asked("villages")

    def _open(self, tab: str) -> None:
        self.tab = tab
        self.tabs.show_part(tab)
        self.stack.setCurrentWidget(self._parts[tab])
        self.accept.setVisible(tab == "laptops")
        self.add.setVisible(tab == "agencies")
        self._parts[tab].refresh()

    def _on_search(self) -> None:
        self._open("agencies")
        self.agencies.search.setFocus(_OTHER_FOCUS)

    def _turn(self) -> None:
        part = self._parts[self.tab]
        if not isinstance(part, RootPart):
            part.parts.turn()
