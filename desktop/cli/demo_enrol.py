"""How the practice district begins: founded on its laptop induk, then each laptop let in by voice code."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from desktop.actions.sheets import LAPTOP, OFFICES, ROOT, Sheet, sheets_pdf
from desktop.cli.demo_stage import SHEETS, Scene, Stage
from desktop.cli.paper_file import claimed
from desktop.cli.sheets import find_code

INDUK = "induk"
ENROLMENT = "pendaftaran"
_BEGINNING = datetime.fromisoformat("2026-10-05T08:00:00+08:00")
_STEP = timedelta(minutes=15)


def opening(stage: Stage) -> list[Scene]:
    """The scenes before the first step of the story; whoever replaces somebody comes later."""
    first = [person.id for person in stage.people.values() if not person.replaces and person.id != INDUK]
    times = ((_BEGINNING + number * _STEP).isoformat() for number in range(len(first) + 2))
    at = next(times)
    scenes = [Scene(at, INDUK, stage.words.text("demo_scene_found"), partial(_found, stage, at))]
    for home in first:
        at = next(times)
        scenes.append(Scene(at, home, stage.words.text("demo_scene_enrol"), partial(enrol, stage, home, at)))
    at = next(times)
    scenes.append(Scene(at, INDUK, stage.words.text("demo_scene_pack"), partial(hand_pack, stage, first, at)))
    return scenes


def _found(stage: Stage, at: str) -> list[str]:
    """The district on its laptop induk, with the letterhead of the practice district."""
    district, person = stage.district, stage.people[INDUK]
    stage.new_passphrase(INDUK)
    sheet = stage.folder / SHEETS / f"{INDUK}.txt"
    where = ("--region", district["region"], "--prefix", district["prefix"], "--practice")
    who = ("--desk", person.desk, "--name", person.name, "--nip", person.nip)
    made = stage.run(INDUK, at, "init", *who, *where, "--recovery-out", sheet)
    stage.writers[INDUK] = made["writer"]
    _print_sheets(stage, sheet, (ROOT, LAPTOP), person.name, at)
    office = sheet.with_name("pemulihan-kantor.txt")
    stage.run(INDUK, at, "root", "recovery", "--root-file", sheet, "--recovery-out", office)
    _print_sheets(stage, office, OFFICES, person.name, at)
    pack = {**stage.run(INDUK, at, "pack", "show"), "letterhead": district["letterhead"]}
    file = stage.shelf(ENROLMENT) / "paket.json"
    file.write_text(json.dumps(pack, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
    stage.run(INDUK, at, "pack", "set", file)
    _export_pack(stage, at)
    villages, agencies = len(pack["villages"]), len(pack["agencies"])
    return [stage.words.text("demo_note_pack", villages=villages, agencies=agencies)]


def enrol(stage: Stage, home: str, at: str) -> list[str]:
    """A laptop is set up with the pack, asks, and is accepted once its voice code was heard."""
    person = stage.people[home]
    pack, heard = stage.pack
    stage.new_passphrase(home)
    who = ["--desk", person.desk, "--name", person.name, "--nip", person.nip]
    desk = ["--agency", person.agency] if person.agency else []
    sheet = stage.folder / SHEETS / f"{home}.txt"
    trust = ("--pack", pack, "--code", heard, "--practice")
    made = stage.run(home, at, "init", *who, *desk, *trust, "--recovery-out", sheet)
    stage.writers[home] = made["writer"]
    _print_sheets(stage, sheet, (LAPTOP,), person.name, at)
    request = stage.shelf(ENROLMENT) / f"{home}.jbreq"
    asked = stage.run(home, at, "request", "--out", request)
    stage.run(INDUK, at, "accept", request, "--code", asked["voice_code"])
    return []


def hand_pack(stage: Stage, homes: Iterable[str], at: str) -> list[str]:
    """A later pack tells everybody who was accepted; it needs no code."""
    _export_pack(stage, at)
    for home in homes:
        stage.run(home, at, "pack", "import", stage.pack[0])
    return []


def _export_pack(stage: Stage, at: str) -> None:
    folder = stage.shelf(ENROLMENT)
    file = folder / f"paket-{len(list(folder.glob('*.jbpack'))) + 1}.jbpack"
    made = stage.run(INDUK, at, "pack", "export", "--out", file)
    stage.pack = (file, made["voice_code"])


def _print_sheets(stage: Stage, text: Path, kinds: Iterable[str], owner: str, at: str) -> None:
    """The sheets of a text file once more as PDF beside it, as they lie in the safe."""
    words, written = stage.words, text.read_text(encoding="utf-8")
    place, made = stage.district["name"], datetime.fromisoformat(at).date()
    sheets = [
        Sheet(kind, find_code(words, written, kind), place, owner, made, practice=True) for kind in kinds
    ]
    with claimed(text.with_suffix(".pdf")) as paper:
        if paper:
            paper.write(sheets_pdf(words, sheets, stage.app.press()))
