"""Above an aspiration on which something was decided: what, why, and who is asked or who gave it back."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.panels.history import act_words
from desktop.ui.widgets.labels import Label, Told

Item = Mapping[str, Any]
_TOLD = {"perlu_data": "message-circle", "diarsipkan": "archive", "bukan_kewenangan": "ban"}


def last_decision(item: Item) -> Item | None:
    """What was last decided on it, as its history says; None where nothing was that needs a reason."""
    if item.get("status") == "dikembalikan":
        return _last(item, "assignment.returned")
    found = _last(item, "aspiration.triaged") if item.get("status") in _TOLD else None
    return found if found is not None and found.get("decided") == item.get("status") else None


def recipient_of(item: Item) -> str:
    """Code of whoever shall be asked about what is not ours, empty for nobody."""
    return str((last_decision(item) or {}).get("recipient") or "")


def decided_part(look: Look, item: Item, returner: str) -> QWidget | None:
    """What was decided in words; None where there is nothing to say.

    Args:
        look: how it looks.
        item: as `show_aspiration` gives it.
        returner: name of the agency that gave it back.
    """
    entry = last_decision(item)
    if entry is None:
        return None
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    if item["status"] == "dikembalikan":
        head = Told(look, "corner-up-left", look.text("decided_returned", name=returner), "warn", "label")
    else:
        head = Told(look, _TOLD[item["status"]], act_words(look, entry), "muted", "label")
    column.addWidget(head)
    if entry.get("reason"):
        column.addWidget(Label(look, f"“{entry['reason']}”", wrap=True))
    if item["status"] == "bukan_kewenangan" and not entry.get("recipient"):
        column.addWidget(Label(look, look.text("decided_nobody"), "body", "muted", wrap=True))
    return part


def _last(item: Item, kind: str) -> Item | None:
    counted = [one for one in item.get("history", []) if one["kind"] == kind and one.get("counts")]
    return counted[-1] if counted else None
