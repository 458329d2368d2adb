"""What every page is: it has a workplace and keys, and refreshes when what it shows has changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions.changes import Changes
from desktop.actions.opening import Surroundings
from desktop.actions.session import Session
from desktop.ui.background import Background
from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import PageHead
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.overlay import lies_over
from desktop.ui.wishes import Wishes

if TYPE_CHECKING:
    from reports.press import Press  # only its name: it is handed on, never looked into


@dataclass(frozen=True, slots=True)
class Workplace:
    """What every page is given.

    Attributes:
        look: how it looks and speaks.
        reader: a session that only reads, for the window's thread.
        background: where everything else is done.
        messages: where the program speaks up.
        go: opens a page by name, with what it shall show.
        wrote: tells every visible page what has changed.
        back: opens the page one came from.
        outside: folders, settings and clock, for work that opens the home itself.
        press: makes what documents are set with; whoever prints many keeps it.
        version: the program's own.
        wishes: what the person prefers of the window.
    """

    look: Look
    reader: Session
    background: Background
    messages: MessageBar
    go: Callable[[str, Any], None]
    wrote: Callable[[Changes], None]
    back: Callable[[], None]
    outside: Surroundings
    press: "Callable[[], Press]"
    version: str
    wishes: Wishes


class Page(QWidget):
    """One page.

    Args:
        place: the workplace.
        title: the head's.

    Attributes:
        nouns: what it shows; it is refreshed when one of these changed.
        under: the page of the rail it belongs to, when it is not itself there.
        keys: (keys, code of the words) for the page of keys.
        acts: keys → what they do, for the search.
    """

    nouns: tuple[str, ...] = ()
    under: str = ""

    def __init__(self, place: Workplace, title: str) -> None:
        super().__init__()
        self.place, self.look = place, place.look
        self.keys: list[tuple[str, str]] = []
        self.acts: dict[str, Callable[[], object]] = {}
        self.setProperty("surface", "page")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(16)
        self.head = PageHead(self.look, title)
        self.column.addWidget(self.head)

    def bind(self, keys: str, words: str, act: Callable[[], object]) -> None:
        """A key of this page: works while nothing else is shown over it, and stands on the page of keys.

        Args:
            keys: as Qt writes them, "Ctrl+Return".
            words: code of what it does.
            act: does it.
        """
        shortcut = QShortcut(QKeySequence(keys), self)
        if not keys.startswith(("Ctrl+", "Alt+")):
            # A plain key belongs to whatever has the focus; the rail's buttons want their own Enter.
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self._on_key, act))
        self.keys.append((keys, words))
        self.acts[keys] = act

    def take_in_button(self) -> Button:
        """For a page that stays empty until a file comes in: it does what Ctrl+O does wherever one is."""
        words = self.text("intake_choose")
        button = Button(self.look, words, icon="download", keys="Ctrl+O", kind="primary")
        button.clicked.connect(lambda: self.acts["Ctrl+O"]())
        return button

    def show_thing(self, what: Any) -> None:
        """Shows what `go` was called with; called before `refresh`."""

    def refresh(self) -> None:
        """Reads again what is shown."""

    def leave(self) -> bool:
        """Called before another page comes; False stays."""
        return True

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Files that were dropped on the window while this page is shown; False = not for this page."""
        return False

    def begin(self) -> QWidget | None:
        """What has the focus first."""
        return None

    def on_changed(self, changes: Changes) -> None:
        """Refreshes only for what is shown here."""
        if changes.touches(*self.nouns):
            self.refresh()

    def text(self, code: str, /, **values: object) -> str:
        """A text of the interface."""
        return self.look.words.text(code, **values)

    def _on_key(self, act: Callable[[], object]) -> None:
        # The window hears Ctrl and Alt wherever the focus is, also in the search that lies over the page.
        if not lies_over(self):
            act()


PageMaker = Callable[[Workplace], Page]
Desk = tuple[str, Sequence[str]]
