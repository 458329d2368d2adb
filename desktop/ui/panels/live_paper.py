"""A paper that follows what is typed: made behind the window after a short rest, the latest wish only."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.page import Workplace
from desktop.ui.panels.paper import Paper, on_white
from desktop.ui.panels.paper_view import PaperView
from desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from reports.press import Press

Work = Callable[[Session, "Press"], Mapping[str, Any]]
"""Gets session and press behind the window; answers at least ``{"data"}``."""

REST_MS = 300
_THUMBS = 5
_THUMB = 62


def kept_press(place: Workplace) -> "Callable[[], Press]":
    """What documents are set with, made at the first letter and kept; asked for behind the window only."""
    return cache(place.press)


class LivePaper(PaperView):
    """Shows a draft, which can neither be saved nor printed, or a letter that was made.

    Args:
        place: the workplace.
        press: from `kept_press`.
        nothing: said while no paper is wanted.
    """

    made = Signal(object)
    """What the work answered, once it is shown."""
    refused = Signal(object)

    def __init__(self, place: Workplace, press: "Callable[[], Press]", nothing: str) -> None:
        super().__init__(place, closable=False)
        self._press, self._draft = press, True
        self._wanted: tuple[Work, bool, str] | None = None
        self._under_way = False
        self._subject = self._newest = ""
        self.title.hide()
        self._file.hide()
        self.thumbs = Thumbs(self.look, self._document, self.paper)
        self._idle = nothing
        self.nothing = Label(self.look, nothing, "body", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setContentsMargins(24, 24, 24, 24)
        self._sheet = QWidget()
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.removeWidget(self.paper)
            row = QHBoxLayout(self._sheet)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(0)
            row.addWidget(self.paper, 1)
            row.addWidget(self.thumbs)
            column.addWidget(self._sheet, 1)
            column.addWidget(self.nothing, 1)
        self.paper.choose("page")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._begin)
        self.clear()

    @property
    def draft(self) -> bool:
        """Whether what is shown is only a preview."""
        return self._draft

    @property
    def data(self) -> bytes:
        """The PDF that is shown."""
        return self._data

    @property
    def waiting(self) -> bool:
        """Whether another paper is on its way."""
        return self._under_way or self._wanted is not None

    def ask(self, work: Work, subject: str, *, draft: bool, at_once: bool = False) -> None:
        """Another paper, after a short rest.

        Args:
            work: makes it.
            subject: of what; the same subject stays on the page one reads.
            draft: it is not issued.
            at_once: without a rest.
        """
        self._wanted, self._newest = (work, draft, subject), subject
        self._rest.start(0 if at_once else REST_MS)
        if not self._data:
            self.nothing.setText(self.look.text("letters_preparing"))

    def clear(self, words: str = "") -> None:
        """There is no paper; `words` say why, else what to do for one."""
        self._wanted = None
        self._rest.stop()
        self._data, self._subject, self._newest = b"", "", ""
        self._document.close()
        self.signs.hide()
        self.nothing.setText(words or self._idle)
        self._show(there=False)

    def ask_where(self) -> None:
        """Only a letter that was made can be saved."""
        if self._may():
            super().ask_where()

    def ask_printer(self) -> None:
        """Only a letter that was made can be printed."""
        if self._may():
            super().ask_printer()

    def _may(self) -> bool:
        if self._newest != self._subject:
            # What is still seen is the paper of the row one came from.
            self._place.messages.tell(self.look.text("letters_preparing"))
            return False
        if not self._data:
            self._place.messages.tell(self.nothing.text())
        elif self._draft:
            self._place.messages.tell(self.look.text("letters_only_preview"))
        return bool(self._data) and not self._draft

    def _begin(self) -> None:
        if self._under_way or self._wanted is None:
            return
        (work, draft, subject), self._wanted, self._under_way = self._wanted, None, True
        press = self._press

        def done(answer: Mapping[str, Any]) -> None:
            self._under_way = False
            if self._wanted is None:
                self._take(answer, draft, subject)
            elif not self._rest.isActive():
                self._begin()

        def failed(error: UserError) -> None:
            self._under_way = False
            if self._wanted is None:
                if subject != self._subject:
                    self.clear(self.look.text("letters_no_paper"))
                self.refused.emit(error)
            elif not self._rest.isActive():
                self._begin()

        self._place.background.run(lambda session: work(session, press()), done, failed)

    def _take(self, answer: Mapping[str, Any], draft: bool, subject: str) -> None:
        page, bar = self.paper.page, self.paper.verticalScrollBar().value()
        same, self._subject, self._draft = subject == self._subject, subject, draft
        if answer["data"] != self._data:
            self.show_pdf(answer["data"], "", str(answer.get("name") or ""), answer["warnings"])
            if same:
                self.paper.go_to(min(page, self.pages - 1))
                self.paper.verticalScrollBar().setValue(bar)
        self._show(there=True)
        self.thumbs.refresh()
        self.made.emit(answer)

    def _show(self, *, there: bool) -> None:
        self._sheet.setVisible(there)
        self._view.setVisible(there)
        self.nothing.setVisible(not there)


class Thumbs(QFrame):
    """The first pages, small; a click turns to one. The keys of the paper turn pages without it.

    Args:
        look: how it looks.
        document: the PDF.
        paper: shows one page of it.
    """

    def __init__(self, look: Look, document: QPdfDocument, paper: Paper) -> None:
        super().__init__()
        self._look, self._document, self._paper = look, document, paper
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 16, 16, 16)
        self._column.setSpacing(16)
        self._column.addStretch(1)
        self._pages: list[_Thumb] = []
        paper.turned.connect(self._on_turned)
        look.changed.connect(self._on_turned)

    def refresh(self) -> None:
        """Draws them anew; a document of one page needs none."""
        for one in self._pages:
            one.deleteLater()
        count = self._document.pageCount()
        self._pages = [_Thumb(self._look, self._document, page) for page in range(min(count, _THUMBS))]
        for one in self._pages:
            self._column.insertWidget(one.page, one)
            one.pressed.connect(self._paper.go_to)
        self.setVisible(count > 1)
        self._fit()
        self._on_turned()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One ground with the paper beside it, without corners of its own."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("alt"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Only as many as there is room for: laid over each other nobody tells them apart."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.height() - 32
        for one in self._pages:
            room -= one.height() + 16
            one.setVisible(room >= -16)

    def _on_turned(self) -> None:
        for one in self._pages:
            one.show_current(one.page == self._paper.page)


class _Thumb(QLabel):
    pressed = Signal(int)

    def __init__(self, look: Look, document: QPdfDocument, page: int) -> None:
        super().__init__()
        self._look, self.page, self._current = look, page, False
        points = document.pagePointSize(page)
        ratio = points.height() / max(1.0, points.width())
        size = QSize(_THUMB, round(_THUMB * ratio))
        scale = self.devicePixelRatioF()
        self._image = on_white(
            document, page, QSize(round(size.width() * scale), round(size.height() * scale))
        )
        self.setFixedSize(size + QSize(4, 4))
        self.setAccessibleName(look.text("letters_page", page=page + 1))
        self.setToolTip(look.text("letters_page", page=page + 1))

    def show_current(self, current: bool) -> None:
        """Whether this page is the one that is read."""
        self._current = current
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Turns to it."""
        self.pressed.emit(self.page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page with its edge, thick round the current one."""
        painter = QPainter(self)
        area = self.rect().adjusted(2, 2, -2, -2)
        painter.drawImage(area, self._image)
        painter.setPen(QPen(self._look.colour("pri" if self._current else "ctl"), 2 if self._current else 1))
        painter.drawRect(area.adjusted(-1, -1, 0, 0))
        painter.end()
