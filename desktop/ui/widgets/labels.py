"""Words on the window: labels by role and tone, an icon with words, a chip, a hairline."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.ui.lettering import Role
from desktop.ui.look import Look, mark

Tone = Literal["text", "muted", "pri", "ok", "warn", "err", "sec"]

_PAIR = 24
"""Letters of two words that may be kept together."""


class Label(QLabel):
    """Plain words, never markup: what citizens said is shown here.

    Args:
        look: how it looks.
        words: what it says.
        role: its font.
        tone: its colour.
        wrap: may take several lines.
    """

    def __init__(
        self, look: Look, words: str = "", role: Role = "body", tone: Tone = "text", *, wrap: bool = False
    ) -> None:
        super().__init__()
        self._look, self._role, self._words = look, role, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(words)
        self.setFont(look.lettering.font(role))
        mark(self, "tone", tone)
        look.changed.connect(self._on_look_changed)

    def text(self) -> str:
        """What it says."""
        return self._words

    def setText(self, words: str) -> None:
        """Says something else; prose that wraps never leaves one short word alone on its last line."""
        self._words = words
        super().setText(_together(words) if self.wordWrap() else words)

    def show_tone(self, tone: Tone) -> None:
        """Another colour."""
        mark(self, "tone", tone)

    @Slot()
    def _on_look_changed(self) -> None:
        self.setFont(self._look.lettering.font(self._role))


class Elided(Label):
    """One line that ends in "…" when there is no room; the whole is its tooltip then."""

    def __init__(self, look: Look, words: str = "", role: Role = "body", tone: Tone = "text") -> None:
        super().__init__(look, words, role, tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._tone: Tone = tone

    def paint_tone(self, tone: Tone) -> None:
        """Another colour of what it paints."""
        self._tone = tone
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, cut at the end when they must be."""
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self._look.colour(self._tone))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class Sign(QLabel):
    """One icon."""

    def __init__(self, look: Look, icon: str, colour: str = "muted", size: int = 18) -> None:
        super().__init__()
        self._look, self._icon, self._colour, self._size = look, icon, colour, size
        look.changed.connect(self._draw)
        self._draw()

    def show_icon(self, icon: str, colour: str) -> None:
        """Another icon or colour."""
        self._icon, self._colour = icon, colour
        self._draw()

    @Slot()
    def _draw(self) -> None:
        look, size = self._look, self._look.lettering.scaled(self._size)
        self.setFixedSize(size, size)
        colour = look.colours[self._colour]
        self.setPixmap(look.icons.pixmap(self._icon, colour, size, self.devicePixelRatioF()))


class Told(QWidget):
    """An icon and words side by side: a state said thrice, by sign, word and colour."""

    def __init__(
        self,
        look: Look,
        icon: str,
        words: str,
        tone: Tone = "muted",
        role: Role = "body",
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.sign = Sign(look, icon, tone if tone != "text" else "muted", 16)
        self.label = Label(look, words, role, tone, wrap=wrap)
        if wrap:
            # Level with the first line, however many follow.
            row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self.label, 1)
            return
        row.addWidget(self.sign)
        row.addWidget(self.label)
        row.addStretch(1)

    def say(self, icon: str, words: str, tone: Tone) -> None:
        """Something else."""
        self.sign.show_icon(icon, tone if tone != "text" else "muted")
        self.label.setText(words)
        self.label.show_tone(tone)


class Chip(QWidget):
    """A filled sign of one word that says "look here".

    Args:
        look: how it looks.
        icon: left of the word.
        word: what it says.
        tone: ``ok``, ``warn``, ``err``, ``sec`` or ``neu``.
    """

    def __init__(self, look: Look, icon: str, word: str, tone: str) -> None:
        super().__init__()
        self._look, self._icon, self._word, self._tone = look, icon, word, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def say(self, icon: str, word: str, tone: str) -> None:
        """Another state."""
        self._icon, self._word, self._tone = icon, word, tone
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, gap, word and padding; 24 high at 100 %."""
        lettering = self._look.lettering
        width = lettering.width(self._word, "label") + lettering.scaled(16) + 8 + 16
        return QSize(width, lettering.scaled(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, icon, word."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{self._tone}_b"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        wide = look.lettering.scaled(16)
        pixmap = look.icons.pixmap(self._icon, look.colours[self._tone], wide, self.devicePixelRatioF())
        painter.drawPixmap(8, (self.height() - wide) // 2, pixmap)
        painter.setPen(look.colour(self._tone))
        painter.setFont(look.lettering.font("label"))
        place = self.rect().adjusted(16 + wide, 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.end()


def _together(words: str) -> str:
    """Keeps the last two words of every paragraph on one line, unless together they are long."""
    return "\n".join(map(_pair, words.split("\n")))


def _pair(words: str) -> str:
    start, space, last = words.rpartition(" ")
    short = len(last) + len(start.rpartition(" ")[2]) <= _PAIR
    return f"{start}\N{NO-BREAK SPACE}{last}" if space and " " in start and short else words


def hairline() -> QFrame:
    """A line of one pixel; its colour is a token, as a frame of Qt's own would not be."""
    line = QFrame()
    line.setProperty("hairline", "on")
    line.setFixedHeight(1)
    return line
