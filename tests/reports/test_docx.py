"""The DOCX twin: the PDF's words in the PDF's order, opened by LibreOffice, always the same bytes."""

import base64
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import msgspec
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.core.letters import Content
from desktop.core.profile import Profile
from reports.assignment_letter import assignment_letter
from reports.docx_letter import assignment_docx
from reports.press import Press
from tests.reports.paper import pages
from tests.reports.samples_letters import (
    BUPATI,
    MOMENT,
    NORMAL,
    ROWS,
    STRANGE,
    Sample,
    samples,
    with_contacts,
)
from tests.reports.test_letters import flowing

PENUGASAN = NORMAL["penugasan"]
SHORT = [one for one in samples("penugasan") if one.name in ("normal", "empty")]


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def words_in(data: bytes) -> str:
    """Every word of the body in its order, without white space."""
    found = []
    for block in opened(data).iter_inner_content():
        if isinstance(block, Table):
            found += [cell.text for row in block.rows for cell in row.cells]
        elif isinstance(block, Paragraph):
            found.append(block.text)
    return "".join("".join(found).split())


@pytest.mark.parametrize("sample", SHORT, ids=lambda one: one.name)
@pytest.mark.parametrize("font", ["sans", "bookman"])
def test_same_words_in_the_same_order(press: Press, profile: Profile, sample: Sample, font: str) -> None:
    own = msgspec.structs.replace(profile, font=font, anchor="#")
    pdf = assignment_letter(press, own, sample.content, sample.number, MOMENT).data
    assert words_in(assignment_docx(press, own, sample.content, sample.number, MOMENT)) == flowing(pdf)


@pytest.mark.parametrize(
    "content",
    [
        with_contacts(PENUGASAN),
        msgspec.structs.replace(PENUGASAN, signer=BUPATI, carries_data=False, version=2),
        msgspec.structs.replace(PENUGASAN, points=list(STRANGE), copies=list(STRANGE), to=list(STRANGE)),
        msgspec.structs.replace(PENUGASAN, rows=[], due=None),
    ],
    ids=["contacts", "bupati", "strange", "no rows"],
)
def test_same_words_of_other_letters(press: Press, profile: Profile, content: Content) -> None:
    pdf = assignment_letter(press, profile, content, None, MOMENT).data
    assert words_in(assignment_docx(press, profile, content, None, MOMENT)) == flowing(pdf)


TYPED = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z", "C"]), max_size=80)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=TYPED, more=TYPED)
def test_any_text_makes_a_file_that_opens(press: Press, profile: Profile, typed: str, more: str) -> None:
    row = msgspec.structs.replace(ROWS[0], words=typed, place=more, instruction=typed)
    # Without an identity it has no code: what has control characters is never stored, so it has no hash.
    content = msgspec.structs.replace(
        PENUGASAN, letter="", subject=typed, to=[more, typed], rows=[row], points=[typed, more], copies=[more]
    )
    data = assignment_docx(press, profile, content, typed, MOMENT)
    assert ROWS[0].code in words_in(data)


def test_same_letter_same_bytes_and_no_time_of_day(press: Press, profile: Profile) -> None:
    first, second = (assignment_docx(press, profile, PENUGASAN, None, MOMENT) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_is_in_it_that_no_letter_shows(press: Press, profile: Profile) -> None:
    data = assignment_docx(press, profile, PENUGASAN, None, MOMENT)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {"docProps/thumbnail.jpeg", "word/stylesWithEffects.xml"}.isdisjoint(file.namelist())
    styles = [style.name for style in opened(data).styles if style.type == WD_STYLE_TYPE.TABLE]
    assert styles == ["Normal Table", "Table Grid"]
    assert {table.style.name for table in opened(data).tables if table.style} <= {*styles}
    assert len(data) < 30_000


def test_properties_name_no_person(press: Press, profile: Profile) -> None:
    data = assignment_docx(press, profile, PENUGASAN, None, MOMENT)
    properties = opened(data).core_properties
    assert properties.author == "PEMERINTAH KABUPATEN TANAH BUMBU"
    assert (properties.last_modified_by, properties.comments) == ("", "")
    assert properties.title == PENUGASAN.subject
    assert properties.language == "id-ID"
    assert properties.created is not None
    assert properties.created.isoformat() in ("2026-11-21T02:00:00", "2026-11-21T02:00:00+00:00")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = b"".join(file.read(name) for name in file.namelist() if name.startswith("docProps"))
    assert b"python-docx" not in parts
    assert b"Sakka" not in parts


@pytest.mark.parametrize(("paper", "size"), [("f4", (215, 330)), ("a4", (210, 297))])
def test_paper_margins_and_type(press: Press, profile: Profile, paper: str, size: tuple[int, int]) -> None:
    own = msgspec.structs.replace(profile, paper=paper, font="bookman", margins=[21, 22, 23, 31])
    document = opened(assignment_docx(press, own, PENUGASAN, None, MOMENT))
    section = document.sections[0]
    sides = [section.page_width, section.page_height, section.top_margin, section.right_margin]
    sides += [section.bottom_margin, section.left_margin]
    assert [round(side.mm, 1) for side in sides if side is not None] == [*size, 21, 22, 23, 31]
    assert document.styles["Normal"].font.name == "Bookman Old Style"


def test_heads_of_the_annex_come_again_and_columns_fill_the_width(press: Press, profile: Profile) -> None:
    document = opened(assignment_docx(press, profile, PENUGASAN, None, MOMENT))
    table = document.tables[-1]
    heads = [row._tr.find(qn("w:trPr")) is not None for row in table.rows]
    assert heads == [True, False, False, False]
    assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    width = sum(column.width.mm for column in table.columns if column.width is not None)
    assert round(width) == 215 - profile.margins[1] - profile.margins[3]


def test_feet_count_the_pages(press: Press, profile: Profile) -> None:
    own = msgspec.structs.replace(profile, note="Daerah latihan, bukan dokumen resmi")
    foot = opened(assignment_docx(press, own, PENUGASAN, None, MOMENT)).sections[0].footer
    fields = [one.text for one in foot._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert foot.paragraphs[0].text.split() == [
        "Daerah",
        "latihan,",
        "bukan",
        "dokumen",
        "resmi",
        "Halaman",
        "dari",
    ]


def test_emblem_and_code_are_in_it(press: Press, profile: Profile) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 50), "green").save(out, "PNG")
    emblem = base64.b64encode(out.getvalue()).decode()
    plain, own = profile, msgspec.structs.replace(profile, emblem=emblem)
    broken = msgspec.structs.replace(profile, emblem=base64.b64encode(b"no picture").decode())
    bare = msgspec.structs.replace(profile, verification=False)
    found = {}
    for name, used in {"plain": plain, "own": own, "broken": broken, "bare": bare}.items():
        data = assignment_docx(press, used, PENUGASAN, None, MOMENT)
        found[name] = len(opened(data).inline_shapes), "Kodeverifikasi" in words_in(data)
    assert found == {"plain": (1, True), "own": (2, True), "broken": (1, True), "bare": (0, False)}


def test_five_hundred_rows_each_once(press: Press, profile: Profile) -> None:
    content = next(one.content for one in samples("penugasan") if one.name == "long")
    text = words_in(assignment_docx(press, profile, content, None, MOMENT))
    assert re.findall(r"TB-\d{5}-QXAH\d", text) == [row.code for row in content.rows]
    assert "".join(content.rows[0].words.split()) in text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.slow
@pytest.mark.parametrize("name", ["normal", "strange", "empty"])
def test_libreoffice_opens_it_and_prints_the_same_words(
    press: Press, profile: Profile, name: str, tmp_path: Path
) -> None:
    sample = next(one for one in samples("penugasan") if one.name == name)
    path = tmp_path / "surat.docx"
    path.write_bytes(assignment_docx(press, profile, sample.content, sample.number, MOMENT))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    printed = tmp_path.joinpath("surat.pdf").read_bytes()
    assert len(pages(printed)) >= 1
    if name == "normal":
        ours = assignment_letter(press, profile, sample.content, sample.number, MOMENT).data
        assert len(pages(printed)) == len(pages(ours))
        assert sorted(flowing(printed)) == sorted(flowing(ours))
