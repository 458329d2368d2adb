"""Fields of a letter that somebody writes: paragraphs, urgency and security, and what it corrects."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Choice, Field, Prose
from desktop.ui.widgets.labels import Label


class CorrectionNote(QFrame):
    """That a letter replaces another, why, and the way out.

    Args:
        look: how it looks.
        reason: the field that asks why.
    """

    def __init__(self, look: Look, reason: Field) -> None:
        super().__init__()
        self.setProperty("surface", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        self.about = Label(look, "", "h3", wrap=True)
        self.renounce = Button(look, look.text("letters_correction_leave"), icon="x", kind="quiet")
        head = QHBoxLayout()
        head.addWidget(self.about, 1)
        head.addWidget(self.renounce)
        column.addLayout(head)
        column.addWidget(Label(look, look.text("letters_correction_words"), "body", "muted", wrap=True))
        column.addWidget(reason)


def prose_fields(look: Look) -> dict[str, Field]:
    """What takes several lines."""
    text = look.text
    return {
        "to": Field(look, text("letters_to"), Prose(look, 2), text("letters_to_hint")),
        "persons": Field(look, text("letters_persons"), Prose(look, 3), text("letters_persons_hint")),
        "visits": Field(look, text("letters_when"), Prose(look, 2), text("letters_when_hint"), optional=True),
        "points": Field(look, text("letters_points"), Prose(look, 5), text("letters_points_hint")),
        "basis": Field(
            look, text("letters_basis"), Prose(look, 2), text("letters_basis_hint"), optional=True
        ),
        "copies": Field(
            look, text("letters_copies"), Prose(look, 2), text("letters_copies_hint"), optional=True
        ),
    }


def nature_fields(look: Look) -> dict[str, Field]:
    """How urgent a letter is, and who may read it."""
    text = look.text
    urgencies = [(one, text(f"letters_urgency_{one}")) for one in ("biasa", "segera", "sangat_segera")]
    securities = [
        (one, text(f"letters_security_{one}")) for one in ("biasa", "terbatas", "rahasia", "sangat_rahasia")
    ]
    return {
        "urgency": Field(look, text("letters_nature"), Choice(look, urgencies)),
        "security": Field(look, text("letters_security"), Choice(look, securities)),
    }


def side_by_side(*fields: tuple[Field, int]) -> QHBoxLayout:
    """Fields in one row, each with its share of it."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for field, share in fields:
        row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
    return row


def words_in(editor: Any) -> str:
    """What stands in a field's editor; of a choice its code."""
    if isinstance(editor, Choice):
        return editor.code()
    return editor.toPlainText() if isinstance(editor, Prose) else str(editor.text())


def show_in(editor: Any, words: str) -> None:
    """Puts words into a field's editor without a change being told."""
    if isinstance(editor, Choice):
        editor.choose(words)
    elif isinstance(editor, Prose):
        blocked = editor.blockSignals(True)
        editor.setPlainText(words)
        editor.blockSignals(blocked)
    else:
        editor.setText(words)
