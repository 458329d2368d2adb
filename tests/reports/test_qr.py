"""The QR code on paper: module for module what was encoded, with its words beside it."""

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.profile import Profile
from reports.press import Press
from reports.qr import Qr, matrix, runs
from reports.style import MM
from tests.reports.archive import faults
from tests.reports.paper import assert_within, boxes, dots, elements, new_sheet, printed

LETTER = "JB1:L:0190F3C2A1B27C3D8E4F5A6B7C8D9E0F:7K3M92QXAHB4C5D6"


@pytest.mark.parametrize("text", [LETTER, "7", "Kode pemulihan: émas é €", "x" * 400])
def test_the_paper_shows_every_module(press: Press, profile: Profile, text: str) -> None:
    sheet = new_sheet(press, profile)
    pdf = printed(sheet, [Qr(sheet, text, 60)])
    page = dots(pdf, 300)[0]
    code = segno.make_qr(text, error="m", boost_error=False)
    wanted = [[bool(module) for module in row] for row in code.matrix]
    side = 60 / (len(wanted) + 8)
    left = 20 + 4 * side

    def black(column: float, row: float) -> bool:
        dot = [round((left + (at + 0.5) * side) * 300 / 25.4) for at in (column, row)]
        value = page.getpixel((dot[0], dot[1]))
        assert isinstance(value, int)
        return value < 128

    size = range(len(wanted))
    assert [[black(column, row) for column in size] for row in size] == wanted
    around = [-4, -1, len(wanted), len(wanted) + 3]
    assert not any(black(one, other) or black(other, one) for one in around for other in size)


@given(st.lists(st.lists(st.booleans(), min_size=9, max_size=9), min_size=9, max_size=9))
def test_rectangles_cover_the_black_modules_once(modules: list[list[bool]]) -> None:
    drawn = [[0] * 9 for _ in range(9)]
    for column, row, width, height in runs(modules):
        for y in range(row, row + height):
            for x in range(column, column + width):
                drawn[y][x] += 1
    assert drawn == [[int(black) for black in row] for row in modules]


def test_rectangles_are_merged() -> None:
    modules = matrix(LETTER)
    assert len(runs(modules)) < sum(map(sum, modules)) / 2


def test_words_stand_beside_the_code(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    pdf = printed(sheet, [Qr(sheet, LETTER, 25, ["Kode verifikasi", "bukan tanda tangan"])])
    (page,) = boxes(pdf)
    assert [box.word for box in page] == ["Kode", "verifikasi", "bukan", "tanda", "tangan"]
    assert all(box.left > 45 * MM and 20 * MM < box.top < 45 * MM for box in page)
    assert elements(pdf, "Figure") == [sheet.words.text("qr_alt", text=LETTER)]


def test_words_stand_below_on_narrow_paper(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile, "roll58", 3)
    pdf = printed(sheet, [Qr(sheet, LETTER, 40, ["Simpan kode ini untuk menanyakan aspirasi Anda."])])
    (page,) = boxes(pdf)
    assert page[0].top > 40 * MM
    assert_within(pdf, 3)


def test_too_much_for_any_code_is_refused(press: Press, profile: Profile) -> None:
    with pytest.raises(segno.DataOverflowError):
        Qr(new_sheet(press, profile), "x" * 3000, 40)


def test_keeps_what_an_archive_and_a_screen_reader_need(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    assert faults(printed(sheet, [Qr(sheet, LETTER, 25, ["Kode"]), Qr(sheet, LETTER, 25)])) == []
