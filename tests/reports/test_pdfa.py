"""The archival form of every document, by the validators themselves."""

import hashlib
import io
from datetime import datetime
from operator import sub
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from desktop.core.profile import Profile
from desktop.paths import RESOURCES
from reports.document import Attachment
from reports.page import render
from reports.press import Press
from reports.raw import date
from reports.sheet import Sheet
from reports.style import BODY, HEAD
from reports.text import Words
from reports.xmp import packet, plain_title
from tests.reports.archive import claims_access, faults
from tests.reports.paper import MOMENT

PROFILE = Path(RESOURCES) / "colour" / "sRGB.icc"
DATA = bytes(range(256)) * 400


def made(press: Press, profile: Profile, title: str, attachment: Attachment | None = None) -> bytes:
    sheet = Sheet(press, profile, title, MOMENT)
    story = [Words(sheet, "Judul", HEAD, tag="H1"), Words(sheet, "Isi surat “ini” — é.", BODY)]
    return render(sheet, story, attachment=attachment).data


def test_a_document_is_pdf_a_2u_and_pdf_ua(press: Press, profile: Profile) -> None:
    data = made(press, profile, "Surat")
    assert faults(data) == []
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>U</pdfaid:conformance>" in data


def test_other_scripts_keep_the_form(press: Press, profile: Profile) -> None:
    sheet = Sheet(press, profile, "Aksara", MOMENT)
    strange = "Hanacaraka ꦲꦤꦕꦫꦏ, الحمد لله 123, ᮘᮞ ᮞᮥᮔ᮪ᮓ, 😀👍🏽, Ω ж ﷺ, \U00013000 \ue000, ﬁ, x²"
    story = [Words(sheet, strange, BODY.but(face=face)) for face in ("regular", "bold", "italic")]
    assert faults(render(sheet, story).data) == []


def test_text_that_means_nothing_is_found(press: Press, profile: Profile) -> None:
    with pikepdf.open(io.BytesIO(made(press, profile, "Surat"))) as file:
        for font in file.pages[0].Resources.Font.values():
            del font.ToUnicode
        out = io.BytesIO()
        file.save(out)
    assert any("means ''" in fault for fault in faults(out.getvalue()))


def test_a_document_without_a_title_claims_less(press: Press, profile: Profile) -> None:
    data = made(press, profile, " ")
    assert not claims_access(data)
    assert faults(data, tagged=False) == []


def test_the_attachment_comes_out_as_it_went_in(press: Press, profile: Profile) -> None:
    data = made(press, profile, "Surat", Attachment("jemput-bola.jbola", DATA, MOMENT))
    assert faults(data) == []
    assert b"<pdfaid:part>3</pdfaid:part>" in data
    with pikepdf.open(io.BytesIO(data)) as file:
        assert list(file.attachments) == ["jemput-bola.jbola"]
        specification = file.attachments["jemput-bola.jbola"]
        inside = specification.get_file()
        assert inside.read_bytes() == DATA
        assert inside.size == len(DATA)
        assert inside.md5 == hashlib.md5(DATA).digest()
        assert inside.mod_date == MOMENT
        assert inside.mime_type == "application/octet-stream"
        assert specification.relationship == "/Data"
        assert file.Root.AF[0] == specification.obj
        with file.open_outline() as outline:
            (entry,) = outline.root
        assert isinstance(entry.destination, pikepdf.Array)
        assert entry.destination[0] == file.pages[0].obj
    assert len(data) < len(made(press, profile, "Surat")) + len(DATA) + 1500


def test_the_same_letter_gives_the_same_bytes(press: Press, profile: Profile) -> None:
    attachment = Attachment("jemput-bola.jbola", DATA, MOMENT)
    first = made(press, profile, "Surat", attachment)
    assert made(press, profile, "Surat", attachment) == first
    assert made(press, profile, "Surat", attachment._replace(data=DATA[1:])) != first


@pytest.mark.parametrize(
    "title", ["Surat <b>&amp;</b> \"x\" 'y'", "Kode\x00\x1b \n\ud800\uffff", "مرحبا ꦲꦏ 🙂", ""]
)
def test_metadata_and_information_agree(press: Press, profile: Profile, title: str) -> None:
    data = made(press, profile, title)
    with pikepdf.open(io.BytesIO(data)) as file:
        assert str(file.docinfo.Title) == plain_title(title)
        assert file.docinfo.CreationDate == file.docinfo.ModDate == "D:20261121100000+08'00'"
        assert set(file.docinfo.keys()) == {"/Title", "/Producer", "/CreationDate", "/ModDate"}
        with file.open_metadata() as metadata:
            assert (metadata.get("dc:title") or "") == plain_title(title)
            assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == "2026-11-21T10:00:00+08:00"
            assert metadata["pdf:Producer"] == file.docinfo.Producer == "Jemput Bola"
        assert file.Root.Lang == "id-ID"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert file.Root.MarkInfo.Marked


@given(st.text())
def test_any_title_makes_readable_metadata(title: str) -> None:
    xmp = packet(plain_title(title), MOMENT, "id-ID", part=3, accessible=True)
    tree = ElementTree.fromstring(xmp.decode("utf-8"))
    found = tree.findtext(".//{http://purl.org/dc/elements/1.1/}title//{*}li")
    assert (found or "") == plain_title(title)


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        ("2026-11-21T10:00:00+08:00", "D:20261121100000+08'00'"),
        ("2026-01-02T03:04:05.999+00:00", "D:20260102030405+00'00'"),
        ("2026-01-02T03:04:05-03:30", "D:20260102030405-03'30'"),
    ],
)
def test_dates_carry_their_offset(moment: str, written: str) -> None:
    assert date(datetime.fromisoformat(moment)) == written


def test_a_moment_without_an_offset_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="offset"):
        date(datetime.fromisoformat("2026-11-21T10:00:00"))


def test_the_colour_profile_is_srgb() -> None:
    data = PROFILE.read_bytes()
    assert (data[8], data[9] >> 4, data[12:24]) == (4, 2, b"mntrRGB XYZ ")
    quiet = bytearray(data)
    for start, end in ((44, 48), (64, 68), (84, 100)):
        quiet[start:end] = bytes(end - start)
    assert data[84:100] == hashlib.md5(quiet).digest()
    ours, theirs = ImageCms.ImageCmsProfile(io.BytesIO(data)), ImageCms.createProfile("sRGB")
    lab = ImageCms.createProfile("LAB")
    colours = Image.new("RGB", (16, 256))
    colours.putdata(
        [(value, (value * 7 + at * 16) % 256, 255 - value) for value in range(256) for at in range(16)]
    )
    images = [
        ImageCms.applyTransform(colours, ImageCms.buildTransform(profile, lab, "RGB", "LAB"))
        for profile in (ours, theirs)
    ]
    assert images[0] is not None
    assert images[1] is not None
    # One step for what a file rounds away.
    assert max(map(abs, map(sub, images[0].tobytes(), images[1].tobytes()))) <= 1
