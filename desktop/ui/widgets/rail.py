"""The rail at the left: whose program this is, the search, the pages of the desks, and what serves all."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Elided, Label, Sign, Tone

_WORDS_FROM = 12
"""Where an entry's icon begins, and a desk's heading with it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the rail: its name in the program, its words and its icon."""

    name: str
    words: str
    icon: str


class Emblem(QWidget):
    """The program's own sign."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(32, 32)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A way with its turns on a filled square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("pri"))
        painter.setBrush(self._look.colour("pri"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        pixmap = self._look.icons.pixmap("route", self._look.colours["on"], 20, self.devicePixelRatioF())
        painter.drawPixmap(6, 6, pixmap)
        painter.end()


class Rail(QFrame):
    """Where one goes from anywhere.

    Args:
        look: how it looks.
        district: below the program's name.
        desks: for each desk its heading (empty for a single one) and pages, in the order of Alt+1…9.
        common: pages at the foot.
    """

    chosen = Signal(str)
    searched = Signal()

    def __init__(
        self,
        look: Look,
        district: str,
        desks: Sequence[tuple[str, Sequence[Entry]]],
        common: Sequence[Entry],
    ) -> None:
        super().__init__()
        self._look, self._buttons = look, dict[str, Button]()
        self.setProperty("surface", "frame")
        self._district = district
        self._entries = [entry for _, entries in (*desks, ("", common)) for entry in entries]
        self._fit()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 8)
        column.setSpacing(4)
        column.addLayout(self._name(district))
        column.addSpacing(8)
        self.search = Button(look, look.text("ui_search"), icon="search", keys="Ctrl+K", kind="search")
        self.search.clicked.connect(self.searched)
        column.addWidget(self.search)
        column.addSpacing(8)
        self._area = self._scrolled(desks)
        column.addWidget(self._area, 1)
        for entry in common:
            column.addWidget(self._made(entry))
        look.changed.connect(self._fit)

    def _scrolled(self, desks: Sequence[tuple[str, Sequence[Entry]]]) -> QScrollArea:
        """The pages of the desks; they roll, for three desks or large text are higher than a small screen."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for heading, entries in desks:
            if heading:
                label = Label(self._look, heading[:1].upper() + heading[1:], "label", "muted")
                label.setContentsMargins(_WORDS_FROM, 4, 0, 0)
                column.addWidget(label)
            for entry in entries:
                column.addWidget(self._made(entry))
        column.addStretch(1)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        # After `setWidget`, which would turn it on again; the rail's own colour shows through.
        inside.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        return area

    def names(self) -> list[str]:
        """Every page in the order of the rail."""
        return list(self._buttons)

    def button(self, name: str) -> Button:
        """What opens a page of the rail."""
        return self._buttons[name]

    def entries(self) -> list[Entry]:
        """The same with their words and icons."""
        return list(self._entries)

    def show_page(self, name: str) -> None:
        """Marks where one is; a page that is not in the rail marks none."""
        for one, button in self._buttons.items():
            button.setChecked(one == name)
        if name in self._buttons and self._area.isAncestorOf(self._buttons[name]):
            self._area.ensureWidgetVisible(self._buttons[name], 0, 0)

    def show_count(self, name: str, count: int, words: str = "") -> None:
        """How much waits on a page, and what it is; 0 shows nothing."""
        if name in self._buttons:
            shown = "" if count <= 0 else "999+" if count > 999 else str(count)
            told = f"{shown} {words}" if shown and words else ""
            self._buttons[name].show_count(shown)
            self._buttons[name].setToolTip(told)
            self._buttons[name].setAccessibleDescription(told)

    def _fit(self) -> None:
        """Icon, the longest words and a count beside them always have room."""
        lettering = self._look.lettering
        widest = max((lettering.width(entry.words, "label") for entry in self._entries), default=0)
        name = min(lettering.width(self._district) + 76, lettering.scaled(260))
        self.setFixedWidth(max(lettering.scaled(200), name, widest + 40 + lettering.scaled(56)))

    def _name(self, district: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Emblem(self._look))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self._look, self._look.text("ui_program"), "strong"))
        words.addWidget(Elided(self._look, district, "body", "muted"))
        row.addLayout(words, 1)
        return row

    def _made(self, entry: Entry) -> Button:
        button = Button(self._look, entry.words.replace("&", "&&"), icon=entry.icon, kind="rail")
        button.setCheckable(True)
        button.clicked.connect(lambda: self.chosen.emit(entry.name))
        self._buttons[entry.name] = button
        return button


class StatusLine(QFrame):
    """Always true: saved when, what is unsent and since when, the last file taken in, who is signed in."""

    def __init__(self, look: Look, person: str) -> None:
        super().__init__()
        self._look = look
        self.setProperty("surface", "frame")
        self.setFixedHeight(look.lettering.scaled(36))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 24, 0)
        row.setSpacing(8)
        self._signs: dict[str, tuple[Label, Sign, Label]] = {}
        for name, icon in (("saved", "circle-check"), ("unsent", "upload"), ("last", "download")):
            dot, sign = Label(look, "·", "body", "muted"), Sign(look, icon, "muted", 16)
            label = Elided(look) if name == "last" else Label(look)
            self._signs[name] = dot, sign, label
            for widget in self._signs[name]:
                row.addWidget(widget)
                widget.hide()
        row.addSpacerItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding))
        row.addWidget(Sign(look, "user", "muted", 16))
        self._person = Elided(look, person)
        row.addWidget(self._person)
        # Large text: the last file and the name share what is left.
        for label in (self._signs["last"][2], self._person):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        look.changed.connect(lambda: self.setFixedHeight(look.lettering.scaled(36)))

    def show_saved(self, words: str, *, good: bool = True) -> None:
        """When it was saved, or that it is not."""
        tone: Tone = "ok" if good else "err"
        self._show("saved", words, "circle-check" if good else "triangle-alert", tone, tone)

    def show_unsent(self, words: str, *, late: bool = False) -> None:
        """What waits to be sent, and how long; empty where nothing is ever sent on."""
        self._show("unsent", words, "upload", "warn" if late else "muted", "warn" if late else "text")

    def show_last(self, words: str) -> None:
        """The last file that was taken in."""
        self._show("last", words, "download", "muted", "text")

    def words(self, name: str) -> str:
        """What stands there now: ``saved``, ``unsent`` or ``last``."""
        return self._signs[name][2].text()

    def _show(self, name: str, words: str, icon: str, colour: str, tone: Tone) -> None:
        dot, sign, label = self._signs[name]
        sign.show_icon(icon, colour)
        label.setText(words)
        label.show_tone(tone)
        sign.setVisible(bool(words))
        label.setVisible(bool(words))
        dot.setVisible(bool(words) and name != "saved")
