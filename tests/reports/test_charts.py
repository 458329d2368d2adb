"""Charts: every number in words too, bars as long as they should be, and nothing off the paper."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.profile import Profile
from reports.charts import bars
from reports.press import Press
from reports.style import MM
from tests.reports.archive import faults
from tests.reports.paper import assert_within, bare, boxes, dots, elements, new_sheet, pages, printed

SERIES = ["Sudah dijawab", "Belum dijawab", "Lewat tenggat"]
ROWS = [
    ("Dinas Pekerjaan Umum dan Penataan Ruang", (120, 30, 8)),
    ("Dinas Kesehatan", (40, 0, 0)),
    ("Kecamatan Angsana", (0, 1, 0)),
]


def drawn(press: Press, profile: Profile, rows: Any, series: Any) -> bytes:
    sheet = new_sheet(press, profile)
    return printed(sheet, [bars(sheet, rows, series)])


def dark_run(press: Press, profile: Profile, rows: Any) -> list[int]:
    """Dots at 72 dpi from the first to the last of each bar of a chart of one series, from the top."""
    page = dots(drawn(press, profile, rows, ["Jumlah"]))[0]
    left = int(20 * MM + (page.width - 40 * MM) * 0.36 + 8)
    found: list[int] = []
    inside = False
    for y in range(page.height):
        dark = 0
        while left + dark < page.width and 40 < _dot(page, left + dark, y) < 90:
            dark += 1
        if dark > 3 and not inside:
            found.append(dark)
        inside = dark > 3
    return found


def _dot(page: Any, x: int, y: int) -> int:
    return int(page.getpixel((x, y)))


def test_bars_are_as_long_as_their_numbers(press: Press, profile: Profile) -> None:
    long, half, quarter = dark_run(press, profile, [("a", [400]), ("b", [200]), ("c", [100])])
    assert long > 150
    assert half / long == pytest.approx(0.5, abs=0.03)
    assert quarter / long == pytest.approx(0.25, abs=0.03)


def test_numbers_labels_and_legend_are_words(press: Press, profile: Profile) -> None:
    pdf = drawn(press, profile, ROWS, SERIES)
    text = bare(pages(pdf)[0])
    for words in (*SERIES, "120 + 30 + 8 = 158", "40 + 0 + 0 = 40", *(label for label, _ in ROWS)):
        assert bare(words) in text
    assert_within(pdf)


def test_who_cannot_see_hears_every_number(press: Press, profile: Profile) -> None:
    (said,) = elements(drawn(press, profile, ROWS, SERIES), "Figure")
    assert "Dinas Kesehatan: Sudah dijawab 40, Belum dijawab 0, Lewat tenggat 0." in said
    assert "Lewat tenggat 8" in said


def test_one_series_needs_no_legend(press: Press, profile: Profile) -> None:
    pdf = drawn(press, profile, [("Januari", [12345])], ["Aspirasi"])
    assert bare(pages(pdf)[0]) == "Januari12.345"


@pytest.mark.parametrize("rows", [[("a", (0, 0)), ("b", (0, 0))], [("a", (0, 1))], [("", (5, 5))]])
def test_zeros_and_empty_labels(press: Press, profile: Profile, rows: Any) -> None:
    pdf = drawn(press, profile, rows, ["satu", "dua"])
    assert_within(pdf)
    assert bare(pages(pdf)[0]).count("=") == len(rows)


def test_no_rows_are_said_in_words(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    pdf = printed(sheet, [bars(sheet, [], SERIES)])
    assert bare(pages(pdf)[0]) == bare(sheet.words.text("chart_empty"))


def test_many_rows_go_on_over_pages_with_the_legend(press: Press, profile: Profile) -> None:
    rows = [(f"Desa{number}", (number, 3, 1)) for number in range(150)]
    pdf = drawn(press, profile, rows, SERIES)
    found = boxes(pdf)
    assert len(found) > 2
    assert [box.word for page in found for box in page if box.word[:4] == "Desa"] == [row[0] for row in rows]
    assert all(bare(page).startswith("SudahdijawabBelumdijawabLewattenggat") for page in pages(pdf))
    assert len(elements(pdf, "Figure")) == len(found)
    assert_within(pdf)


def test_many_series_and_long_names(press: Press, profile: Profile) -> None:
    series = [f"Rangkaian yang bernama panjang sekali nomor {number}" for number in range(6)]
    rows = [("Nama " * 40, (10**6,) * 6), ("W" * 400, (1, 2, 3, 4, 5, 6))]
    pdf = drawn(press, profile, rows, series)
    assert_within(pdf)
    assert bare(series[5]) in bare(pages(pdf)[0])


@settings(max_examples=20)
@given(st.lists(st.tuples(st.text("ab W", max_size=60), st.integers(0, 10**9)), min_size=1, max_size=30))
def test_any_numbers_stay_on_the_paper(press: Press, profile: Profile, rows: list[tuple[str, int]]) -> None:
    pdf = drawn(press, profile, [(label, [count]) for label, count in rows], ["Jumlah"])
    words = bare("".join(pages(pdf)))
    assert words == bare("".join(f"{label}{count:,}".replace(",", ".") for label, count in rows))
    assert_within(pdf)


def test_a_count_for_every_series(press: Press, profile: Profile) -> None:
    with pytest.raises(ValueError, match="series"):
        bars(new_sheet(press, profile), [("a", (1, 2))], ["satu"])


def test_keeps_what_an_archive_and_a_screen_reader_need(press: Press, profile: Profile) -> None:
    assert faults(drawn(press, profile, ROWS * 30, SERIES)) == []
