"""NIK, phone and name: loose in, strict inside, never shown whole, never in an error."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import citizens
from desktop.errors import UserError
from tests.core.refusals import refusal

BIRTHDAYS = st.dates(date(1930, 1, 1), date(2025, 12, 31))


@st.composite
def niks(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(["631009", "332917", "170201", "650102", "920203", "950101"]))
    born, woman, serial = draw(BIRTHDAYS), draw(st.booleans()), draw(st.integers(1, 9999))
    return f"{region}{born.day + 40 * woman:02d}{born:%m%y}{serial:04d}"


@given(niks())
def test_a_right_nik_passes_however_it_is_spaced(nik: str) -> None:
    for typed in (nik, f" {nik[:6]} {nik[6:12]} {nik[12:]} ", f"{nik[:6]}.{nik[6:12]}-{nik[12:]}"):
        assert citizens.check_nik(typed) == nik


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "nik_length"),
        ("631009210788000", "nik_length"),
        ("63100921078800011", "nik_length"),
        ("63100921O7880001", "nik_digits"),
        ("６３１００９２１０７８８０００１", "nik_digits"),
        ("6310093102880001", "nik_date"),
        ("6310090007880001", "nik_date"),
        ("6310094007880001", "nik_date"),
        ("6310097207880001", "nik_date"),
        ("6310098107880001", "nik_date"),
        ("6310092113880001", "nik_date"),
        ("9971092107880001", "nik_region"),
        ("0010092107880001", "nik_region"),
    ],
)
def test_a_wrong_nik_is_refused_by_what_is_wrong(typed: str, code: str) -> None:
    with pytest.raises(UserError) as error:
        citizens.check_nik(typed)
    assert error.value.code == code


@given(st.text("0123456789Oo .-", max_size=24))
def test_no_nik_is_in_an_error(typed: str) -> None:
    if refusal(lambda: citizens.check_nik(typed)):
        with pytest.raises(UserError) as error:
            citizens.check_nik(typed)
        assert set(error.value.values) <= {"length"}


@given(st.text(max_size=40))
def test_a_masked_nik_shows_at_most_region_and_serial(value: str) -> None:
    masked = citizens.mask_nik(value)
    assert len(masked) == len(value)
    shown = [place for place, sign in enumerate(masked) if sign != "*"]
    assert set(shown) <= ({*range(4), *range(12, 16)} if len(value) == 16 else set())


def test_the_mask_of_a_nik_is_the_one_in_the_book() -> None:
    assert citizens.mask_nik("6310092107880001") == "6310********0001"


@pytest.mark.parametrize(
    "typed",
    [
        "0812 3456 789",
        "+62 812-3456-789",
        "62812 3456 789",
        "0812.3456.789",
        " (0812) 3456789 ",
        "628123456789",
    ],
)
def test_an_indonesian_number_has_one_form(typed: str) -> None:
    assert citizens.check_phone(typed) == "+628123456789"


def test_landlines_and_neighbours_are_numbers_too() -> None:
    assert citizens.check_phone("(0518) 71234") == "+6251871234"
    assert citizens.check_phone("+60 12-345 6789") == "+60123456789"


@pytest.mark.parametrize(
    "typed", ["", "110", "0812", "0812ABC4567", "0812 3456 789 ext 3", "tidak ada", "+999 12345678", "-"]
)
def test_what_is_no_number_is_refused_without_echo(typed: str) -> None:
    with pytest.raises(UserError) as error:
        citizens.check_phone(typed)
    assert (error.value.code, error.value.values) == ("phone_wrong", {})


@given(st.text(max_size=30))
def test_anything_is_a_phone_number_or_a_clear_refusal(typed: str) -> None:
    assert refusal(lambda: citizens.check_phone(typed)) in {None, "phone_wrong"}


@given(st.from_regex(r"\+[0-9]{0,15}", fullmatch=True))
def test_a_masked_phone_shows_country_and_three_digits(phone: str) -> None:
    masked = citizens.mask_phone(phone)
    assert len(masked) == len(phone)
    assert masked.count("*") >= min(len(phone), 3)
    assert sum(sign.isdigit() for sign in masked) <= 5


def test_the_mask_of_a_phone() -> None:
    assert citizens.mask_phone("+628123456789") == "+62*******789"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Siti Aminah", "S. A."),
        ("budi", "B."),
        ("H. Ahmad  Fauzi, S.Sos", "H. A. F."),
        ("", ""),
        ("123", ""),
        ("ßen", "S."),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert citizens.initials(name) == short


@given(st.text(max_size=60))
def test_initials_show_at_most_three_letters(name: str) -> None:
    assert sum(sign != "." for sign in citizens.initials(name).replace(" ", "")) <= 3


def test_a_name_is_one_line_with_a_letter() -> None:
    assert citizens.check_name("  Siti \n Aminah ") == "Siti Aminah"
    assert citizens.check_name("محمد") == "محمد"
    for typed, code in (
        ("", "text_empty"),
        ("  ", "text_empty"),
        ("12 -", "name_wrong"),
        ("a" * 121, "text_too_long"),
    ):
        with pytest.raises(UserError, match=code):
            citizens.check_name(typed)


@pytest.mark.parametrize(("phone", "masked"), [("+6281234", "********"), ("+62812345", "+62***345")])
def test_a_phone_too_short_to_hide_is_hidden_whole(phone: str, masked: str) -> None:
    assert citizens.mask_phone(phone) == masked
