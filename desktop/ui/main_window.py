"""The one window: a rail, the page one is on, messages, the status line. It only swaps pages."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions.changes import Changes
from desktop.ui.look import Look
from desktop.ui.page import Page, PageMaker, Workplace
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.rail import Entry, Rail, StatusLine


class MainWindow(QMainWindow):
    """The window: first a gate (set-up or passphrase), then rail, pages and status line.

    Args:
        look: how it looks.
    """

    dropped = Signal(list)
    closing = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setWindowTitle(look.text("ui_program"))
        self.setMinimumSize(1024, 640)
        self.setAcceptDrops(True)
        self.messages = MessageBar(look)
        self.rail: Rail | None = None
        self.status: StatusLine | None = None
        self._layers = QStackedWidget()
        self.setCentralWidget(self._layers)
        self._stack = QStackedWidget()
        self._pages: dict[str, Page] = {}
        self._makers: Mapping[str, PageMaker] = {}
        self._place: Workplace | None = None
        self._name = ""
        self._ring = FocusRing(self, look)

    def cover(self, gate: QWidget) -> None:
        """Shows a gate over everything; what lies below stays as it is."""
        self._layers.addWidget(gate)
        self._layers.setCurrentWidget(gate)

    def uncover(self) -> None:
        """Takes the gate away."""
        gate = self._layers.currentWidget()
        if gate is not None and self._layers.count() > 1:
            self._layers.removeWidget(gate)
            gate.deleteLater()
            self._layers.setCurrentIndex(0)

    @property
    def covered(self) -> bool:
        """Whether a gate is shown."""
        return self.rail is None or self._layers.currentIndex() > 0

    def open_desks(
        self,
        district: str,
        person: str,
        desks: Sequence[tuple[str, Sequence[Entry]]],
        common: Sequence[Entry],
    ) -> None:
        """Builds rail, pages and status line below the gate.

        Args:
            district: name of the kabupaten.
            person: whoever is signed in, with the desk.
            desks: heading and entries of each desk.
            common: entries at the foot of the rail.
        """
        self.setWindowTitle(f"{self.look.text('ui_program')} · {district}")
        self.rail = Rail(self.look, district, desks, common)
        self.status = StatusLine(self.look, person)
        self.rail.chosen.connect(self.go)
        self._layers.insertWidget(0, self._body(self.rail, self.status))
        self._bind(self.rail)

    def furnish(self, place: Workplace, makers: Mapping[str, PageMaker]) -> None:
        """Gives it its pages; each is made when it is first opened."""
        self._place, self._makers = place, makers

    def go(self, name: str, what: Any = None) -> None:
        """Opens a page, unless the one that is shown holds on."""
        before = self._pages.get(self._name)
        if name not in self._makers or self._place is None or (before is not None and not before.leave()):
            return
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = self._makers[name](self._place)
            self._stack.addWidget(page)
        self._name = name
        page.show_thing(what)
        page.refresh()
        self._stack.setCurrentWidget(page)
        if self.rail is not None:
            self.rail.show_page(name)
        first = page.begin()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self._name)

    def on_wrote(self, changes: Changes) -> None:
        """Something was written; the page that is shown looks whether it concerns it."""
        if self.page is not None:
            self.page.on_changed(changes)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Says which files were dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The page may save what is under way first."""
        if self.page is None or self.page.leave():
            self.closing.emit()
            event.accept()
        else:
            event.ignore()

    def _body(self, rail: Rail, status: StatusLine) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self.messages)
        row.addLayout(right, 1)
        column.addLayout(row, 1)
        column.addWidget(status)
        return body

    def _bind(self, rail: Rail) -> None:
        for number, name in enumerate(rail.names()[:9], 1):
            self._key(f"Alt+{number}", partial(self.go, name))
        self._key("Ctrl+Z", self.messages.take_back)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)
