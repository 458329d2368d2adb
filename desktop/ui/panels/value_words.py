"""Fields and their values in words, for people who compare two versions of something."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.core.kinds import base_name
from desktop.ui.look import Look
from desktop.ui.page import Workplace
from desktop.ui.states import short_day

_ISO_DAY = 10


def act_words(look: Look, kind: str) -> str:
    """What somebody did, as the history says it."""
    code = f"act_{kind.replace('.', '_')}"
    words = look.text(code)
    return kind if words == code else words


def field_words(look: Look, name: str) -> str:
    """What a field is called, whatever its round."""
    code = f"field_{base_name(name)}"
    words = look.text(code)
    return base_name(name) if words == code else words


def value_words(place: Workplace, name: str, value: object) -> str:
    """What a field says, as far as it can be said in words."""
    look = place.look
    if value is None or value in ("", [], {}):
        return look.text("value_none")
    if isinstance(value, bool):
        return look.text("value_yes" if value else "value_no")
    if isinstance(value, Mapping):
        return str(value.get("text") or value.get("landmark") or _listed(place, value))
    if base_name(name) == "satisfied":
        return look.text("value_satisfied", value=value)
    if isinstance(value, list):
        return look.text("value_several", count=len(value))
    if isinstance(value, str):
        return _named(place, base_name(name), value)
    return str(value)


def _named(place: Workplace, field: str, value: str) -> str:
    pack = place.reader.pack
    tables: dict[str, dict[str, str]] = {
        "village": {one.code: one.name for one in pack.villages},
        "agency": {one.code: one.short or one.name for one in pack.agencies},
        "category": {one.code: one.name for one in pack.categories},
    }
    if field in tables:
        return tables[field].get(value, value)
    if field in ("date", "due") and len(value) == _ISO_DAY:
        return short_day(date.fromisoformat(value), place.reader.today)
    if field in ("text", "title", "summary", "notes", "instruction", "name"):
        return value
    return value.replace("_", " ")


def _listed(place: Workplace, values: Mapping[str, Any]) -> str:
    told = [
        f"{field_words(place.look, name)} {value_words(place, name, one)}"
        for name, one in values.items()
        if not isinstance(one, list | dict) and one not in (None, "")
    ]
    return ", ".join(told) or place.look.text("value_several", count=len(values))
