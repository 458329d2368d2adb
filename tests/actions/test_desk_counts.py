"""What the rail says waits: the same figures as the pages have, and live."""

from datetime import timedelta
from pathlib import Path

from desktop.actions import assignments, followups, triage
from desktop.actions.desk_counts import PAGES, desk_counts
from desktop.actions.letter_desk import waiting_letters
from desktop.actions.letter_register import void_letter
from desktop.actions.own_work import own_counts
from desktop.actions.session import Session
from desktop.actions.shapes import FollowupIn, convert
from desktop.actions.telling import tell_many, untell, waiting_villages
from tests.actions.homes import MANTEWE, TODAY, record
from tests.actions.papers import make


def count(session: Session, page: str) -> int:
    return desk_counts(session, [page])[page]


def answer(session: Session, code: str) -> None:
    row = {"code": code, "status": "ditanggapi", "outcome": "dikerjakan", "text": "Sudah"}
    followups.add_followup(session, convert(row, FollowupIn), Path())


def untold(session: Session) -> int:
    """As the page of answers counts."""
    found = sum(int(one["count"]) for one in waiting_villages(session))
    assert count(session, "answers") == found
    return found


def test_nothing_waits_in_a_new_home(petugas: Session, setda: Session) -> None:
    assert desk_counts(petugas, ["answers"]) == {"answers": 0}
    pages = [page for page in PAGES if page not in ("answers", "incoming")]
    assert set(desk_counts(setda, pages).values()) == {0}


def test_answers_wait_until_they_are_told(desk: Session) -> None:
    lamp, same, third, bribe, other = record(
        desk, {}, {}, {}, {"text": "pungli", "kind": "laporan_penyimpangan"}, {}
    )
    [far] = record(desk, {}, village=MANTEWE)
    triage.verify(desk, [lamp, same, third, other, far])
    # A chain of joins, one that leads to a restricted answer, and one to no answer at all.
    triage.join(desk, [third], same)
    triage.join(desk, [same], lamp)
    assert untold(desk) == 0
    assignments.assign(desk, [lamp, far], "PUPR")
    assignments.assign(desk, [bribe], "INSPEKTORAT")
    for code in (lamp, far, bribe):
        answer(desk, code)
    assert untold(desk) == 5
    tell_many(desk, [same], TODAY)
    tell_many(desk, [lamp, far], TODAY, satisfied=4)
    assert untold(desk) == 2
    untell(desk, [same, lamp])
    assert untold(desk) == 4


def test_new_ones_wait_for_triage(desk: Session) -> None:
    codes = record(desk, {}, {})
    assert count(desk, "triage") == 2
    triage.verify(desk, codes[:1])
    assert count(desk, "triage") == 1


def test_letters_wait_until_they_are_made(desk: Session, tmp_path: Path) -> None:
    def wanted() -> int:
        found = int(waiting_letters(desk)["wanted"])
        assert count(desk, "letters") == found
        return found

    first, second, outside, secret = record(desk, {}, {}, {}, {"kind": "laporan_penyimpangan"})
    assert wanted() == 0
    assignments.assign(desk, [first, second], "PUPR", support=["DISHUB"], due=TODAY)
    assignments.assign(desk, [secret], "INSPEKTORAT")
    triage.outside(desk, [outside], "listrik", "PLN")
    assert wanted() == 3
    [made] = make(desk, tmp_path)
    make(desk, tmp_path, "DISHUB")
    assert wanted() == 1
    make(desk, tmp_path, "PLN", kind="koordinasi")
    assert wanted() == 0
    void_letter(desk, made["id"], "salah")
    assert wanted() == 1
    make(desk, tmp_path)
    desk.now.time += timedelta(days=5)  # type: ignore[attr-defined]
    assert wanted() == 2
    make(desk, tmp_path, kind="pengingat")
    assert wanted() == 1
    answer(desk, first)
    answer(desk, second)
    assert [one["agency"] for one in waiting_letters(desk)["items"] if not one["reminded"]] == ["DISHUB"]
    assert wanted() == 1


def test_only_the_laptop_induk_has_letters_waiting(petugas: Session) -> None:
    assert count(petugas, "letters") == 0


def test_what_is_due_today_or_late(desk: Session) -> None:
    today, tomorrow = (record(desk, {})[0] for _ in range(2))
    assignments.assign(desk, [today], "PUPR", due=TODAY)
    assignments.assign(desk, [tomorrow], "PUPR", due=TODAY + timedelta(days=1))
    assert count(desk, "incoming") == 1
    assert own_counts(desk)["late"] == 0
    desk.now.time += timedelta(days=1)  # type: ignore[attr-defined]
    assert count(desk, "incoming") == 2
    answer(desk, today)
    assert count(desk, "incoming") == 1
