"""Whether a visit is planned, under way or finished, and how that is shown."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from desktop.ui.look import Look

State = Literal["planned", "running", "finished"]
_SIGNS = {
    "planned": ("calendar", "neu"),
    "running": ("circle-dot", "ok"),
    "finished": ("circle-check", "neu"),
}


def state_of(visit: Mapping[str, Any], today: date) -> State:
    """A visit is under way from its day on, once it has a beginning or anything was heard."""
    if visit["finished"]:
        return "finished"
    begun = bool(visit.get("start")) or bool(visit.get("aspirations"))
    return "running" if begun and date.fromisoformat(visit["date"]) <= today else "planned"


def state_words(look: Look, state: State) -> tuple[str, str, str]:
    """Icon, word and tone of a chip."""
    icon, tone = _SIGNS[state]
    words = {
        "planned": look.text("visit_planned"),
        "running": look.text("visit_running"),
        "finished": look.text("visit_finished_state"),
    }
    return icon, words[state], tone
