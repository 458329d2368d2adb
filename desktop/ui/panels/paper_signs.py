"""Signs that no font has, as every finished paper tells of them: on paper they are empty boxes."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.ui.look import Look

_FIELDS = {
    "agency": "paper_field_agency",
    "agenda": "paper_field_agenda",
    "answer": "paper_field_answer",
    "date": "paper_field_date",
    "government": "paper_field_government",
    "groups": "paper_field_groups",
    "kop": "paper_field_kop",
    "name": "paper_field_name",
    "note": "paper_field_note",
    "number": "paper_field_number",
    "place": "paper_field_place",
    "services": "paper_field_services",
    "source": "paper_field_source",
    "subject": "paper_field_subject",
    "summary": "paper_field_summary",
    "team": "paper_field_team",
    "text": "paper_field_text",
    "time": "paper_field_time",
    "unit": "paper_field_unit",
    "village": "paper_field_village",
}
_MOST = 3
"""So many fields are told of; who mends them prints again and sees the others."""


def signs_words(look: Look, warnings: Sequence[Mapping[str, Any]]) -> str:
    """Which signs of which field no font has; empty when all can be printed."""
    told = [
        look.text("paper_signs", signs=one["signs"], field=_field(look, str(one["field"] or "")))
        for one in warnings[:_MOST]
    ]
    if len(warnings) > _MOST:
        told.append(look.text("paper_signs_more", count=len(warnings) - _MOST))
    return "\n".join(told)


def _field(look: Look, field: str) -> str:
    """A field as people call it; letters call theirs so already."""
    if field in _FIELDS:
        return look.text(_FIELDS[field])
    return look.text("paper_field_rest") if field in ("", "label") else field
