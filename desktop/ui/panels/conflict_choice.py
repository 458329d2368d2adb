"""Fields two people filled in differently: both versions side by side, one is chosen, or other words."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.actions.arrivals import EVERYTHING
from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.conflicts import WORDED, conflict_decide, conflict_list, conflict_words
from desktop.core.kinds import base_name
from desktop.errors import UserError
from desktop.ui.models.paged import Cell, Column
from desktop.ui.page import Workplace
from desktop.ui.panels.complaint import Complaint
from desktop.ui.panels.file_words import said
from desktop.ui.panels.value_words import field_words
from desktop.ui.panels.version import Version
from desktop.ui.panels.waiting_list import WaitingList
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Empty, clear
from desktop.ui.widgets.fields import Field, Prose
from desktop.ui.widgets.labels import Label


class ConflictChoice(WaitingList):
    """What differs at the left, the versions at the right.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        empty = Empty(place.look, "circle-check", text("conflict_none"), text("conflict_none_words"))
        super().__init__(place, text("conflict_title"), empty, width=600, least=380)

    def refresh(self) -> None:
        """Reads again and stays near where one was."""
        self.show_items(conflict_list(self._place.reader)["items"])

    def on_opened(self) -> None:
        """Goes on to the first version."""
        self.parts.show_right(True)
        item = self._versions.itemAt(0)
        widget = item.widget() if item is not None else None
        if isinstance(widget, Version):
            widget.button.setFocus()

    def act(self, keys: str) -> None:
        """A key of the page: a digit chooses a version."""
        if keys.isdigit() and self._in_sight():
            self.on_chosen(int(keys))

    def on_chosen(self, number: int) -> None:
        """Lets one version stand."""
        item = self.table.item()
        if item is None or not 1 <= number <= len(item["heads"]):
            return
        thing, field, event = item["thing"], item["field"], item["heads"][number - 1]["event"]
        self._decide(lambda session: conflict_decide(session, thing, field, event), self._on_refused)

    def on_own_words(self) -> None:
        """Lets other words stand."""
        item = self.table.item()
        if item is None or not self.own.isVisible():
            return
        thing, field, words = item["thing"], item["field"], self.words.toPlainText()
        self._decide(lambda session: conflict_words(session, thing, field, words), self._on_words_refused)

    def _decide(self, work: Callable[..., Any], failed: Callable[[UserError], None]) -> None:
        self.complaint.clear()
        self.field.complain("")

        def on_done(_answer: object) -> None:
            self._place.wrote(EVERYTHING)
            self._place.messages.tell(self.look.text("conflict_done"))
            self.refresh()
            self.back_to_list()

        self._place.background.run(work, on_done, failed)

    def _on_refused(self, error: UserError) -> None:
        self.complaint.complain(error)

    def _on_words_refused(self, error: UserError) -> None:
        if error.code.startswith("text_"):
            self.field.complain(" ".join(said(self.look, error)))
            self.words.setFocus()
        else:
            self.complaint.complain(error)

    def _on_moved(self, item: Mapping[str, Any] | None) -> None:
        clear(self._versions)
        self.complaint.clear()
        self.field.complain("")
        self.words.clear()
        if item is None:
            return
        self.about.setText(self._about(item))
        self.context.setText(self._context(item))
        self.context.setVisible(bool(self.context.text()))
        for number, head in enumerate(item["heads"], 1):
            version = Version(self._place, number, item["field"], head)
            version.chosen.connect(self.on_chosen)
            self._versions.addWidget(version, 1)
        self.own.setVisible(base_name(item["field"]) in WORDED)

    def _about(self, item: Mapping[str, Any]) -> str:
        field = field_words(self.look, item["field"])
        name = item["code"] or self._noun(item)
        return self.look.text("conflict_about", field=field, name=name)

    def _context(self, item: Mapping[str, Any]) -> str:
        """What the aspiration is about, for whoever does not know it by its code."""
        if item["noun"] != "aspiration" or not item["code"]:
            return ""
        found = show_aspiration(self._place.reader, item["code"])
        words = str(found.get("title") or found.get("summary") or found.get("text") or "")
        return ", ".join(filter(None, (words, found.get("village_name"))))

    def _right(self) -> QWidget:
        look, inside = self.look, QWidget()
        self.about = Label(look, "", "h2", wrap=True)
        self.context = Label(look, "", wrap=True)
        self.how = Label(look, look.text("conflict_how"), "body", "muted", wrap=True)
        self._versions = QHBoxLayout()
        self._versions.setSpacing(16)
        self.words = Prose(look, 3)
        self.field = Field(look, look.text("conflict_own"), self.words, optional=True)
        self.keep = Button(look, look.text("conflict_own_keep"), icon="pencil", keys="Ctrl+Enter")
        self.keep.clicked.connect(self.on_own_words)
        self.own = QWidget()
        column = QVBoxLayout(self.own)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addStretch(1)
        column.addLayout(row)
        self.complaint = Complaint(look)
        outer = QVBoxLayout(inside)
        # The heading stands level with that of the list.
        outer.setContentsMargins(0, 12, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self.about)
        outer.addWidget(self.context)
        outer.addWidget(self.how)
        outer.addLayout(self._versions)
        outer.addWidget(self.own)
        outer.addWidget(self.complaint)
        outer.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.setProperty("surface", "page")
        scroll.setWidget(inside)
        return scroll

    def _columns(self) -> list[Column]:
        text = self.look.text
        return [
            Column("what", text("conflict_what"), self._what),
            Column("field", text("conflict_field"), self._field, 150),
        ]

    def _what(self, item: Mapping[str, Any]) -> Cell:
        if item["restricted"]:
            return Cell(self.look.text("words_hidden"), "muted", "eye-off")
        return Cell(str(item["code"] or self._noun(item)))

    def _field(self, item: Mapping[str, Any]) -> Cell:
        return Cell(field_words(self.look, item["field"]), "muted")

    def _noun(self, item: Mapping[str, Any]) -> str:
        nouns = {
            "visit": "conflict_visit", "aspiration": "conflict_aspiration", "letter": "conflict_letter",
            "assignment": "conflict_assignment", "citizen": "conflict_citizen", "pack": "conflict_pack",
        }  # fmt: skip
        return self.look.text(nouns.get(item["noun"], "conflict_thing"))
