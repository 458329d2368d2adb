"""The one agency that is responsible: up to three suggestions with their reasons, or any other by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop.ui.look import Look, mark
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.labels import Label

MOST = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion as it is shown.

    Attributes:
        percent: how sure. outside: it can only be asked by letter.
    """

    code: str
    name: str
    reason: str
    percent: int
    outside: bool = False


class AgencyRow(QRadioButton):
    """One suggestion: round sign, name, reason, how sure."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.offer: Offer | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.updateGeometry)

    def show_offer(self, offer: Offer | None) -> None:
        """Another suggestion, or none."""
        self.offer = offer
        self.setVisible(offer is not None)
        if offer is not None:
            said = self._look.text("agency_spoken", name=offer.name, percent=offer.percent)
            self.setAccessibleName(said)
            self.setAccessibleDescription(self._words(offer))
            self.setToolTip(self._words(offer))
        self.update()

    def sizeHint(self) -> QSize:
        """A row; its reason is cut where there is no room."""
        return QSize(120, self._look.lettering.scaled(36))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def hitButton(self, _pos: object) -> bool:
        """The whole row chooses."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """By hand, in the order one reads."""
        if self.offer is None:
            return
        look, area = self._look, self.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("sel"))
            painter.drawRoundedRect(area, 6, 6)
        self._paint_sign(painter, area)
        middle = Qt.AlignmentFlag.AlignVCenter
        strong = look.lettering.font("strong" if self.isChecked() else "label")
        painter.setFont(strong)
        percent = look.text("agency_percent", percent=self.offer.percent)
        width = painter.fontMetrics().horizontalAdvance(percent)
        painter.setPen(look.colour("text"))
        painter.drawText(area.adjusted(0, 0, -12, 0), middle | Qt.AlignmentFlag.AlignRight, percent)
        name = painter.fontMetrics().horizontalAdvance(self.offer.name)
        painter.drawText(area.adjusted(38, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, self.offer.name)
        room = QRect(38 + name + 8, 0, area.width() - 38 - name - 8 - width - 24, area.height())
        painter.setFont(look.lettering.font())
        painter.setPen(look.colour("muted"))
        cut = painter.fontMetrics().elidedText(
            self._words(self.offer), Qt.TextElideMode.ElideRight, max(0, room.width())
        )
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, cut)
        painter.end()

    def _paint_sign(self, painter: QPainter, area: QRect) -> None:
        look = self._look
        ring = QRectF(13, (area.height() - 16) / 2, 16, 16)
        painter.setBrush(look.colour("card"))
        painter.setPen(QPen(look.colour("pri" if self.isChecked() else "ctl"), 1.5))
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("pri"))
            painter.drawEllipse(ring.adjusted(4, 4, -4, -4))

    def _words(self, offer: Offer) -> str:
        return self._look.text("agency_outside", reason=offer.reason) if offer.outside else offer.reason


class AgencyChoice(QWidget):
    """Suggestions as radio buttons, every other agency by typing its name.

    Args:
        look: how it looks.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self.rows = [AgencyRow(look) for _ in range(MOST)]
        for row in self.rows:
            row.hide()
            self._group.addButton(row)
            column.addWidget(row)
        self.none = Label(look, look.text("agency_none"), "body", "muted", wrap=True)
        column.addWidget(self.none)
        column.addSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.other = Choice(look, typed=True)
        self.other_label = Label(look, look.text("agency_other"), "body", "muted")
        self.other_label.setBuddy(self.other)
        self.other.setAccessibleName(look.text("agency_other_name"))
        line.addWidget(self.other_label)
        line.addWidget(self.other, 1)
        column.addLayout(line)
        self.problem = Label(look, "", "body", "err", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)
        self._group.buttonClicked.connect(lambda _row: self._on_row())
        self._group.buttonToggled.connect(self._on_toggled)
        self.other.chosen.connect(lambda _code: self._on_other())
        self.other.editTextChanged.connect(self._on_typed)

    def offer(self, offers: Sequence[Offer], others: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Other suggestions; the best one is chosen, or the one named.

        Args:
            offers: best first.
            others: code and name of every agency that may be chosen.
            chosen: code of the agency to begin with.
        """
        self.complain("")
        for number, row in enumerate(self.rows):
            row.show_offer(offers[number] if number < len(offers) else None)
        self.none.setVisible(not offers)
        for part in (self.other, self.other_label):
            part.setVisible(bool(others))
        self.other.offer([("", ""), *others])
        self.choose(chosen or (offers[0].code if offers else ""))

    def code(self) -> str:
        """Who is chosen, empty for nobody; a name typed halfway counts when it can only be one."""
        row = next((row for row in self.rows if row.isChecked() and row.offer), None)
        if row is not None and row.offer is not None:
            return row.offer.code
        typed = self.other.currentText().strip().lower()
        if not typed:
            return ""
        found = [
            number for number in range(self.other.count()) if typed in self.other.itemText(number).lower()
        ]
        same = [number for number in found if self.other.itemText(number).lower() == typed]
        only = same or found
        return str(self.other.itemData(only[0])) if len(only) == 1 else ""

    def choose(self, code: str) -> None:
        """Chooses an agency; one that is not suggested stands in the field."""
        row = next((row for row in self.rows if row.offer and row.offer.code == code), None)
        self._uncheck()
        if row is not None:
            row.setChecked(True)
            self.other.choose("")
        else:
            self.other.choose(code)
        self.changed.emit()

    def choose_number(self, number: int) -> bool:
        """Chooses the first, second or third suggestion; whether there is one."""
        row = self.rows[number - 1]
        if row.offer is None:
            return False
        self.choose(row.offer.code)
        return True

    def first(self) -> QWidget:
        """Where the focus goes: the suggestion that is on, else the field."""
        return next((row for row in self.rows if row.isChecked()), self.other)

    def complain(self, sentence: str) -> None:
        """What is wrong, empty when nothing is."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        mark(self.other, "wrong", "on" if sentence else "")

    def _uncheck(self) -> None:
        self._group.setExclusive(False)
        for row in self.rows:
            row.setChecked(False)
        self._group.setExclusive(True)

    def _on_row(self) -> None:
        self.complain("")
        self.other.choose("")
        self.changed.emit()

    def _on_toggled(self, _row: object, checked: bool) -> None:
        # Arrow keys move the choice without a click.
        if checked:
            self.other.choose("")
            self.changed.emit()

    def _on_typed(self, typed: str) -> None:
        # What is typed is meant, not what was chosen before.
        if typed.strip() and self.other.hasFocus():
            self._uncheck()
            self.complain("")

    def _on_other(self) -> None:
        if self.other.code():
            self._uncheck()
        self.complain("")
        self.changed.emit()
