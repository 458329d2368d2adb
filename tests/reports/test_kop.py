"""Letterheads: what stands in them, in which sizes and where."""

import base64
import io
import json
import zlib
from itertools import pairwise
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from PIL import Image, ImageDraw

from desktop.core.profile import Profile
from reports.emblem import emblem_of
from reports.kop import GOVERNMENT, UNIT, letterhead
from reports.press import Press
from tests.reports.paper import assert_within, bare, boxes, dots, new_sheet, pages, printed

LINES = ["Jalan Latihan Nomor 0, Batulicin", "Pos-el: setda@latihan.example, Laman: latihan.example"]
DEMO = Path(__file__).parents[2] / "resources/demo/district.json"


def encoded(image: Image.Image, kind: str = "PNG") -> str:
    out = io.BytesIO()
    image.save(out, kind)
    return base64.b64encode(out.getvalue()).decode()


def square(mode: str = "L", colour: int | tuple[int, ...] = 0) -> str:
    return encoded(Image.new(mode, (60, 80), colour))


def with_(profile: Profile, **changes: object) -> Profile:
    return msgspec.structs.replace(profile, **{"lines": LINES, "region": "Tanah Bumbu", **changes})


def head(
    press: Press,
    profile: Profile,
    kind: Literal["setda", "bupati", "agency", "district"] = "setda",
    **more: str,
) -> bytes:
    return printed(
        new_sheet(press, profile), letterhead(new_sheet(press, profile), kind, more.get("unit", ""))
    )


def test_the_setda_has_government_unit_and_address(press: Press, profile: Profile) -> None:
    pdf = head(press, with_(profile))
    assert [line for line in pages(pdf)[0].splitlines() if line] == [
        "PEMERINTAH KABUPATEN TANAH BUMBU",
        "SEKRETARIAT DAERAH",
        *LINES,
    ]
    words = {box.word: box for box in boxes(pdf)[0]}
    small, large = words["PEMERINTAH"], words["SEKRETARIAT"]
    assert (small.bottom - small.top) / (large.bottom - large.top) == pytest.approx(3 / 4, abs=0.02)


def test_sizes_stand_as_three_to_four() -> None:
    """Pergub Sulteng 17/2023: the government's name to the unit's."""
    assert GOVERNMENT.size * 4 == UNIT.size * 3


def test_an_agency_has_its_own_name_and_not_the_address_of_the_setda(press: Press, profile: Profile) -> None:
    words = pages(head(press, with_(profile), "agency", unit="Dinas Perhubungan"))[0]
    assert "DINAS PERHUBUNGAN" in words
    assert "Jalan" not in words
    assert "SEKRETARIAT" not in words


def test_an_agency_may_bring_its_address(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, with_(profile))
    words = pages(printed(sheet, letterhead(sheet, "district", "Kecamatan Angsana", ["Jalan Camat"])))[0]
    assert words.split("\n")[1:3] == ["KECAMATAN ANGSANA", "Jalan Camat"]


def test_the_bupati_has_a_head_alone_under_the_garuda(press: Press, profile: Profile) -> None:
    pdf = head(press, with_(profile, garuda=square(), emblem=square(colour=128)), "bupati")
    assert bare(pages(pdf)[0]) == "BUPATITANAHBUMBU"
    image = dots(pdf)[0]
    middle = image.width // 2
    assert image.getpixel((middle, 70)) == 0  # the Garuda is black here, the emblem would be gray
    assert image.getpixel((65, 70)) == 255
    word = boxes(pdf)[0][0]
    assert word.top > 56 + 26 * 72 / 25.4


def test_without_a_garuda_the_emblem_stands_there(press: Press, profile: Profile) -> None:
    image = dots(head(press, with_(profile, emblem=square(colour=128)), "bupati"))[0]
    assert image.getpixel((image.width // 2, 70)) == 128


def test_a_city_has_its_own_head(press: Press, profile: Profile) -> None:
    city = with_(profile, head_of_district="Wali Kota", region="Pekalongan")
    assert pages(head(press, city, "bupati"))[0].strip() == "WALI KOTA PEKALONGAN"


def test_the_emblem_stands_left_over_a_thick_and_a_thin_rule(press: Press, profile: Profile) -> None:
    image = dots(head(press, with_(profile, emblem=square(colour=128))))[0]
    assert image.getpixel((60, 80)) == 128
    column = image.crop((image.width - 70, 110, image.width - 69, 180)).tobytes()
    dark = [y for y, shade in enumerate(column) if shade < 200]
    assert 3 <= len(dark) <= 6
    gaps = [right - left for left, right in pairwise(dark) if right - left > 1]
    assert len(gaps) == 1  # two rules


def test_without_an_emblem_the_text_is_centred_on_the_page(press: Press, profile: Profile) -> None:
    page = boxes(head(press, with_(profile)))[0]
    row = [box for box in page if abs(box.top - page[0].top) < 1]
    assert (row[0].left + row[-1].right) / 2 == pytest.approx(210 / 25.4 * 36, abs=1)


def test_beside_an_emblem_the_text_is_centred_in_what_is_left(press: Press, profile: Profile) -> None:
    page = boxes(head(press, with_(profile, emblem=square())))[0]
    assert page[0].left > 56 + 18 * 72 / 25.4
    assert all(box.left > 100 for box in page)


def test_a_long_name_wraps_into_even_lines(press: Press, profile: Profile) -> None:
    name = "Dinas Perumahan, Kawasan Permukiman dan Pertanahan Kabupaten Tanah Bumbu"
    pdf = head(press, with_(profile, emblem=square()), "agency", unit=name)
    assert bare(name.upper()) in bare(pages(pdf)[0])
    rows: dict[int, list[float]] = {}
    for box in boxes(pdf)[0][4:]:
        rows.setdefault(round(box.top), []).extend((box.left, box.right))
    widths = [max(edges) - min(edges) for edges in rows.values()]
    assert len(widths) >= 2
    assert min(widths) > 0.5 * max(widths)
    assert_within(pdf)


def test_a_word_longer_than_the_page_and_strange_signs_stay_within(press: Press, profile: Profile) -> None:
    strange = with_(profile, government="P" * 150, lines=["ꦱꦸꦫꦠ <b>&amp;", "x" * 200], emblem=square())
    pdf = head(press, strange)
    assert "<b>&amp;" in pages(pdf)[0]
    assert_within(pdf)


@pytest.mark.parametrize(
    ("mode", "colour", "shade"),
    [("L", 100, 100), ("RGB", (90, 90, 90), 90), ("RGBA", (0, 0, 0, 0), 255), ("1", 0, 0), ("P", 0, 0)],
)
def test_any_png_is_made_gray_on_white(mode: str, colour: int | tuple[int, ...], shade: int) -> None:
    emblem = emblem_of(square(mode, colour))
    assert emblem is not None
    assert (emblem.width, emblem.height, emblem.gray) == (60, 80, True)
    assert set(zlib.decompress(emblem.data)) == {shade}


def test_colours_stay(press: Press, profile: Profile) -> None:
    colourful = square("RGB", (200, 0, 0))
    emblem = emblem_of(colourful)
    assert emblem is not None
    assert not emblem.gray
    assert dots(head(press, with_(profile, emblem=colourful)))[0].getpixel((60, 80)) not in (0, 255)


@pytest.mark.parametrize(
    "broken",
    [
        "kein base64",
        base64.b64encode(b"x" * 100).decode(),
        square()[:80],
        encoded(Image.new("L", (9, 9)), "JPEG"),
        encoded(Image.new("1", (2100, 2100))),
    ],
)
def test_a_broken_emblem_leaves_the_text(press: Press, profile: Profile, broken: str) -> None:
    assert emblem_of(broken) is None
    assert head(press, with_(profile, emblem=broken)) == head(press, with_(profile, emblem=""))


def test_the_emblem_of_the_practice_district_is_drawn(press: Press, profile: Profile) -> None:
    emblem = json.loads(DEMO.read_text(encoding="utf-8"))["letterhead"]["emblem"]
    assert base64.b64decode(emblem) == (DEMO.parent / "emblem.png").read_bytes()
    pdf = head(press, with_(profile, emblem=emblem))
    assert sum(dots(pdf)[0].crop((57, 57, 100, 127)).histogram()[:100]) > 50
    assert head(press, with_(profile, emblem=emblem)) == pdf


def test_an_interlaced_png_with_holes_is_no_trouble() -> None:
    image = Image.new("LA", (30, 30), (255, 0))
    ImageDraw.Draw(image).ellipse((5, 5, 25, 25), fill=(0, 255))
    assert emblem_of(encoded(image)) is not None
