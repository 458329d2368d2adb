"""Fields of a form: label above, hint between, editor, and what is wrong with it below in the same words."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look import Look, mark
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Label, Told


class Field(QWidget):
    """One question of a form.

    Args:
        look: how it looks.
        label: above; "&" marks its mnemonic, which goes to the editor.
        editor: what is filled in.
        hint: between label and editor.
        optional: says so beside the label; what is required is not marked.
    """

    def __init__(
        self, look: Look, label: str, editor: QWidget, hint: str = "", *, optional: bool = False
    ) -> None:
        super().__init__()
        self.editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.label = Label(look, label, "label")
        self.label.setBuddy(editor)
        head.addWidget(self.label)
        if optional:
            head.addWidget(Label(look, look.text("ui_optional"), "body", "muted"))
        head.addStretch(1)
        column.addLayout(head)
        if hint:
            column.addWidget(Label(look, hint, "body", "muted", wrap=True))
        column.addWidget(editor)
        self._look, self._column, self._below = look, column, column.count()
        editor.setAccessibleName(label.replace("&", ""))
        editor.setAccessibleDescription(hint)

    def complain(self, sentence: str) -> None:
        """What is wrong, empty when nothing is."""
        if sentence or "_told" in vars(self):
            self.problem.setText(sentence)
            for one in (self.problem, self._told):
                one.setVisible(bool(sentence))
            mark(self.editor.focusProxy() or self.editor, "wrong", "on" if sentence else "")

    @property
    def problem(self) -> Label:
        """Says what is wrong."""
        return self._told.label

    @cached_property
    def _told(self) -> Told:
        """Made when it is first needed. Not by colour alone: a sign goes before."""
        told = Told(self._look, "circle-alert", "", "err", wrap=True)
        for one in (told.label, told):
            one.hide()
        self._column.insertWidget(self._below, told)
        return told


class Line(QLineEdit):
    """One line of text."""

    left = Signal()
    """The person went on; time to look at what was typed."""

    def __init__(self, look: Look, text: str = "") -> None:
        super().__init__(text)
        self._look = look
        self.setFont(look.lettering.font())
        look.changed.connect(self._on_look_changed)
        self.editingFinished.connect(self.left)

    def event(self, event: QEvent) -> bool:
        """Ctrl with a letter belongs to the page: on some systems Qt takes Ctrl+E, D or K for editing."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
            if letter and event.modifiers() == _CTRL and event.key() not in _EDITING:
                event.ignore()
                return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever is led here by the program goes on after what stands there, not before it."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason and not self.cursorPosition():
            self.end(False)

    @Slot()
    def _on_look_changed(self) -> None:
        self.setFont(self._look.lettering.font())


class Prose(QPlainTextEdit):
    """Several lines of text; Tab goes on to the next field.

    Args:
        look: how it looks.
        lines: how many are seen at once.
    """

    def __init__(self, look: Look, lines: int = 3) -> None:
        super().__init__()
        self._look, self._lines = look, lines
        self.setTabChangesFocus(True)
        self.setFont(look.lettering.font())
        self._fit()
        look.changed.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        self.setFont(self._look.lettering.font())
        self.setFixedHeight(self._lines * self._look.lettering.height() + 20)


class Choice(QComboBox):
    """One of a list; each choice has a code and words.

    Args:
        look: how it looks.
        choices: (code, words) in order.
        typed: may be searched by typing anywhere in the words.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, choices: Sequence[tuple[str, str]] = (), *, typed: bool = False) -> None:
        super().__init__()
        self.setFont(look.lettering.font())
        # Without a delegate of its own the popup keeps rows of 25 pixels, whatever the style sheet says.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        if typed:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = QCompleter(self.model(), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.setCompleter(completer)
        self.offer(choices)
        self.activated.connect(lambda _row: self.chosen.emit(self.code()))
        self._look = look
        look.changed.connect(self._on_look_changed)

    @Slot()
    def _on_look_changed(self) -> None:
        self.setFont(self._look.lettering.font())
        if (line := self.lineEdit()) is not None:
            # While it is in sight the style sheet keeps the size it had.
            line.setFont(self._look.lettering.font())

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Other choices; the present one stays if it is among them."""
        before = self.code()
        self.clear()
        for code, words in choices:
            self.addItem(words, code)
        self.choose(before)

    def code(self) -> str:
        """What is chosen, empty for nothing."""
        return data if isinstance(data := self.currentData(), str) else ""

    def choose(self, code: str) -> None:
        """Chooses by code; what is not offered leaves the first."""
        self.setCurrentIndex(max(0, self.findData(code)))

    def close_matches(self) -> bool:
        """Esc while the list of matches is open: closes it; whether it was open."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is None or not popup.isVisible():
            return False
        popup.hide()
        return True

    def take_typed(self) -> bool:
        """Enter while the list of matches is open: takes the one that is marked, else the first.

        Returns:
            whether the list was open.
        """
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if completer is None or popup is None or not popup.isVisible():
            return False
        index = popup.currentIndex()
        words = index.data() if index.isValid() else completer.currentCompletion()
        popup.hide()
        if (row := self.findText(str(words), Qt.MatchFlag.MatchFixedString)) >= 0:
            self.setCurrentIndex(row)
            self.activated.emit(row)
        return True

    def minimumSizeHint(self) -> QSize:
        """Narrow columns may hold it; the popup is as wide as its words."""
        return QSize(96, super().minimumSizeHint().height())


_CTRL = Qt.KeyboardModifier.ControlModifier
_EDITING = (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_Z)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Segments(QWidget):
    """A few choices side by side, one of them on; arrows move, as in any group of radio buttons.

    Args:
        look: how it looks.
        choices: (code, words).
        label: its accessible name.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, choices: Sequence[tuple[str, str]], label: str = "") -> None:
        super().__init__()
        self.setAccessibleName(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._codes: list[str] = []
        for number, (code, words) in enumerate(choices):
            button = Button(look, words, kind="segment")
            button.setCheckable(True)
            button.setProperty("edge", _edge(number, len(choices)))
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.installEventFilter(self)
            self._group.addButton(button, number)
            self._codes.append(code)
            row.addWidget(button)
        self._group.idToggled.connect(self._on_toggled)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._codes[number]))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if choices:
            self.choose(choices[0][0])
            self.setFocusProxy(self._group.button(0))

    def code(self) -> str:
        """What is on."""
        number = self._group.checkedId()
        return self._codes[number] if number >= 0 else ""

    def choose(self, code: str) -> None:
        """Turns one on; an unknown code changes nothing."""
        if code in self._codes:
            self._group.button(self._codes.index(code)).setChecked(True)

    def _on_toggled(self, number: int, checked: bool) -> None:
        if number > 0:
            # The border left of the one that is on belongs to its neighbour.
            mark(self._group.button(number - 1), "next", "on" if checked else "")
        button = self._group.button(number)
        # The one that is on is the only stop: from whichever side Tab comes, arrows begin at it.
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus)
        if checked:
            self.setFocusProxy(button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows choose the neighbour of the one that is on; Qt would only move the focus there."""
        step = 0
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()), 0)
        if not step:
            return super().eventFilter(watched, event)
        target = self._group.checkedId() + step
        if 0 <= target < len(self._codes):
            button = self._group.button(target)
            button.click()
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def _edge(number: int, count: int) -> str:
    return "only" if count == 1 else "first" if number == 0 else "last" if number == count - 1 else "middle"
