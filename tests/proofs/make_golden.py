"""Makes the golden files of a new version: ``python -m tests.proofs.make_golden v2``.

Files that have landed are never made again. With ``--expect`` only what the files of all versions become
is written: after the tables have changed on purpose.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.actions import care, enrolment, followups, region_pack, roots, visits
from desktop.actions.assignments import assign
from desktop.actions.shapes import FollowupIn, VisitIn, convert
from desktop.actions.triage import verify
from desktop.core.canonical import b64
from tests.journeys.homes import World, files_of, found
from tests.proofs.homes import PASSPHRASE, give_passphrase, photo
from tests.proofs.replay import BACKUP, GOLDEN, HOME, PACK, REQUEST, TAKEN, fresh, frozen_home, meaning, taken

CAST = ("induk", "second", "officer", "pupr", "late")
VISIT: dict[str, Any] = {
    "village": "63.10.09.2005",
    "date": "2026-11-20",
    "notes": "Balai desa «baru» di tepi sungai, \\ hadir 58 orang 👍",
    "attachments": ["a.jpg"],
    "aspirations": [
        {
            "kind": "usulan",
            "text": "Jembatan kayu menuju sawah lapuk",
            "title": "Jembatan lapuk",
            "citizen": {"name": "Siti Aminah", "phone": "081255510001", "consent": True},
            "place": {"rt": "03", "point": [-3.74, 115.61]},
            "attachments": ["b.jpg"],
        },
        {
            "kind": "keluhan",
            "text": "Lampu jalan mati",
            "citizen": {"mode": "secret", "name": "Rahman", "consent": True},
        },
        {"kind": "laporan_penyimpangan", "text": "Ada pungutan", "citizen": {"mode": "anonymous"}},
    ],
}


def make(target: Path, folder: Path) -> None:
    """Writes a version's files."""
    target.mkdir(parents=True)
    world = found(folder / "rumah", CAST)
    induk, officer, pupr = (world.homes[name] for name in ("induk", "officer", "pupr"))
    roots.set_keepers(induk, world.paper, [b64(world.homes[name].writer) for name in ("induk", "second")])
    voice = {
        PACK: region_pack.export_pack(induk, target / PACK)["voice_code"],
        REQUEST: enrolment.write_request(world.homes["late"], target / REQUEST)["voice_code"],
    }
    region_pack.import_pack(officer, target / PACK, None)
    for number, name in enumerate(("a.jpg", "b.jpg")):
        photo(folder / name, number)
    made = visits.add_visit(officer, convert(VISIT, VisitIn), folder)
    visits.finish_visit(officer, made["visit"]["id"])
    bridge, lamp, _ = (one["code"] for one in made["aspirations"])
    main, restricted = _sent(world, "officer", "coordinator")
    world.take("induk", [main, restricted])
    verify(induk, [bridge, lamp])
    assign(induk, [bridge], "PUPR", contact=True, instruction="Tinjau bersama desa")
    assign(induk, [lamp], "PUPR", summary="Penerangan jalan padam")
    to_agency = _sent(world, "induk", "agency:PUPR")[0]
    world.take("pupr", [to_agency])
    answer = {"code": bridge, "status": "ditanggapi", "outcome": "dianggarkan", "text": "Tahun depan"}
    followups.add_followup(pupr, convert({**answer, "evidence": ["a.jpg"]}, FollowupIn), folder)
    from_agency = _sent(world, "pupr", "coordinator")[0]
    world.take("induk", [from_agency])
    to_officer = _sent(world, "induk", world.member("officer"))[0]
    to_second = _sent(world, "induk", "coordinator")[0]
    sources = (main, restricted, to_second, from_agency, to_officer, to_agency)
    for source, name in zip(sources, [file for files in TAKEN.values() for file in files], strict=True):
        shutil.copyfile(source, target / name)
    give_passphrase(induk.paths)
    care.backup(induk, target / BACKUP)
    world.close()
    _keep_home(induk.paths.home, target / HOME)
    keys = {name: world.homes[name].keys.secret() for name in CAST}
    _write(target / "fakta.json", {"keys": keys, "passphrase": PASSPHRASE, "voice": voice})


def _sent(world: World, name: str, to: str) -> Sequence[Path]:
    """The files for one reader, the ordinary one first."""
    return sorted(world.send(name, to), key=lambda path: "terbatas" in path.name)


def _keep_home(home: Path, target: Path) -> None:
    for name, data in files_of(home).items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def expect(version: Path, folder: Path) -> None:
    """Writes what the files of a version become with the program of today."""
    wanted: dict[str, Any] = {}
    for name in TAKEN:
        with fresh(folder, version, name) as session:
            wanted[name] = taken(session, version, name)
    with frozen_home(folder, version) as session:
        wanted[HOME] = meaning(session)
    _write(version / "harapan.json", wanted)


def _write(path: Path, content: Mapping[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def main(words: Sequence[str]) -> None:
    """Makes the version named, or only what is expected of all."""
    with tempfile.TemporaryDirectory() as folder:
        if words != ["--expect"]:
            made = Path(folder) / "jadi"
            make(made, Path(folder))
            GOLDEN.mkdir(exist_ok=True)
            (GOLDEN / words[0]).mkdir()
            shutil.copytree(made, GOLDEN / words[0], dirs_exist_ok=True)
        for version in sorted(GOLDEN.iterdir()):
            expect(version, Path(folder) / version.name)


if __name__ == "__main__":
    main(sys.argv[1:])
