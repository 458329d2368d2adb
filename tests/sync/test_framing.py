"""The ZIP around a sync file: what zipfile would write, and nothing that it would forgive."""

import io
import zipfile
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.sync.bundle import check_bundle, peek_about, peek_kind
from desktop.sync.framing import SEALED, ContentsReader, Layout, Member, ZipWriter, read_layout
from desktop.sync.limits import Caps, Refused
from desktop.sync.safe_file import SourceFile
from tests.sync.files import READER, Forge, about_of, zip_of


def written(about: bytes, contents: list[bytes]) -> bytes:
    file = io.BytesIO()
    member = ZipWriter(file, about, SEALED)
    for piece in contents:
        member.write(piece)
    assert member.finish() == len(file.getvalue())
    return file.getvalue()


def by_zipfile(about: bytes, contents: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in (("about.json", about), (SEALED, contents)):
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            archive.writestr(entry, data)
            entry.external_attr = 0
    return file.getvalue()


def layout_of(data: bytes, caps: Caps | None = None) -> Layout:
    return read_layout(SourceFile(io.BytesIO(data)), caps or Caps())


def test_the_bytes_are_those_of_zipfile() -> None:
    data = written(b'{"a":1}', [b"first ", b"", b"second"])
    assert data == by_zipfile(b'{"a":1}', b"first second")
    assert data == zip_of(b'{"a":1}', SEALED, b"first second")


def test_what_is_written_is_read() -> None:
    data = written(b"{}", [b"abc" * 1000])
    layout = layout_of(data)
    assert layout.about == b"{}"
    assert layout.contents == Member(SEALED, layout.contents.crc, 3000)
    source = ContentsReader(SourceFile(io.BytesIO(data)), layout)
    assert source.read(4) == b"abca"
    assert source.read() == (b"abc" * 1000)[4:]
    assert source.read(10) == b""
    source.finish()


def test_a_reader_that_stops_early_or_meets_other_bytes_is_refused() -> None:
    data = bytearray(written(b"{}", [b"abc" * 1000]))
    layout = layout_of(bytes(data))
    source = ContentsReader(SourceFile(io.BytesIO(data)), layout)
    source.read(2999)
    with pytest.raises(Refused):
        source.finish()
    data[layout.offset] ^= 1
    source = ContentsReader(SourceFile(io.BytesIO(data)), layout)
    source.read()
    with pytest.raises(Refused):
        source.finish()
    source = ContentsReader(SourceFile(io.BytesIO(data[:200])), layout)
    with pytest.raises(Refused, match="file_truncated"):
        list(iter(lambda: source.read(100), b""))


def test_every_flip_outside_the_contents_is_refused() -> None:
    data = written(b'{"a":1}', [b"contents"])
    layout = layout_of(data)
    for place in range(len(data)):
        if not layout.offset <= place < layout.offset + layout.contents.size:
            for bit in range(8):
                flipped = bytearray(data)
                flipped[place] ^= 1 << bit
                with pytest.raises(Refused):
                    layout_of(bytes(flipped))


def test_every_truncation_and_every_added_byte_is_refused() -> None:
    data = written(b'{"a":1}', [b"contents"])
    for length in range(len(data)):
        with pytest.raises(Refused):
            layout_of(data[:length])
    for other in (data + b"\0", b"\0" + data, data + data):
        with pytest.raises(Refused):
            layout_of(other)


def rezipped(data: bytes, change: str) -> bytes:
    """The same two members as another honest ZIP program might write them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    if change == "order":
        members.reverse()
    if change == "extra":
        members.append(("setup.exe", b"MZ"))
    if change == "missing":
        members.pop()
    if change == "twice":
        members.append(members[1])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in members:
            entry = zipfile.ZipInfo(
                name, (2026, 1, 1, 0, 0, 0) if change == "date" else (1980, 1, 1, 0, 0, 0)
            )
            entry.compress_type = zipfile.ZIP_DEFLATED if change == "deflated" else zipfile.ZIP_STORED
            entry.extra = b"\xfe\xca\0\0" if change == "field" else b""
            entry.comment = b"hi" if change == "member comment" else b""
            archive.writestr(entry, body)
            entry.external_attr = 0o600 << 16 if change == "attributes" else 0
        archive.comment = b"hello" if change == "comment" else b""
    return file.getvalue()


CHANGES = ["order", "extra", "missing", "twice", "date", "deflated", "field", "member comment", "attributes"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("change", [*CHANGES, "comment"])
def test_another_zip_of_the_same_members_is_refused(tmp_path: Path, change: str) -> None:
    path = Forge().write(tmp_path / "a.jbola")
    data = path.read_bytes()
    assert rezipped(data, "") == data
    path.write_bytes(rezipped(data, change))
    with pytest.raises(Refused):
        check_bundle(path, READER.age)


def test_a_stream_written_zip_is_refused(tmp_path: Path) -> None:
    """Data descriptors after the members: what zipfile writes to a pipe."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(data)  # type: ignore[arg-type]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        archive.writestr("about.json", b"{}")
        archive.writestr(SEALED, b"contents")
    with pytest.raises(Refused):
        layout_of(pipe.data)


def test_sizes_that_are_only_claimed() -> None:
    data = bytearray(written(b'{"a":1}', [b"contents"]))
    for field in (18, 22):
        data[field : field + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(Refused):
        layout_of(bytes(data))


def test_caps() -> None:
    data = written(b"x" * 50, [b"y" * 50])
    assert layout_of(data, Caps(about=50, total=50)).contents.size == 50
    for caps in (Caps(about=49), Caps(total=49)):
        with pytest.raises(Refused, match="file_too_large"):
            layout_of(data, caps)


@pytest.mark.parametrize("data", [b"", b"P", b"hello", b"%PDF-1.7", bytes(300), b"PK\x05\x06" + bytes(18)])
def test_what_is_no_sync_file_at_all(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        check_bundle(path, READER.age)
    assert caught.value.code == "file_not_ours"
    assert caught.value.values == {"file": "foto.jpg"}


def test_an_ordinary_zip_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "dokumen.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", b"<w/>" * 30)
    with pytest.raises(Refused, match="file_not_ours"):
        peek_about(path)


def test_peeking(tmp_path: Path) -> None:
    path = Forge().write(tmp_path / "a.jbola")
    assert peek_about(path) == about_of()
    assert peek_kind(path) == "bundle"
    letter = tmp_path / "surat.pdf"
    letter.write_bytes(b"%PDF-1.7 and so on")
    assert peek_kind(letter) == "letter"
    with pytest.raises(UserError, match="file_not_found"):
        peek_kind(tmp_path / "nowhere.jbola")
    with pytest.raises(UserError, match="file_unreadable"):
        peek_kind(tmp_path)
