"""The buttons and keys of the letters' page: each part shows those that do something there."""

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import PageHead

KEYS = (
    ("Ctrl+Return", "letters_key_make"),
    ("Ctrl+B", "letters_key_make_all"),
    ("Ctrl+N", "letters_key_write"),
    ("Ctrl+R", "letters_key_reserve"),
    ("Ctrl+P", "letters_key_print"),
    ("Ctrl+Shift+P", "letters_key_print_all"),
    ("Ctrl+S", "letters_key_save"),
    ("Ctrl+Shift+C", "letters_key_copy"),
    ("F2", "letters_key_profile"),
    ("F3", "letters_key_verify"),
    ("F6", "keys_other_part"),
)
"""Keys of the page and what they do, in the order they are listed."""

LETTER_KEYS = (
    ("N", "letters_key_number", "number"),
    ("S", "letters_key_deliver", "deliver"),
    ("L", "letters_key_scan", "scan"),
    ("R", "letters_key_replace", "replace"),
    ("V", "letters_key_void", "void"),
)
"""Keys in a list of letters, and what they ask."""

_SHOWN = {
    "desk": ("copy", "make_all", "make"),
    "write": ("copy", "make"),
    "blank": ("copy", "save", "print_all", "print"),
    "numbered": ("copy", "save", "print_all", "print"),
    "register": ("reserve", "save", "print"),
}


class LetterButtons:
    """Made once, laid into the page's head.

    Args:
        look: how they look.
        head: of the page.
    """

    def __init__(self, look: Look, head: PageHead) -> None:
        text = look.text
        self.copy = Button(look, text("letters_copy"), icon="copy", kind="quiet")
        self.copy.setToolTip("Ctrl+Shift+C")
        self.reserve = Button(look, text("letters_reserve"), icon="tag", keys="Ctrl+R")
        self.make_all = Button(look, text("letters_make_all"), icon="files", keys="Ctrl+B")
        self.save = Button(look, text("letters_save"), icon="save", keys="Ctrl+S")
        self.print_all = Button(look, text("letters_print_all"), icon="files")
        self.print_all.setToolTip("Ctrl+Shift+P")
        self.make = Button(look, text("letters_make"), icon="file-check", keys="Ctrl+Enter", kind="primary")
        self.print = Button(look, text("letters_print"), icon="printer", keys="Ctrl+P", kind="primary")
        self._all = {
            "copy": self.copy,
            "reserve": self.reserve,
            "make_all": self.make_all,
            "save": self.save,
            "print_all": self.print_all,
            "make": self.make,
            "print": self.print,
        }
        for button in self._all.values():
            head.buttons.addWidget(button)

    def show_for(self, tab: str) -> None:
        """Those of one part."""
        for name, button in self._all.items():
            button.setVisible(name in _SHOWN[tab])
