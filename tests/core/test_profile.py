"""The profile: tolerant when read, strict when set."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.core.canonical import encode
from desktop.core.pack_types import Pack
from desktop.core.profile import DEFAULT, PRACTICE_NOTE, Numbering, Profile, Signer, profile_of
from desktop.core.profile_check import LARGEST_IMAGE, check_letterhead
from desktop.errors import UserError
from tests.core.refusals import refusal

DEMO = json.loads((Path(__file__).parents[2] / "resources/demo/district.json").read_text(encoding="utf-8"))


def png(width: int = 4, height: int = 4, noise: bool = False) -> str:
    image = Image.effect_noise((width, height), 90) if noise else Image.new("L", (width, height))
    out = io.BytesIO()
    image.save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def pack(name: str = "Kabupaten Tanah Bumbu", practice: bool = False, **letterhead: Any) -> Pack:
    return Pack("63.10", name, "TB", practice=practice, letterhead=letterhead)


def test_a_bare_pack_has_a_whole_profile() -> None:
    profile = profile_of(pack())
    assert profile.government == "PEMERINTAH KABUPATEN TANAH BUMBU"
    assert (profile.region, profile.region_kind, profile.head_of_district) == (
        "Tanah Bumbu",
        "Kabupaten",
        "Bupati",
    )
    assert (profile.paper, profile.margins, profile.font, profile.note) == (
        "f4",
        [20, 20, 25, 30],
        "sans",
        "",
    )


def test_a_city_has_a_wali_kota() -> None:
    profile = profile_of(pack("Kota Pekalongan"))
    assert (profile.government, profile.region) == ("PEMERINTAH KOTA PEKALONGAN", "Pekalongan")
    assert (profile.region_kind, profile.head_of_district) == ("Kota", "Wali Kota")


def test_a_practice_district_stays_marked() -> None:
    assert profile_of(pack(practice=True)).note == PRACTICE_NOTE
    assert profile_of(pack(practice=True, note="")).note == PRACTICE_NOTE
    assert profile_of(pack(practice=True, note="Uji coba")).note == "Uji coba"


def test_what_the_pack_says_is_taken() -> None:
    signer = {"name": "A", "title": "CAMAT", "kind": "other", "behalf": []}
    profile = profile_of(
        pack(seat="Batulicin", margins=[25, 20, 25, 30], signers={"penugasan": signer}, space_lines=5)
    )
    assert (profile.seat, profile.margins, profile.space_lines) == ("Batulicin", [25, 20, 25, 30], 5)
    assert profile.signers == {"penugasan": Signer(name="A", title="CAMAT", kind="other")}


@pytest.mark.parametrize(
    "letterhead",
    [
        {"unheard_of": 1},
        {"paper": "a5"},
        {"margins": [1, 2, 3, 4]},
        {"margins": [20, 20, 25]},
        {"margins": "wide"},
        {"font": ["sans"]},
        {"size": 80},
        {"lines": "Jalan"},
        {"signers": []},
        {"verification": "ya"},
        {"government": ""},
    ],
)
def test_a_key_that_cannot_be_used_falls_back_alone(letterhead: dict[str, Any]) -> None:
    assert profile_of(pack(**letterhead, seat="Batulicin")) == profile_of(pack(seat="Batulicin"))


def test_inside_a_signer_it_falls_back_key_by_key() -> None:
    row = {"name": "A", "kind": "walikota", "standing": 3, "mood": "good", "nip": "1"}
    assert profile_of(pack(signers={"x": row, "y": "B"})).signers == {
        "x": Signer(name="A", nip="1"),
        "y": Signer(),
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from([field.name for field in msgspec.structs.fields(Profile)])


@settings(max_examples=50)
@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_any_letterhead_can_be_printed_from_and_is_set_or_refused(letterhead: dict[str, Any]) -> None:
    profile_of(pack(**letterhead))
    if refusal(lambda: check_letterhead(letterhead)) is None:
        encode(letterhead)  # what may be set can also be written into an event
        assert refusal(lambda: check_letterhead(msgspec.to_builtins(profile_of(pack(**letterhead))))) is None


def test_signer_numbers_and_classification_have_defaults() -> None:
    own, usual = Signer(name="A"), Signer(name="B")
    profile = Profile(signers={"penugasan": own, DEFAULT: usual}, numbering={"penugasan": Numbering("{no}")})
    assert (profile.signer("penugasan"), profile.signer("koordinasi")) == (own, usual)
    assert Profile().signer("penugasan") == Signer()
    assert profile.numbers("penugasan").pattern == "{no}"
    assert profile.numbers("surat_tugas").pattern == "{klas}/{no:03d}/{tahun}"
    assert profile.numbers("koordinasi") == Numbering()
    assert (profile.klas("nota_dinas"), profile.klas("koordinasi")) == ("000.8.3", "400.10.2")
    assert Profile(classification={"nota_dinas": "1", DEFAULT: "2"}).klas("nota_dinas") == "1"
    assert Profile(classification={DEFAULT: "2"}).klas("surat_tugas") == "2"


def test_the_practice_district_is_good() -> None:
    check_letterhead(DEMO["letterhead"])
    profile = profile_of(pack(practice=True, **DEMO["letterhead"]))
    assert profile.signer("penugasan").basis == "an"
    assert profile.signer("koordinasi").kind == "bupati"
    assert profile.signer("nota_dinas").nip
    assert profile.emblem
    encode(DEMO["letterhead"])


def test_what_packs_hold_already_stays_good() -> None:
    check_letterhead({})
    check_letterhead({"government": "PEMERINTAH", "unit": "SETDA", "lines": ["Jalan"], "note": "Latihan"})


GOOD_SIGNER = {"name": "A", "title": "CAMAT"}


@pytest.mark.parametrize(
    ("letterhead", "code", "key"),
    [
        ({"logo": ""}, "letterhead_key", "logo"),
        ({"signers": {"penugasan": {"colour": "x"}}}, "letterhead_key", "signers.penugasan.colour"),
        ({"signers": {"": GOOD_SIGNER}}, "letterhead_key", "signers."),
        ({"classification": {"Surat Tugas": "1"}}, "letterhead_key", "classification.Surat Tugas"),
        ({"paper": "a5"}, "letterhead_value", "paper"),
        ({"margins": [4, 20, 25, 30]}, "letterhead_value", "margins"),
        ({"margins": [20, 20, 25, 61]}, "letterhead_value", "margins"),
        ({"margins": [20, 20, 25]}, "letterhead_value", "margins"),
        ({"margins": [20.5, 20, 25, 30]}, "letterhead_value", "margins"),
        ({"size": 11.0}, "letterhead_value", "size"),
        ({"font": "arial"}, "letterhead_value", "font"),
        ({"lines": "Jalan"}, "letterhead_value", "lines"),
        ({"lines": ["x"] * 9}, "letterhead_value", "lines"),
        ({"signers": [GOOD_SIGNER]}, "letterhead_value", "signers"),
        ({"signers": {"a": "B"}}, "letterhead_value", "signers"),
        ({"signers": {"a": {"kind": "camat"}}}, "letterhead_value", "signers.a.kind"),
        ({"signers": {"a": {"standing": "plt."}}}, "letterhead_value", "signers.a.standing"),
        ({"signers": {"a": {"basis": "atas nama"}}}, "letterhead_value", "signers.a.basis"),
        ({"signers": {"a": {"override": {"title": "x"}}}}, "letterhead_key", "signers.a.override.title"),
        ({"signers": {"a": {"override": 1}}}, "letterhead_value", "signers.a.override"),
        ({"signers": {"a": {"basis": "an"}}}, "letterhead_behalf", "signers.a.behalf"),
        ({"signers": {"a": {"behalf": ["BUPATI"]}}}, "letterhead_behalf", "signers.a.behalf"),
        ({"signers": {"a": {"basis": "ub", "behalf": ["BUPATI"]}}}, "letterhead_behalf", "signers.a.behalf"),
        ({"numbering": {"a": {"pattern": "{nomor}/{no}"}}}, "letterhead_token", "numbering.a.pattern"),
        ({"numbering": {"a": {"pattern": "{tahun}"}}}, "letterhead_token", "numbering.a.pattern"),
        ({"emblem": "gambar.png"}, "letterhead_image", "emblem"),
        ({"garuda": base64.b64encode(b"GIF89a" * 9).decode()}, "letterhead_image", "garuda"),
        ({"emblem": png(1001, 10)}, "letterhead_image", "emblem"),
        ({"emblem": png(300, 300, noise=True)}, "letterhead_image", "emblem"),
    ],
)
def test_a_wrong_letterhead_names_its_key(letterhead: dict[str, Any], code: str, key: str) -> None:
    with pytest.raises(UserError, match=code) as error:
        check_letterhead(letterhead)
    assert error.value.values["key"] == key


def test_the_borders_are_good() -> None:
    check_letterhead({"margins": [5, 60, 5, 60], "emblem": png(1000, 1000), "garuda": "", "size": 14})
    check_letterhead({"signers": {"a": {"basis": "ub", "behalf": ["BUPATI", "SEKDA"], "override": None}}})
    assert len(png(300, 300, noise=True)) > LARGEST_IMAGE


def test_texts_are_such_as_can_be_stored() -> None:
    assert refusal(lambda: check_letterhead({"unit": "a\x00"})) == "text_control"
    assert refusal(lambda: check_letterhead({"unit": "x" * 201})) == "text_too_long"
    check_letterhead({"sentences": {"closing": "x" * 2000}})


def test_two_emblems_fit_but_not_any_amount() -> None:
    check_letterhead({"emblem": png(190, 190, noise=True), "garuda": png(190, 190, noise=True)})
    many = {f"kalimat_{number}": "x" * 2000 for number in range(70)}
    assert refusal(lambda: check_letterhead({"sentences": many})) == "letterhead_large"
