"""The papers of the village: what stands on them, in order, whole, archival, and nothing that must not."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import msgspec
import pytest

from desktop.core.profile import Profile
from reports.answer_sheet import AnswerRows, answer_sheet
from reports.attendance_list import LEAST, MOST
from reports.document import Document
from reports.press import Press
from reports.receipt import PAPERS, ReceiptRows, receipts
from reports.visit_minutes import MinutesRows, visit_minutes
from tests.reports.paper import MOMENT, assert_within, bare, boxes, dots, elements, pages, raw_words, words_of
from tests.reports.samples_village import (
    ANSWERS,
    EMPTY_MINUTES,
    LONG_NAME,
    LONG_WORD,
    MINUTES,
    NORMAL_ANSWERS,
    NORMAL_MINUTES,
    NORMAL_RECEIPT,
    RECEIPTS,
    SECRET_RECEIPT,
    receipt_rows,
)

Print = Callable[[Press, Profile], Document]


def _minutes(rows: MinutesRows) -> Print:
    return lambda press, profile: visit_minutes(press, profile, rows)


def _answers(rows: AnswerRows) -> Print:
    return lambda press, profile: answer_sheet(press, profile, rows)


def _receipts(rows: ReceiptRows) -> Print:
    return lambda press, profile: receipts(press, profile, rows)


ALL: dict[str, Print] = {
    **{f"minutes {name}": _minutes(rows) for name, rows in MINUTES.items()},
    **{f"answers {name}": _answers(rows) for name, rows in ANSWERS.items()},
    **{
        f"receipts {name} {paper}": _receipts(receipt_rows(name, paper))
        for name in RECEIPTS
        for paper in PAPERS
    },
}
Printed = Callable[[str], Document]
MINUTES_IN_ORDER = """BERITA ACARA KUNJUNGAN|JEMPUT BOLA ASPIRASI MASYARAKAT DESA ANGSANA
|Nomor: 000.7.1.6/|/2026
|Pada hari ini, Sabtu, tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam
|(21 November 2026), pukul 09.10 sampai dengan 11.40|Balai Desa, Desa Angsana, Kecamatan Angsana
|Tim Jemput Bola Pemerintah Kabupaten Tanah Bumbu:|Nor Aulia Rahmah (NIP 19950822 202203 2 902)|Siti Hadijah
|Pemerintah Desa Angsana|H. Muhammad Arsyad (Kepala Desa)|mendengarkan aspirasi warga
|berjumlah 58 (lima puluh delapan) orang|31 orang laki-laki dan 27 orang perempuan|BPD, PKK, tokoh masyarakat
|Perekaman KTP-el|12|Akta kelahiran|4|berjumlah 3 (tiga), yaitu:
|TB-7K3M9-2QXAH|Lampu jalan di depan SD mati dua bulan|RT 03 RW 01|Siti Aminah
|TB-2M4K8-9PQRS|Mekar Sari, RT 05, dekat masjid|Warga RT 05|TB-9QWE3-4RTYU|Warga
|Demikian berita acara|Angsana, 21 November 2026|Tim Jemput Bola,|Nor Aulia Rahmah|Kepala Desa Angsana,
|H. Muhammad Arsyad|Saksi,|Ketua BPD Desa Angsana,|Anggota tim lainnya|Andi Baso Mahmud|Siti Hadijah
|DAFTAR HADIR|Sabtu, 21 November 2026|Pukul 09.10 s.d. 11.40|Jabatan/Unsur|Tanda tangan|1.|58."""
ANSWERS_IN_ORDER = """DAFTAR JAWABAN ASPIRASI MASYARAKAT|DESA ANGSANA, KECAMATAN ANGSANA
|Keadaan per 21 November 2026|Sudah dijawab|TB-7K3M9-2QXAH|Lampu jalan di depan SD mati|Dishub:
|Lampu sudah diganti|Biaya Rp1.250.000.
|Sumber dana APBD.|Tahun 2026.|Dikerjakan|2 berkas|Diterima|Belum puas|TB-2M4K8-9PQRS|Dianggarkan|Tidak perlu
|Selain itu 3 (tiga) jawaban|Belum dijawab|TB-9QWE3-4RTYU|Jembatan gantung rusak|Sedang dikerjakan|DPUPR
|11 Desember 2026|TB-1QWE3-4RTYU|(identitas dirahasiakan)|Dicatat|Petugas Jemput Bola,|Nor Aulia Rahmah
|NIP 19950822 202203 2 902"""
RECEIPT_IN_ORDER = """PEMERINTAH KABUPATEN TANAH BUMBU|TANDA TERIMA ASPIRASI|TB-7K3M9-2QXAH|21 November 2026
|Desa Angsana, Kecamatan Angsana|Lampu jalan di depan SD mati dua bulan|paling lambat 26 November 2026
|paling lambat 3 Desember 2026|Ke mana bertanya|Kantor desa|Jalan Dharma Praja|cukup sebutkan kode ini
|secara terbuka"""


@pytest.fixture(scope="module")
def printed(press: Press, profile: Profile) -> Printed:
    """One of `ALL`, printed once for all that look at it."""
    return cache(lambda name: ALL[name](press, profile))


@pytest.mark.parametrize("name", [name for name in ALL if "sheet" not in name])
def test_nothing_runs_off_the_paper(name: str, printed: Printed) -> None:
    assert_within(printed(name).data, margin=3.5)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("minutes normal", MINUTES_IN_ORDER),
        ("answers normal", ANSWERS_IN_ORDER),
        *((f"receipts normal {paper}", RECEIPT_IN_ORDER) for paper in PAPERS),
    ],
)
def test_the_words_stand_in_order(name: str, wanted: str, printed: Printed) -> None:
    said, place = words_of(printed(name).data), 0
    for part in wanted.split("|"):
        found = said.find(bare(part), place)
        assert found >= 0, f"{part!r} is not there, or too early"
        place = found + len(bare(part))


def test_nothing_is_lost_of_what_is_long(printed: Printed) -> None:
    said = words_of(printed("minutes long").data)
    heads = re.compile(r"No\.KodeAspirasiTempatWarga|Halaman\d+dari\d+")
    whole = heads.sub("", said)
    assert whole.count("Panjangsekaliceritanya.") >= 695  # a sentence may be cut by a page's end
    assert whole.count(bare(LONG_NAME)) >= 12
    assert sum(f"TB-{number:05d}-2QXAH" in said for number in range(120)) == 120


@pytest.mark.parametrize("name", ["minutes long", "answers long", "receipts long roll58"])
def test_a_code_is_never_broken(name: str, printed: Printed) -> None:
    data = printed(name).data
    words = [box.word for page in boxes(data) for box in page]
    broken = [word for word in words if re.fullmatch(r"(TB|KABUPATEN)-\w{5}-\w{0,4}|TB-\w{0,5}-?", word)]
    assert broken == []
    assert any(re.fullmatch(r"(TB|KABUPATEN)-\w{5}-\w{5}", word) for word in words)


@pytest.mark.parametrize("name", [name for name in ALL if "strange" in name])
def test_signs_without_a_glyph_are_named_by_their_field(name: str, printed: Printed) -> None:
    document = printed(name)
    assert {one.signs for one in document.missing} == {"橋"}
    assert {one.field for one in document.missing} <= {
        "agenda",
        "groups",
        "services",
        "text",
        "summary",
        "answer",
    }
    assert "<b>tebal&miring</b>{nilai}%s" in words_of(document.data)


@pytest.mark.parametrize("name", [name for name in ALL if "strange" not in name])
def test_no_warning_without_reason(name: str, printed: Printed) -> None:
    assert printed(name).missing == ()


@pytest.mark.parametrize(
    ("changes", "there", "not_there"),
    [
        ({}, "Ketua BPD Desa Angsana", "KONSEP"),
        ({"finished": False}, "KONSEP", "(lima puluh sembilan)"),
        ({"kind": "kelurahan"}, "Lurah Angsana,", "BPD Desa"),
        ({"kind": "kelurahan"}, "Ketua LPM Kelurahan Angsana", "Kepala Desa Angsana"),
        ({"standing": "Pj."}, "Pj. Kepala Desa Angsana,", "Lurah"),
        ({"start": ""}, "sampai dengan pukul 11.40", "09.10"),
        ({"end": ""}, "mulai pukul 09.10", "11.40"),
        ({"start": "", "end": ""}, "(21 November 2026), bertempat", "pukul"),
        ({"male": None, "female": None, "groups": ()}, "Agenda", "Kehadiran"),
        ({"services": ()}, "Kehadiran", "Pelayanan yang diberikan"),
        ({"aspirations": ()}, "Tidak ada aspirasi yang dicatat", "yaitu:"),
        ({"day": None}, "Bertempat di Balai Desa", "Pada hari ini"),
    ],
)
def test_minutes_say_what_is_known(
    changes: dict[str, object], there: str, not_there: str, press: Press, profile: Profile
) -> None:
    rows = replace(NORMAL_MINUTES, **changes)  # type: ignore[arg-type]
    said = words_of(visit_minutes(press, profile, rows).data)
    assert bare(there) in said
    assert bare(not_there) not in said


def test_only_the_head_signs_by_name(press: Press, profile: Profile) -> None:
    rows = replace(NORMAL_MINUTES, heads=False, position="Sekretaris Desa")
    said = words_of(visit_minutes(press, profile, rows).data)
    assert said.count(bare("H. Muhammad Arsyad")) == 1


def test_signatures_stand_on_one_page_with_the_closing_sentence(press: Press, profile: Profile) -> None:
    for count in range(12, 40, 3):
        rows = replace(NORMAL_MINUTES, aspirations=NORMAL_MINUTES.aspirations * (count // 3))
        signed = [page for page in pages(visit_minutes(press, profile, rows).data) if "Saksi," in page]
        assert len(signed) == 1
        assert "mestinya." in signed[0]
        assert "Kepala Desa Angsana," in signed[0]


@pytest.mark.parametrize(
    ("male", "female", "rows"), [(None, None, LEAST), (3, 4, LEAST), (30, 31, 61), (10**6, 10**6, MOST)]
)
def test_the_attendance_list_has_a_row_for_everybody(
    male: int | None, female: int | None, rows: int, press: Press, profile: Profile
) -> None:
    found = visit_minutes(press, profile, replace(EMPTY_MINUTES, male=male, female=female))
    lists = pages(found.data)[1:]
    # Numbered twice: in the first column, and where each signs.
    numbers = re.findall(r"^(\d+) ?(?:\1\.)?$", "\n".join(lists), re.MULTILINE)
    assert {int(number) for number in numbers} == set(range(1, rows + 1))
    assert all("Jabatan/Unsur" in page for page in lists)
    assert len(lists) == found.pages - 1


def test_signatures_alternate_left_and_right(printed: Printed) -> None:
    page = boxes(printed("minutes empty").data)[1]
    places = {box.word: box.left for box in page if re.fullmatch(r"\d+\.", box.word)}
    assert {places[f"{number}."] for number in range(3, 20, 2)} == {places["1."]}
    assert min(places[f"{number}."] for number in range(2, 21, 2)) - places["1."] > 60


@pytest.mark.parametrize("paper", PAPERS)
def test_a_discreet_receipt_has_code_and_date_only(paper: str, press: Press, profile: Profile) -> None:
    told = replace(NORMAL_RECEIPT, code=SECRET_RECEIPT.code, discreet=True)
    hushed, plain = (
        receipts(press, profile, ReceiptRows(MOMENT, (one,), paper)).data for one in (told, SECRET_RECEIPT)
    )
    assert hushed == plain
    said = words_of(hushed)
    assert SECRET_RECEIPT.code in said
    assert bare("21 November 2026") in said
    for word in ("Angsana", "Lampu", "Desember", "terbuka", "rahasia", "kantor desa"):
        assert word.lower() not in said.lower()


@pytest.mark.parametrize("paper", PAPERS)
def test_every_receipt_has_its_qr(paper: str, printed: Printed) -> None:
    data = printed(f"receipts normal {paper}").data
    codes = [one.code for one in RECEIPTS["normal"]]
    assert elements(data, "Figure") == [f"Kode QR berisi: JB1:{code}" for code in codes]


def test_four_receipts_a_sheet(printed: Printed) -> None:
    found = printed("receipts long sheet")
    assert [page.count("KABUPATEN-7K3M9-2QXAH") for page in pages(found.data)] == [4, 4, 1]
    assert found.pages == 3
    for page in boxes(found.data):
        # Nothing stands across a cut.
        assert not [box for box in page if box.left < 215 / 25.4 * 36 < box.right]
    assert dots(found.data)[0].size == (610, 936)


def test_a_receipt_that_is_too_full_is_made_smaller(press: Press, profile: Profile) -> None:
    address = [f"Jalan Dharma Praja Nomor {number}, Gunung Tinggi" for number in range(25)]
    full = msgspec.structs.replace(profile, lines=address)
    found = receipts(press, full, receipt_rows("long", "a6"))
    assert found.pages == 9
    assert_within(found.data, 6)
    assert bare(address[-1]) in words_of(found.data)


def test_the_note_stands_on_every_receipt(press: Press, profile: Profile) -> None:
    practice = msgspec.structs.replace(profile, note="Daerah latihan, bukan dokumen resmi")
    for paper in PAPERS:
        said = words_of(receipts(press, practice, receipt_rows("normal", paper)).data)
        assert said.count(bare(practice.note)) == 3


def test_the_citizen_who_hides_is_not_asked_to_sign(press: Press, profile: Profile, printed: Printed) -> None:
    said = words_of(printed("answers normal").data)
    assert said.count(bare("Tidak perlu")) == 1
    assert bare("cukup menunjukkan kodenya") in said
    signing = replace(NORMAL_ANSWERS, answered=NORMAL_ANSWERS.answered[:1])
    assert bare("cukup menunjukkan") not in words_of(answer_sheet(press, profile, signing).data)


def test_the_officers_signature_is_never_alone_on_a_page(press: Press, profile: Profile) -> None:
    for count in range(60, 72):
        rows = replace(NORMAL_ANSWERS, waiting=NORMAL_ANSWERS.waiting[:1] * count)
        last = pages(answer_sheet(press, profile, rows).data)[-1]
        assert "bertanda tangan di bawah ini." in last
        assert "Petugas Jemput Bola," in last


def test_a_village_without_answers(printed: Printed) -> None:
    said = raw_words(printed("answers empty").data)
    assert "Tidak ada jawaban yang menunggu disampaikan" in said
    assert "Tidak ada aspirasi yang masih menunggu jawaban" in said


def test_long_words_stay_in_their_cells(printed: Printed) -> None:
    said = words_of(printed("answers long").data)
    assert LONG_WORD[:60] in said.replace("Halaman", "")


def test_the_districts_own_sentence_goes_first(press: Press, profile: Profile) -> None:
    own = msgspec.structs.replace(profile, sentences={"village_head_desa": "Pambakal {name}"})
    assert bare("Pambakal Angsana,") in words_of(visit_minutes(press, own, NORMAL_MINUTES).data)
