"""The faces: which font shows what, widths, and fonts that are in order."""

import pytest

from desktop.paths import FONTS
from reports.embedding import GLYPHS, registered
from reports.fonts import BOX, Family
from reports.press import Press
from reports.style import Face

FACES: tuple[Face, ...] = ("regular", "bold", "italic", "bold_italic")


@pytest.fixture
def family(press: Press) -> Family:
    return press.family("sans")


def fonts_of(family: Family, text: str) -> list[str]:
    return [run.font.stem.removesuffix("-Regular") for run in family.runs(text, "regular")]


@pytest.mark.parametrize(
    ("text", "fonts"),
    [
        ("Jalan", ["LiberationSans"]),
        ("é—“”€", ["LiberationSans"]),
        ("سلام", ["NotoNaskhArabic"]),
        ("ꦲꦏ꧀ꦱꦫ", ["NotoSansJavanese"]),
        ("ᬅᬓ᭄ᬱᬭ", ["NotoSansBalinese"]),
        ("ᮞᮥᮔ᮪ᮓ", ["NotoSansSundanese"]),
        ("ᨕᨘᨁᨗ", ["NotoSansBuginese"]),
        ("ᯅᯖᯂ᯲", ["NotoSansBatak"]),
        ("ꤷꤺꥆꤰ", ["NotoSansRejang"]),
        ("a😀b", ["LiberationSans", "NotoEmoji", "LiberationSans"]),
        ("👨‍👩‍👧‍👦👍🏽", ["NotoEmoji"]),
        ("☑", ["NotoEmoji"]),
        ("⑳", ["NotoSansSymbols"]),
    ],
)
def test_each_script_has_its_font(family: Family, text: str, fonts: list[str]) -> None:
    assert fonts_of(family, text) == fonts


def test_bonum_leaves_greek_and_cyrillic_to_liberation(press: Press) -> None:
    runs = press.family("bookman").runs("Жk", "bold")
    assert [run.font.stem for run in runs] == ["LiberationSans-Bold", "JBBonum-Bold"]


def test_what_no_font_has_is_missing(family: Family) -> None:
    plain, missing = family.runs("a漢字", "regular")
    assert (plain.missing, missing.missing, missing.text) == (False, True, "漢字")
    assert family.width("漢字", "regular", 10) == pytest.approx(2 * family.width(BOX, "regular", 10))


def test_private_signs_have_no_meaning(press: Press) -> None:
    """TeX Gyre Bonum has pictures for some; a reader could not know what they say."""
    (run,) = press.family("bookman").runs("\ue000", "regular")
    assert run.missing


@pytest.mark.parametrize("name", ["sans", "bookman"])
@pytest.mark.parametrize("face", FACES)
def test_every_face_has_indonesian(press: Press, name: str, face: Face) -> None:
    alphabet = "".join(map(chr, range(0x20, 0x7F))) + "éÉáíóúñçäöüß–—‘’“”…•°½×²³©®€§¶"
    assert press.family(name).face(face).plain.issuperset(alphabet)


def test_width_is_that_of_arial(family: Family) -> None:
    """556 thousandths for a figure, 667 for an A, 278 for a space: the widths of Arial."""
    assert family.width("0", "regular", 1000) == pytest.approx(556, abs=0.5)
    assert family.width("A A", "regular", 1000) == pytest.approx(2 * 667 + 278, abs=1)


def test_invisible_signs_take_no_room(family: Family) -> None:
    assert family.width("a\u200bb\u202e\ufeffc\u200d", "regular", 11) == family.width("abc", "regular", 11)


def test_the_same_bytes_are_registered_once(press: Press) -> None:
    data = (FONTS / "LiberationSans-Regular.ttf").read_bytes()
    first = registered("LiberationSans-Regular", data, ascii=True)
    assert registered("LiberationSans-Regular", data, ascii=True) is first
    assert press.family("sans").face("regular").pdf is first
    assert (
        registered("LiberationSans-Regular", (FONTS / "LiberationSans-Bold.ttf").read_bytes(), ascii=True)
        is not first
    )


def test_every_glyph_has_its_own_code(family: Family) -> None:
    face = family.face("regular").pdf.face
    assert all(face.charToGlyph[GLYPHS + glyph] == glyph for glyph in range(face.numGlyphs))


def test_names_are_unique_and_licences_lie_beside() -> None:
    stems = [path.stem for path in FONTS.glob("*.ttf")]
    names = [registered(path.stem, path.read_bytes(), ascii=False).face.name for path in FONTS.glob("*.ttf")]
    assert len(set(names)) == len(stems) >= 18
    licences = {path.name for path in FONTS.glob("LICENSE-*.txt")}
    told = (FONTS / "README.md").read_text(encoding="utf-8")
    assert licences >= {"LICENSE-Liberation.txt", "LICENSE-Bonum.txt", "LICENSE-Noto.txt"}
    assert all(name in told for name in licences)
    assert all(stem in told or f"{stem.partition('-')[0]}-*" in told for stem in stems)
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) < 6_000_000
