"""Pictures from anywhere: shown upright and plain, or not at all, and never at the price of the machine."""

import io
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from desktop.core.profile import Profile
from reports.images import Picture, picture, pictures
from reports.press import Press
from reports.sheet import Sheet
from tests.reports.archive import faults
from tests.reports.paper import assert_within, bare, boxes, dots, elements, new_sheet, pages, printed

HOUSE = Path(__file__).resolve().parents[2]
RED, GREEN = (200, 30, 30), (30, 160, 30)


@pytest.fixture
def sheet(press: Press, profile: Profile) -> Sheet:
    return new_sheet(press, profile)


def halves(width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    """Red at the left, green at the right."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height))
    return image.convert(mode)


def coded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def inside(pdf: bytes) -> Image.Image:
    """The one picture in a file as it is embedded, its dictionary checked."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        (found,) = file.pages[0].Resources.XObject.values()
        assert str(found.ColorSpace) in ("/DeviceRGB", "/DeviceGray")
        assert found.BitsPerComponent == 8
        assert {"/SMask", "/Mask", "/Decode", "/Interpolate"}.isdisjoint(found.keys())
        jpeg = Image.open(io.BytesIO(found.read_raw_bytes()))
        assert jpeg.format == "JPEG"
        assert jpeg.size == (int(found.Width), int(found.Height))
        assert not jpeg.info.get("progressive")
        assert set(jpeg.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        jpeg.load()
        return jpeg


def shown(sheet: Sheet, data: bytes) -> Image.Image:
    made = picture(sheet, data, 200, 200, "dua warna")
    assert made is not None
    return inside(printed(sheet, [made]))


def is_near(found: object, wanted: tuple[int, int, int], by: int = 40) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


EXIF = Image.Exif()
EXIF[0x010E] = "RAHASIA"
WHOLE: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: coded(halves(), "JPEG", exif=EXIF, comment=b"RAHASIA"),
    "jpeg with profile": lambda: coded(
        halves(), "JPEG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    ),
    "progressive": lambda: coded(halves(), "JPEG", progressive=True),
    "cmyk": lambda: coded(halves(mode="CMYK"), "JPEG"),
    "png": lambda: coded(halves(), "PNG"),
    "palette": lambda: coded(halves(mode="P"), "PNG"),
    "alpha": lambda: coded(halves(mode="RGBA"), "PNG"),
    "webp": lambda: coded(halves(), "WEBP"),
    "bmp": lambda: coded(halves(), "BMP"),
    "heic": lambda: coded_heic(halves()),
    "avif": lambda: coded(halves(), "AVIF"),
    "several": lambda: coded(halves(), "MPO", save_all=True, append_images=[halves(60, 40)]),
    "animation": lambda: coded(halves(), "GIF", save_all=True, append_images=[Image.new("RGB", (120, 80))]),
}


def coded_heic(image: Image.Image) -> bytes:
    pillow_heif = pytest.importorskip("pillow_heif")
    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=90)
    return out.getvalue()


@pytest.mark.parametrize("kind", WHOLE)
def test_every_kind_of_picture_becomes_a_plain_jpeg(sheet: Sheet, kind: str) -> None:
    found = shown(sheet, WHOLE[kind]())
    assert (found.mode, found.size) == ("RGB", (120, 80))
    assert is_near(found.getpixel((20, 40)), RED)
    assert is_near(found.getpixel((100, 40)), GREEN)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turned_the_way_it_was_taken(sheet: Sheet, orientation: int) -> None:
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    image = halves()
    turned = image if orientation == 1 else image.transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = shown(sheet, coded(turned, "JPEG", exif=exif))
    assert found.size == (120, 80)
    assert is_near(found.getpixel((20, 40)), RED)


def test_clear_becomes_white(sheet: Sheet) -> None:
    image = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    image.paste((*RED, 255), (0, 0, 25, 50))
    assert is_near(shown(sheet, coded(image, "PNG")).getpixel((40, 20)), (255, 255, 255), 12)
    palette = image.convert("RGB").quantize(4)
    clear = palette.getpixel((40, 20))
    found = shown(sheet, coded(palette, "PNG", transparency=clear))
    assert is_near(found.getpixel((40, 20)), (255, 255, 255), 12)
    gray = Image.new("LA", (50, 50), (0, 0))
    assert is_near(shown(sheet, coded(gray, "PNG")).convert("RGB").getpixel((4, 4)), (255, 255, 255), 2)


@pytest.mark.parametrize("mode", ["L", "1", "I;16"])
def test_gray_keeps_its_shades(sheet: Sheet, mode: str) -> None:
    light, dark = {"1": (1, 0), "L": (200, 50)}.get(mode, (51400, 12850))
    image = Image.new(mode, (80, 40), dark)
    image.paste(light, (0, 0, 40, 40))
    found = shown(sheet, coded(image, "PNG")).convert("L")
    expected = (255, 0) if mode == "1" else (200, 50)
    assert found.getpixel((10, 20)) == pytest.approx(expected[0], abs=6)
    assert found.getpixel((70, 20)) == pytest.approx(expected[1], abs=6)


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that says it is so large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


NOISE = random.Random(7).randbytes(5000)
JPEG = coded(Image.effect_noise((300, 200), 90), "JPEG")
BROKEN: dict[str, bytes] = {
    "nothing": b"",
    "noise": NOISE,
    "text": b"foto.jpg",
    "a PDF": b"%PDF-1.7\n" + NOISE,
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n",
    "half a jpeg": JPEG[: len(JPEG) // 2],
    "head of a jpeg": JPEG[:200],
    "bomb": png(32_768, 32_768),
    "more than any camera": coded(Image.new("1", (5_001, 5_000)), "PNG"),
    "wide bomb": png(2_000_000_000, 2),
    "half a png": png(500, 500, b"\0" * 1000),
    "heic of noise": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + NOISE,
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_shown_is_none(sheet: Sheet, kind: str) -> None:
    assert picture(sheet, BROKEN[kind], 200, 200, "") is None


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_damaged_files_never_crash(press: Press, profile: Profile, kind: str, data: st.DataObject) -> None:
    whole = bytearray(WHOLE[kind]())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=30)):
        whole[at] = data.draw(st.integers(0, 255))
    made = picture(new_sheet(press, profile), bytes(whole), 200, 200, "")
    assert made is None or made.width > 0


def test_keeps_its_shape_within_the_box(sheet: Sheet) -> None:
    for size, box in (((400, 100), (200, 200)), ((100, 400), (200, 100)), ((1200, 1199), (90, 200))):
        made = picture(sheet, coded(Image.new("RGB", size), "PNG"), *box, "")
        assert made is not None
        assert made.width <= box[0] + 1e-6
        assert made.height <= box[1] + 1e-6
        assert made.width / made.height == pytest.approx(size[0] / size[1], rel=0.02)
        assert made.width == pytest.approx(box[0]) or made.height == pytest.approx(box[1])


def test_a_tiny_picture_is_not_blown_up(sheet: Sheet) -> None:
    made = picture(sheet, coded(Image.new("RGB", (2, 1)), "PNG"), 200, 200, "")
    assert made is not None
    assert made.width < 4


def test_no_more_dots_than_the_paper_shows(sheet: Sheet) -> None:
    found = shown(sheet, coded(halves(4000, 3000), "JPEG"))
    assert found.size == (556, 417)


def peak(folder: Path, size: tuple[int, int]) -> int:
    """MiB that a process needs at most to make a JPEG of that size ready."""
    path = folder / "photo.jpg"
    noise, image = Image.effect_noise((1000, 750), 60).convert("RGB"), Image.new("RGB", size)
    for corner in product(range(0, size[0], noise.width), range(0, size[1], noise.height)):
        image.paste(noise, corner)
    path.write_bytes(coded(image, "JPEG"))
    code = f"""
from reports.images import picture
assert picture(None, open({str(path)!r}, "rb").read(), 240, 240, "")
print(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0])"""
    done = subprocess.run([sys.executable, "-c", code], cwd=HOUSE, check=True, capture_output=True, text=True)
    return int(done.stdout) // 1024


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in another way")
def test_twelve_megapixels_need_little_memory(tmp_path: Path) -> None:
    assert peak(tmp_path, (4000, 3000)) - peak(tmp_path, (40, 30)) < 30


def test_the_alternative_text_is_in_the_structure(sheet: Sheet) -> None:
    made = picture(sheet, coded(halves(), "PNG"), 200, 200, "Jembatan (rusak) di Desa Angsana")
    assert made is not None
    assert elements(printed(sheet, [made]), "Figure") == ["Jembatan (rusak) di Desa Angsana"]


def test_one_file_shown_twice_is_carried_once(sheet: Sheet) -> None:
    data = coded(halves(), "PNG")
    story = [one for _ in range(2) if (one := picture(sheet, data, 200, 200, "x"))]
    assert len(story) == 2
    with pikepdf.open(io.BytesIO(printed(sheet, story))) as file:
        assert len(file.pages[0].Resources.XObject) == 1


def test_photos_stand_side_by_side_with_their_captions(sheet: Sheet) -> None:
    photos = [(coded(halves(), "PNG"), f"Foto{number}") for number in range(5)]
    photos[3] = (b"rusak", "Foto3")
    pdf = printed(sheet, pictures(sheet, photos))
    assert_within(pdf)
    (page,) = boxes(pdf)
    at = {box.word: box for box in page}
    assert at["Foto0"].top == at["Foto1"].top < at["Foto2"].top < at["Foto4"].top
    assert at["Foto0"].right < at["Foto1"].left
    assert bare(sheet.words.text("photo_broken")) + "Foto3" in bare(pages(pdf)[0])
    assert len(elements(pdf, "Figure")) == 4
    dark = sum(dots(pdf)[0].histogram()[:150])
    assert dark > 4 * 100 * 50


def test_a_very_long_caption_goes_on_over_pages(sheet: Sheet) -> None:
    caption = " ".join(f"k{number}" for number in range(3000))
    pdf = printed(sheet, pictures(sheet, [(coded(halves(), "PNG"), caption), (b"", "")]))
    found = [box.word for page in boxes(pdf) for box in page if box.word[0] == "k"]
    assert found == caption.split()
    assert len(pages(pdf)) > 1
    assert_within(pdf)


def test_a_picture_is_a_flowable_of_known_size(sheet: Sheet) -> None:
    made = picture(sheet, coded(halves(), "PNG"), 60, 60, "")
    assert isinstance(made, Picture)
    assert made.wrap(500, 500) == (made.width, made.height) == pytest.approx((60, 40))


def test_keeps_what_an_archive_and_a_screen_reader_need(sheet: Sheet) -> None:
    photos = [(make(), "" if kind == "png" else kind) for kind, make in WHOLE.items()]
    gray = coded(Image.new("L", (9, 9)), "PNG")
    assert faults(printed(sheet, pictures(sheet, [*photos, (gray, "abu-abu"), (b"", "rusak")]))) == []
