"""Setting and drawing: nothing lost, nothing too wide, the same bytes, in linear time."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from desktop.core.profile import Profile
from reports.document import Missing
from reports.page import render
from reports.press import Press
from reports.shaping import Font
from reports.signs import visible
from reports.style import BODY, PLAIN, Align
from reports.text import Words, set_lines
from tests.reports.pages import LEFT, drawn, sheet_of
from tests.reports.paper import boxes, raw_words, words_of
from tests.reports.texts import LATIN_ONLY, MARKUP, WILD

ALIGNS: tuple[Align, ...] = ("left", "center", "right", "justify")
SMALL = PLAIN.but(size=9, leading=11)


def without_space(text: str) -> str:
    return re.sub(r"\s", "", visible(text))


@given(
    st.lists(WILD, min_size=1, max_size=6),
    st.sampled_from([30, 60, 150, 400]),
    st.sampled_from(ALIGNS),
    st.sampled_from(["sans", "bookman"]),
)
def test_what_is_put_in_comes_out(
    press: Press, texts: list[str], width: float, align: Align, font: str
) -> None:
    pdf = drawn(press, texts, SMALL.but(align=align), width, font).pdf
    assert words_of(pdf) == "".join(map(without_space, texts))


@given(LATIN_ONLY, st.sampled_from(ALIGNS))
def test_words_stay_apart(press: Press, text: str, align: Align) -> None:
    """Justified or not, there is white space between two words and none within, as long as no word is cut."""
    pdf = drawn(press, [text], SMALL.but(align=align), 300).pdf
    assert raw_words(pdf).split() == text.split()


@given(WILD, st.sampled_from([40, 90, 400]), st.sampled_from([-20, 0, 15]))
def test_no_line_is_wider_than_its_column(press: Press, text: str, width: float, first: float) -> None:
    style = SMALL.but(left=22, first=first)
    for line in set_lines(sheet_of(press), text, style, width):
        room = width - 22 - (first if line.starts else 0)
        assert line.width <= room + 0.01 or len(without_space(_text(line.pieces))) == 1


def _text(pieces: object) -> str:
    return pieces if isinstance(pieces, str) else "".join(atom.run.text for atom in pieces)  # type: ignore[attr-defined]


@pytest.mark.parametrize("align", ALIGNS)
def test_drawn_inside_the_column(press: Press, align: Align) -> None:
    text = "Jalan rusak 😀 di depan sekolah 漢字 dan سلام عليكم lalu ꦲꦏ꧀ꦱꦫ " * 5
    (page,) = boxes(drawn(press, [text], SMALL.but(align=align), 200).pdf)
    assert min(box.left for box in page) >= LEFT - 0.5
    assert max(box.right for box in page) <= LEFT + 200.5
    edges = Counter(round(box.right) for box in page)
    assert (edges[round(LEFT + 200)] > 3) == (align in ("right", "justify"))


def test_the_last_line_of_a_paragraph_is_not_stretched(press: Press) -> None:
    lines = set_lines(sheet_of(press), "satu dua tiga empat\nlima enam", BODY, 60)
    assert [line.ends for line in lines] == [False, True, True]
    assert [line.starts for line in lines] == [True, False, True]


def test_white_space_counts_once_and_newlines_begin_lines(press: Press) -> None:
    lines = set_lines(sheet_of(press), "a \t  b\n\nc\r\n", PLAIN, 400)
    assert [line.pieces for line in lines] == ["a b", "", "c", ""]


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u202e", "\u200d\ufe0f"])
def test_nothing_to_see_is_no_line(press: Press, text: str) -> None:
    assert set_lines(sheet_of(press), text, PLAIN, 400) == []


def test_a_hard_space_holds_words_together(press: Press) -> None:
    sheet = sheet_of(press)
    wide = sheet.family.width("kata Rp", "regular", 11) + 1
    assert [line.pieces for line in set_lines(sheet, "kata Rp 5", PLAIN, wide)] == ["kata Rp", "5"]
    assert [line.pieces for line in set_lines(sheet, "kata Rp\u00a05", PLAIN, wide)] == ["kata", "Rp\u00a05"]


def test_a_long_word_is_cut_between_visible_signs(press: Press) -> None:
    word = "é👍🏽" * 40
    lines = set_lines(sheet_of(press), word.replace("é", "e\u0301"), PLAIN, 100)
    assert len(lines) > 3
    for line in lines:
        assert re.fullmatch("(e\u0301)?(👍🏽e\u0301)*(👍🏽)?", _text(line.pieces))


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_is_only_words(press: Press, markup: str) -> None:
    made = drawn(press, [markup])
    assert words_of(made.pdf) == without_space(markup)
    assert b"/Subtype /Image" not in made.pdf


def test_missing_signs_are_named_once(press: Press) -> None:
    made = drawn(press, ["a漢字 漢 b", "ไ"])
    assert made.sheet.missing == (Missing("uraian", "漢字ไ"),)
    assert words_of(made.pdf) == "a漢字漢bไ"


def test_same_bytes_in_either_order(press: Press) -> None:
    one = ["Jalan سلام ꦲꦏ꧀ꦱꦫ 😀👨‍👩‍👧‍👦 漢"]
    other = ["Ω عليكم ꦗꦮ ᬅᬓ᭄ᬱᬭ 👍🏽 é"]
    first = drawn(press, one).pdf, drawn(press, other).pdf
    second = drawn(press, other).pdf, drawn(press, one).pdf
    assert first == second[::-1]


@pytest.mark.parametrize(
    "bit", ["kata ", "x", "سلام ", "س", "🇮🇩", "👨\u200d", "a\u0301", "漢", "ꦏ꧀", "a\u200d", "(س1"]
)
def test_long_texts_take_linear_time(press: Press, bit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signs looked at by shaping: four times the text, about four times the work."""
    looked = 0
    shape = Font.shape

    def counted(self: Font, text: str, *, leftwards: bool) -> object:
        nonlocal looked
        looked += len(text)
        return shape(self, text, leftwards=leftwards)

    monkeypatch.setattr(Font, "shape", counted)
    work, lines = [], []
    for count in (1000, 4000):
        looked = 0
        lines.append(len(set_lines(sheet_of(press), bit * count, SMALL, 300)))
        work.append(looked)
    assert work[1] <= 4.4 * work[0] + 50
    assert lines[1] <= 4.4 * lines[0] + 1
    assert work[1] <= 8 * 4000 * len(bit)


def test_words_flow_over_pages_and_keep_their_order(press: Press, profile: Profile) -> None:
    sheet = sheet_of(press)
    text = " ".join(f"kata{number}" for number in range(4000))
    document = render(sheet, [Words(sheet, text)], numbered=False)
    assert document.pages > 3
    assert raw_words(document.data).split() == text.split()


@pytest.mark.parametrize(
    ("lines", "room", "parts"),
    [
        (10, 5, [5, 5]),
        (10, 9, [8, 2]),
        (10, 1, []),
        (3, 2, []),
        (4, 2, [2, 2]),
        (4, 3, [2, 2]),
        (2, 1, []),
    ],
)
def test_no_single_line_at_the_foot_or_head_of_a_page(
    press: Press, lines: int, room: int, parts: list[int]
) -> None:
    words = Words(sheet_of(press), "\n".join("abcdefghij"[:lines]), PLAIN)
    split = words.split(200, room * PLAIN.line + 0.5)
    assert [len(part.lines(200)) for part in split] == parts
    assert {part.key for part in split} <= {words.key}


def test_spaces_stand_outside_the_parts(press: Press) -> None:
    words = Words(sheet_of(press), "a\n" * 9 + "a", PLAIN.but(before=5, after=7))
    head, rest = words.split(200, 4 * PLAIN.line)
    assert (head.getSpaceBefore(), head.getSpaceAfter()) == (5, 0)
    assert (rest.getSpaceBefore(), rest.getSpaceAfter()) == (0, 7)


def test_few_operators(press: Press) -> None:
    """One text object for a whole paragraph, one string for a line."""
    canvas = Canvas("unused.pdf", pageCompression=0)
    words = Words(sheet_of(press), "kata " * 200, BODY)
    words.wrap(300, 1000)
    before = len(canvas._code)
    words.drawOn(canvas, 0, 0)
    code = " ".join(canvas._code[before:])
    assert code.count("BT") == 1
    assert code.count("Tj") == len(words.lines(300))
