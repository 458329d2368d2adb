"""The hunter itself: it finds what is hidden in every way it claims to know, and nothing elsewhere."""

import base64
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable

import docx
import pikepdf
import pyrage  # type: ignore[import-untyped]
import pytest
import zstandard

from desktop.core.profile import Profile
from reports.text import Words
from tests.proofs.hunter import Hunter
from tests.reports.paper import load_press, new_sheet, printed

KEY = pyrage.x25519.Identity.generate()
MARK = "Kenarikuning"
TEXT = f"Ibu {MARK} dari RT 03".encode()


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", data)
    return out.getvalue()


def written(data: bytes, *, compressed: bool = True, hidden: bool = False) -> bytes:
    """A page of a PDF; hidden: far outside of it."""
    sheet = new_sheet(load_press(), Profile())
    pdf = printed(sheet, [Words(sheet, f"{'x ' * 40}{data.decode()}")])
    if hidden:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            page = file.pages[0]
            page.contents_add(b"1 0 0 1 5000 5000 cm", prepend=True)
            out = io.BytesIO()
            file.save(out)
        pdf = out.getvalue()
    modes = pikepdf.ObjectStreamMode
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        mode = modes.generate if compressed else modes.disable
        file.save(out, object_stream_mode=mode, compress_streams=compressed)
    return out.getvalue()


def carried(data: bytes) -> bytes:
    """A PDF with a sealed file in it, and a title."""
    out = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.attachments["a.bin"] = data
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def titled(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.docinfo["/Title"] = data.decode() + " \u00e9\ua9b1"  # is written as UTF-16
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def word_file(data: bytes) -> bytes:
    """A DOCX in which each sign is a run of its own."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for sign in data.decode():
        paragraph.add_run(sign).bold = sign > "k"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WRAPPINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "upper case": bytes.upper,
    "zip": zipped,
    "zlib": zlib.compress,
    "gzip": gzip.compress,
    "zstd": zstandard.compress,
    "age": lambda data: pyrage.encrypt(data, [KEY.to_public()]),
    "utf-16": lambda data: data.decode().encode("utf-16-be"),
    "base64": base64.b64encode,
    "base64 inside": lambda data: base64.urlsafe_b64encode(b"xy" + data + b"z"),
    "hex": lambda data: data.hex().encode(),
    "pdf": lambda data: b"1 0 obj\n<<>>\nstream\n" + zlib.compress(data) + b"\nendstream",
    "pdf in ascii": lambda data: b"stream\n" + base64.a85encode(zlib.compress(data)) + b"~>\nendstream",
    "json in zlib in base64": lambda data: json.dumps(
        {"x": base64.b64encode(zlib.compress(data)).decode()}
    ).encode(),
    "written on a page": written,
    "written on a page in plain": lambda data: written(data, compressed=False),
    "written outside of the page": lambda data: written(data, hidden=True),
    "broken over two lines": lambda data: written(
        data.replace(MARK.encode(), MARK.encode()[:6] + b"-\n" + MARK.encode()[6:])
    ),
    "carried by a pdf": carried,
    "sealed and carried by a pdf": lambda data: carried(
        pyrage.encrypt(zstandard.compress(data), [KEY.to_public()])
    ),
    "title of a pdf": titled,
    "docx": word_file,
    "docx carried by a pdf": lambda data: carried(word_file(data)),
    "zstd in age in zip": lambda data: zipped(pyrage.encrypt(zstandard.compress(data), [KEY.to_public()])),
}


@pytest.mark.parametrize("name", WRAPPINGS)
def test_it_finds(name: str) -> None:
    wrapped = WRAPPINGS[name](TEXT)
    if name != "zip":
        wrapped = b"before" + wrapped
    assert Hunter({"name": MARK, "other": "Merpatiputih"}, [str(KEY)]).hunt(wrapped) == {"name"}


def test_a_seal_it_has_no_key_for_stays_shut() -> None:
    assert Hunter({"name": MARK}).hunt(WRAPPINGS["age"](TEXT)) == set()
