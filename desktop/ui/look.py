"""How everything looks: colours, lettering, icons and words, handed to every control."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.errors import UserError
from desktop.ui.colours import Colours, Shade
from desktop.ui.icons import Icons
from desktop.ui.lettering import Lettering

# Heights of controls without their border, at 100 %; they grow with the text.
_HEIGHTS = {"row": 34, "combo": 32, "entry": 40, "tab": 38, "line-height": 36}
_POLISHED = Qt.WidgetAttribute.WA_WState_Polished
PICTURES = {"down": ("chevron-down", "muted"), "check": ("check", "pri")}
"""What the style sheet draws: name → icon and its colour. It takes pictures only from files, so those of each
shade lie beside it; a test compares them."""


class Words(Protocol):
    """The sentences of the interface's language."""

    def text(self, code: str, /, **values: object) -> str:
        """A text filled in."""

    def sentence(self, error: UserError) -> tuple[str, str]:
        """An error's sentence and next step."""


class Look(QObject):
    """The look of one application.

    Args:
        resources: folder with ``theme``, ``icons``, ``fonts``.
        words: every sentence.
        shade: light or dark.
        percent: size of text.
    """

    changed = Signal()

    def __init__(self, resources: Path, words: Words, shade: Shade = "light", percent: int = 100) -> None:
        super().__init__()
        self.words = words
        self.colours = Colours.load(resources / "theme" / "colours.toml", shade)
        self.lettering = Lettering(resources / "fonts", percent)
        self.icons = Icons(resources / "icons")
        self._template = (resources / "theme" / "style.qss").read_text(encoding="utf-8")
        self._theme = resources / "theme"
        self._wearer: QWidget | None = None

    def text(self, code: str, /, **values: object) -> str:
        """A text of the interface."""
        return self.words.text(code, **values)

    def wear(self, window: QWidget) -> None:
        """Whose style sheet it is from now on; dialogs and tips take it from the window they belong to.

        Not the application's: then Qt styles every widget again each time it is put into another, and a page
        is put together from the leaves up. Measured: 30 to 60 % of what it takes to open a page.
        """
        self._wearer = window

    def apply(self, application: QApplication) -> None:
        """Dresses the application, then tells every control that draws itself."""
        # Taken off first: replacing one sheet by another restyles 2,000 controls in 3 s, a new one in 0.3 s.
        application.setStyleSheet("")
        application.setPalette(self._palette())
        application.setFont(self.lettering.font())
        (self._wearer or application).setStyleSheet(self._sheet())
        self.changed.emit()

    def choose(self, application: QApplication, shade: Shade, percent: int) -> None:
        """Another shade or size, without a restart."""
        self.colours = self.colours.in_shade(shade)
        self.lettering.rescale(percent)
        self.icons.forget()
        self.apply(application)

    def colour(self, name: str) -> QColor:
        """A colour of the table."""
        return QColor(self.colours[name])

    def _sheet(self) -> str:
        sheet = self._template
        for name in PICTURES:
            path = self._theme / f"{name}-{self.colours.shade}.svg"
            sheet = sheet.replace(f"@picture-{name}@", f'"{path.as_posix()}"')
        # Longest names first: `pri` is the beginning of `pri_h`.
        for name in sorted(self.colours.names(), key=len, reverse=True):
            sheet = sheet.replace(f"@{name}@", self.colours[name])
        for name, height in _HEIGHTS.items():
            sheet = sheet.replace(f"@{name}@", str(self.lettering.scaled(height)))
        return sheet

    def _palette(self) -> QPalette:
        palette, role = QPalette(), QPalette.ColorRole
        roles = {
            role.Window: "bg", role.WindowText: "text", role.Base: "card", role.AlternateBase: "alt",
            role.Text: "text", role.PlaceholderText: "muted", role.Button: "card", role.ButtonText: "text",
            role.Highlight: "sel", role.HighlightedText: "text", role.ToolTipBase: "card",
            role.ToolTipText: "text", role.Link: "pri", role.Mid: "line", role.Dark: "ctl",
        }  # fmt: skip
        for which, name in roles.items():
            palette.setColor(which, self.colour(name))
        palette.setColor(QPalette.ColorGroup.Disabled, role.Text, self.colour("ctl"))
        palette.setColor(QPalette.ColorGroup.Disabled, role.ButtonText, self.colour("ctl"))
        return palette


def restyle(widget: QWidget) -> None:
    """Makes a property that the style sheet asks for take effect; Qt looks at it only once by itself."""
    if not widget.testAttribute(_POLISHED):
        return  # Qt has not looked yet.
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def mark(widget: QWidget, name: str, value: str) -> None:
    """Sets such a property. Not a name Qt uses itself (`pos`, `size`, `font`): those never match."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)
