"""Sync files of 100,000 events: bytes per event against the floor, memory and time of writing and reading."""

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import zstandard
from nacl.signing import SigningKey

from desktop.core.canonical import b64, encode
from desktop.sync.bundle import Contents, check_bundle, stream_bundle, write_bundle
from desktop.sync.keys import Keys, Verifier, verify_batch
from desktop.sync.manifest import About
from desktop.sync.verify import BATCH, EVENT_PREFIX, Record

EVENTS = 100_000
STORED = "lines.jsonl"  # stands for the store that a real export reads from
KIB_PER_MIB = 1024
HOUSE = Path(__file__).parents[2]
_WORDS = 12_000
_MIX = {
    "aspiration.recorded": 35,
    "citizen.recorded": 25,
    "aspiration.triaged": 15,
    "assignment.made": 10,
    "answer.given": 8,
    "aspiration.corrected": 7,
}


def run() -> list[tuple[str, float, str]]:
    """Measures: (name, figure, note) each."""
    chance = random.Random(7)
    words = ["".join(chance.choices("aiueobdgjklmnprst", k=chance.randint(3, 10))) for _ in range(_WORDS)]
    with tempfile.TemporaryDirectory() as name:
        with (Path(name) / STORED).open("wb") as file:
            file.writelines(lines(words))
        # In a process of its own, so that the memory is that of the sync file alone.
        child = [sys.executable, "-m", "tests.bench.bench_bundle", name]
        answer = subprocess.run(child, capture_output=True, text=True, check=True, cwd=HOUSE)
    figures = json.loads(answer.stdout)
    size, least = figures["bytes"], floor(words)
    return [
        ("sync file: bytes per event / floor", size / least, f"{size:.0f} B / {least:.0f} B; aim <= 1.35"),
        ("sync file: MiB above idle, writing 100,000", figures["write_mib"], "read back included; aim <= 20"),
        ("sync file: MiB above idle, both passes", figures["read_mib"], "on top of writing"),
        ("sync file: write / zstd-3 of the same lines", figures["write"], "two passes, read back, fsync"),
        ("sync file: check / zstd-3 of the same lines", figures["check"], "first pass of an import"),
        (
            "signatures: two workers / one process",
            verify_ratio(),
            "20,000 signatures, start of workers included",
        ),
    ]


def part_of(number: int, words: list[str]) -> tuple[str, str, dict[str, Any]]:
    """Kind, part name and content of one made-up event; the mix of kinds is that of a busy district."""
    chance = random.Random(number)

    def text(least: int, most: int) -> str:
        picked = (int(chance.paretovariate(0.3)) % _WORDS for _ in range(chance.randint(least, most)))
        return " ".join(words[place] for place in picked)

    place = {
        "village": f"63.10.{chance.randint(1, 10):02d}.20{chance.randint(1, 20):02d}",
        "rt": chance.randint(1, 9),
    }
    kind = chance.choices(list(_MIX), list(_MIX.values()))[0]
    if kind == "aspiration.recorded":
        said = {"category": text(1, 1), "kind": "keluhan", "authority": "kabupaten", "urgency": "biasa"}
        return (
            kind,
            "agency.words",
            place | said | {"text": text(12, 40), "title": text(3, 6), "cost": 150_000_000},
        )
    if kind == "citizen.recorded":
        person = {"name": text(2, 3), "phone": f"+62812{chance.randint(10**6, 10**8)}", "mode": "open"}
        return kind, "citizen.identity", place | person | {"nik": str(chance.randint(10**15, 10**16 - 1))}
    if kind == "assignment.made":
        made = {"agency": f"SKPD-{chance.randint(1, 30)}", "due": f"2026-12-{chance.randint(1, 28):02d}"}
        return kind, "all.made", made | {"role": "lead", "round": 1}
    return kind, "all.said", {"state": "diverifikasi", "text": text(2, 14)}


def lines(words: list[str]) -> Iterator[bytes]:
    """Lines as events.jsonl has them; signatures are noise of the same size."""
    things: list[str] = []
    for number in range(EVENTS):
        chance = random.Random(-number - 1)
        kind, name, content = part_of(number, words)
        if kind.endswith("recorded") or not things:
            things.append(str(uuid.UUID(bytes=chance.randbytes(16), version=4)))
        envelope = {
            "actor": f"petugas-{number % 20:02d}",
            "at": f"2026-11-{number % 28 + 1:02d}T09:{number % 60:02d}:00+08:00",
            "district": "AAECAwQFBgc",
            "fields": {name: sorted(content)},
            "kind": kind,
            "replaces": [b64(chance.randbytes(32))] if chance.random() < 0.11 else [],
            "seq": number + 1,
            "stamp": b64((1_780_000_000_000 + number * 977).to_bytes(6, "big") + bytes(2) + b"writer00"),
            "thing": things[-1] if kind.endswith("recorded") else chance.choice(things),
            "v": 1,
            "writer": "AAECAwQFBgcICQoLDA0ODw",
        }
        part = {"d": content, "salt": b64(chance.randbytes(16))}
        line = {"e": envelope, "h": {}, "p": {name: part}, "s": b64(chance.randbytes(64))}
        yield encode(line) + b"\n"


def floor(words: list[str]) -> float:
    """Bytes per event that cannot be saved: zstd-3 of the contents, signature, salt."""
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    contents = (encode(part_of(number, words)[2]) for number in range(EVENTS))
    size = sum(len(packer.compress(content)) for content in contents) + len(packer.flush())
    return size / EVENTS + 64 + 16


def peak() -> float:
    """Largest memory of this process so far, MiB; not from getrusage, which counts the parent before exec."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    return int(status.read_text().split("VmHWM:")[1].split()[0]) / KIB_PER_MIB


def verify_ratio() -> float:
    """Seconds of two workers over seconds of this process alone."""
    key = SigningKey(bytes(32))
    records: list[Record] = []
    for number in range(10 * BATCH):
        event = hashlib.sha256(number.to_bytes(4, "big")).digest()
        records.append((event, key.sign(EVENT_PREFIX + event).signature, bytes(key.verify_key)))
    batches = [records[at : at + BATCH] for at in range(0, len(records), BATCH)]
    started = time.perf_counter()
    alone = [verify_batch(batch) for batch in batches]
    middle = time.perf_counter()
    with Verifier(len(records)) as verifier:
        if [verdict.result() for verdict in [verifier.submit(batch) for batch in batches]] != alone:
            raise RuntimeError("workers answer differently")
    return (time.perf_counter() - middle) / (middle - started)


def measure(folder: Path) -> dict[str, float]:
    """Figures of writing and reading one file of the stored lines."""
    stored = folder / STORED
    keys = Keys.generate()
    about = About(
        created="2026-11-21T09:00:00+08:00",
        file="11111111-2222-4333-8444-555555555555",
        from_=b64(keys.writer),
        number=1,
        sequence="main",
        to="coordinator",
    )
    contents = Contents(bytes(8), lambda: stored.open("rb"), {keys.writer: keys.verify_key})
    recipients = [keys.recipient, *(Keys.generate().recipient for _ in range(9))]
    idle, started = peak(), time.perf_counter()
    done = write_bundle(folder / "a.jbola", about, contents, keys, recipients)
    written, written_peak = time.perf_counter() - started, peak()
    started = time.perf_counter()
    checked = check_bundle(done.path, keys.age)
    seconds = time.perf_counter() - started
    stream_bundle(done.path, keys.age, checked, lambda batch: None, lambda name, data: None)
    read_peak, packing = peak(), _seconds_of_zstd(stored)
    return {
        "bytes": done.bytes / EVENTS,
        "write_mib": written_peak - idle,
        "read_mib": read_peak - written_peak,
        "write": written / packing,
        "check": seconds / packing,
    }


def _seconds_of_zstd(path: Path) -> float:
    started = time.perf_counter()
    with path.open("rb") as file:
        packer = zstandard.ZstdCompressor(level=3).compressobj()
        while piece := file.read(1 << 16):
            packer.compress(piece)
        packer.flush()
    return time.perf_counter() - started


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
