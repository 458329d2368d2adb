"""Files that go with a record: known by content, made small, without what the camera wrote into them."""

import io
import json
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from desktop.actions import aspirations, visits
from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.finding import find
from desktop.actions.session import Session
from desktop.actions.shapes import AspirationChange
from tests.actions.homes import refused, visit

CANARY = "KAMERA-BUDI-0812"


def jpeg(size: tuple[int, int] = (400, 200), *, told: bool = False, mode: str = "RGB") -> bytes:
    image = Image.effect_noise(size, 40).convert(mode)
    out = io.BytesIO()
    exif = Image.Exif()
    if told:
        exif[0x0110] = CANARY
        exif[0x0112] = 6
        inner = exif.get_ifd(0x8769)
        inner[0x9003] = "2026:11:21 09:12:13"
        inner[0x9011] = "+08:00"
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2], gps[3], gps[4] = "S", (3.0, 44.0, 24.0), "E", (115.0, 36.0, 36.0)
    image.save(out, "JPEG", exif=exif, comment=CANARY.encode())
    return out.getvalue()


def saved(image: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def attach(session: Session, folder: Path, *names: str) -> str:
    added = visits.add_visit(session, visit({"attachments": list(names)}), folder)
    return str(added["aspirations"][0]["code"])


def test_a_photo_is_turned_scaled_and_says_nothing_of_its_camera(petugas: Session, tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(jpeg((2400, 1200), told=True))
    shown = show_aspiration(petugas, attach(petugas, tmp_path, "foto.jpg"))
    [entry] = shown["attachments"]
    assert (shown["photos"], shown["photos_awaited"]) == (1, 0)
    assert entry["taken"] == "2026-11-21T09:12:13+08:00"
    assert entry["point"] == pytest.approx([-3.74, 115.61])
    assert entry["type"] == "image/jpeg"
    data = petugas.blobs.get(entry["sha256"])
    assert len(data) == entry["size"]
    image = Image.open(io.BytesIO(data))
    assert image.size == (800, 1600)
    assert dict(image.getexif()) == {}
    assert CANARY.encode() not in data
    assert "foto.jpg" not in json.dumps(shown)
    row = petugas.store.connection.execute("SELECT size, type, present FROM blob").fetchone()
    assert row == (len(data), "image/jpeg", 1)


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("WEBP", "RGBA"), ("JPEG", "CMYK")]
)
def test_other_kinds_of_photos_become_jpegs(form: str, mode: str, petugas: Session, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(saved(Image.new(mode, (64, 48)), form))
    one = find(petugas, attach(petugas, tmp_path, "a.bin"))
    data = petugas.blobs.get(one.values["attachments"][0]["sha256"])
    assert Image.open(io.BytesIO(data)).format == "JPEG"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\nisi", "application/pdf"),
        (b"OggS" + bytes(40), "audio/ogg"),
        (b"ID3\x04" + bytes(40), "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(40), "audio/mpeg"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"\x00\x00\x00\x20ftypM4A \x00", "audio/mp4"),
    ],
)
def test_pdf_and_sound_are_kept_as_they_are(data: bytes, kind: str, petugas: Session, tmp_path: Path) -> None:
    (tmp_path / "apa saja").write_bytes(data)
    [entry] = find(petugas, attach(petugas, tmp_path, "apa saja")).values["attachments"]
    assert entry["type"] == kind
    assert petugas.blobs.get(entry["sha256"]) == data


def bomb() -> bytes:
    """A PNG of a few hundred bytes that claims 20,000 × 20,000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bukan.jpg", b"bukan foto sama sekali", "photo_unreadable"),
        ("kosong.png", b"", "photo_unreadable"),
        ("kepala.jpg", b"\xff\xd8\xff\xe0" + bytes(50), "photo_unreadable"),
        ("putus.jpg", jpeg()[:-2000], "photo_unreadable"),
        ("bom.png", bomb(), "photo_huge"),
        ("program.exe", b"MZ" + bytes(100), "attachment_kind"),
        ("film.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(100), "attachment_kind"),
        ("rusak.heic", b"\x00\x00\x00\x20ftypheic" + bytes(100), "photo_unreadable"),
        ("besar.pdf", b"%PDF-" + bytes(20 * 1_048_576), "attachment_large"),
    ],
)
def test_what_is_no_attachment_is_refused_and_nothing_changes(
    name: str, data: bytes, code: str, petugas: Session, tmp_path: Path
) -> None:
    if name.endswith(".heic"):
        pytest.importorskip("pillow_heif")
    folder = tmp_path / "masuk"
    folder.mkdir()
    (folder / name).write_bytes(data)
    (folder / "baik.jpg").write_bytes(jpeg())
    with refused(code, petugas, name=name, place="aspirasi 1"):
        attach(petugas, folder, "baik.jpg", name)


def test_a_folder_or_a_strange_name_is_no_file(petugas: Session, tmp_path: Path) -> None:
    for name in (".", "..", "a\0b", "x" * 5000, "~tidak-ada/x"):
        with refused("attachment_missing", petugas):
            attach(petugas, tmp_path, name)


def test_the_same_photo_twice_is_kept_once(petugas: Session, tmp_path: Path) -> None:
    photo = jpeg()
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(photo)
    first = find(petugas, attach(petugas, tmp_path, "a.jpg", "b.jpg"))
    second = find(petugas, attach(petugas, tmp_path, "a.jpg"))
    assert first.values["attachments"] == second.values["attachments"]
    assert len(list(petugas.blobs.files())) == 1


def test_photos_may_come_later_up_to_twelve(petugas: Session, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    for number in range(11):
        (tmp_path / f"{number}.pdf").write_bytes(b"%PDF-" + bytes([number]))
    code = attach(petugas, tmp_path, "a.jpg")
    names = [f"{number}.pdf" for number in range(11)]
    aspirations.correct(petugas, code, AspirationChange(attachments=names), None, tmp_path)
    assert len(find(petugas, code).values["attachments"]) == 12
    with refused("attachments_many", petugas):
        aspirations.correct(petugas, code, AspirationChange(attachments=["a.jpg"]), None, tmp_path)


def test_a_refused_write_leaves_no_row_of_its_photo(petugas: Session, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    too_much = [{"name": "\U0001f3e1a" * 60}] * 200
    agenda = "\U0001f3e1" * 20_000
    with refused("not_writable"):
        visits.add_visit(petugas, visit({"attachments": ["a.jpg"]}, team=too_much, agenda=agenda), tmp_path)
    assert petugas.store.connection.execute("SELECT count(*) FROM blob").fetchone() == (0,)
    # The file itself came first and belongs to nobody; it is swept at the next start.
    assert len(petugas.blobs.orphans([])) == 1


def test_a_photo_not_here_yet_is_awaited(petugas: Session, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    code = attach(petugas, tmp_path, "a.jpg")
    with petugas.store.transaction() as connection:
        connection.execute("UPDATE blob SET present = 0")
    shown = show_aspiration(petugas, code)
    assert (shown["photos"], shown["photos_awaited"]) == (1, 1)
