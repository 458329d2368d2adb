"""Others can read our files: a reader that shares no code with the program, and the tools everybody has."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nacl.exceptions
import pytest

from desktop.actions import enrolment, region_pack
from desktop.actions.session import Session
from desktop.actions.shapes import VisitIn, convert
from desktop.actions.visits import add_visit, finish_visit
from desktop.core.canonical import b64
from tests.journeys.homes import World, copied
from tests.proofs import reader
from tests.proofs.homes import photo

VISIT: dict[str, Any] = {
    "village": "63.10.09.2005",
    "date": "2026-11-21",
    "notes": 'Balai desa "baru"\tdi tepi sungai\nHadir: \\semua\\ ketua RT · 👍',
    "attachments": ["a.jpg"],
    "aspirations": [
        {
            "kind": "keluhan",
            "text": "Lampu jalan mati",
            "citizen": {"mode": "secret", "name": "Siti Aminah", "consent": True},
            "attachments": ["b.jpg"],
        },
        {"kind": "laporan_penyimpangan", "text": "Ada pungutan", "citizen": {"mode": "anonymous"}},
    ],
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = copied(tmp_path / "rumah", cast=("induk", "officer", "pupr"))
    photo(tmp_path / "a.jpg", 1)
    photo(tmp_path / "b.jpg", 2)
    recorded = add_visit(made.homes["officer"], convert(VISIT, VisitIn), tmp_path)
    finish_visit(made.homes["officer"], recorded["visit"]["id"])
    yield made
    made.close()


def ids(session: Session) -> dict[str, bytes]:
    return {b64(stored.event.id): stored.event.body for stored in session.log.everything()}


def key_of(session: Session) -> str:
    return session.keys.secret()["age"]


def test_it_shares_no_code_and_is_short() -> None:
    text = Path(reader.__file__).read_text(encoding="utf-8")
    assert "desktop" not in text
    assert text.count("\n") <= 100
    script = (
        "import sys, tests.proofs.reader; print(sorted(n for n in sys.modules if n.startswith('desktop')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_finds_the_same_ids_in_files_just_written(world: World) -> None:
    paths = world.send("officer", "coordinator")
    known = ids(world.homes["officer"])
    assert len(paths) == 2, "the ordinary file and the restricted one"
    for path in paths:
        for holder in ("officer", "induk"):
            manifest, events = reader.read(path, key_of(world.homes[holder]))
            assert events
            assert {event["id"] for event in events} <= known.keys()
            assert manifest["from"] == b64(world.homes["officer"].writer)
    world.take("induk", paths)
    for path in world.send("induk", "everyone", everything=True):
        _, events = reader.read(path, key_of(world.homes["induk"]))
        held = ids(world.homes["induk"])
        for event in events:
            assert event["id"] in held
            # A withheld part changes neither id nor signature.
            assert set(event["e"]["fields"]) == {*event["p"], *event["h"]}


def test_it_reads_requests_and_packs(world: World, tmp_path: Path) -> None:
    enrolment.write_request(world.homes["officer"], tmp_path / "a.jbreq")
    manifest, events = reader.read(tmp_path / "a.jbreq")
    assert (manifest["sequence"], events) == ("request", [])
    region_pack.export_pack(world.homes["induk"], tmp_path / "a.jbpack")
    manifest, events = reader.read(tmp_path / "a.jbpack")
    assert manifest["root"] == b64(world.paper.verify_key)
    assert {event["id"] for event in events} <= ids(world.homes["induk"]).keys()
    assert {event["e"]["kind"].split(".")[0] for event in events} == {"roster", "pack"}


def test_it_is_a_judge_and_not_a_rubber_stamp(world: World) -> None:
    lines = lines_of(world)
    keys = {b64(home.writer): b64(home.keys.verify_key) for home in world.homes.values()}
    keys[b64(world.paper.writer)] = b64(world.paper.verify_key)
    assert reader.read_events(b"".join(lines), keys)
    altered = json.loads(lines[-1])
    altered["e"]["actor"] += "x"
    with pytest.raises(nacl.exceptions.BadSignatureError):
        reader.read_events(b"".join([*lines[:-1], reader.canonical(altered) + b"\n"]), keys)
    linked = next(place for place, line in enumerate(lines) if place and b'"prev"' not in line)
    with pytest.raises(nacl.exceptions.BadSignatureError):
        reader.read_events(b"".join(lines[: linked - 1] + lines[linked:]), keys)


def lines_of(world: World) -> list[bytes]:
    """The events of one writer, as they stand in a file."""
    path = next(path for path in world.send("officer", "coordinator") if "terbatas" not in path.name)
    _, events = reader.read(path, key_of(world.homes["officer"]))
    me = b64(world.homes["officer"].writer)
    return [
        reader.canonical({name: value for name, value in event.items() if name != "id"}) + b"\n"
        for event in events
        if event["e"]["writer"] == me
    ]


def test_unzip_age_zstd_and_tar_open_a_whole_file(world: World, tmp_path: Path) -> None:
    missing = [tool for tool in ("unzip", "age", "zstd", "tar") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")
    path = next(path for path in world.send("officer", "coordinator") if "terbatas" not in path.name)
    room = tmp_path / "dibuka"
    room.mkdir()
    (room / "kunci.txt").write_text(key_of(world.homes["induk"]) + "\n")
    for command in (
        ["unzip", "-q", str(path)],
        ["age", "-d", "-i", "kunci.txt", "-o", "contents.zst", "contents.age"],
        ["zstd", "-q", "-d", "contents.zst", "-o", "contents.tar"],
        ["tar", "-xf", "contents.tar"],
    ):
        subprocess.run(command, cwd=room, check=True, capture_output=True)
    manifest = json.loads((room / "manifest.json").read_bytes())
    assert json.loads((room / "about.json").read_bytes()).items() <= manifest.items()
    events = reader.read_events((room / "events.jsonl").read_bytes(), manifest["keys"])
    assert {event["id"] for event in events} <= ids(world.homes["officer"]).keys()
    assert len(manifest["blobs"]) == 2
    for blob in manifest["blobs"]:
        data = (room / "blobs" / blob["sha256"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == blob["sha256"]
        assert data == world.homes["officer"].blobs.get(blob["sha256"])
        assert data.startswith(b"\xff\xd8\xff"), "a photo any viewer opens"
