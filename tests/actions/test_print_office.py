"""Papers of the office through real homes: what stands on them, and what must not."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop.actions import assignments, followups, triage, visits
from desktop.actions.finding import find
from desktop.actions.print_followups import MOST_PHOTOS, print_followups
from desktop.actions.print_office import print_disposition, print_recap, save_recap
from desktop.actions.recap import recap
from desktop.actions.session import Session
from desktop.actions.shapes import FollowupIn
from desktop.app import build
from reports.press import Press
from tests.actions.homes import MANTEWE, TODAY, District, record, refused, visit
from tests.reports.archive import faults
from tests.reports.conftest import raw_words
from tests.reports.test_office import jpegs

CANARY = "Kenari 7Q"


@pytest.fixture(scope="module")
def press() -> Press:
    return build().press()


def picture(folder: Path, name: str, colour: str) -> str:
    Image.new("RGB", (64, 48), colour).save(folder / name, "JPEG")
    return name


def answer(
    session: Session, code: str, base: Path, *evidence: str, text: str = "Lampu diganti", **more: Any
) -> None:
    values: dict[str, Any] = {"text": text, "outcome": "dikerjakan", **more}
    row = FollowupIn(code=code, status="ditanggapi", evidence=list(evidence), **values)
    followups.add_followup(session, row, base)


def report(
    session: Session,
    press: Press,
    out: Path,
    since: date | None = None,
    until: date | None = None,
    agency: str = "PUPR",
) -> str:
    """The words of the report, which is as it must be."""
    told = print_followups(session, press, out, since, until, agency)
    data = out.read_bytes()
    assert faults(data) == []
    assert (told["path"], told["warnings"]) == (str(out), [])
    return raw_words(data)


def given(session: Session, tmp_path: Path, **row: Any) -> str:
    """An aspiration with a photo, assigned."""
    photo = picture(tmp_path, "sebelum.jpg", "red")
    rows = visit({"text": "Jembatan retak", "attachments": [photo], **row})
    [added] = visits.add_visit(session, rows, tmp_path)["aspirations"]
    assignments.assign(
        session, [added["code"]], "PUPR", summary=row.get("summary") or "Ringkasan koordinator"
    )
    return str(added["code"])


def test_the_report_of_an_agency(desk: Session, press: Press, tmp_path: Path) -> None:
    code = given(desk, tmp_path)
    answer(
        desk,
        code,
        tmp_path,
        picture(tmp_path, "sesudah.jpg", "blue"),
        cost=5_000_000,
        funding="APBD",
        year=2027,
    )
    [waiting] = record(desk, {"text": "Parit buntu"}, village=MANTEWE)
    assignments.assign(desk, [waiting], "PUPR")
    out = tmp_path / "laporan.pdf"
    text = report(desk, press, out)
    flat = " ".join(text.split())
    for part in (
        code,
        "Jembatan retak",
        "Lampu diganti",
        "Rp5.000.000,00",
        "Sumber dana: APBD",
        "Desa Angsana",
    ):
        assert part in flat
    assert "Penugasan yang sedang berjalan berjumlah 2; yang belum dijawab 1" in flat
    assert waiting not in text
    assert jpegs(out.read_bytes()) == 2


def test_photos_that_are_not_here_or_broken_are_said(desk: Session, press: Press, tmp_path: Path) -> None:
    code = given(desk, tmp_path)
    answer(desk, code, tmp_path, picture(tmp_path, "a.jpg", "blue"), picture(tmp_path, "b.jpg", "lime"))
    before, first, second = (path for path in _blobs(desk, code))
    before.unlink()
    kept = first.read_bytes()
    first.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    out = tmp_path / "laporan.pdf"
    text = " ".join(report(desk, press, out).split())
    assert "Sebelum: 1 foto belum sampai di laptop ini." in text
    assert "Sesudah: 1 foto rusak dan tidak dapat dibaca." in text
    assert jpegs(out.read_bytes()) == 1
    assert second.exists()


def _blobs(session: Session, code: str) -> list[Path]:
    one = find(session, code)
    said = session.store.connection.execute(
        "SELECT state FROM assignment WHERE aspiration = ?", (one.thing,)
    ).fetchone()[0]
    import_order = [entry["sha256"] for entry in one.values["attachments"]]
    evidence = [part[:64] for part in said.split('"sha256":"')[1:]]
    return [session.blobs.path(sha) for sha in [*import_order, *evidence]]


def test_of_a_secret_citizen_only_the_summary(desk: Session, press: Press, tmp_path: Path) -> None:
    citizen = {"mode": "secret", "name": f"Nama {CANARY}", "consent": True}
    code = given(desk, tmp_path, text=f"Kata {CANARY}", citizen=citizen, title=f"Judul {CANARY}")
    answer(desk, code, tmp_path)
    out = tmp_path / "laporan.pdf"
    text = report(desk, press, out)
    assert "Ringkasan koordinator" in text
    assert CANARY not in text
    assert jpegs(out.read_bytes()) == 0


def test_open_words_carry_no_name_and_no_number(desk: Session, press: Press, tmp_path: Path) -> None:
    citizen = {"mode": "open", "name": f"Nama {CANARY}", "consent": True}
    code = given(desk, tmp_path, text="Jembatan retak, telepon 0812-3456-7890", citizen=citizen)
    answer(desk, code, tmp_path)
    text = report(desk, press, tmp_path / "laporan.pdf")
    assert "Jembatan retak, telepon ****" in " ".join(text.split())
    assert "3456" not in text
    assert CANARY not in text


def test_too_many_photos_are_counted(desk: Session, press: Press, tmp_path: Path) -> None:
    codes = record(desk, *[{} for _ in range(11)])
    assignments.assign(desk, codes, "PUPR")
    for number, code in enumerate(codes):
        names = [picture(tmp_path, f"{one}.jpg", f"#{20 * number:02x}{20 * one:02x}55") for one in range(11)]
        answer(desk, code, tmp_path, *names)
    out = tmp_path / "laporan.pdf"
    print_followups(desk, press, out, agency="PUPR")
    assert "1 foto lain tidak dicetak" in " ".join(raw_words(out.read_bytes()).split())
    assert jpegs(out.read_bytes()) == MOST_PHOTOS


def test_restricted_ones_are_on_no_paper(desk: Session, press: Press, tmp_path: Path) -> None:
    [code] = record(desk, {"text": CANARY, "kind": "laporan_penyimpangan"})
    assignments.assign(desk, [code], "INSPEKTORAT")
    answer(desk, code, tmp_path, text=f"Jawaban {CANARY}")
    text = report(desk, press, tmp_path / "laporan.pdf", agency="INSPEKTORAT")
    assert "atas 0 aspirasi" in " ".join(text.split())
    assert "berjumlah 0; yang belum dijawab 0" in " ".join(text.split())
    found = recap(desk, "agency")
    print_recap(desk, press, found, tmp_path / "rekap.pdf")
    text += raw_words((tmp_path / "rekap.pdf").read_bytes())
    assert CANARY not in text
    assert code not in text
    with refused("disposition_restricted", desk):
        print_disposition(desk, press, code, tmp_path / "disposisi.pdf")
    assert not (tmp_path / "disposisi.pdf").exists()


def test_only_answers_of_these_days(desk: Session, press: Press, tmp_path: Path) -> None:
    code = given(desk, tmp_path)
    answer(desk, code, tmp_path)
    out = tmp_path / "laporan.pdf"
    for since, until, told in (
        (TODAY, TODAY, True),
        (None, TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=1), None, False),
    ):
        assert (code in report(desk, press, out, since, until)) is told
    with refused("span_reversed"):
        print_followups(desk, press, out, TODAY, TODAY - timedelta(days=1), "PUPR")


def test_a_home_of_several_agencies_must_say_which(desk: Session, press: Press, tmp_path: Path) -> None:
    for agency in (None, "DISHUB"):
        with refused("report_agency"):
            print_followups(desk, press, tmp_path / "laporan.pdf", agency=agency)


def test_the_agency_prints_from_its_own_home(district: District, press: Press, tmp_path: Path) -> None:
    setda = district.induk
    pupr = district.home("pupr", "agency:PUPR")
    [code] = record(setda, {"text": "Jembatan retak", "urgency": "sangat_segera"})
    assignments.assign(setda, [code], "PUPR", instruction="Periksa pekan ini")
    district.carry(setda, pupr)
    out = tmp_path / "a.pdf"
    print_disposition(pupr, press, code, out)
    text = " ".join(raw_words(out.read_bytes()).split())
    for part in (
        "DINAS PUPR",
        "Periksa pekan ini",
        "Kepala Bidang",
        code,
        "Kunjungan jemput bola, Desa Angsana",
    ):
        assert part in text
    assert faults(out.read_bytes()) == []
    answer(pupr, code, tmp_path)
    print_followups(pupr, press, out)
    assert code in raw_words(out.read_bytes())
    with refused("wrong_desk"):
        print_followups(setda, press, out)


def test_the_coordinators_sheet_names_who_has_it_or_may(desk: Session, press: Press, tmp_path: Path) -> None:
    [code] = record(desk, {"text": "jembatan retak"})
    out = tmp_path / "a.pdf"
    print_disposition(desk, press, code, out)
    suggested = raw_words(out.read_bytes())
    assert "Dinas PUPR" in suggested
    assert "SEKRETARIAT DAERAH" in suggested
    triage.verify(desk, [code])
    assignments.assign(desk, [code], "DISHUB")
    print_disposition(desk, press, code, out)
    assert "Dinas Perhubungan" in raw_words(out.read_bytes())
    assert "Dinas PUPR" not in raw_words(out.read_bytes())


def test_a_secret_ones_sheet_says_only_the_summary(desk: Session, press: Press, tmp_path: Path) -> None:
    code = given(desk, tmp_path, text=f"Kata {CANARY}", citizen={"mode": "secret"}, title=f"Judul {CANARY}")
    print_disposition(desk, press, code, tmp_path / "a.pdf")
    text = raw_words((tmp_path / "a.pdf").read_bytes())
    assert "Ringkasan koordinator" in text
    assert CANARY not in text


def test_what_is_unknown_is_refused(desk: Session, press: Press, tmp_path: Path) -> None:
    for typed, code in (("TB-00000-00000", "code_unknown"), ("B/12/400", "letter_unknown")):
        with refused(code, desk):
            print_disposition(desk, press, typed, tmp_path / "a.pdf")
    with refused("print_no_folder", desk):
        print_recap(desk, press, recap(desk, "agency"), tmp_path / "tidak" / "ada.pdf")


def test_the_recap_on_paper_and_in_files(desk: Session, press: Press, tmp_path: Path) -> None:
    code, _ = record(desk, {}, {})
    assignments.assign(desk, [code], "PUPR")
    found = recap(desk, "agency")
    told = print_recap(desk, press, found, tmp_path / "a.pdf")
    print_recap(desk, press, found, tmp_path / "b.pdf")
    text = raw_words((tmp_path / "a.pdf").read_bytes())
    assert told["pages"] == 1
    assert "DPUPR 1 0 1 0 0 0 0 0 0 - 0,0%" in text
    assert "Belum ditugaskan 1 1 0" in text
    assert "Desa Angsana, Kecamatan Angsana" in " ".join(text.split())
    assert faults((tmp_path / "a.pdf").read_bytes()) == []
    assert save_recap(desk, found, "csv", tmp_path / "a.csv") == {"path": str(tmp_path / "a.csv")}
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("key,name,recorded")
