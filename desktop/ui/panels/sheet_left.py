"""The left of a visit's sheet: the list, the line that catches words, earlier ones that say the same."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.actions.similar_typing import earlier, village_words
from desktop.core.routing import Router
from desktop.ui.models.paged import Fetch, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.editor_values import IDENTITY
from desktop.ui.panels.entry import EntryLine
from desktop.ui.panels.paste_bar import PasteBar
from desktop.ui.panels.seeker import Seeker
from desktop.ui.panels.sheet_columns import SheetColumns
from desktop.ui.panels.similar import SimilarCard
from desktop.ui.widgets.cards import Card, Empty
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.table import Table


class SheetLeft(QWidget):
    """What one looks at and types into while people talk.

    Args:
        place: the workplace.
        router: whom words may concern.
        fetch: the rows of the list.
    """

    def __init__(self, place: Workplace, router: Router, fetch: Fetch) -> None:
        super().__init__()
        self._place, look = place, place.look
        self._visit = ""
        self.columns = SheetColumns(look, place.reader.pack, router)
        self.model = PagedModel(self.columns.all(), fetch)
        self.table = Table(look, self.model, look.text("sheet_name"))
        self.entry = EntryLine(look)
        self.paste = PasteBar(look)
        self.similar = SimilarCard(look)
        self.seeker = Seeker(self)
        self.seeker.found.connect(self._on_found)
        self._over = Label(look, look.text("sheet_over"), "body", "muted", wrap=True)
        self._over.setContentsMargins(8, 4, 8, 4)
        self._empty = Empty(look, "messages-square", look.text("sheet_empty_title"), look.text("sheet_empty"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        card = Card(look, padding=8)
        card.body.setContentsMargins(8, 4, 8, 8)
        for widget in (self._stack, self.paste, self.entry, self._over):
            card.body.addWidget(widget, 1 if widget is self._stack else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(card, 1)
        column.addWidget(self.similar)

    def show_visit(self, visit: Mapping[str, Any]) -> None:
        """Takes words in, or not any more; those of the village are read for comparing."""
        over = bool(visit["finished"])
        self.entry.setVisible(not over)
        self._over.setVisible(over)
        self.similar.setVisible(not over)
        self.setFocusProxy(self.table if over else self.entry)
        if visit["id"] != self._visit:
            self._visit = visit["id"]
            work: Callable[[Any], Any] = lambda session: village_words(  # noqa: E731
                session, visit["village"] or "", visit["id"]
            )
            self._place.background.run(work, partial(self._on_words, visit["id"]))

    def show_count(self, total: int, pending: int) -> None:
        """How many there are, and how many are on their way."""
        self.entry.show_number(total + pending + 1)
        self._stack.setCurrentWidget(self.table if total else self._empty)

    def typed(self) -> dict[str, Any] | None:
        """What stands in the entry line and waits to be asked about, None for nothing."""
        line, lines = self.entry.line, self.paste.lines
        if not line.text() and not lines:
            return None
        found = {"text": line.text(), "cursor": line.cursorPosition()}
        return {**found, "lines": lines} if lines else found

    def show_typed(self, kept: object) -> None:
        """Puts it back, the cursor where it was."""
        found = kept if isinstance(kept, dict) else {}
        self.entry.put(str(found.get("text", "")), int(found.get("cursor", 0)))
        self.similar.show_items((), typed=False)
        self.seek()
        if lines := found.get("lines"):
            self.paste.ask([str(line) for line in lines])
        else:
            self.paste.put_away()

    def seek(self) -> None:
        """Looks for what says the same as the entry line."""
        self.seeker.seek(self.entry.text())

    def last_number(self) -> int:
        """The number of the last row."""
        last = self.model.item(self.model.rowCount() - 1)
        return int(last["number"]) if last else 0

    def _on_words(self, visit: str, words: list[tuple[str, str]]) -> None:
        if visit == self._visit:
            self.seeker.compare_with(words)

    def _on_found(self, ids: list[str]) -> None:
        words = self.entry.text().strip()
        items = earlier(self._place.reader, ids) if ids else []
        self.similar.show_items(items, typed=bool(words), today=self._place.reader.today)
        self.entry.show_agency(self.columns.agency_name(words) if words else "")


def unrecorded(left: SheetLeft, drafts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was typed and is not recorded, as `visit_gaps` tells gaps.

    Args:
        left: the list and the entry line.
        drafts: id of an aspiration → what its form keeps.
    """
    found = [{"gap": "typed", "id": None, "number": None}] if left.typed() else []
    for id, draft in drafts.items():
        item = left.model.item(left.model.row_of("id", id))
        if item is not None and isinstance(draft, dict) and IDENTITY & draft.keys():
            found.append({"gap": "consent", "id": id, "number": item["number"]})
    return found
