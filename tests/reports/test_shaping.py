"""Signs, shaping and direction: what joins, what turns, what is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.press import Press
from reports.signs import clusters, mirrored, visible
from tests.reports.pages import order_of
from tests.reports.texts import EMOJI, WILD


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A\u202egnp\u202c", "Agnp"),
        ("\ufeffawal\u200b\u2060", "awal"),
        ("a\x00b\x1b\x7fc\u0085", "abc\u0085"),
        ("\u200d\ufe0fkata", "kata"),
        ("👨\u200d👩 \u200dx", "👨\u200d👩 x"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
    ],
)
def test_visible(text: str, left: str) -> None:
    assert visible(text) == left


@given(WILD)
def test_visible_drops_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(st.lists(st.sampled_from([*EMOJI, "e\u0301\u0302", "ꦏꦶ", "a", "س", "ل\u200cا"[:2]])))
def test_clusters_are_visible_signs(signs: list[str]) -> None:
    flags = [part for sign in signs for part in (["🇮🇩", "🇲🇾"] if sign == "🇮🇩🇲🇾" else [sign])]
    assert clusters("".join(signs)) == flags


@given(WILD)
def test_clusters_keep_everything(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_letters_of_arabic_join(press: Press) -> None:
    """The three forms of one letter are other glyphs than the letter alone."""
    (run,) = press.family("sans").runs("ببب", "regular")
    glyphs = run.font.shape(run.text, leftwards=True)
    (alone,) = run.font.shape("ب", leftwards=True)
    assert [glyph.place for glyph in glyphs] == [2, 1, 0]
    assert len({glyph.number for glyph in (*glyphs, alone)}) == 4


def test_javanese_signs_stand_around_their_letter(press: Press) -> None:
    """Taling is written before the letter it is spoken after."""
    (run,) = press.family("sans").runs("ꦠꦺ", "regular")
    (alone,) = run.font.shape("ꦠ", leftwards=False)
    first, second = run.font.shape("ꦠꦺ", leftwards=False)
    assert second.number == alone.number != first.number


def test_a_family_is_one_picture(press: Press) -> None:
    (run,) = press.family("sans").runs("👨‍👩‍👧‍👦", "regular")
    assert len(run.font.shape(run.text, leftwards=False)) == 1


def test_piled_marks_stay_near_their_letter(press: Press) -> None:
    (run,) = press.family("sans").runs("a" + "\u0301" * 500, "regular")
    assert all(-1000 <= glyph.up <= 1000 for glyph in run.font.shape(run.text, leftwards=False))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("satu dua", "satu dua"),
        ("lalu سلام عليكم pergi", "lalu عليكم سلام pergi"),
        ("سلام 12 عليكم", "عليكم 12 سلام"),
        ("سلام 12/05 3,5%", "3,5% 12/05 سلام"),
        ("12 سلام", "12 سلام"),
        ("x (سلام) y", "x ( سلام ) y"),
        ("سلام (قبل 12) x", ") 12 قبل ( سلام x"),
    ],
)
def test_words_from_right_to_left(press: Press, text: str, order: str) -> None:
    """Left to right as they stand on the page; a paragraph is read from the left."""
    assert order_of(press, text) == order.split()


def test_brackets_turn_over() -> None:
    assert mirrored("(") == ")"
    assert mirrored("».") == ".«"
