"""The office's papers: recap, follow-up report, disposition sheet and recovery sheets."""

import io
import re
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from desktop.core.paper import paper_code, paper_qr
from desktop.core.profile import Profile, Signer
from reports.disposition_sheet import disposition_sheet
from reports.document import Document
from reports.followup_report import Photo, followup_report
from reports.press import Press
from reports.recap import CHARTED, RecapRows, recap
from reports.recovery_sheet import recovery_sheets
from reports.style import MM
from tests.reports.paper import raw_words, words_of
from tests.reports.samples_office import (
    LONG_NAME,
    MOMENT,
    SAMPLES,
    STRANGE,
    agencies,
    answered,
    disposition_rows,
    followup_rows,
    line,
    photo,
    recap_rows,
    secret,
)


def packed(text: str) -> str:
    return re.sub(r"\s", "", text)


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Millimetres of every page."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        boxes = [[float(side) for side in page.mediabox] for page in file.pages]
    return [(round((box[2] - box[0]) / MM), round((box[3] - box[1]) / MM)) for box in boxes]


def jpegs(pdf: bytes) -> int:
    """Different pictures in a file."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return sum(
            isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image
            for one in file.objects
        )


def alts(pdf: bytes) -> list[str]:
    """What is said for who cannot see."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found: list[Any] = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        return [str(one["/Alt"]) for one in found if "/Alt" in one]


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.endswith("_strange")])
def test_words_are_never_markup_and_missing_signs_are_told(name: str, press: Press, profile: Profile) -> None:
    document = SAMPLES[name](press, profile)
    assert packed("<b>Ibu & 'Bapak'</b> {0}") in words_of(document.data)
    assert document.missing
    assert all(field and signs == "\U00013080" for field, signs in document.missing)


@pytest.mark.parametrize("name", [name for name in SAMPLES if not name.endswith("_strange")])
def test_nothing_is_missing_else(name: str, press: Press, profile: Profile) -> None:
    assert SAMPLES[name](press, profile).missing == ()


def test_the_recap_says_every_number(press: Press, profile: Profile) -> None:
    rows = recap_rows(agencies())
    text = raw_words(recap(press, profile, rows).data)
    for one in rows.groups:
        counts = (
            one.recorded,
            one.waiting,
            one.running,
            one.answered,
            one.finished,
            one.unsatisfied,
            one.aside,
        )
        told = " ".join(map(str, (*counts, one.same, one.overdue)))
        assert f"{one.name or 'Belum ditugaskan'} {told}" in text
    assert "Masuk 1.049 aspirasi. Sudah dijawab 549 (57,1%)" in text.replace("\n", " ")
    assert "nilai tengah hari kalender" in text.replace("\n", " ")
    assert f"{rows.total.recorded:,}".replace(",", ".") in text


def test_the_recap_draws_the_newest_months_and_the_largest_groups(press: Press, profile: Profile) -> None:
    months = [
        line(f"2026-{number:02}" if number else "2025-12", None, 1, 0, 0, 0, 0, 0) for number in range(13)
    ]
    old = [line(f"2024-{number:02}", None, 7, 0, 0, 0, 0, 0) for number in range(1, 13)]
    [chart] = alts(recap(press, profile, recap_rows([*old, *months], "month")).data)
    assert "Desember 2026" in chart
    assert "Januari 2024" not in chart
    chart = " ".join(alts(SAMPLES["recap_long"](press, profile).data))
    assert chart.count(LONG_NAME) == CHARTED
    assert f"{LONG_NAME} 90" in chart


def test_the_recap_is_signed_by_whom_the_profile_names(press: Press, profile: Profile) -> None:
    signer = Signer(name="Contoh Sekretaris", title="SEKRETARIS DAERAH")
    named = Profile(seat="Batulicin", signers={"rekapitulasi": signer})
    assert "CONTOH SEKRETARIS" in raw_words(recap(press, named, RecapRows(MOMENT, "agency")).data)
    assert "SEKRETARIS DAERAH" not in raw_words(recap(press, Profile(), RecapRows(MOMENT, "agency")).data)


def test_a_month_or_authority_that_is_none_is_printed_as_it_is(press: Press, profile: Profile) -> None:
    for by, key in (("month", "2026-13"), ("month", "entah"), ("authority", "lain")):
        rows = recap_rows([line(key, None, 1, 0, 0, 0, 0, 0)], by)
        assert key in raw_words(recap(press, profile, rows).data)


def test_the_report_shows_what_it_has_and_says_what_it_has_not(press: Press, profile: Profile) -> None:
    before = (photo("red"), Photo("awaited"), Photo("awaited"), Photo("here", b"\xff\xd8\xffrusak"))
    after = (photo("blue"), Photo("damaged"), Photo("file"))
    document = followup_report(
        press, profile, followup_rows(answered(before=before, after=after), unprinted=7)
    )
    text = raw_words(document.data)
    assert jpegs(document.data) == 2
    assert "Sebelum: 2 foto belum sampai di laptop ini." in text
    assert "Sesudah: 1 foto rusak dan tidak dapat dibaca." in text
    assert "Sesudah: 1 berkas bukan foto" in text
    assert "[Foto tidak dapat ditampilkan.]" in text
    assert "7 foto lain tidak dicetak" in text.replace("\n", " ")
    assert text.index("Sebelum, diambil") < text.index("Sesudah, diambil")


def test_the_report_loses_no_word(press: Press, profile: Profile) -> None:
    words = " ".join(f"kata{number}" for number in range(2_500))
    text = words_of(followup_report(press, profile, followup_rows(answered(words=words))).data)
    assert all(f"kata{number}" in text for number in range(2_500))


def test_the_report_prints_money_funding_and_lateness(press: Press, profile: Profile) -> None:
    text = words_of(followup_report(press, profile, followup_rows(answered())).data)
    for part in (
        "Rp1.250.000,00",
        "Sumber dana: APBD 2026",
        "Tahun 2026",
        "terlambat, tenggatnya 10 November",
    ):
        assert packed(part) in text
    timely = answered(due=MOMENT.date())
    assert "terlambat" not in words_of(followup_report(press, profile, followup_rows(timely)).data)
    free = answered(cost=0, funding="", year=None)
    assert "Rp0,00" in words_of(followup_report(press, profile, followup_rows(free)).data)


def test_the_head_of_the_agency_signs_if_the_profile_knows_him(press: Press, profile: Profile) -> None:
    signer = Signer(
        name="Andi Baso", title="KEPALA DINAS PERHUBUNGAN", kind="other", nip="197001011995031002"
    )
    known = Profile(signers={"laporan:DISHUB": signer})
    text = raw_words(followup_report(press, known, followup_rows()).data)
    assert "NIP 19700101 199503 1 002" in text
    assert "NIP ……" in raw_words(followup_report(press, profile, followup_rows()).data)


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.startswith("disposition")])
def test_the_disposition_sheet_is_half_a_folio(name: str, press: Press, profile: Profile) -> None:
    document = SAMPLES[name](press, profile)
    assert set(sizes(document.data)) == {(215, 165)}
    assert document.pages == 1 or name == "disposition_long"


@pytest.mark.parametrize("told", [0, 1, 2])
def test_the_disposition_sheet_is_set_smaller_before_its_notes_go_on_a_second_page(
    told: int, press: Press, profile: Profile
) -> None:
    candidates = tuple((LONG_NAME, number == 0) for number in range(4))
    rows = disposition_rows(
        subject=f"{LONG_NAME} " * 3, instruction=f"{LONG_NAME} " * told, candidates=candidates
    )
    document = disposition_sheet(press, profile, rows)
    assert document.pages == 1
    assert raw_words(document.data).count("Pemberdayaan") >= 4 + 2
    plain = disposition_sheet(press, profile, disposition_rows())
    assert smallest(plain) > smallest(document) >= 0.8


def smallest(document: Document) -> float:
    """How much a page was set smaller, 1 where it was not."""
    with pikepdf.open(io.BytesIO(document.data)) as file:
        drawn = [op for page in file.pages for op in pikepdf.parse_content_stream(page)]
    moved = [one.operands for one in drawn if str(one.operator) == "cm"]
    return min((float(str(one[0])) for one in moved if float(str(one[0])) > 0), default=1.0)


def test_the_disposition_sheet_is_ticked(press: Press, profile: Profile) -> None:
    def crosses(document: Document) -> int:
        with pikepdf.open(io.BytesIO(document.data)) as file:
            lines = [op for page in file.pages for op in pikepdf.parse_content_stream(page)]
        # Only the strokes of crosses are 1.2 points wide.
        return sum(str(one.operator) == "w" and float(str(one.operands[0])) == 1.2 for one in lines)

    def sheet(**more: object) -> int:
        return crosses(disposition_sheet(press, profile, disposition_rows(**more)))

    assert sheet(candidates=(), urgency="biasa") == 0
    assert sheet(candidates=(), urgency="segera", secret=True) == 2
    assert sheet(urgency="sangat_segera") == 2


def test_the_boxes_of_a_district_replace_ours(press: Press, profile: Profile) -> None:
    own = replace_sentences(profile, disposition_to_setda="Asisten Satu\nKabag Umum")
    text = raw_words(disposition_sheet(press, own, disposition_rows()).data)
    assert "Kabag Umum" in text
    assert "Asisten Administrasi Umum" not in text


def replace_sentences(profile: Profile, **sentences: str) -> Profile:
    return Profile(government=profile.government, sentences=sentences)


def test_a_recovery_sheet_holds_its_secret_once_and_only_on_the_page(press: Press, profile: Profile) -> None:
    code = paper_code(bytes(range(32)))
    document = recovery_sheets(press, profile, MOMENT, [replace(secret(), code=code), secret()])
    assert document.pages == 2
    pages = raw_words(document.data).split("\f")
    assert all(group in packed(pages[0]) for group in code.split("-"))
    assert code.split("-")[0] not in packed(pages[1])
    assert any(paper_qr(code) in alt for alt in alts(document.data))
    with pikepdf.open(io.BytesIO(document.data)) as file:
        about = str(dict(file.docinfo)) + file.Root.Metadata.read_bytes().decode("utf-8")
    assert not any(group in about for group in code.split("-"))


def test_a_recovery_sheet_teaches_and_is_kept(press: Press, profile: Profile) -> None:
    text = raw_words(recovery_sheets(press, profile, MOMENT, [secret()]).data)
    for part in ("KODE KUNCI INDUK DAERAH", "Jangan difoto", "Simpan di brankas", "Tanda simpan", "Paraf"):
        assert part in text


def test_strange_is_strange() -> None:
    assert {"<", "{", "\U00013080"} < set(STRANGE)
