"""The one window: a rail, the page one is on, messages, the status line. It only swaps pages."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui.enter_guard import EnterGuard
from desktop.ui.look import Look
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.overlay import Overlay
from desktop.ui.widgets.rail import Entry, Rail, StatusLine

if TYPE_CHECKING:
    # Only their names: what pages rest on is loaded after the gate is shown.
    from desktop.actions.changes import Changes
    from desktop.ui.page import Page, PageMaker, Workplace

_TAKE_IN = "Ctrl+O"
_TAKES_FILES = ("exchange", "inbox")
"""Pages that take a file nobody else wants, the first of them that this laptop has."""


class MainWindow(QMainWindow):
    """The window: first a gate (set-up or passphrase), then rail, pages and status line.

    Args:
        look: how it looks.

    Attributes:
        keys: (keys, code of the words) of what works on every page.
        guard: keeps an Enter for the gate from the page.
    """

    dropped = Signal(list)
    closing = Signal()
    page_shown = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setWindowTitle(look.text("ui_program"))
        self.setMinimumSize(1024, 640)
        self.setAcceptDrops(True)
        self.messages = MessageBar(look)
        self.rail: Rail | None = None
        self.status: StatusLine | None = None
        self.keys: list[tuple[str, str]] = []
        self._layers = QStackedWidget()
        self.setCentralWidget(self._layers)
        self._stack = QStackedWidget()
        self._pages: dict[str, Page] = {}
        self._makers: Mapping[str, PageMaker] = {}
        self._place: Workplace | None = None
        self._name = self._before = ""
        self._focused: QWidget | None = None
        self._ring = FocusRing(self, look)
        self.guard = EnterGuard(self)

    def cover(self, gate: QWidget) -> None:
        """Shows a gate over everything; what lies below stays as it is."""
        self._lift_cards()
        if not self.covered:
            self._focused = QApplication.focusWidget()
        above = self._gate()
        self._layers.addWidget(gate)
        self._layers.setCurrentWidget(gate)
        gate.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop(above)
        self.guard.watch(self.windowHandle())

    def uncover(self) -> None:
        """Takes the gate away; the focus is where it was."""
        self.guard.keep_off()
        self._layers.setCurrentIndex(0)
        self._drop(self._gate())
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.setWindowTitle(" · ".join(filter(None, (district, self.look.text("ui_program")))))
        self.rail = Rail(self.look, district, desks, common)
        self.status = StatusLine(self.look, person)
        self.rail.chosen.connect(self.go)
        self._layers.insertWidget(0, self._body(self.rail, self.status))
        for number, name in enumerate(self.rail.names()[:9], 1):
            self.bind(f"Alt+{number}", "", partial(self.go, name))
        self.bind("Ctrl+Z", "keys_undo", self.messages.take_back)

    def furnish(self, place: "Workplace", makers: "Mapping[str, PageMaker]") -> None:
        """Gives it its pages; each is made when it is first opened."""
        self._place, self._makers = place, makers

    def bind(self, keys: str, words: str, act: Callable[[], object]) -> None:
        """A key that works on every page, but not while a gate is shown.

        Args:
            keys: as Qt writes them.
            words: code of what it does, for the page of keys; empty leaves it out there.
            act: does it.
        """

        def on_pressed() -> None:
            if not self.covered:
                act()

        QShortcut(QKeySequence(keys), self).activated.connect(on_pressed)
        if words:
            self.keys.append((keys, words))

    def go(self, name: str, what: Any = None) -> None:
        """Opens a page, unless the one that is shown holds on."""
        before = self._pages.get(self._name)
        if name not in self._makers or self._place is None or (before is not None and not before.leave()):
            return
        self._lift_cards()
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = self._makers[name](self._place)
            self._stack.addWidget(page)
            if self._taker() and _TAKE_IN not in page.acts:
                page.bind(_TAKE_IN, "keys_take_in", self._ask_files)
        if name != self._name:
            self._before, self._name = self._name, name
            self.messages.forget_errors()
        page.show_thing(what)
        page.refresh()
        self._stack.setCurrentWidget(page)
        if self.rail is not None:
            self.rail.show_page(page.under or name)
        first = page.begin()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(name)

    def back(self) -> None:
        """Opens the page one came from."""
        if self._before:
            self.go(self._before)

    @property
    def page(self) -> "Page | None":
        """The page that is shown."""
        return self._pages.get(self._name)

    @property
    def page_name(self) -> str:
        """What it is called in the program."""
        return self._name

    def on_wrote(self, changes: "Changes") -> None:
        """Something was written; the page that is shown looks whether it concerns it."""
        if self.page is not None:
            self.page.on_changed(changes)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome anywhere."""
        if event.mimeData().hasUrls() and not self.covered:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The page that is shown takes the files, or the page that takes files in."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths or self.covered:
            return
        event.acceptProposedAction()
        self.dropped.emit(paths)
        self.take_files([Path(path) for path in paths])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Hands files to whoever takes them; a page is opened for what the present one leaves."""
        if self.page is not None and self.page.take_files(paths):
            return
        if taker := self._taker():
            self.go(taker)
            page = self._pages.get(taker)
            if page is not None and page is self.page and page.take_files(paths):
                return
        self.messages.tell(self.look.text("drop_nobody"))

    def _taker(self) -> str:
        names = self.rail.names() if self.rail is not None else []
        return next((name for name in _TAKES_FILES if name in names), "")

    def _ask_files(self) -> None:
        """From wherever one is: to the page that takes files in, and asks for them."""
        taker = self._taker()
        self.go(taker)
        page = self._pages.get(taker)
        if page is not None and page is self.page:
            page.acts[_TAKE_IN]()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The page may save what is under way first."""
        if self.page is None or self.covered or self.page.leave():
            self.closing.emit()
            event.accept()
        else:
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the system knows it."""
        super().showEvent(event)
        if self.covered:
            self.guard.watch(self.windowHandle())

    def _lift_cards(self) -> None:
        for overlay in self.findChildren(Overlay):
            overlay.lift()

    def _gate(self) -> QWidget | None:
        """The gate that is shown or was shown last."""
        above = self._layers.widget(self._layers.count() - 1)
        return None if above is None or (self.rail is not None and self._layers.count() == 1) else above

    def _drop(self, gate: QWidget | None) -> None:
        if gate is not None:
            self._layers.removeWidget(gate)
            gate.hide()
            gate.deleteLater()

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
