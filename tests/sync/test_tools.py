"""Ordinary tools open a sync file, and a file made by ordinary tools is the same to the reader."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from desktop.sync.bundle import check_bundle
from tests.sync.files import LINES, READER, SENDER, Forge, canonical, write, zip_of

PHOTO = b"\xff\xd8 a photo" * 5_000


def need(*tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)


def test_unzip_age_zstd_and_tar_open_it(tmp_path: Path) -> None:
    need("unzip", "age", "zstd", "tar")
    done = write(tmp_path / "a.jbola", LINES, [PHOTO])
    key = tmp_path / "key.txt"
    key.write_text(READER.secret()["age"] + "\n")
    run("unzip", "-q", done.path, "-d", tmp_path)
    run("age", "-d", "-i", key, "-o", tmp_path / "contents.zst", tmp_path / "contents.age")
    run("zstd", "-q", "-d", tmp_path / "contents.zst", "-o", tmp_path / "contents.tar")
    run("tar", "-xf", tmp_path / "contents.tar", "-C", tmp_path)
    assert (tmp_path / "manifest.json").read_bytes() == done.manifest_bytes
    assert (tmp_path / "events.jsonl").read_bytes() == b"".join(LINES)
    assert (tmp_path / "blobs" / hashlib.sha256(PHOTO).hexdigest()).read_bytes() == PHOTO
    assert len((tmp_path / "manifest.sig").read_bytes()) == 64


def test_zstd_and_age_make_it(tmp_path: Path) -> None:
    """Two frames by the zstd command, sealed by the age command, which adds no grease."""
    need("age", "zstd")
    forge = Forge(blobs=[PHOTO])
    tar = forge.tar()
    frames = b""
    for index, piece in enumerate((tar[:1024], tar[1024:])):
        plain, packed = tmp_path / f"{index}.tar", tmp_path / f"{index}.zst"
        plain.write_bytes(piece)
        run("zstd", "-q", "-3", plain, "-o", packed)
        frames += packed.read_bytes()
    (tmp_path / "contents.zst").write_bytes(frames)
    recipients = [word for keys in (SENDER, READER) for word in ("-r", keys.recipient)]
    run("age", *recipients, "-o", tmp_path / "contents.age", tmp_path / "contents.zst")
    path = tmp_path / "a.jbola"
    path.write_bytes(
        zip_of(canonical(forge.about_json()), "contents.age", (tmp_path / "contents.age").read_bytes())
    )
    assert check_bundle(path, READER.age).manifest.counts.blobs == 1
