"""Receipts and the answer sheet: what a citizen takes home, and what is told in the village."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.actions import assignments, feedback, followups, triage, visits
from desktop.actions.aspirations import withdraw
from desktop.actions.print_answers import print_answers
from desktop.actions.print_receipt import print_receipt, print_receipts
from desktop.actions.session import Session
from desktop.actions.shapes import FollowupIn, convert
from desktop.app import build
from reports.press import Press
from tests.actions.homes import ANGSANA, record, visit
from tests.actions.prints import PHONE, ROWS, VISIT, assert_nobody, codes, words


@pytest.fixture(scope="session")
def press() -> Press:
    return build().press()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "kertas.pdf"


@pytest.fixture
def held(petugas: Session) -> dict[str, Any]:
    """A visit with everybody who may not be on paper, and some who may."""
    return visits.add_visit(petugas, visit(*ROWS, **VISIT), Path())


@pytest.mark.parametrize("paper", ["a6", "roll58", "roll80", "sheet"])
def test_receipts_of_a_visit(
    paper: str, petugas: Session, press: Press, held: dict[str, Any], out: Path
) -> None:
    made = print_receipts(petugas, press, held["visit"]["id"], out, paper)
    assert (made["count"], made["pages"]) == (6, 2 if paper == "sheet" else 6)
    assert_nobody(out)
    said = words(out)
    assert "SitiTerbuka" not in said
    assert sum(code in said for code in codes(held)) == 6
    # 3 working days to look, 5 to answer; the 25th is a holiday.
    assert "palinglambat26November2026" in said
    assert "palinglambat3Desember2026" in said


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_hushed_receipt_tells_code_and_date(
    number: int, petugas: Session, press: Press, held: dict[str, Any], out: Path
) -> None:
    code = codes(held)[number]
    assert print_receipt(petugas, press, code.lower(), out)["code"] == code
    assert_nobody(out)
    said = words(out)
    assert code in said
    assert "21November2026" in said
    assert "Angsana" not in said
    assert "Desember" not in said


def test_urgent_ones_are_answered_sooner(petugas: Session, press: Press, out: Path) -> None:
    [code] = record(petugas, {"urgency": "sangat_segera"})
    print_receipt(petugas, press, code, out)
    assert "palinglambat30November2026" in words(out)


@pytest.fixture
def told(desk: Session) -> dict[str, str]:
    """One village with an aspiration in every state an answer sheet knows."""
    rows = [
        *ROWS[:4],
        {"text": "Jembatan retak"},
        {"text": "Sudah disampaikan"},
        {"text": "Jembatan retak juga"},
        {"text": "Ditarik kembali"},
    ]
    names = ("lamp", "drain", "secret", "restricted", "bridge", "done", "same", "gone")
    found = dict(zip(names, record(desk, *rows), strict=True))
    triage.verify(desk, [found["secret"], found["restricted"]])
    assignments.assign(desk, [found["secret"]], "PUPR", summary="Ringkasan aman")
    assignments.assign(desk, [found["restricted"]], "INSPEKTORAT")
    assignments.assign(desk, [found[name] for name in ("lamp", "drain", "bridge", "done")], "PUPR")
    for name in ("lamp", "secret", "restricted", "done"):
        answer = {
            "code": found[name],
            "status": "ditanggapi",
            "outcome": "dikerjakan",
            "text": f"Jawaban {name} {PHONE}",
        }
        followups.add_followup(desk, convert({**answer, "cost": 1_250_000, "year": 2027}, FollowupIn), Path())
    followups.add_followup(
        desk, convert({"code": found["bridge"], "status": "diproses", "text": "x"}, FollowupIn), Path()
    )
    triage.join(desk, [found["same"]], found["lamp"])
    feedback.tell(desk, found["done"], date(2026, 11, 21), 4)
    withdraw(desk, [found["gone"]], "Keliru")
    return found


def test_answer_sheet(desk: Session, press: Press, told: dict[str, str], out: Path) -> None:
    made = print_answers(desk, press, "angsana", out)
    assert (made["village"], made["answered"], made["waiting"]) == (ANGSANA, 3, 2)
    assert_nobody(out)
    said = words(out)
    ready, waiting = said.split("Belumdijawab")
    for name in ("lamp", "same", "secret"):
        assert told[name] in ready
    for name in ("drain", "bridge"):
        assert told[name] in waiting
    for name in ("restricted", "done", "gone"):
        assert told[name] not in said
    for there in (
        "Lampujalanmati",
        "Ringkasanaman",
        "Jawabanlamp",
        "BiayaRp1.250.000.",
        "Tahun2027.",
        "Tidakperlu",
    ):
        assert there in ready, there
    assert "Selainitu1(satu)jawaban" in ready
    for there in ("Sedangdikerjakan", "DPUPR", "11Desember2026", "DiteruskankepadaSKPD"):
        assert there in waiting, there
    assert "SitiTerbuka" not in said
    assert "Jawabanrestricted" not in said


def test_an_answer_of_a_restricted_one_reaches_nobody_by_a_join(
    desk: Session, press: Press, told: dict[str, str], out: Path
) -> None:
    # The rules forbid such a join; a file from elsewhere may hold it.
    desk.store.connection.execute(
        "UPDATE aspiration SET joined_into = (SELECT thing FROM aspiration WHERE restricted = 1 LIMIT 1)"
        " WHERE text = 'Jembatan retak juga'"
    )
    print_answers(desk, press, ANGSANA, out)
    assert "Jawabanrestricted" not in words(out)
