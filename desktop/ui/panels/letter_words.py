"""How letters are said: kinds, states, urgency, who signs; errors in the window's own terms."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.core.dates import format_date
from desktop.core.letter_numbers import nature_line
from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.models.paged import Cell

_STATES = {
    "dicadangkan": ("clock", "muted"),
    "belum_bernomor": ("circle-dot", "warn"),
    "bernomor": ("circle-check", "ok"),
    "batal": ("ban", "muted"),
}

# What the catalogue says in commands, said in the window's own terms.
_HINTS = {
    "letter_nothing_waiting": "letters_hint_waiting",
    "letter_unknown": "letters_hint_unknown",
    "letter_only_reserved": "letters_hint_reserved",
    "letter_numbered": "letters_hint_numbered",
    "number_taken": "letters_hint_taken",
    "number_other_year": "letters_hint_year",
    "number_reserved": "letters_hint_year",
    "letter_out_refused": "letters_hint_folder",
    "not_induk": "letters_hint_induk",
    "reason_needed": "letters_hint_reason",
}
NUMBER_ERRORS = frozenset({"number_taken", "number_other_year", "number_reserved"})


def kind_word(look: Look, kind: str | None) -> str:
    """A kind of letter as people call it; one of a later version as it is called."""
    known = ("penugasan", "koordinasi", "pengingat", "nota_dinas", "surat_tugas")
    return look.text(f"letters_kind_{kind}") if kind in known else kind or ""


def state_word(look: Look, state: str) -> tuple[str, str, str]:
    """Icon, tone and word of a letter's state."""
    icon, tone = _STATES.get(state, ("info", "muted"))
    return icon, tone, look.text(f"letters_state_{state}") if state in _STATES else state


def state_cell(look: Look, state: str) -> Cell:
    """A letter's state in a column."""
    icon, tone, word = state_word(look, state)
    return Cell(word, tone, icon)


def said(look: Look, error: UserError) -> tuple[str, str]:
    """An error's sentence and next step, the step in the window's terms."""
    sentence, hint = look.words.sentence(error)
    own = _HINTS.get(error.code)
    return sentence, look.text(own) if own else hint


def is_about_number(error: UserError) -> bool:
    """Whether an error belongs beside the line of the number."""
    return error.code in NUMBER_ERRORS or error.values.get("field") == "number"


def is_about_subject(error: UserError) -> bool:
    """Whether an error belongs beside the line of the subject."""
    return error.values.get("field") == "subject"


def long_day(day: str | None) -> str:
    """An ISO day as it stands in a letter; empty for none."""
    return format_date(date.fromisoformat(day)) if day else ""


def signer_words(look: Look, signer: Mapping[str, Any]) -> str:
    """Who signs: name, office, on whose behalf."""
    office = " ".join(filter(None, (_standing(look, signer), str(signer.get("title") or ""))))
    if signer.get("behalf"):
        office = f"{office}, {look.text('letters_behalf')} {signer['behalf'][0]}".lstrip(", ")
    return "\n".join(filter(None, (str(signer.get("name") or ""), office)))


def nature_words(told: Mapping[str, Any]) -> str:
    """Urgency and security in the one line that is printed."""
    return nature_line(str(told["urgency"]), str(told["security"]))


def copied_words(look: Look, told: Mapping[str, Any], number: str | None) -> str:
    """The fields of a letter, a line each, for the form of another program."""
    text = look.text
    rows = [
        (text("letters_number"), number or text("letters_number_none")),
        (text("letters_date"), long_day(told.get("date"))),
        (text("letters_nature"), nature_words(told)),
        (text("letters_subject"), str(told.get("subject") or "")),
        (text("letters_to"), ", ".join(told.get("to") or ())),
        (text("letters_due"), long_day(told.get("due"))),
        (text("letters_signer"), signer_words(look, told.get("signer") or {}).replace("\n", ", ")),
        (text("letters_copies"), "; ".join(told.get("copies") or ())),
    ]
    return "\n".join(f"{label}: {value}" for label, value in rows if value)


def _standing(look: Look, signer: Mapping[str, Any]) -> str:
    standing = signer.get("standing")
    return "" if standing in (None, "", "definitif") else f"{str(standing).capitalize()}."
