"""Places as people say them, points, and the codes of villages."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import places
from desktop.errors import UserError
from tests.core.refusals import refusal

NUMBERS = st.integers(1, 999)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("rt3/rw 1 dusun Mekar depan SD", {"rt": "03", "rw": "01", "dusun": "Mekar", "landmark": "depan SD"}),
        ("RT.03/RW.01", {"rt": "03", "rw": "01"}),
        ("RT 003 RW 001", {"rt": "03", "rw": "01"}),
        ("rt 3/1", {"rt": "03", "rw": "01"}),
        ("RT05", {"rt": "05"}),
        ("rw 2", {"rw": "02"}),
        ("rt 3 ada 5 rumah", {"rt": "03", "landmark": "ada 5 rumah"}),
        ("dsn. Sumber Rejo, RT 12", {"rt": "12", "dusun": "Sumber Rejo"}),
        ("samping masjid, Dusun II RT 4", {"rt": "04", "dusun": "II", "landmark": "samping masjid"}),
        ("depan SDN 1", {"landmark": "depan SDN 1"}),
        ("start jalan art deco", {"landmark": "start jalan art deco"}),
        ("  ", {}),
    ],
)
def test_loose_places(typed: str, place: dict[str, str]) -> None:
    assert places.loose_place(typed) == place


@given(
    NUMBERS,
    NUMBERS,
    st.sampled_from(["rt{}/rw{}", "RT {} RW {}", "Rt.{}/{}", "rt {:03d}, rw {:03d}", "RT{:02d}-RW{:02d}"]),
)
def test_rt_and_rw_are_found_in_every_spelling(rt: int, rw: int, spelling: str) -> None:
    assert places.loose_place(spelling.format(rt, rw)) == {"rt": f"{rt:02d}", "rw": f"{rw:02d}"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_words_are_a_place(typed: str) -> None:
    assert refusal(lambda: places.loose_place(typed)) in {None, "rt_wrong"}


@given(NUMBERS)
def test_an_rt_has_two_digits_at_least(number: int) -> None:
    for typed in (str(number), f"{number:03d}", f"rt {number}", f" RT.{number} "):
        assert places.check_rt(typed) == f"{number:02d}"


@pytest.mark.parametrize("typed", ["", "0", "000", "1000", "tiga", "-1", "٣"])
def test_an_rt_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="rt_wrong"):
        places.check_rt(typed)


@given(st.from_regex(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[123][0-9]{3}", fullmatch=True))
def test_a_village_code_keeps_its_dots(code: str) -> None:
    assert places.check_village_code(code) == code
    assert places.check_village_code(f" {code.replace('.', '')} ") == code


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "63.10.09",
        "63.10.09.200",
        "63.10.09.20011",
        "63.10.09.4001",
        "63,10,09,2001",
        "desa",
        "٦٣.10.09.2001",
    ],
)
def test_what_is_no_village_code_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="village_code_wrong"):
        places.check_village_code(typed)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_keeps_its_millionths(latitude: float, longitude: float) -> None:
    point = places.micro_degrees(latitude, longitude)
    assert all(type(part) is int for part in point)
    assert abs(point[0] / 1e6 - latitude) <= 1e-6
    assert abs(point[1] / 1e6 - longitude) <= 1e-6


@pytest.mark.parametrize(
    "point", [(90.1, 0), (-91, 0), (0, 180.1), (0, -181), (math.nan, 0), (0, math.nan), (math.inf, 0)]
)
def test_a_point_not_on_earth_is_refused(point: tuple[float, float]) -> None:
    with pytest.raises(UserError, match="point_wrong"):
        places.micro_degrees(*point)


def test_swapped_and_zero_points_are_not_in_indonesia() -> None:
    assert places.in_indonesia(places.micro_degrees(-3.74, 115.61))
    assert not places.in_indonesia(places.micro_degrees(0, 0))
    assert not places.in_indonesia(places.micro_degrees(3.74, -115.61))
