"""One laptop of the district: whose it is, what it may read, and what can be done about it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from desktop.ui.page import Workplace
from desktop.ui.panels.file_words import desk_named
from desktop.ui.states import moment_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Label, hairline

Item = Mapping[str, Any]


class LaptopCard(Card):
    """Facts and two buttons.

    Args:
        place: the workplace.
    """

    asked = Signal(str)
    """``villages`` or ``retire``."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.look)
        self._place, self.look = place, place.look
        look, text = self.look, self.look.text
        self._title = Label(look, "", "h2", wrap=True)
        self.body.addWidget(self._title)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnStretch(1, 1)
        self.body.addLayout(self._facts)
        self.body.addWidget(hairline())
        self.note = Label(look, "", "body", "muted", wrap=True)
        self.body.addWidget(self.note)
        self.buttons = {
            "villages": Button(look, text("district_do_villages"), icon="map-pin", keys="W"),
            "retire": Button(look, text("district_do_retire"), icon="ban", keys="R", kind="danger"),
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self.asked.emit(name))
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def may(self, item: Item) -> set[str]:
        """What can be done about a laptop."""
        if not item["active"]:
            return set()
        found = set() if item["own"] or item["induk"] else {"retire"}
        return found | ({"villages"} if "officer" in item["desks"] else set())

    def show_item(self, item: Item | None) -> None:
        """Another laptop."""
        while (old := self._facts.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        may = self.may(item) if item else set()
        for name, button in self.buttons.items():
            button.setVisible(name in may)
        self._title.setText(str(item["name"]) if item else "")
        self.note.setText(self._note(item) if item else "")
        for row, (label, value) in enumerate(self._told(item) if item else ()):
            top = Qt.AlignmentFlag.AlignTop
            self._facts.addWidget(Label(self.look, label, "body", "muted"), row, 0, top)
            self._facts.addWidget(Label(self.look, value, "body", wrap=True), row, 1, top)

    def _told(self, item: Item) -> list[tuple[str, str]]:
        text = self.look.text
        heard = text("district_never")
        if item["heard"]:
            heard = moment_words(str(item["heard"]), self._place.reader.today)
        told = [
            (text("district_desk"), ", ".join(desk_named(self._place, desk) for desk in item["desks"])),
            (text("district_nip"), str(item["nip"])),
            (text("district_heard"), text("district_this") if item["own"] else heard),
            (text("district_number"), str(item["writer"])),
        ]
        if "officer" in item["desks"]:
            told.append((text("district_villages"), self._villages(item)))
        if item["keeper"]:
            told.append((text("district_keeper"), text("district_keeper_words")))
        return [pair for pair in told if pair[1]]

    def _villages(self, item: Item) -> str:
        if item["villages"] is None:
            return self.look.text("district_villages_visited")
        names = {one.code: one.name for one in self._place.reader.pack.villages}
        told = ", ".join(names.get(code, code) for code in item["villages"])
        return told or self.look.text("letters_copies_none")

    def _note(self, item: Item) -> str:
        text = self.look.text
        if item["induk"]:
            return text("district_note_induk")
        if item["continued"]:
            return text("district_note_continued")
        return text("district_note_active") if item["active"] else text("district_note_retired")
