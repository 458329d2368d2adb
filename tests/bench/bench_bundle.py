"""Sync files of 100,000 events: bytes an event against the floor, and the memory of writing."""

import shutil
from pathlib import Path

import msgspec
import zstandard

from desktop.actions.exchange import export
from desktop.core.canonical import encode_trusted
from desktop.sync.bundle import check_bundle
from desktop.sync.frames import LEVEL
from tests.bench import measure
from tests.bench.bench_import import MANY
from tests.bench.measure import Figures, Row, child, timed
from tests.bench.world import world

_SIGNATURE, _SALT = 64, 16


def run(work: Path) -> list[Row]:
    """The rows of this benchmark."""
    home, out = work / "exporting", work / "stick"
    child("bench_import:whole", count=MANY, folder=str(home))
    figures = child("bench_bundle:written", folder=str(home), out=str(out))
    least = child("bench_bundle:floor")
    shutil.rmtree(home)
    each = figures["bytes"] / figures["events"]
    said = f"{each:.0f} B / {least['each']:.0f} B: parts {least['packed']:.0f}, {least['parts']:.2f} parts"
    spent = f"{figures['seconds']:.1f} s; idle {figures['idle']:.0f} MiB"
    return [
        Row("sync file: bytes of an event / floor", each / least["each"], 1.35, said),
        Row("writing 100,000 events, above idle", figures["above"], 20.0, spent, "MiB"),
        Row(
            "sync file: write / zstd-3 of its lines",
            figures["seconds"] / least["packing"],
            None,
            "whole export: choosing, two passes, read back, fsync",
        ),
        Row(
            "sync file: check / zstd-3 of its lines", figures["check"] / least["packing"], None, "first pass"
        ),
    ]


def written(folder: str, out: str) -> Figures:
    """An export of everything to the coordinators, as a person starts it."""
    with world().receiver(Path(folder)) as session:
        idle = measure.memory()
        measure.forget_peak()
        files: list[Figures] = []
        spent = timed(
            lambda: files.extend(export(session, "coordinator", Path(out), everything=True)["files"])
        )
        above = measure.peak() - idle
        main = next(one for one in files if one["sequence"] == "main")
        check = timed(lambda: check_bundle(Path(main["path"]), session.keys.age))
        return {**main, "idle": idle, "above": above, "seconds": spent, "check": check}


def floor() -> Figures:
    """Bytes an event that cannot be saved: zstd-3 of the parts, a signature, a salt to each part."""
    made = world()
    packer = zstandard.ZstdCompressor(level=LEVEL).compressobj()
    size = parts = 0
    decoder = msgspec.json.Decoder()
    with made.lines(MANY).open("rb") as file:
        for line in file:
            for part in decoder.decode(line)["p"].values():
                content = {name: value for name, value in part.items() if name != "salt"}
                size += len(packer.compress(encode_trusted(content)))
                parts += 1
    size += len(packer.flush())
    each = {"packed": size / MANY, "parts": parts / MANY}
    least = each["packed"] + _SIGNATURE + _SALT * each["parts"]
    return {**each, "each": least, "packing": timed(lambda: _pack(made.lines(MANY)))}


def _pack(path: Path) -> None:
    packer = zstandard.ZstdCompressor(level=LEVEL).compressobj()
    with path.open("rb") as file:
        while piece := file.read(1 << 16):
            packer.compress(piece)
        packer.flush()
