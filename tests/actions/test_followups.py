"""What an agency does with its assignments, and how the answer is told in the village."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.actions import assignments, feedback, followups, triage
from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.aspirations import reopen
from desktop.actions.finding import find
from desktop.actions.overview import overview
from desktop.actions.session import Session
from desktop.actions.shapes import FollowupIn
from desktop.core.events import thing_bytes
from tests.actions.homes import ANGSANA, MANTEWE, TODAY, District, parts, record, refused, status


@pytest.fixture
def given(desk: Session) -> str:
    [code] = record(desk, {"text": "jembatan retak"})
    assignments.assign(desk, [code], "PUPR")
    return code


def row(code: str, status: str, **more: Any) -> FollowupIn:
    return FollowupIn(code=code, status=status, **more)  # type: ignore[arg-type]


def answer(session: Session, code: str, base: Path = Path(), **more: Any) -> None:
    words = {"text": "sudah diperbaiki", "outcome": "dikerjakan", **more}
    followups.add_followup(session, row(code, "ditanggapi", **words), base)


def test_received_worked_on_answered(desk: Session, given: str, tmp_path: Path) -> None:
    (tmp_path / "bukti.pdf").write_bytes(b"%PDF-1.4")
    assert followups.receive_new(desk)
    assert followups.receive_new(desk) is None
    assert status(desk, given) == "diterima_skpd"
    followups.add_followup(desk, row(given, "diproses", text="tim turun besok"), Path())
    assert status(desk, given) == "diproses"
    assert show_aspiration(desk, given)["history"][-1]["remark"] == "tim turun besok"
    answer(desk, given, tmp_path, cost=5_000_000, funding="APBD", year=2027, evidence=["bukti.pdf"])
    one = find(desk, given)
    assert (one.status, one.outcome) == ("ditanggapi", "dikerjakan")
    [assigned] = show_aspiration(desk, given)["assignments"]
    assert assigned["answer"]["year"] == 2027
    assert assigned["answer"]["attachments"][0]["type"] == "application/pdf"
    answer(desk, given, text="diperbaiki lagi")
    assert show_aspiration(desk, given)["assignments"][0]["answer"]["text"] == "diperbaiki lagi"


@pytest.mark.parametrize(
    ("status", "more", "code"),
    [
        ("ditanggapi", {}, "missing_key"),
        ("ditanggapi", {"text": "x"}, "missing_key"),
        ("ditanggapi", {"text": " ", "outcome": "dikerjakan"}, "text_empty"),
        ("ditanggapi", {"text": "x", "outcome": "dikerjakan", "year": 20}, "number_range"),
        ("ditanggapi", {"text": "x", "outcome": "dikerjakan", "cost": -1}, "number_range"),
        ("ditanggapi", {"text": "x", "outcome": "dikerjakan", "evidence": ["x"]}, "attachment_missing"),
        ("diproses", {"outcome": "dikerjakan"}, "answer_only"),
        ("diterima", {"evidence": ["x.jpg"]}, "answer_only"),
        ("diproses", {"text": "a\x00"}, "text_control"),
    ],
)
def test_wrong_followups(status: str, more: dict[str, Any], code: str, desk: Session, given: str) -> None:
    with refused(code, desk):
        followups.add_followup(desk, row(given, status, **more), Path())


def test_only_the_agency_that_has_it(district: District, setda: Session) -> None:
    pupr = district.home("pupr", "agency:PUPR")
    dishub = district.home("dishub", "agency:DISHUB")
    mine, other = record(setda, {}, {})
    assignments.assign(setda, [mine], "PUPR")
    for home in (pupr, dishub):
        district.carry(setda, home)
    with refused("not_assigned_here", dishub):
        followups.add_followup(dishub, row(mine, "diproses"), Path())
    with refused("not_assigned_here", pupr):
        followups.add_followup(pupr, row(other, "diproses"), Path())
    with refused("wrong_desk", setda):
        followups.add_followup(setda, row(mine, "diproses"), Path())
    with refused("rows_missing", pupr):
        followups.add_followups(pupr, [], Path())
    assert followups.receive_new(pupr)
    assert followups.receive_new(dishub) is None
    district.carry(pupr, setda)
    assert status(setda, mine) == "diterima_skpd"


def test_rows_of_a_table_all_or_none(desk: Session, given: str) -> None:
    [other] = record(desk, {})
    with refused("not_assigned_here", desk, place="tindak lanjut 2"):
        followups.add_followups(desk, [row(given, "diproses"), row(other, "diproses")], Path())
    followups.add_followups(desk, [row(given, "diterima"), row(given, "diproses")], Path())
    assert status(desk, given) == "diproses"


def test_given_back_it_waits_for_another(desk: Session, given: str) -> None:
    with refused("reason_needed", desk):
        followups.give_back(desk, given, None)
    followups.give_back(desk, given, "bukan tugas kami")
    assert status(desk, given) == "dikembalikan"
    with refused("not_assigned_here", desk):
        followups.give_back(desk, given, "lagi")
    assert followups.receive_new(desk) is None
    assignments.assign(desk, [given], "DISHUB")
    assert status(desk, given) == "ditugaskan"


def test_an_answered_one_is_not_given_back(desk: Session, given: str) -> None:
    answer(desk, given)
    with refused("already_answered", desk):
        followups.give_back(desk, given, "x")
    with refused("already_answered", desk):
        followups.add_followup(desk, row(given, "diproses"), Path())


def test_the_lead_is_answered_before_a_support(desk: Session) -> None:
    [code] = record(desk, {})
    assignments.assign(desk, [code], "DISHUB", support=["PUPR"])
    answer(desk, code)
    assert status(desk, code) == "ditugaskan"
    assert [bool(one["answer"]) for one in show_aspiration(desk, code)["assignments"]] == [False, True]


def test_answers_of_a_restricted_one_stay_restricted(desk: Session) -> None:
    [code] = record(desk, {"restricted": True})
    done = assignments.assign(desk, [code], "INSPEKTORAT")
    followups.receive_new(desk)
    answer(desk, code)
    feedback.tell(desk, code, TODAY, 4)
    found = parts(desk, thing_bytes(done["items"][0]["id"])) | parts(desk, find(desk, code).thing)
    assert {name.partition(".")[0] for name in found} == {"restricted"}
    assert feedback.answers(desk, ANGSANA)["items"] == []


def test_told_and_how_it_was_taken(desk: Session, given: str) -> None:
    with refused("nothing_to_tell", desk):
        feedback.tell(desk, given, TODAY, 4)
    answer(desk, given)
    with refused("told_future", desk):
        feedback.tell(desk, given, date(2026, 11, 22), 4)
    for wrong in (0, 5):
        with refused("satisfied_range", desk):
            feedback.tell(desk, given, TODAY, wrong)
    feedback.tell(desk, given, TODAY, None, "lewat desa")
    assert status(desk, given) == "disampaikan"
    feedback.tell(desk, given, TODAY, 2)
    assert status(desk, given) == "belum_puas"
    feedback.tell(desk, given, TODAY, 3)
    assert status(desk, given) == "selesai"


def test_a_new_round_is_answered_anew(desk: Session, given: str) -> None:
    followups.receive_new(desk)
    answer(desk, given)
    feedback.tell(desk, given, TODAY, 1)
    reopen(desk, [given], "lepas lagi")
    assert status(desk, given) == "dibuka_kembali"
    assert followups.receive_new(desk)
    assert status(desk, given) == "diterima_skpd"
    assert feedback.answers(desk, ANGSANA)["items"] == []
    answer(desk, given, text="ditambal ulang")
    [item] = feedback.answers(desk, ANGSANA)["items"]
    assert (item["answer"]["text"], item["told"]) == ("ditambal ulang", None)


def test_answers_of_a_village_those_to_tell_first(desk: Session) -> None:
    told, twin, fresh, silent = record(desk, {}, {}, {}, {})
    record(desk, {}, village=MANTEWE)
    triage.join(desk, [twin], fresh)
    assignments.assign(desk, [told, fresh, silent], "PUPR")
    answer(desk, told)
    answer(desk, fresh)
    feedback.tell(desk, told, TODAY, 4)
    found = feedback.answers(desk, "Angsana")
    assert found["village"] == ANGSANA
    assert {item["code"] for item in found["items"][:2]} == {twin, fresh}
    assert [item["told"] for item in found["items"]] == [None, None, "2026-11-21"]
    duplicate = next(item for item in found["items"] if item["code"] == twin)
    assert (duplicate["duplicate_of"], duplicate["status"]) == (fresh, "duplikat")
    feedback.tell(desk, twin, TODAY, 3)
    assert feedback.answers(desk, ANGSANA)["items"][0]["code"] == fresh
    with refused("village_unknown", desk):
        feedback.answers(desk, "Negeri di Awan")


def test_who_may_tell(district: District, setda: Session, petugas: Session) -> None:
    pupr = district.home("pupr", "agency:PUPR")
    dishub = district.home("dishub", "agency:DISHUB")
    [code] = record(setda, {})
    assignments.assign(setda, [code], "PUPR")
    district.carry(setda, pupr)
    followups.receive_new(pupr)
    answer(pupr, code)
    for home in (setda, petugas, dishub):
        district.carry(pupr, home)
    feedback.tell(pupr, code, TODAY, None)
    with refused("wrong_desk", dishub):
        feedback.tell(dishub, code, TODAY, 4)
    with refused("not_visitor", petugas):
        feedback.tell(petugas, code, TODAY, 4)
    record(petugas)
    feedback.tell(petugas, code, TODAY, 4)
    assert status(petugas, code) == "selesai"


def test_the_overview_counts_what_was_finished_this_month(desk: Session, given: str) -> None:
    [other] = record(desk, {"text": "lampu mati"})
    assert overview(desk)["finished"] == 0
    answer(desk, given)
    feedback.tell(desk, given, TODAY, None)
    assert (status(desk, given), overview(desk)["finished"]) == ("disampaikan", 0)
    feedback.tell(desk, given, TODAY, 4)
    assert (status(desk, given), overview(desk)["finished"]) == ("selesai", 1)
    desk.now.time += timedelta(days=31)  # type: ignore[attr-defined]
    assert overview(desk)["finished"] == 0, "that was another month"
    assert status(desk, other) == "dicatat"
