"""What works on every page: search, help, keys, lock, size of text; and the cards that lie over the page."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.settings import CHOICES
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Workplace
from desktop.ui.panels.finder import Finder, Found
from desktop.ui.panels.key_card import KeyCard, capital, shown


class WindowKeys(QObject):
    """Binds the keys of the window.

    Args:
        window: whose keys.
        place: what the search reads and opens.
        lock: covers the window.
    """

    def __init__(self, window: MainWindow, place: Workplace, lock: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._place, self._lock = window, place, lock
        # Made when first opened: neither is seen at the start, and the search took a fifth of it.
        self._finder: Finder | None = None
        self._card: KeyCard | None = None
        window.bind("Ctrl+K", "keys_find", self.on_find)
        window.bind("?", "keys_keys", self.on_keys)
        window.bind("F1", "keys_help", self.on_help)
        window.bind("Ctrl+L", "keys_lock", lock)
        window.bind("Ctrl++", "keys_larger", lambda: self._scale(1))
        window.bind("Ctrl+=", "", lambda: self._scale(1))
        window.bind("Ctrl+-", "keys_smaller", lambda: self._scale(-1))
        if window.rail is not None:
            window.rail.searched.connect(self.on_find)

    def on_find(self) -> None:
        """The search."""
        if self._finder is None:
            self._finder = Finder(self._window, self._place, self._commands)
        self._finder.open()

    def on_help(self) -> None:
        """The chapter of the page one is on."""
        self._window.go("help", self._window.page_name)

    def on_keys(self) -> None:
        """All keys of this page and of the window; the key that opened them closes them."""
        if self._card is not None and self._card.isVisible():
            self._card.lift()
            return
        page, text = self._window.page, self._window.look.words.text
        own = [(keys, capital(text(words))) for keys, words in page.keys] if page is not None else []
        everywhere = [("Alt+1…9", capital(text("keys_pages")))]
        everywhere += [("Ctrl+Tab", capital(text("keys_next_part")))]
        everywhere += [(keys, capital(text(words))) for keys, words in self._window.keys]
        title = page.head.title.text() if page is not None else ""
        if self._card is None:
            self._card = KeyCard(self._window, self._window.look)
        self._card.open([(title, own), (text("keys_everywhere"), everywhere)])

    def _scale(self, by: int) -> None:
        sizes = CHOICES["percent"]
        at = sizes.index(self._place.wishes.now.percent) + by
        if 0 <= at < len(sizes):
            self._place.wishes.choose(percent=sizes[at])

    def _commands(self) -> list[Found]:
        """What the search can do beside opening pages."""
        text, wishes = self._window.look.words.text, self._place.wishes
        page = self._window.page
        found = []
        if page is not None:
            found = [
                Found("keyboard", capital(text(words)), shown(keys), page.acts[keys])
                for keys, words in page.keys
                if keys in page.acts
            ]
        dark = wishes.now.shade == "dark"
        shade = ("sun", text("command_light")) if dark else ("moon", text("command_dark"))
        other = "light" if dark else "dark"
        return [
            *found,
            Found("lock", capital(text("keys_lock")), "Ctrl+L", self._lock),
            Found(*shade, "", lambda: wishes.choose(shade=other)),
            Found("zoom-in", capital(text("keys_larger")), "Ctrl++", lambda: self._scale(1)),
            Found("zoom-out", capital(text("keys_smaller")), "Ctrl+-", lambda: self._scale(-1)),
            Found("keyboard", capital(text("keys_keys")), "?", self.on_keys),
        ]
