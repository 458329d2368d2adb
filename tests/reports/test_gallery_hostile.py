"""What hostile hands type or hand in: no markup is obeyed, no file of the disk drawn in, nothing lost."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pikepdf
import pytest
from PIL import Image

from desktop.core.letters import KINDS, Content
from desktop.core.profile import Profile
from reports.document import Document
from reports.followup_report import Photo, followup_report
from reports.press import Press
from reports.visit_minutes import visit_minutes
from reports.visit_rows import Heard, Member, MinutesRows
from tests.gallery.exhibits import exhibits
from tests.reports.archive import faults
from tests.reports.paper import MOMENT, assert_within, bare, elements, pages, words_of
from tests.reports.samples_letters import NORMAL, ROWS, long_content
from tests.reports.samples_office import answered, followup_rows
from tests.reports.test_images import png
from tests.reports.test_letters import LETTERS, flowing

NAME = ("Raden Ajeng Siti Nurhaliza Kusumawardhani Binti Haji Abdurrahman Wahid " * 2)[:119] + "x"
LONG = "".join(f"kata{number} " for number in range(2_140))[:20_000]


def pictures(pdf: bytes) -> int:
    """Image objects anywhere in the file, also in forms and inline."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        streams = [one for one in file.objects if isinstance(one, pikepdf.Stream)]
        assert not any(b"\nBI\n" in one.read_bytes() for one in streams if "/Subtype" not in one)
        return sum(one.get("/Subtype") == "/Image" for one in streams)


def marked(path: Path) -> list[str]:
    """Markup that some programs obey."""
    return [
        f'<img src="{path}" width="50" height="50"/>',
        f'<img src="file://{path}"/>',
        "Bapak <b tidak ditutup",
        "<para><font size=99>besar</font></para>",
        "A & B &lt;c&gt; &amp; &nosuch;",
        "<a href='javascript:alert(1)'>klik</a>",
        f"{{0}} %s ${{{path}}} \\input{{{path}}}",
        "</w:t></w:r><w:r>",
    ]


@pytest.fixture
def picture_on_disk(tmp_path: Path) -> Path:
    path = tmp_path / "rahasia.png"
    Image.new("RGB", (50, 50), "red").save(path)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_markup_in_a_letter_is_words(
    press: Press, profile: Profile, kind: str, picture_on_disk: Path
) -> None:
    typed = marked(picture_on_disk)
    rows = [
        msgspec.structs.replace(ROWS[0], words=text, place=text, by=text, instruction=text) for text in typed
    ]
    content = msgspec.structs.replace(NORMAL[kind], rows=rows, points=typed, copies=typed)
    made = LETTERS[kind](press, profile, content, None, MOMENT)
    said = flowing(made.data)
    assert [text for text in typed if said.count(bare(text)) < 4] == []
    assert pictures(made.data) == 0
    assert faults(made.data) == []
    with pikepdf.open(io.BytesIO(made.data)) as file:
        assert not any("/Annots" in page for page in file.pages)


def test_markup_in_minutes_and_reports_is_words(
    press: Press, profile: Profile, picture_on_disk: Path
) -> None:
    typed = marked(picture_on_disk)
    heard = tuple(Heard(f"TB-0000{number}-2QXAH", text, name=text) for number, text in enumerate(typed))
    minutes = MinutesRows(
        MOMENT, typed[0], agenda="\n".join(typed), team=tuple(map(Member, typed)), aspirations=heard
    )
    report = followup_rows(*[answered(words=text, answer=text, funding=text) for text in typed])
    for made in (visit_minutes(press, profile, minutes), followup_report(press, profile, report)):
        said = flowing(made.data)
        assert [text for text in typed if said.count(bare(text)) < 3] == []
        assert pictures(made.data) == 0
        assert faults(made.data) == []


@pytest.mark.parametrize("name", [name for name, one in exhibits(3).items() if one.kind == "strange"])
def test_no_strange_document_draws_a_picture_that_was_not_handed_in(name: str, press: Press) -> None:
    one = exhibits(3)[name]
    if not one.docx:
        own = msgspec.structs.replace(one.profile, emblem="")
        assert pictures(one.make(press, own).data) == 0


def test_everything_long_in_one_letter(press: Press, profile: Profile) -> None:
    """500 rows, 20,000 characters, names of 120 letters, 40 copies: all there, all in its margins."""
    content = long_content("penugasan")
    rows = [msgspec.structs.replace(content.rows[0], words=LONG, by=NAME), *content.rows[1:]]
    content = msgspec.structs.replace(content, rows=rows, to=[NAME, NAME])
    made = LETTERS["penugasan"](press, profile, content, None, MOMENT)
    said = flowing(made.data)
    assert said.count("kata") >= 2_139
    assert len({f"kata{number}" for number in range(2_100) if f"kata{number}kata" in said}) > 2_050
    assert re.findall(r"TB-\d{5}-QXAH\d", said) == [row.code for row in rows]
    assert [copy for copy in content.copies if bare(copy) not in said] == []
    assert said.count(bare(NAME)) >= 3
    assert bare(NAME.upper()) in said
    sides = pages(made.data)
    assert made.pages == len(sides) > 50
    annex = [side for side in sides if "Petunjuk" in side]
    assert len(annex) > 20
    assert annex == sides[-len(annex) :]
    assert bare(NAME) in bare(sides[0])
    assert made.missing == ()


def coded(image: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def turned() -> bytes:
    """A portrait taken by a telephone: lying, with a note how to turn it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Kamera Canari"
    return coded(Image.new("RGB", (400, 300), "green"), "JPEG", exif=exif)


PHOTOS: dict[str, tuple[Callable[[], bytes], bool]] = {
    "portrait": (turned, True),
    "twelve megapixels": (lambda: coded(Image.new("RGB", (4_000, 3_000), "blue"), "JPEG"), True),
    "cmyk": (lambda: coded(Image.new("CMYK", (300, 200), (0, 200, 100, 20)), "JPEG"), True),
    "sixteen bits": (lambda: coded(Image.new("I;16", (300, 200), 40_000), "PNG"), True),
    "half a file": (lambda: turned()[:700], False),
    "no picture": (lambda: b"<svg><image href='file:///etc/passwd'/></svg>", False),
    "empty": (lambda: b"", False),
    "postscript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n", False),
    "a bomb": (lambda: png(30_000, 30_000), False),
}


def test_every_photo_of_a_report_is_shown_or_said_not_to_be(press: Press, profile: Profile) -> None:
    data = {name: make() for name, (make, _) in PHOTOS.items()}
    photos = tuple(Photo("here", one, "12 November 2026") for one in data.values())
    rows = followup_rows(answered(before=photos), answered(after=photos))
    made = followup_report(press, profile, rows)
    good = sum(shown for _, shown in PHOTOS.values())
    assert words_of(made.data).count(bare("[Foto tidak dapat ditampilkan.]")) == 2 * (len(PHOTOS) - good)
    assert len(elements(made.data, "Figure")) == 2 * good
    assert pictures(made.data) == good
    assert faults(made.data) == []
    assert b"Canari" not in made.data
    assert len(made.data) < 400_000
    assert_within(made.data, 10)


UNKNOWN = {"Chinese": "\u6751\u5e84", "Ogham": "\u1681\u168f\u1695"}


@pytest.mark.parametrize("script", UNKNOWN)
@pytest.mark.parametrize("field", ["subject", "to_place", "words", "place", "by", "instruction", "points"])
def test_a_sign_without_a_glyph_is_told_with_its_field(
    press: Press, profile: Profile, script: str, field: str
) -> None:
    names = {
        "subject": "hal",
        "to_place": "tempat tujuan",
        "words": "uraian",
        "place": "uraian",
        "by": "uraian",
        "instruction": "petunjuk",
        "points": "isi surat",
    }
    text = f"Kata {UNKNOWN[script]} asing"
    content: Content = NORMAL["penugasan"]
    if field in ("words", "place", "by", "instruction"):
        content = msgspec.structs.replace(content, rows=[msgspec.structs.replace(ROWS[0], **{field: text})])
    else:
        content = msgspec.structs.replace(content, **{field: [text] if field == "points" else text})
    made: Document = LETTERS["penugasan"](press, profile, content, None, MOMENT)
    assert [(one.field, one.signs) for one in made.missing] == [(names[field], UNKNOWN[script])]
    assert bare(text) in flowing(made.data)
