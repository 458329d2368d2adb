"""The code of a letter in its metadata: there without a QR on paper, archival, and twice the same."""

import io
from collections.abc import Callable
from pathlib import Path

import msgspec
import pikepdf
import pytest

from desktop.core.letters import KINDS, content_hash, letter_qr
from desktop.core.profile import Profile
from desktop.sync.letter_pdf import marks_of_letter
from reports.document import Document
from reports.page import render
from reports.press import Press
from reports.sheet import Sheet
from reports.style import BODY
from reports.text import Words
from tests.reports.archive import faults
from tests.reports.samples_letters import MOMENT, NORMAL
from tests.reports.test_letters import LETTERS

Make = Callable[..., Document]


def keywords(pdf: bytes) -> tuple[str, str]:
    """In the information dictionary, and in the XMP."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return str(file.docinfo.get("/Keywords", "")), str(file.open_metadata().get("pdf:Keywords", ""))


@pytest.mark.parametrize("kind", KINDS)
def test_the_code_is_found_where_no_qr_is_printed(
    kind: str, press: Press, profile: Profile, tmp_path: Path
) -> None:
    bare, content = msgspec.structs.replace(profile, verification=False), NORMAL[kind]
    code = letter_qr(content.letter, content_hash(content))
    assert keywords(LETTERS[kind](press, profile, content, None, MOMENT).data) == (code, code)
    pdf = LETTERS[kind](press, bare, content, None, MOMENT).data
    assert keywords(pdf) == (code, code)
    assert faults(pdf) == []
    assert pdf == LETTERS[kind](press, bare, content, None, MOMENT).data
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert not any(
            "JB1" in str(one.get("/Alt", "")) for one in file.objects if isinstance(one, pikepdf.Dictionary)
        )
    path = tmp_path / "surat.pdf"
    path.write_bytes(pdf)
    assert marks_of_letter(path).mark == code
    with pikepdf.open(path) as file:
        del file.trailer.Info
        file.save(tmp_path / "tanpa-info.pdf")
    assert marks_of_letter(tmp_path / "tanpa-info.pdf").mark == code


def test_keywords_hold_only_what_xml_holds_and_other_papers_have_none(press: Press, profile: Profile) -> None:
    sheet = Sheet(press, profile, "Surat", MOMENT)
    assert keywords(render(sheet, [Words(sheet, "Isi", BODY)]).data) == ("", "")
    sheet.keywords = "a & <b>\x0b\ud800 c"
    pdf = render(sheet, [Words(sheet, "Isi", BODY)]).data
    assert keywords(pdf) == ("a & <b> c", "a & <b> c")
    assert faults(pdf) == []
