"""Tracking codes, voice codes and codes on paper: round trips, loose typing, slips that are found."""

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from desktop.core import codes
from desktop.core.symbols import ALPHABET
from desktop.errors import UserError

THINGS = st.binary(min_size=16, max_size=16)
PREFIXES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=4)
SECRETS = st.binary(min_size=16, max_size=32)


@given(THINGS, PREFIXES)
def test_a_tracking_code_follows_the_contract(thing: bytes, prefix: str) -> None:
    code = codes.tracking_code(thing, prefix)
    bits = "".join(f"{byte:08b}" for byte in hashlib.sha256(thing).digest())[:45]
    nine = "".join(ALPHABET[int(bits[start : start + 5], 2)] for start in range(0, 45, 5))
    ten = nine + luhn.calc_check_digit(nine, ALPHABET)
    assert code == f"{prefix}-{ten[:5]}-{ten[5:]}"


def test_a_known_tracking_code_never_changes() -> None:
    assert codes.tracking_code(bytes(range(16)), "TB") == "TB-QS2WP-9G5QD"


@given(THINGS, PREFIXES)
def test_a_code_is_read_however_it_is_typed(thing: bytes, prefix: str) -> None:
    code = codes.tracking_code(thing, prefix)
    symbols = code.replace("-", "")[-10:]
    for typed in (
        code,
        code.lower(),
        symbols,
        code.replace("-", " "),
        f"  {code} ",
        " ".join(symbols),
        f"JB1:{code}",
    ):
        assert codes.normalise_code(typed) == symbols
        assert codes.looks_like_code(typed)
    assert codes.normalise_code(symbols.replace("0", "o").replace("1", "l")) == symbols
    assert codes.normalise_code(symbols.replace("0", "O").replace("1", "i")) == symbols
    assert codes.with_prefix(symbols, prefix) == code


@given(THINGS, st.integers(0, 9), st.sampled_from(ALPHABET))
def test_every_single_wrong_symbol_is_noticed(thing: bytes, place: int, symbol: str) -> None:
    symbols = codes.tracking_code(thing, "OLI").replace("-", "")[-10:]
    wrong = symbols[:place] + symbol + symbols[place + 1 :]
    assert codes.normalise_code("OLI-" + wrong) == (symbols if symbol == symbols[place] else None)


def test_nearly_every_swapped_pair_is_noticed() -> None:
    missed = swapped = 0
    for number in range(200):
        symbols = codes.tracking_code(number.to_bytes(16, "big"), "X").replace("-", "")[-10:]
        for place in range(9):
            if symbols[place] != symbols[place + 1]:
                pair = symbols[place + 1] + symbols[place]
                swapped += 1
                missed += codes.normalise_code(symbols[:place] + pair + symbols[place + 2 :]) is not None
    assert missed / swapped < 0.01


@given(st.text())
def test_anything_typed_is_a_code_or_none(typed: str) -> None:
    symbols = codes.normalise_code(typed)
    assert symbols is None or (len(symbols) == 10 and luhn.is_valid(symbols, ALPHABET))
    assert codes.looks_like_code(typed) or symbols is None


@pytest.mark.parametrize(
    "typed", ["", "TB", "pemerintah", "jalan rusak", "2B-7K3M9-2QXAH", "７K3M9-2QXAH", "ÄB-7K3M92QXAH"]
)
def test_words_and_other_scripts_are_no_codes(typed: str) -> None:
    assert codes.normalise_code(typed) is None


def test_a_mistyped_code_still_looks_like_one_and_a_word_does_not() -> None:
    code = codes.tracking_code(bytes(16), "TB")
    mistyped = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert codes.normalise_code(mistyped) is None
    assert codes.looks_like_code(mistyped)
    assert not codes.looks_like_code("pemerintah")


@given(SECRETS)
def test_a_paper_code_comes_back(secret: bytes) -> None:
    code = codes.paper_code(secret)
    assert re.fullmatch(rf"[{ALPHABET}]{{5}}(-[{ALPHABET}]{{5}})+", code)
    for typed in (
        code,
        code.lower().replace("-", " "),
        codes.paper_qr(code),
        code.replace("0", "o").replace("1", "L"),
    ):
        assert codes.read_paper_code(typed, len(secret)) == secret


def test_a_known_paper_code_never_changes() -> None:
    assert codes.paper_code(bytes(range(16))) == "000G4-0R40M-30E20-9185G-R38E1-WK7S0-GJNZ7"
    assert codes.paper_code(bytes(32)).startswith("00000-00000-")


@given(SECRETS, st.data())
def test_one_wrong_symbol_on_paper_is_found_in_its_group(secret: bytes, data: st.DataObject) -> None:
    code = codes.paper_code(secret).replace("-", "")
    place = data.draw(st.integers(0, len(code) - 1))
    symbol = data.draw(st.sampled_from(ALPHABET.replace(code[place], "")))
    with pytest.raises(UserError) as error:
        codes.read_paper_code(code[:place] + symbol + code[place + 1 :], len(secret))
    assert error.value.code == "paper_code_wrong"
    assert error.value.values == {"groups": str(place // 5 + 1)}


@given(SECRETS, st.data())
def test_a_swapped_pair_on_paper_is_found(secret: bytes, data: st.DataObject) -> None:
    code = codes.paper_code(secret).replace("-", "")
    places = [place for place in range(len(code) - 1) if code[place] != code[place + 1]]
    place = data.draw(st.sampled_from(places))
    with pytest.raises(UserError) as error:
        codes.read_paper_code(code[:place] + code[place + 1] + code[place] + code[place + 2 :], len(secret))
    assert error.value.code == "paper_code_wrong"


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32), st.integers(1, 11))
def test_halves_of_two_sheets_do_not_fit_together(one: bytes, other: bytes, cut: int) -> None:
    if one != other:
        first, second = codes.paper_code(one), codes.paper_code(other)
        mixed = first[: cut * 6] + second[cut * 6 :]
        if mixed not in (first, second):
            with pytest.raises(UserError, match="paper_code_wrong"):
                codes.read_paper_code(mixed, 32)


@pytest.mark.parametrize(
    ("typed", "code", "values"),
    [
        ("", "paper_code_length", {"typed": 0, "expected": 60}),
        ("7K3M9-2QXAH", "paper_code_length", {"typed": 10, "expected": 60}),
        ("00000-" * 11 + "0000U", "paper_code_wrong", {"groups": "12"}),
        ("ZZZZZ-" * 12, "paper_code_wrong", {"groups": "1-12"}),
    ],
)
def test_what_is_wrong_with_a_paper_code_is_said(typed: str, code: str, values: dict[str, object]) -> None:
    with pytest.raises(UserError) as error:
        codes.read_paper_code(typed, 32)
    assert (error.value.code, error.value.values) == (code, values)


@given(st.binary(max_size=200))
def test_a_voice_code_is_the_first_66_bits(manifest: bytes) -> None:
    code = codes.voice_code(manifest)
    assert re.fullmatch(r"\d{5} \d{5} \d{5} \d{5}", code)
    digest = hashlib.sha256(b"jb.voice.1\0" + manifest).digest()
    assert int(code.replace(" ", "")) == int.from_bytes(digest, "big") >> 256 - 66
    assert codes.same_voice_code(code.replace(" ", "-"), code)
    assert codes.same_voice_code(code.replace(" ", ""), code)
    assert not codes.same_voice_code(code[:-1], code)
    assert not codes.same_voice_code(f"{(int(code.replace(' ', '')) + 1) % 10**20:020d}", code)


@given(st.text())
def test_nothing_else_is_a_voice_code(typed: str) -> None:
    assert not codes.same_voice_code(typed, "")
    assert not codes.same_voice_code(typed + "x", codes.voice_code(b""))
