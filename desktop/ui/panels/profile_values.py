"""The fields of the letterhead as values: each kind of editor read and filled in the same way."""

import base64
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.panels.file_line import FileLine
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Choice, Field, Line, Prose
from desktop.ui.widgets.labels import Label

LARGEST = 36 * 1024
"""Bytes of a picture, so that as base64 it fits into the letterhead."""

_SIDES = (400, 300, 220, 160)


class Switch(QCheckBox):
    """Yes or no.

    Args:
        look: how it looks.
        words: beside the box.
    """

    def __init__(self, look: Look, words: str) -> None:
        super().__init__(words)
        self._look = look
        self.setFont(look.lettering.font())
        look.changed.connect(self._on_look_changed)

    def _on_look_changed(self) -> None:
        self.setFont(self._look.lettering.font())


class Picture(QWidget):
    """An emblem: a file is named or chosen, made small enough, and kept as text.

    Args:
        look: how it looks.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._kept = look, ""
        self.file = FileLine(look, look.text("profile_pictures"), ("*.png", "*.jpg", "*.jpeg"))
        self.told = Label(look, "", "body", "muted", wrap=True)
        self.remove = Button(look, look.text("profile_picture_remove"), icon="trash-2", kind="quiet")
        self.remove.clicked.connect(self._on_removed)
        below = QHBoxLayout()
        below.addWidget(self.told, 1)
        below.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.file)
        column.addLayout(below)
        self.setFocusProxy(self.file.line)
        self.file.line.editingFinished.connect(self._on_named)

    def setAccessibleName(self, name: str) -> None:
        """The line is what is read out."""
        super().setAccessibleName(name)
        self.file.setAccessibleName(name)

    def value(self) -> str:
        """The picture as base64, empty for none."""
        return self._kept

    def put(self, kept: str) -> None:
        """Another picture."""
        self._kept = kept
        self.file.line.clear()
        self._tell("profile_picture_there" if kept else "profile_picture_none")

    def _on_named(self) -> None:
        path = self.file.path()
        if path is None:
            return
        data = small_png(str(path))
        if not data:
            self._tell("profile_picture_wrong", tone="err")
            return
        self._kept = base64.b64encode(data).decode()
        self._tell("profile_picture_there")
        self.changed.emit()

    def _on_removed(self) -> None:
        self.put("")
        self.changed.emit()

    def _tell(self, code: str, tone: Any = "muted") -> None:
        self.told.setText(self._look.text(code))
        self.told.show_tone(tone)
        self.remove.setVisible(bool(self._kept))


def small_png(path: str) -> bytes:
    """A picture as PNG that fits into a letterhead; empty when it is none or cannot be made to fit."""
    image = QImage(path)
    for side in () if image.isNull() else _SIDES:
        shown = image
        if max(image.width(), image.height()) > side:
            mode = Qt.TransformationMode.SmoothTransformation
            shown = image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, mode)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        shown.save(buffer, "PNG")  # type: ignore[call-overload]
        data = bytes(buffer.data().data())
        if data and len(data) <= LARGEST:
            return data
    return b""


def read(editor: QWidget, *, listed: bool = False, number: bool = False) -> Any:
    """What stands in an editor.

    Args:
        editor: one of a form's.
        listed: lines of a list.
        number: a whole number; what is none comes back as it was typed, and is refused later.
    """
    if isinstance(editor, Choice):
        return editor.code()
    if isinstance(editor, Switch):
        return editor.isChecked()
    if isinstance(editor, Picture):
        return editor.value()
    typed = (
        editor.toPlainText()
        if isinstance(editor, Prose)
        else editor.text()
        if isinstance(editor, Line)
        else ""
    )
    if listed:
        return [line.strip() for line in typed.splitlines() if line.strip()]
    typed = typed.strip()
    return int(typed) if number and typed.isascii() and typed.isdigit() else typed


def fill(editor: QWidget, value: Any) -> None:
    """Puts a value into an editor."""
    if isinstance(editor, Choice):
        editor.choose(str(value))
    elif isinstance(editor, Switch):
        editor.setChecked(bool(value))
    elif isinstance(editor, Picture):
        editor.put(str(value))
    elif isinstance(editor, Prose):
        editor.setPlainText("\n".join(value) if isinstance(value, list) else str(value))
    elif isinstance(editor, Line):
        editor.setText(str(value))


def listen(editor: QWidget, act: Callable[[], object]) -> None:
    """Calls when a person changed something in an editor."""
    if isinstance(editor, Choice):
        editor.chosen.connect(lambda _code: act())
    elif isinstance(editor, Switch):
        editor.clicked.connect(lambda _on: act())
    elif isinstance(editor, Picture):
        editor.changed.connect(act)
    elif isinstance(editor, Prose):
        editor.textChanged.connect(act)
    elif isinstance(editor, Line):
        editor.textEdited.connect(lambda _text: act())


def beside(fields: Sequence[Field]) -> QHBoxLayout:
    """Short fields side by side."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for field in fields:
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return row
