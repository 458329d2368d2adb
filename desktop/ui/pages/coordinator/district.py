"""Daerah & petugas: SKPD, how letters are written, laptops, the pack, what the district's key is for."""

from collections.abc import Callable, Sequence
from functools import cached_property
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
Part = Agencies | ProfilePart | Laptops | PackPart | RootPart
_OTHER_FOCUS = Qt.FocusReason.OtherFocusReason


class DistrictPage(Page):
    """Five parts, each made when it is first opened."""

    nouns = ("pack", "roster")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_district"))
        self.tabs = Tabs(self.look, [(tab, self.text(f"district_tab_{tab}")) for tab in TABS])
        self.tab = "agencies"
        self.stack = QStackedWidget()
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

    @cached_property
    def agencies(self) -> Agencies:
        """SKPD."""
        return Agencies(self.place)

    @cached_property
    def profile(self) -> ProfilePart:
        """How letters are written."""
        return ProfilePart(self.place, kept_press(self.place))

    @cached_property
    def laptops(self) -> Laptops:
        """Who works here."""
        return Laptops(self.place)

    @cached_property
    def pack(self) -> PackPart:
        """The district as a file."""
        return PackPart(self.place)

    @cached_property
    def root(self) -> RootPart:
        """What the district's key is for."""
        return RootPart(self.look)

    def show_thing(self, what: Any) -> None:
        """A tab."""
        if what in TABS:
            self._open(str(what))

    def refresh(self) -> None:
        """Reads the part that is open again."""
        pack = self.place.reader.pack
        told = self.text("district_subtitle", name=pack.name, villages=len(pack.villages))
        self.head.subtitle.setText(told)
        self._part.refresh()

    def begin(self) -> QWidget | None:
        """What the open part begins with."""
        return self._part.first()

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
        if isinstance(part := self._part, (Agencies, ProfilePart)):
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

    @property
    def _part(self) -> Part:
        """The one that is open."""
        part: Part = getattr(self, self.tab)
        return part

    def _open(self, tab: str) -> None:
        self.tab = tab
        self.tabs.show_part(tab)
        if self.stack.indexOf(self._part) < 0:
            self.stack.addWidget(self._part)
        self.stack.setCurrentWidget(self._part)
        self.accept.setVisible(tab == "laptops")
        self.add.setVisible(tab == "agencies")
        self._part.refresh()

    def _on_search(self) -> None:
        self._open("agencies")
        self.agencies.search.setFocus(_OTHER_FOCUS)

    def _turn(self) -> None:
        part = self._part
        if not isinstance(part, RootPart):
            part.parts.turn()
