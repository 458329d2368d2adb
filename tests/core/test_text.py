"""Text in one storable form, and short titles that cut no emoji."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import canonical, text
from desktop.errors import UserError

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇮🇩"
STORABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\r\u2028\u200f\u200d"), max_size=80
)


@given(STORABLE, st.booleans())
def test_clean_is_stable_and_fits_the_canonical_form(value: str, lines: bool) -> None:
    cleaned = text.clean(value, text.TEXT, "text", lines=lines)
    assert text.clean(cleaned, text.TEXT, "text", lines=lines) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\r" not in cleaned
    assert lines or "\n" not in cleaned
    assert canonical.decode(canonical.encode(cleaned)) == cleaned


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=40))
def test_what_needs_no_cleaning_stays(value: str) -> None:
    normal = unicodedata.normalize("NFC", value)
    assert text.clean(normal, text.TEXT, "text") == normal


@pytest.mark.parametrize(
    ("value", "cleaned"),
    [
        ("satu\r\ndua\rtiga\u2028empat", "satu\ndua\ntiga\nempat"),
        ("rata kanan   \n\t dalam \n", "rata kanan\n\t dalam"),
        ("  \ufeff\u200bhalo\u200e \n", "halo"),
        ("cafe\u0301", "café"),
        (f"keluarga {FAMILY}", f"keluarga {FAMILY}"),
        ("kata \u200fعربي\u200f akhir", "kata \u200fعربي\u200f akhir"),
        ("❤️", "❤️"),
        ('<b>tebal</b> & "kutip" \\', '<b>tebal</b> & "kutip" \\'),
        ("", ""),
    ],
)
def test_clean(value: str, cleaned: str) -> None:
    assert text.clean(value, text.TEXT, "text") == cleaned


def test_a_single_line_has_no_breaks() -> None:
    assert text.clean("satu\r\n dua\t tiga", text.TITLE, "title", lines=False) == "satu dua tiga"


@pytest.mark.parametrize(
    ("value", "code", "values"),
    [
        ("ab\x00", "text_control", {"field": "text", "position": 3}),
        ("\x7f", "text_control", {"field": "text", "position": 1}),
        ("a\x85", "text_control", {"field": "text", "position": 2}),
        ("a\x0b", "text_control", {"field": "text", "position": 2}),
        ("a\ud83d", "text_surrogate", {"field": "text", "position": 2}),
        ("a" * 20_001, "text_too_long", {"field": "text", "length": 20_001, "limit": 20_000}),
        (" \u200b\n", "text_empty", {"field": "text"}),
    ],
)
def test_what_cannot_be_stored_is_refused(value: str, code: str, values: dict[str, object]) -> None:
    with pytest.raises(UserError) as error:
        text.clean(value, text.TEXT, "text", required=True)
    assert (error.value.code, error.value.values) == (code, values)


def test_a_million_blanks_take_no_time() -> None:
    assert text.clean(" \u200b" * 500_000 + "a" + " " * 500_000 + "\n", text.TEXT, "text") == "a"
    with pytest.raises(UserError, match="text_too_long"):
        text.clean("a" + " " * 1_000_000 + "b", text.TEXT, "text")


def test_the_limit_itself_passes() -> None:
    assert len(text.clean(" " + "a" * 20_000 + " ", text.TEXT, "text")) == 20_000


def test_the_limits_are_those_of_the_product() -> None:
    assert (text.TEXT, text.TITLE, text.NAME, text.ATTACHMENTS) == (20_000, 160, 120, 12)


@given(STORABLE, st.integers(1, 60))
def test_a_short_title_is_one_short_line(value: str, limit: int) -> None:
    title = text.short_title(value, limit)
    assert len(title) <= limit
    assert "\n" not in title
    assert bool(title) == bool(value.split())
    if title != " ".join(value.split()):
        assert title.endswith("…")


@pytest.mark.parametrize(
    ("value", "limit", "title"),
    [
        ("lampu jalan\ndepan SD mati", 80, "lampu jalan depan SD mati"),
        ("lampu jalan depan SD mati sudah dua bulan", 26, "lampu jalan depan SD mati…"),
        ("lampu jalan depan SD, mati", 22, "lampu jalan depan SD…"),
        ("aaaaaaaaaaaaaaaaaaaa", 10, "aaaaaaaaa…"),
        ("aaaa" + FAMILY + "bbbb", 9, "aaaa…"),
        ("aaa" + FLAG * 4, 7, "aaa" + FLAG + "…"),
        ("aaa" + FLAG * 4, 6, "aaa" + FLAG + "…"),
        ("aaaa" + "e\u0301\u0302" * 3, 6, "aaaa…"),
        ("aaaa👍🏽👍🏽👍🏽", 6, "aaaa…"),
        (FAMILY * 3, 5, "…"),
    ],
)
def test_short_titles_cut_between_words_and_never_within_a_sign(value: str, limit: int, title: str) -> None:
    assert text.short_title(value, limit) == title


@pytest.mark.parametrize("sign", ["\u1160", "\u11ff", "\U0001f3fb", "\U0001f3ff", "\U000e0020", "\U000e007f"])
def test_a_title_is_never_cut_before_what_belongs_to_the_sign_before(sign: str) -> None:
    word = "a" * 78 + "b" + sign + "c" * 40
    title = text.short_title(word)
    assert title == "a" * 78 + "…"
