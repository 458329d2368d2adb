"""The day of an officer: what is near, what is missing, what waits, whether the laptop is sound."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from desktop.actions import exchange, triage, visits
from desktop.actions.session import Session
from desktop.actions.standing import note_backup
from desktop.actions.today import GAPS, last_files, today
from tests.actions.homes import ANGSANA, MANTEWE, TODAY, District, record, visit


def plan(session: Session, days: int, village: str, *rows: dict[str, Any], **more: Any) -> str:
    day = (TODAY + timedelta(days=days)).isoformat()
    return str(
        visits.add_visit(session, visit(*rows, village=village, date=day, **more), Path())["visit"]["id"]
    )


def test_an_empty_home_knows_nothing(petugas: Session) -> None:
    found = today(petugas)
    assert not found["known"]
    assert [found[name] for name in ("visits", "planned", "villages", "tell", "files", "gaps")] == [[]] * 6
    assert found["unsent"] == {"news": 0, "records": 0, "since": None, "photos": 0}
    assert found["laptop"]["clock"] == "good"


def test_today_then_left_open_then_planned(petugas: Session) -> None:
    now = plan(petugas, 0, ANGSANA, {}, start="09:00")
    left = plan(petugas, -3, MANTEWE, {}, start="09:00")
    done = plan(petugas, -2, MANTEWE)
    visits.finish_visit(petugas, done)
    soon, far = plan(petugas, 2, MANTEWE), plan(petugas, 60, MANTEWE)
    found = today(petugas)
    assert [one["id"] for one in found["visits"]] == [now, left]
    assert [one["id"] for one in found["planned"]] == [soon]
    assert far not in str(found)
    assert found["near"]
    assert all(one["own"] for one in found["visits"])


def test_what_is_missing_leads_to_its_place(petugas: Session, setda: Session, district: District) -> None:
    left = plan(petugas, -3, MANTEWE, {"text": "xyz"}, {"text": "zyx"}, start="09:00")
    district.carry(petugas, setda)
    [code] = record(petugas, {"text": "Kurang jelas", "title": "Kurang jelas"})
    district.carry(petugas, setda)
    triage.ask(setda, [code], "Di mana tepatnya?")
    district.carry(setda, petugas)
    gaps = today(petugas)["gaps"]
    assert len(gaps) <= GAPS
    assert (gaps[0]["gap"], gaps[0]["what"], gaps[0]["page"]) == ("unfinished", left, "visit")
    assert (gaps[1]["gap"], gaps[1]["what"], gaps[1]["page"]) == ("asked", code, "aspirations")
    several = next(one for one in gaps if one["gap"] == "agency" and one["what"] == left)
    assert (several["count"], several["number"]) == (2, 1)
    assert "end" in {one["gap"] for one in gaps if one["what"] == left}


def test_files_tell_whether_they_arrived(
    petugas: Session, setda: Session, district: District, tmp_path: Path
) -> None:
    with petugas.store.transaction():
        petugas.store.set_meta("home", petugas.store.meta("home") or b"")
    petugas.home = type(petugas.home)(petugas.home.desks, petugas.home.owner, True, True)
    record(petugas, {"text": "Satu"}, {"text": "Dua"})
    exchange.export(petugas, "coordinator", tmp_path / "a")
    [first] = last_files(petugas)
    assert (first["way"], first["news"], first["state"]) == ("out", 2, "waiting")
    exchange.export(petugas, "coordinator", tmp_path / "b", everything=True)
    second = petugas.store.connection.execute("SELECT max(id) FROM sent_file").fetchone()[0]
    coordinator = petugas.log.writer_row(setda.writer)
    petugas.store.connection.execute(
        "INSERT INTO acknowledged (file, writer) VALUES (?, ?)", (second, coordinator)
    )
    assert [one["state"] for one in last_files(petugas)] == ["received", "contained"]


def test_a_clock_behind_what_was_written_is_told(petugas: Session) -> None:
    record(petugas, {"text": "Satu"})
    petugas.now.time -= timedelta(days=2)  # type: ignore[attr-defined]
    assert today(petugas)["laptop"]["clock"] == "behind"
    petugas.now.time -= timedelta(days=365 * 10)  # type: ignore[attr-defined]
    assert today(petugas)["laptop"]["clock"] == "odd"


def test_the_last_backup_is_told(petugas: Session) -> None:
    assert today(petugas)["laptop"]["backed_up"] is None
    moment = note_backup(petugas)
    assert today(petugas)["laptop"]["backed_up"] == moment
