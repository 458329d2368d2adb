"""Help: one chapter for each page, as plain as a leaflet; nothing is fetched from anywhere."""

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.paths import RESOURCES
from desktop.ui.look import mark
from desktop.ui.models.paged import Cell, Column
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.seek_list import SeekList

_FOLDER = RESOURCES / "help" / "window"
_FIRST = "start"
_LINE, _ABOVE = 118, 16
"""Height of a line in percent; pixels above a heading."""
_NOT_SHOWN = frozenset({"help"})


class HelpPage(Page):
    """Chapters at the left, the words at the right."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_help"))
        look = self.look
        self.head.subtitle.setText(self.text("help_subtitle"))
        self._chapters = chapters()
        self._wanted = ""
        column = Column("title", "", lambda item: Cell(item["title"], icon="book-open"))
        self.seek = SeekList(look, self.text("help_search"), [column], self._ask)
        self.words: QTextBrowser = QTextBrowser()
        self.words.setAccessibleName(self.text("page_help"))
        self.words.setOpenLinks(False)
        self.words.setFrameShape(QTextBrowser.Shape.NoFrame)
        mark(self.words, "bare", "on")
        self.words.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.words.anchorClicked.connect(self.on_link)
        self.seek.moved.connect(self.on_moved)
        self.seek.taken.connect(lambda _item: self.words.setFocus())
        left, right = Card(look), Card(look)
        left.body.addWidget(self.seek, 1)
        right.body.addWidget(self.words, 1)
        self.parts = Beside(look, left, right, 760, 260)
        self.column.addWidget(self.parts, 1)
        look.changed.connect(self._dress)
        self._dress()
        self.bind("F6", "keys_other_part", self.parts.turn)
        self.bind("Esc", "keys_back", place.back)

    def show_thing(self, what: Any) -> None:
        """The chapter of a page."""
        self._wanted = what if isinstance(what, str) and what in self._chapters else ""

    def refresh(self) -> None:
        """Every chapter, on the one that is wanted."""
        self.seek.line.clear()
        self.seek.refresh()
        row = self.seek.model.row_of("name", self._wanted or _FIRST)
        self.seek.table.go_to(max(0, row))
        self.on_moved(self.seek.table.item())

    def begin(self) -> QWidget | None:
        """The words, when a chapter was asked for; else the search."""
        self.parts.show_right(bool(self._wanted))
        return self.words if self._wanted else self.seek.line

    def on_moved(self, item: Any) -> None:
        """Shows a chapter."""
        if item is not None:
            self.words.setMarkdown(self._chapters[item["name"]])
            self._set_type()
            self.words.verticalScrollBar().setValue(0)

    def on_link(self, link: QUrl) -> None:
        """A link to another chapter: ``[Kirim & terima](exchange)``."""
        row = self.seek.model.row_of("name", link.toString())
        self.seek.table.go_to(row)
        self.on_moved(self.seek.table.item())

    def _ask(self, typed: str) -> list[dict[str, str]]:
        words = typed.lower().split()
        return [
            {"name": name, "title": title_of(text)}
            for name, text in self._chapters.items()
            if all(word in text.lower() for word in words)
        ]

    def _dress(self) -> None:
        look = self.look
        self.words.setFont(look.lettering.font())
        palette = self.words.palette()
        palette.setColor(palette.ColorRole.Link, look.colour("pri"))
        self.words.setPalette(palette)
        self.words.document().setDocumentMargin(8)
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Links keep the colour they were read in.
        self.on_moved(self.seek.table.item())

    def _set_type(self) -> None:
        """Headings in the window's own roles, prose with room between its lines."""
        block = self.words.document().begin()
        while block.isValid():
            cursor, level = QTextCursor(block), block.blockFormat().headingLevel()
            shape = QTextBlockFormat()
            shape.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if level:
                shape.setTopMargin(_ABOVE if level > 1 else 0)
                letters = QTextCharFormat()
                letters.setFont(self.look.lettering.font("h1" if level == 1 else "h2"))
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                # Not merged: Qt's own size of headings would stay.
                cursor.setCharFormat(letters)
            QTextCursor(block).mergeBlockFormat(shape)
            block = block.next()


def chapters() -> dict[str, str]:
    """Page → its chapter, in the order of the files' first lines: ``start`` first."""
    found = {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted(_FOLDER.glob("*.md"))
        if path.stem not in _NOT_SHOWN
    }
    return dict(sorted(found.items(), key=lambda one: (one[0] != _FIRST, title_of(one[1]))))


def title_of(chapter: str) -> str:
    """The words of its first line."""
    return chapter.partition("\n")[0].lstrip("# ").strip()
