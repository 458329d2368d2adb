"""An officer's home with visits and answers, as it comes about: recorded, assigned, answered, carried."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desktop.actions import assignments, followups, triage, visits
from desktop.actions.session import Session
from desktop.actions.shapes import FollowupIn, convert
from tests.actions.homes import ANGSANA, MANTEWE, District, visit

PASSPHRASE = "kata sandi uji"
ANSWER = "Lampu dan kabelnya sudah diganti, menyala sejak kemarin malam."
ROWS: list[dict[str, Any]] = [
    {
        "text": "Lampu jalan depan SD mati dua bulan",
        "citizen": {"mode": "open", "name": "Siti", "consent": True},
    },
    {"text": "Lampu jalan di depan sekolah padam"},
    {"text": "Jalan RT 05 belum diaspal"},
    {"text": "Jembatan kayu di hulu patah"},
    {
        "text": "Kepala dusun meminta uang",
        "title": "Uang di dusun",
        "citizen": {"mode": "secret", "name": "Budi Samar", "consent": True},
    },
]
OUTCOMES = ("dikerjakan", "", "dianggarkan", "tidak_dapat", "dijelaskan")


def answered_officer(folder: Path) -> tuple[District, list[str]]:
    """A district in which Angsana has five answers to tell (one by a join) and Mantewe one.

    Returns:
        the district, its homes open, and the codes of `ROWS` and of Mantewe's.
    """
    district = District(folder)
    induk = district.home("setda", "coordinator")
    officer = district.home("petugas", "officer")
    pupr = district.home("pupr", "agency:PUPR")
    codes = earlier(officer, ANGSANA, *ROWS)
    codes += earlier(officer, MANTEWE, {"text": "Drainase pasar tersumbat"})
    district.carry(officer, induk)
    triage.verify(induk, codes)
    assign(induk, codes)
    district.carry(induk, pupr)
    for code, outcome in zip(codes, [*OUTCOMES, "dikerjakan"], strict=True):
        if outcome:
            answer(pupr, code, outcome)
    district.carry(pupr, induk)
    district.carry(induk, officer)
    return district, codes


def earlier(session: Session, village: str, *rows: dict[str, Any]) -> list[str]:
    """Codes of what was heard at a visit weeks ago, which is finished."""
    day = session.today - timedelta(days=40)
    added = visits.add_visit(session, visit(*rows, village=village, date=day.isoformat()), Path())
    visits.finish_visit(session, added["visit"]["id"])
    return [row["code"] for row in added["aspirations"]]


def assign(induk: Session, codes: Sequence[str]) -> None:
    """All to one agency; the second is the same as the first, the secret one has a summary."""
    triage.join(induk, [codes[1]], codes[0])
    assignments.assign(induk, [codes[4]], "PUPR", summary="Pungutan di tingkat dusun")
    assignments.assign(induk, [codes[number] for number in (0, 2, 3, 5)], "PUPR")


def answer(agency: Session, code: str, outcome: str) -> None:
    row: dict[str, Any] = {"code": code, "status": "ditanggapi", "outcome": outcome, "text": ANSWER}
    if outcome == "dianggarkan":
        row |= {"year": 2027, "cost": 250_000_000, "funding": "APBD 2027"}
    followups.add_followup(agency, convert(row, FollowupIn), Path())


def plan(session: Session, day: date, village: str = ANGSANA, *rows: dict[str, Any], **more: Any) -> str:
    """A visit on a day, planned or with what was heard; answers its id."""
    added = visits.add_visit(
        session, visit(*rows, village=village, **{"date": day.isoformat(), **more}), Path()
    )
    return str(added["visit"]["id"])
