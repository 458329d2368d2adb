"""How what came of an aspiration is shown: icon, word and colour, the same on every page."""

from collections.abc import Mapping
from typing import Any

from desktop.ui.look import Look
from desktop.ui.models.paged import Cell

# Outcome (domain.md B.4) → icon and tone; its word is the text ``outcome_<name>``.
_OUTCOMES = {
    "selesai_di_tempat": ("circle-check", "ok"),
    "dikerjakan": ("hammer", "pri"),
    "dianggarkan": ("calendar-check", "pri"),
    "diusulkan": ("file-up", "pri"),
    "dijelaskan": ("message-circle", "muted"),
    "tidak_dapat": ("circle-x", "err"),
    "diteruskan": ("arrow-right", "muted"),
}


def outcome_words(look: Look, item: Mapping[str, Any]) -> tuple[str, str, str]:
    """Icon, tone and words of an item's outcome, with the year where money is planned."""
    outcome = str(item.get("outcome") or "")
    if outcome not in _OUTCOMES:
        return "message-circle", "muted", outcome or look.text("outcome_unknown")
    icon, tone = _OUTCOMES[outcome]
    word = look.text(f"outcome_{outcome}")
    year = (item.get("answer") or {}).get("year")
    words = " ".join(filter(None, (word[:1].upper() + word[1:], str(year or ""))))
    return icon, tone, words


def outcome_cell(look: Look, item: Mapping[str, Any]) -> Cell:
    """The same in a column."""
    icon, tone, words = outcome_words(look, item)
    return Cell(words, tone, icon)


def answer_words_cell(look: Look, item: Mapping[str, Any]) -> Cell:
    """What an answer is about; of a restricted one nothing, of a secret one only its summary."""
    if item.get("restricted"):
        chip = ("lock", look.text("channel_restricted"), "sec")
        return Cell(look.text("words_hidden"), "muted", "eye-off", chip)
    words = " ".join(str(item.get("words") or "").split())
    if item.get("secret"):
        return Cell(words or look.text("words_hidden"), "text" if words else "muted", "eye-off")
    return Cell(words or look.text("words_missing"))
