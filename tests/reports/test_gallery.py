"""Every document of the gallery: archival, in its margins, heads repeated, signed in one piece, no scraps."""

import io
import re
from functools import cache
from typing import NamedTuple

import pikepdf
import pytest

from reports.document import Document
from reports.signs import visible
from reports.style import MM
from tests.gallery.exhibits import KINDS, Exhibit, exhibits
from tests.reports.archive import faults, structure
from tests.reports.paper import Box, bare, boxes, dots, load_press, pages

PRESS = load_press()
SHORT, LONG = exhibits(rows=12), exhibits()
PAPERS = [name for name, one in SHORT.items() if not one.docx]
HEAVY = [name for name in PAPERS if re.match(r"(surat|nota|laporan|daftar|berita).*-long", name)]
FOOT = re.compile(r"Halaman \d+ dari \d+\n?")
CARRY = ("surat-penugasan", "surat-pengingat")
CODE = re.compile(r"\b[A-Z]{2,9}-[0-9A-Z]{5}-[0-9A-Z]{5}\b")

HEADS = {
    "surat-penugasan": ["Kode", "Aspirasi", "Tenggat", "Petunjuk"],
    "surat-koordinasi": ["Kode", "Aspirasi", "Keterangan"],
    "surat-pengingat": ["Kode", "Aspirasi", "Tenggat", "Keterlambatan"],
    "nota-dinas": ["Kode", "Aspirasi", "Tenggat", "Petunjuk"],
    "surat-tugas": ["Kode", "Aspirasi", "Tenggat", "Petunjuk"],
    "berita-acara": ["Kode", "Aspirasi", "Tempat", "Warga"],
    "daftar-jawaban": ["Kode", "Ringkasan"],
    "laporan-tindak-lanjut": ["No.", "Kode dan desa", "Tindak lanjut"],
}
"""The heads that stand above every tracking code."""

SIGNED = {
    "surat-penugasan": ("Demikian disampaikan", "SEKRETARIS DAERAH,", "AMBO SAKKA"),
    "surat-koordinasi": ("Demikian disampaikan", "BUPATI TANAH BUMBU,", "ANDI RUDI LATIF"),
    "surat-pengingat": ("Demikian disampaikan", "SEKRETARIS DAERAH,", "AMBO SAKKA"),
    "nota-dinas": ("Demikian disampaikan", "ASISTEN PEMERINTAHAN DAN KESEJAHTERAAN RAKYAT,", "NIP 1970"),
    "surat-tugas": ("Demikian surat tugas", "SEKRETARIS DAERAH,", "AMBO SAKKA"),
    "berita-acara": ("Demikian berita acara", "Tim Jemput Bola,", "Saksi,"),
    "daftar-jawaban": ("Jawaban di atas disampaikan", "Petugas Jemput Bola,", "NIP 1995"),
    "laporan-tindak-lanjut": ("Demikian laporan", "KEPALA DINAS PERHUBUNGAN,", "NIP 1970"),
    "rekapitulasi": ("yang sudah sampai di laptop ini.", "ASISTEN PEMERINTAHAN", "NIP 1970"),
}
"""What stands on one page: the last words before the signature, its title, and what is below it."""

LONG_NAMES = {"AMBO SAKKA": "RADEN AJENG SITI", "ANDI RUDI LATIF": "RADEN AJENG SITI"}


class Seen(NamedTuple):
    """A printed document and what is read from it."""

    exhibit: Exhibit
    document: Document
    sides: list[str]
    boxes: list[list[Box]]


@cache
def printed(name: str) -> Document:
    """Printed once."""
    return SHORT[name].printed(PRESS)


@cache
def seen(name: str, *, whole: bool = False) -> Seen:
    """Printed and read once; `whole` with all its 500 rows."""
    exhibit = (LONG if whole else SHORT)[name]
    document = exhibit.printed(PRESS) if whole else printed(name)
    return Seen(exhibit, document, pages(document.data), boxes(document.data))


def test_every_document_has_all_four_kinds() -> None:
    there = {one.document for one in SHORT.values()}
    single = {"rekapitulasi-bulanan", "lembar-disposisi-skpd"}
    assert [f"{one}-{kind}" for one in there - single for kind in KINDS if f"{one}-{kind}" not in SHORT] == []
    assert len(there) == 18


@pytest.mark.parametrize("name", PAPERS)
def test_it_is_archival_and_says_what_it_is(name: str) -> None:
    document = seen(name).document
    assert faults(document.data) == []
    with pikepdf.open(io.BytesIO(document.data)) as file:
        assert len(file.pages) == document.pages
        carries = name.startswith(CARRY) and "-empty" not in name and "pengingat" not in name
        assert ("/AF" in file.Root) == carries
        assert f"part>{3 if carries else 2}<" in file.Root.Metadata.read_bytes().decode()
        assert str(file.Root.Lang) == "id-ID"
        assert str(file.docinfo.Title).strip()
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        with file.open_outline() as outline:
            titles = [one.title for one in outline.root]
    headings = [role for role, _, _ in structure(document.data) if role in ("H1", "H2")]
    # A roll is one page: nothing to jump to.
    assert bool(titles) == bool(headings and "roll" not in name)
    assert all(title.strip() for title in titles)


@pytest.mark.parametrize("name", SHORT)
def test_same_input_same_bytes(name: str) -> None:
    assert SHORT[name].printed(PRESS) == printed(name)


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_stands_outside_the_margins(name: str) -> None:
    _within(seen(name))


def _within(one: Seen) -> None:
    top, right, bottom, left = _margins(one.exhibit)
    for page, ink in zip(one.boxes, dots(one.document.data, 36), strict=True):
        width, height = (2 * side for side in ink.size)
        for box in page:
            assert box.left >= left - 1, box
            assert box.right <= width - right + 1, box
            assert box.top >= top - 4, box
            assert box.bottom <= height - bottom + 4, box
        # All ink, rules and pictures too, seen at half a dot a point.
        inked = ink.point(lambda shade: 255 * (shade < 128)).getbbox() or (0, 0, 0, 0)
        assert inked[0] * 2 >= left - 4
        assert inked[1] * 2 >= top - 4
        assert inked[2] * 2 <= width - right + 4
        assert inked[3] * 2 <= height - min(bottom, 12) + 4


def _margins(one: Exhibit) -> tuple[float, float, float, float]:
    """Points nothing is printed in; at the foot of a page the note and its number stand lower."""
    if one.document == "tanda-terima-sheet":
        return (0, 0, 0, 0)  # has marks to cut along at its edges
    millimetres = {
        "tanda-terima-a6": (7, 7, 7, 7),
        "tanda-terima-roll58": (5, 5, 5, 5),
        "tanda-terima-roll80": (4, 4, 4, 4),
        "daftar-jawaban": (15, 12, 5, 20),
        "lembar-disposisi": (8, 12, 5, 15),
        "lembar-disposisi-skpd": (8, 12, 5, 15),
    }.get(one.document)
    top, right, _, left = one.profile.margins
    top, right, low, left = millimetres or (top, right, 5, left)
    return top * MM, right * MM, low * MM, left * MM


@pytest.mark.parametrize("name", [f"{name}-long" for name in HEADS])
def test_heads_come_again_on_every_page_of_a_table(name: str) -> None:
    _headed(seen(name))


def _headed(one: Seen) -> None:
    """Above each code stand the heads, and between two pages of a table lies none without."""
    heads = HEADS[one.exhibit.document]
    told = [" ".join(FOOT.sub("", side).split()) for side in one.sides]
    coded = [place for place, side in enumerate(told) if CODE.search(side)]
    headed = [place for place, side in enumerate(told) if all(head in side for head in heads)]
    secret = [place for place, side in enumerate(told) if side.startswith("RAHASIA ")]
    assert len(coded) > 1
    assert set(coded) - set(headed) - set(secret) == set()
    assert headed == list(range(headed[0], headed[-1] + 1))


@pytest.mark.parametrize("name", [f"{one}-{kind}" for one in SIGNED for kind in ("normal", "long")])
def test_the_signature_stands_in_one_piece_below_the_text(name: str) -> None:
    _signed(seen(name))


def _signed(one: Seen) -> None:
    words = SIGNED[one.exhibit.document]
    long = one.exhibit.kind == "long"
    before, title, name = (LONG_NAMES.get(part, part) if long else part for part in words)
    if long and one.exhibit.document == "laporan-tindak-lanjut":
        before = "Demikian laporan"
    told = [bare(side) for side in one.sides]
    signed = [place for place, side in enumerate(told) if bare(title) in side and bare(name) in side]
    side = told[signed[-1]]
    assert bare(before) in side
    assert side.index(bare(before)) < side.rindex(bare(title)) < side.rindex(bare(name))


@pytest.mark.parametrize("name", PAPERS)
def test_no_scraps_of_the_workshop_are_printed(name: str) -> None:
    one = seen(name)
    text = "\n".join(one.sides)
    assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|\bnan\b|\['|\[\]|\(\)|object at 0x|Content\(", text)
    if one.exhibit.kind != "strange":
        assert not set("{}\ufffd") & set(text)
        assert not re.search(r" [,;:.] |,,|\.\.(?!\.)| $", text.replace(" : ", "").replace(" :", ""), re.M)
        codes = {word for side in one.boxes for box in side for word in CODE.findall(box.word)}
        broken = {
            box.word
            for side in one.boxes
            for box in side
            if re.fullmatch(r"[A-Z]{2}-\w{5}-\w{0,4}", box.word)
        }
        assert broken == set()
        assert codes or not re.search(r"TB-\w", text)


@pytest.mark.parametrize("name", PAPERS)
def test_no_page_is_empty(name: str) -> None:
    for side in seen(name).sides:
        assert len(bare(visible(FOOT.sub("", side)))) > 20


@pytest.mark.parametrize("name", PAPERS)
def test_only_the_strange_ones_warn_and_name_the_field(name: str) -> None:
    one = seen(name)
    missing = one.document.missing
    assert bool(missing) == (one.exhibit.kind == "strange")
    assert all(field and signs for field, signs in missing)


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_letters_of_five_hundred_rows(name: str) -> None:
    one = seen(name, whole=True)
    assert faults(one.document.data) == []
    assert one.document.data == LONG[name].printed(PRESS).data
    _within(one)
    _headed(one)
    _signed(one)
