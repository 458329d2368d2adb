"""The annex table: every word in its place, on as many pages as it takes, for the same price each."""

from collections.abc import Sequence
from typing import overload

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.profile import Profile
from reports.press import Press
from reports.style import MM
from reports.table import Column, Table
from reports.table_rows import Place, Rows
from tests.reports.archive import faults
from tests.reports.paper import assert_within, bare, boxes, elements, new_sheet, pages, printed

COLUMNS = [Column("Nomor", 1, "center"), Column("Uraian aspirasi", 6), Column("Jumlah", 2, "right")]
WORDS = st.lists(st.text("abcdefgXYZ0189", min_size=1, max_size=30), max_size=60).map(" ".join)
SHORT = st.text("abcdefgXYZ ", max_size=12)


class Asked(Sequence[Sequence[str]]):
    """Rows that remember which of them were asked for."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.rows = rows
        self.order: list[int] = []

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Sequence[str]: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Sequence[str]]: ...

    def __getitem__(self, at: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        assert isinstance(at, int)
        self.order.append(at)
        return self.rows[at]


def numbered(count: int) -> list[list[str]]:
    return [[str(one), f"uraian {one} " + "kata " * (one % 40), f"n{one}"] for one in range(1, count + 1)]


def test_heads_stand_on_every_page_and_once_in_the_structure(press: Press, profile: Profile) -> None:
    pdf = printed(new_sheet(press, profile), [Table(new_sheet(press, profile), COLUMNS, numbered(120))])
    found = pages(pdf)
    assert len(found) > 2
    assert all(bare(page).startswith("NomorUraianaspirasiJumlah") for page in found)
    counts = {role: len(elements(pdf, role)) for role in ("Table", "TR", "TH", "TD")}
    assert counts == {"Table": 1, "TR": 121, "TH": 3, "TD": 360}


def test_every_cell_is_there_in_its_order(press: Press, profile: Profile) -> None:
    rows = numbered(150)
    sheet = new_sheet(press, profile)
    text = bare("".join(pages(printed(sheet, [Table(sheet, COLUMNS, rows)]))))
    text = text.replace("NomorUraianaspirasiJumlah", "")
    assert text == bare("".join("".join(row) for row in rows))


@settings(max_examples=20)
@given(st.lists(st.tuples(SHORT, SHORT, SHORT), max_size=60))
def test_short_cells_of_any_content(press: Press, profile: Profile, rows: list[tuple[str, str, str]]) -> None:
    sheet = new_sheet(press, profile, "a6", 10)
    found = printed(sheet, [Table(sheet, COLUMNS, rows, heads=False)])
    assert bare("".join(pages(found))) == bare("".join("".join(row) for row in rows))


@settings(max_examples=20)
@given(st.lists(WORDS, max_size=12))
def test_long_cells_over_pages(press: Press, profile: Profile, cells: list[str]) -> None:
    sheet = new_sheet(press, profile, "a6", 20)
    found = printed(sheet, [Table(sheet, [Column("Isi", 1)], [[cell] for cell in cells], heads=False)])
    assert bare("".join(pages(found))) == bare("".join(cells))


def test_a_cell_of_20000_signs_goes_on_over_pages(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    long = " ".join(f"p{number}" for number in range(3500))
    beside = " ".join(f"q{number}" for number in range(300))
    pdf = printed(
        sheet, [Table(sheet, COLUMNS, [["1", "dahulu", ""], ["2", long, beside], ["3", "lalu", ""]])]
    )
    found = [box for page in boxes(pdf) for box in page]
    assert [box.word for box in found if box.word[0] == "p"] == long.split()
    assert [box.word for box in found if box.word[0] == "q"] == beside.split()
    assert len(boxes(pdf)) >= 4
    assert_within(pdf)
    assert len(elements(pdf, "TD")) == 9


def test_nothing_leaves_the_margins(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    rows = [["9" * 40, "W" * 300, "x " * 90], ["", "", ""], ["1", "<b>&amp; x", "7"]] * 20
    pdf = printed(sheet, [Table(sheet, COLUMNS, rows)])
    assert_within(pdf)
    assert bare("".join(pages(pdf))).count("<b>&amp;x") == 20


def test_columns_share_the_width_and_align(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    (page,) = boxes(printed(sheet, [Table(sheet, COLUMNS, [["1", "kiri", "kanan"]])]))
    at = {box.word: box for box in page}
    edge = 20 * MM
    assert at["kiri"].left == pytest.approx(edge + sheet.width / 9 + 3, abs=0.6)
    assert at["kanan"].right == pytest.approx(edge + sheet.width - 3, abs=0.6)
    assert (at["1"].left + at["1"].right) / 2 == pytest.approx(edge + sheet.width / 18, abs=0.6)


@pytest.mark.parametrize("count", [50, 1500])
def test_every_row_is_set_once_however_many_there_are(press: Press, profile: Profile, count: int) -> None:
    sheet = new_sheet(press, profile)
    rows = Asked([[str(one), "uraian", ""] for one in range(count)])
    assert pages(printed(sheet, [Table(sheet, COLUMNS, rows)]))
    assert rows.order == list(range(count))


def test_only_the_rows_of_a_page_are_set_ahead(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    rows = Asked([[str(one), "uraian", ""] for one in range(5000)])
    table = Table(sheet, COLUMNS, rows)
    table.wrap(sheet.width, 500)
    first, rest = table.split(sheet.width, 500)
    first.wrap(sheet.width, 500)
    assert len(rows.order) < 50
    rest.wrap(sheet.width, 500)
    assert len(rows.order) < 100


def test_a_drawn_row_is_let_go(press: Press, profile: Profile) -> None:
    asked = Asked(numbered(9))
    rows = Rows(new_sheet(press, profile), COLUMNS, asked, 9)
    rows.fit_width(400)
    first = rows.row(3)
    assert rows.row(3) is first
    rows.forget(range(4))
    assert rows.row(3) == first
    assert asked.order == [3, 3]


def lined(press: Press, profile: Profile, *lines: int) -> Rows:
    """Rows of so many lines each; a page holds 66 lines of 11 points less the edges."""
    rows = [["", "\n".join("x" * count), ""] for count in lines]
    made = Rows(new_sheet(press, profile), COLUMNS, rows, 9)
    made.fit_width(400)
    return made


def test_where_a_page_ends(press: Press, profile: Profile) -> None:
    rows = lined(press, profile, 10, 10, 30, 100)
    start, end = Place(0, 0), Place(4, 0)
    assert rows.cut(start, end, 10_000, fresh=True) == end
    # Two rows fit, the third waits: less than a third of the page stays empty.
    assert rows.cut(start, end, 2 * rows.high(10) + rows.high(20), fresh=True) == Place(2, 0)
    # More than a third would stay empty.
    assert rows.cut(start, end, 2 * rows.high(10) + rows.high(25), fresh=True) == Place(2, 25)
    # One line alone is not left over.
    assert rows.cut(start, end, 2 * rows.high(10) + rows.high(29), fresh=True) == Place(2, 28)
    # Higher than any page: begins where it stands, but not with one line.
    assert rows.cut(Place(3, 0), end, rows.high(5), fresh=False) == Place(3, 5)
    assert rows.cut(Place(3, 0), end, rows.high(1), fresh=False) == Place(3, 0)
    assert rows.cut(Place(3, 90), end, rows.high(4), fresh=True) == Place(3, 94)


def test_a_table_waits_for_the_next_page_once(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    table = Table(sheet, COLUMNS, [["1", "\n".join("abcdefghijkl"), ""]])
    assert table.split(sheet.width, 100) == []
    assert len(table.split(sheet.width, 100)) == 2


def test_no_rows_leave_the_head(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    assert bare("".join(pages(printed(sheet, [Table(sheet, COLUMNS, [])])))) == "NomorUraianaspirasiJumlah"


def test_short_rows_are_filled_up_and_long_ones_refused(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    assert "saja" in pages(printed(sheet, [Table(sheet, COLUMNS, [["saja"], []])]))[0]
    with pytest.raises(ValueError, match="row 0"):
        Table(sheet, COLUMNS, [["1", "2", "3", "4"]]).wrap(400, 400)


def test_rows_to_be_filled_in_by_hand_are_higher(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile)
    rows = [["1", "", ""], ["2", "a\nb\nc\nd", ""]]
    one, two = (Table(sheet, COLUMNS, rows, least=least).wrap(sheet.width, 500)[1] for least in (1, 3))
    assert two - one == pytest.approx(2 * 11)


def test_same_rows_same_bytes(press: Press, profile: Profile) -> None:
    one, other = (
        printed(sheet, [Table(sheet, COLUMNS, numbered(60))])
        for sheet in (new_sheet(press, profile), new_sheet(press, profile))
    )
    assert one == other


@pytest.mark.parametrize("heads", [True, False])
def test_keeps_what_an_archive_and_a_screen_reader_need(press: Press, profile: Profile, heads: bool) -> None:
    sheet = new_sheet(press, profile)
    rows = [*numbered(60), ["", "", ""], [], ["x", "panjang " * 900, "ﷺ & <b>"]]
    assert faults(printed(sheet, [Table(sheet, COLUMNS, rows, heads=heads)])) == []
