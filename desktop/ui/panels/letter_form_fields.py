"""Fields of a letter that somebody writes: paragraphs, urgency and security."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.ui.look import Look
from desktop.ui.widgets.fields import Choice, Field, Prose


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
