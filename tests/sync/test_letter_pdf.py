"""PDFs of anybody's: what a letter carries comes out of it, everything else ends in one clear sentence."""

import io
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from desktop.core.letters import DATA_NAME
from desktop.sync import letter_pdf
from desktop.sync.letter_pdf import data_of_letter, marks_of_letter
from desktop.sync.limits import Refused

MARK = "JB1:L:0190f2a4-7c1e-7b52-9f10-3b6f5d1c2e4a:0123456789ABCDEF"
DATA = b"sealed" * 500
Build = Callable[[pikepdf.Pdf], None]


def attach(pdf: pikepdf.Pdf, data: bytes = DATA, key: str = DATA_NAME, name: str = DATA_NAME) -> None:
    more = dict.fromkeys(("description", "mime_type", "creation_date", "mod_date"), "")
    pdf.attachments[key] = pikepdf.AttachedFileSpec(pdf, data, filename=name, **more)


def marked(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Keywords"] = MARK


def file(folder: Path, *builds: Build, **saving: object) -> Path:
    """A PDF of one page with these things done to it."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for build in builds:
        build(pdf)
    pdf.save(folder / "surat.pdf", **saving)  # type: ignore[arg-type]
    return folder / "surat.pdf"


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        data_of_letter(path)
    assert refused.value.values["file"] == path.name
    return refused.value.code


def test_the_one_attachment_comes_out(tmp_path: Path) -> None:
    path = file(tmp_path, attach, marked)
    assert data_of_letter(path) == DATA
    assert marks_of_letter(path).mark == MARK


def test_a_letter_saved_again_by_another_program_still_gives_it(tmp_path: Path) -> None:
    path = file(tmp_path, attach, lambda pdf: attach(pdf, b"x", "lain.txt", "lain.txt"))
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "ulang.pdf", linearize=True, recompress_flate=True)
    assert data_of_letter(tmp_path / "ulang.pdf") == DATA


def test_one_named_only_by_the_catalogs_af_is_found_and_counted_once(tmp_path: Path) -> None:
    def both(pdf: pikepdf.Pdf) -> None:
        attach(pdf)
        pdf.Root.AF = pikepdf.Array([pdf.attachments[DATA_NAME].obj])

    assert data_of_letter(file(tmp_path, both)) == DATA

    def only(pdf: pikepdf.Pdf) -> None:
        both(pdf)
        del pdf.Root.Names

    assert data_of_letter(file(tmp_path, only)) == DATA


@pytest.mark.parametrize(
    ("builds", "code"),
    [
        ([marked], "letter_pdf_no_data"),
        ([], "letter_pdf_not_ours"),
        ([lambda pdf: attach(pdf, b"x", "lain", "lain.jbola")], "letter_pdf_not_ours"),
        ([attach, lambda pdf: attach(pdf, b"other", "kedua")], "letter_pdf_two_data"),
        ([attach, lambda pdf: attach(pdf, DATA, "kedua")], "letter_pdf_two_data"),
    ],
)
def test_no_data_or_two(tmp_path: Path, builds: list[Build], code: str) -> None:
    assert refusal(file(tmp_path, *builds)) == code


def test_locked_with_a_password(tmp_path: Path) -> None:
    lock = pikepdf.Encryption(owner="a", user="b")
    assert refusal(file(tmp_path, attach, encryption=lock)) == "letter_pdf_encrypted"


def test_locked_against_changes_only(tmp_path: Path) -> None:
    lock = pikepdf.Encryption(owner="a", user="")
    assert data_of_letter(file(tmp_path, attach, encryption=lock)) == DATA


def test_a_bomb_is_not_blown_up(tmp_path: Path) -> None:
    def bomb(pdf: pikepdf.Pdf) -> None:
        attach(pdf, b"")
        held = pdf.attachments[DATA_NAME].obj.EF.F
        held.write(zlib.compress(bytes(letter_pdf.LARGEST_DATA + 1)), filter=pikepdf.Name.FlateDecode)

    path = file(tmp_path, bomb)
    assert path.stat().st_size < 200_000
    assert refusal(path) == "letter_pdf_too_large"


@pytest.mark.parametrize("filters", [["/LZWDecode"], ["/FlateDecode", "/FlateDecode"]])
def test_ways_of_packing_that_nobody_uses_here(tmp_path: Path, filters: list[str]) -> None:
    def packed(pdf: pikepdf.Pdf) -> None:
        attach(pdf)
        names = pikepdf.Array([pikepdf.Name(one) for one in filters])
        pdf.attachments[DATA_NAME].obj.EF.F.write(b"raw", filter=names)

    assert refusal(file(tmp_path, packed)) == "letter_pdf_broken"


def test_a_stream_that_breaks_off(tmp_path: Path) -> None:
    def cut(pdf: pikepdf.Pdf) -> None:
        attach(pdf)
        packed = zlib.compress(DATA)[:-10]
        pdf.attachments[DATA_NAME].obj.EF.F.write(packed, filter=pikepdf.Name.FlateDecode)

    assert refusal(file(tmp_path, cut)) == "letter_pdf_broken"


def test_not_a_pdf_inside(tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    for data, code in [
        (b"%PDF-1.7\n" + bytes(5000), "letter_pdf_broken"),
        (b"%PDF-1.7\ntrailer<</Root 1 0 R>>", "letter_pdf_broken"),
        (b"PK\x03\x04", "letter_pdf_not_ours"),
        (b"", "letter_pdf_not_ours"),
    ]:
        path.write_bytes(data)
        assert refusal(path) == code


def test_larger_than_any_letter(tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    with path.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(letter_pdf.LARGEST_PDF + 1)
    assert refusal(path) == "letter_pdf_too_large"


def test_a_name_tree_that_bites_its_tail(tmp_path: Path) -> None:
    def ring(pdf: pikepdf.Pdf) -> None:
        tree = pdf.make_indirect(pikepdf.Dictionary())
        tree.Kids = pikepdf.Array([tree])
        pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=tree)

    assert refusal(file(tmp_path, ring)) in ("letter_pdf_broken", "letter_pdf_not_ours")


def test_the_mark_is_found_in_the_words_for_the_picture(tmp_path: Path) -> None:
    def figure(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Figure = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=f"Kode QR: {MARK}"))

    assert marks_of_letter(file(tmp_path, figure)).mark == MARK


def test_pages_are_told_apart_by_what_they_draw(tmp_path: Path) -> None:
    def drawing(words: bytes) -> Build:
        return lambda pdf: setattr(pdf.pages[0], "Contents", pdf.make_stream(words))

    first = marks_of_letter(file(tmp_path, marked, drawing(b"0 0 m"))).pages
    again = marks_of_letter(file(tmp_path, marked, drawing(b"0 0 m"), compress_streams=False)).pages
    other = marks_of_letter(file(tmp_path, marked, drawing(b"0 1 m"))).pages
    assert first == again != other
    with io.BytesIO((tmp_path / "surat.pdf").read_bytes()) as stream:
        assert letter_pdf.page_digests(stream.getvalue()) == other


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_pdf, "WALL_SECONDS", 0)
    assert refusal(file(tmp_path, attach)) == "letter_pdf_broken"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_child_without_memory_decides_nothing_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(tmp_path, lambda pdf: attach(pdf, bytes(15_000_000)), compress_streams=False)
    assert len(data_of_letter(path)) == 15_000_000
    monkeypatch.setattr(letter_pdf, "MEMORY", 16 * 1_048_576)
    assert refusal(path) in ("letter_pdf_broken", "letter_pdf_too_large")
