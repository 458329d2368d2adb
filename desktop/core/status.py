"""The status of an aspiration, computed from it and its lead, never stored as a fact (sync.md 1.6)."""

from collections.abc import Mapping
from typing import Any

STATUSES = (
    "ditarik",
    "duplikat",
    "diarsipkan",
    "bukan_kewenangan",
    "selesai",
    "belum_puas",
    "disampaikan",
    "ditanggapi",
    "diproses",
    "dikembalikan",
    "diterima_skpd",
    "dibuka_kembali",
    "ditugaskan",
    "perlu_data",
    "diverifikasi",
    "dicatat",
)
TRIAGE = ("baru", "diverifikasi", "perlu_data", "diarsipkan", "bukan_kewenangan")
# An answer may say that work goes on; what came of it stands apart from the status (domain.md B.4).
OUTCOMES = (
    "selesai_di_tempat",
    "dikerjakan",
    "dianggarkan",
    "diusulkan",
    "dijelaskan",
    "tidak_dapat",
    "diteruskan",
)
SATISFIED_FROM = 3
_LEAD_STATES = {"diproses": "diproses", "dikembalikan": "dikembalikan", "diterima": "diterima_skpd"}


def round_of(aspiration: Mapping[str, Any]) -> int:
    """The round an aspiration is in: 1, and one more each time it was reopened."""
    number = aspiration.get("round", 1)
    return number if type(number) is int and number >= 1 else 1


def status(aspiration: Mapping[str, Any], lead: Mapping[str, Any] | None) -> str:
    """One of `STATUSES`, first match in their order.

    Args:
        aspiration: folded fields of the aspiration.
        lead: folded fields of the assignment its ``lead`` names, None when it is not here.
    """
    number = round_of(aspiration)
    return (
        _closed_off(aspiration) or _with_citizen(aspiration, number) or _with_agency(aspiration, lead, number)
    )


def outcome(aspiration: Mapping[str, Any], lead: Mapping[str, Any] | None) -> str | None:
    """What came of it by the lead's answer in this round."""
    answer = (lead or {}).get(f"answer.{round_of(aspiration)}")
    found = answer.get("outcome") if isinstance(answer, dict) else None
    return found if isinstance(found, str) else None


def _closed_off(aspiration: Mapping[str, Any]) -> str | None:
    if aspiration.get("withdrawn"):
        return "ditarik"
    if aspiration.get("joined_into"):
        return "duplikat"
    triage = aspiration.get("triage")
    return triage if triage in ("diarsipkan", "bukan_kewenangan") else None


def _with_citizen(aspiration: Mapping[str, Any], number: int) -> str | None:
    told, satisfied = aspiration.get(f"told.{number}"), aspiration.get(f"satisfied.{number}")
    if aspiration.get(f"closed.{number}"):
        return "selesai"
    if not told:
        return None
    if type(satisfied) is int:
        return "selesai" if satisfied >= SATISFIED_FROM else "belum_puas"
    return "disampaikan"


def _with_agency(aspiration: Mapping[str, Any], lead: Mapping[str, Any] | None, number: int) -> str:
    state = (lead or {}).get(f"state.{number}")
    if (lead or {}).get(f"answer.{number}"):
        return "ditanggapi"
    if state in _LEAD_STATES:
        return _LEAD_STATES[state]
    if aspiration.get("lead"):
        return "dibuka_kembali" if number > 1 else "ditugaskan"
    triage = aspiration.get("triage")
    return triage if triage in ("perlu_data", "diverifikasi") else "dicatat"
