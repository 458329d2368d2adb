"""Whether a visit is planned, under way, left open or finished, and how that is shown."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from desktop.core.dates import format_date, format_day
from desktop.core.pack_types import Pack
from desktop.ui.look import Look

State = Literal["planned", "running", "over", "finished"]
_SIGNS = {
    "planned": ("calendar", "neu"),
    "running": ("circle-dot", "ok"),
    "over": ("clock-alert", "warn"),
    "finished": ("circle-check", "neu"),
}


def state_of(visit: Mapping[str, Any], now: datetime) -> State:
    """How a visit stands at a moment.

    It is under way from its hour on, or from the first thing that was heard; it is over when its end or its
    day has passed and nobody finished it. One that never began stays planned.
    """
    if visit["finished"]:
        return "finished"
    day, hour, today = str(visit["date"]), f"{now:%H:%M}", now.date().isoformat()
    start, end = str(visit.get("start") or ""), str(visit.get("end") or "")
    heard = bool(visit.get("aspirations"))
    if day > today or not (start or heard):
        return "planned"
    if day < today:
        return "over"
    if end and end <= hour:
        return "over"
    return "running" if heard or start <= hour else "planned"


def state_words(look: Look, state: State) -> tuple[str, str, str]:
    """Icon, word and tone of a chip."""
    icon, tone = _SIGNS[state]
    words = {
        "planned": look.text("visit_planned"),
        "running": look.text("visit_running"),
        "over": look.text("today_left_open"),
        "finished": look.text("visit_finished_state"),
    }
    return icon, words[state], tone


def village_name(look: Look, pack: Pack, visit: Mapping[str, Any]) -> str:
    """Kind and name, "Desa Angsana"; what left the pack is called by its code."""
    code = visit.get("village")
    village = next((one for one in pack.villages if one.code == code), None)
    if village is None:
        return str(visit.get("village_name") or code or "")
    kind = look.text("village_kelurahan") if village.kind == "kelurahan" else look.text("village_desa")
    return f"{kind} {village.name}"


def visit_line(look: Look, visit: Mapping[str, Any]) -> str:
    """Kecamatan, day, place and beginning in one line."""
    day = date.fromisoformat(visit["date"])
    told = [
        look.text("visit_district", name=visit["district"]) if visit["district"] else "",
        f"{format_day(day)}, {format_date(day)}",
        visit["place"] or "",
        look.text("visit_from", time=visit["start"].replace(":", ".")) if visit["start"] else "",
    ]
    return "  ·  ".join(filter(None, told))
