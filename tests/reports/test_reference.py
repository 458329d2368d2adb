"""The reference lines, the addressee and the head of an annex, word by word and place by place."""

import msgspec
import pytest
from reportlab.platypus import Flowable

from desktop.core.letter_numbers import GAP
from desktop.core.profile import Profile
from reports.hang import Facts
from reports.page import render
from reports.press import Press
from reports.reference import addressee, annex_head, plain, reference
from tests.reports.paper import assert_within, bare, boxes, elements, new_sheet, pages, printed

SUBJECT = "Penugasan Tindak Lanjut Aspirasi Masyarakat"


def block(press: Press, profile: Profile, **changes: str) -> bytes:
    sheet = new_sheet(press, profile)
    values = {"day": "21 November 2026", "number": "B/7/2026", "nature": "Segera", "annex": "1 (satu) berkas"}
    return printed(sheet, reference(sheet, **{**values, "subject": SUBJECT, **changes}))


def test_the_lines_stand_in_order(press: Press, profile: Profile) -> None:
    assert pages(block(press, profile))[0].split("\n")[:5] == [
        "Batulicin, 21 November 2026",
        "Nomor : B/7/2026",
        "Sifat : Segera",
        "Lampiran : 1 (satu) berkas",
        f"Hal : {SUBJECT}",
    ]


def test_date_at_the_right_colons_below_each_other(press: Press, profile: Profile) -> None:
    page = boxes(block(press, profile))[0]
    assert page[0].left == pytest.approx(210 / 25.4 * 36, abs=1)
    assert page[3].word == "2026"
    colons = {round(box.left, 1) for box in page if box.word == ":"}
    assert len(colons) == 1
    assert page[4].left == pytest.approx(20 / 25.4 * 72, abs=1)


def test_a_long_subject_wraps_behind_its_colon(press: Press, profile: Profile) -> None:
    page = boxes(block(press, profile, subject=f"{SUBJECT} " * 6))[0]
    values = [box for box in page if box.word == "Penugasan"]
    assert len({box.top for box in page if box.top >= values[0].top}) > 2
    assert min(box.left for box in page if box.top > values[0].top + 1) == pytest.approx(
        values[0].left, abs=0.5
    )


def test_no_annex_is_a_dash_and_no_seat_no_comma(press: Press, profile: Profile) -> None:
    words = pages(block(press, msgspec.structs.replace(profile, seat=""), annex=""))[0]
    assert words.startswith("21 November 2026\n")
    assert "Lampiran : -\n" in words


def test_the_gap_for_the_number_stays_open(press: Press, profile: Profile) -> None:
    row = [box for box in boxes(block(press, profile, number=f"B/{GAP}/400.10.2/2026"))[0] if "/" in box.word]
    assert [box.word for box in row] == ["B/", "/400.10.2/2026"]
    assert row[1].left - row[0].right > 40


def test_the_size_of_the_profile_counts(press: Press, profile: Profile) -> None:
    small, large = (
        boxes(block(press, msgspec.structs.replace(profile, size=size)))[0][0] for size in (10, 12)
    )
    assert (large.bottom - large.top) / (small.bottom - small.top) == pytest.approx(1.2, abs=0.01)


def test_the_addressee_has_one_indent(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    to = ["Kepala Dinas Perhubungan", "Kabupaten Tanah Bumbu"]
    pdf = printed(sheet, addressee(sheet, to, "Batulicin"))
    assert pages(pdf)[0].split("\n")[:4] == [f"Yth. {to[0]}", to[1], "di -", "Batulicin"]
    page = boxes(pdf)[0]
    lefts = {box.word: box.left for box in page}
    assert lefts["Kepala"] == lefts["Kabupaten"] == lefts["Batulicin"] > lefts["Yth."] == lefts["di"]


def test_an_unknown_place_is_tempat(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    assert "Tempat" in pages(printed(sheet, addressee(sheet, ["Manajer PLN"], "")))[0]


def test_an_annex_names_its_letter_at_the_right(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    story = annex_head(sheet, "Lampiran Surat Sekretaris Daerah", number="B/7/2026", day="21 November 2026")
    pdf = printed(sheet, story)
    assert pages(pdf)[0].split("\n")[:3] == [
        "Lampiran Surat Sekretaris Daerah",
        "Nomor : B/7/2026",
        "Tanggal : 21 November 2026",
    ]
    assert min(box.left for box in boxes(pdf)[0]) > 210 / 25.4 * 36 - 1


def facts(press: Press, profile: Profile, rows: list[tuple[str, str]], **options: bool) -> tuple[bytes, int]:
    sheet = new_sheet(press, profile, paper="a6", margin=10)
    story: list[Flowable] = [Facts(sheet, rows, 60, style=plain(sheet), **options)]
    document = render(sheet, story, numbered=False)
    return document.data, document.pages


def test_facts_go_on_over_the_page_and_lose_nothing(press: Press, profile: Profile) -> None:
    rows = [(f"Label {number}", f"isi{number} " * 90) for number in range(6)]
    pdf, count = facts(press, profile, rows)
    assert count > 2
    assert bare("".join(pages(pdf))) == bare("".join(f"{label}:{value}" for label, value in rows))
    assert len(elements(pdf, "P")) == 6
    assert_within(pdf, 10)


def test_a_long_label_wraps_too(press: Press, profile: Profile) -> None:
    pdf, _ = facts(press, profile, [("Nomor surat yang sangat panjang", "satu"), ("x" * 60, "")])
    assert bare(pages(pdf)[0]).count("x") == 60
    assert_within(pdf, 10)


def test_a_list_has_points_with_marks_and_words(press: Press, profile: Profile) -> None:
    pdf, _ = facts(press, profile, [("1.", "satu"), ("2.", "dua")], colon=False, listed=True)
    assert pages(pdf)[0].split() == ["1.", "satu", "2.", "dua"]
    counts = [len(elements(pdf, role)) for role in ("L", "LI", "Lbl", "LBody", "P")]
    assert counts == [1, 2, 2, 2, 0]


def test_missing_signs_are_named_by_their_field(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    story = reference(sheet, day="x", number="1", nature="Biasa", annex="", subject="aksara \U00013000")
    missing = render(sheet, story).missing
    assert [(one.field, one.signs) for one in missing] == [("hal", "\U00013000")]
