"""The data inside a letter: what it holds, whom it reaches, and that files bring all of it too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop.actions import intake, letter_register, letter_verify
from desktop.actions.exchange import export
from desktop.core.letters import DATA_NAME
from desktop.errors import UserError
from desktop.store.projection import projection_hash
from desktop.sync.letter_pdf import data_of_letter
from tests.actions.papers import make, press, printed
from tests.journeys import checks
from tests.journeys.homes import World, copied
from tests.journeys.oracle import opened
from tests.journeys.test_scope_of_files import assign, record


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = copied(tmp_path / "daerah", cast=("induk", "officer", "pupr", "pupr2", "dinkes"))
    yield made
    made.close()


@pytest.fixture
def letter(world: World, tmp_path: Path) -> dict[str, Any]:
    """A letter to PUPR about a named citizen who must be reached, and one who criticised."""
    for number, flavour in enumerate(("named", "criticism", "secret", "restricted")):
        record(world.homes["officer"], flavour, number)
    world.carry("officer", "coordinator", "induk")
    induk = world.homes["induk"]
    rows = induk.store.connection.execute("SELECT thing, kind, mode, restricted FROM aspiration").fetchall()
    for thing, kind, mode, restricted in rows:
        if mode != "secret":
            assign(induk, thing, "PUPR", contact=kind == "keluhan", hushed=bool(restricted))
    [made] = make(induk, tmp_path / "surat", number="auto")
    return made


def take(world: World, name: str, *paths: str | Path) -> list[dict[str, Any]]:
    return world.take(name, [Path(path) for path in paths])


def test_the_pdf_carries_the_file_that_lies_beside_it(world: World, letter: dict[str, Any]) -> None:
    assert (letter["data"], letter["aspirations"]) == (letter["path"].replace(".pdf", ".jbola"), 2)
    assert data_of_letter(Path(letter["path"])) == Path(letter["data"]).read_bytes()
    about, events = opened(Path(letter["data"]), world.homes["pupr"].keys.age)
    assert (about.sequence, about.number, about.to, about.blobs) == ("letter", 1, "agency:PUPR", [])
    parts = set().union(*events.values())
    assert not {part for part in parts if part.startswith(("citizen.", "restricted.", "field."))}
    assert {"all.letter", "all.assignment", "agency.words", "all.visit", "all.writer"} <= parts


def test_it_is_sealed_to_every_laptop_of_the_agency_and_to_no_other(
    world: World, letter: dict[str, Any]
) -> None:
    readers = opened(Path(letter["data"]), world.homes["pupr"].keys.age)[0].recipients
    named = {world.homes[name].keys.recipient for name in ("induk", "pupr", "pupr2")}
    assert set(readers) == named | set(world.homes["induk"].roster.recovery)
    assert take(world, "dinkes", letter["path"])[0]["error"]["code"] == "file_not_for_you"


def test_taken_in_from_the_pdf_and_again(world: World, letter: dict[str, Any]) -> None:
    [report] = take(world, "pupr", letter["path"])
    assert (report["result"], report["path"], report["sequence"]) == ("taken", letter["path"], "letter")
    assert (report["held"], report["refused"], report["gaps"]) == (0, [], [])
    rows = world.homes["pupr"].store.connection.execute("SELECT status FROM aspiration").fetchall()
    assert rows == [("diterima_skpd",)] * 2
    for path in (letter["path"], letter["data"]):
        assert take(world, "pupr", path)[0]["result"] == "nothing_new"
    assert not (world.folder / "pupr" / "letter-in").exists()


def test_a_letter_first_or_the_ordinary_file_first(world: World, letter: dict[str, Any]) -> None:
    files = [
        Path(one["path"]) for one in export(world.homes["induk"], "agency:PUPR", world.outbox())["files"]
    ]
    take(world, "pupr", letter["path"], *files)
    take(world, "pupr2", *files, letter["path"])
    hashes = [projection_hash(world.homes[name].store) for name in ("pupr", "pupr2")]
    assert hashes[0] == hashes[1]
    citizens = "SELECT name FROM citizen ORDER BY name"
    assert world.homes["pupr"].store.connection.execute(citizens).fetchall() == [("Siti 0",)]
    for name in ("pupr", "pupr2"):
        checks.assert_pure(world.homes[name])


def test_a_letter_settles_nothing(world: World, letter: dict[str, Any]) -> None:
    """Its receipt moves no cut: what it brought is in the ordinary file all the same, and receipts too."""
    take(world, "pupr", letter["path"])
    world.carry("pupr", "coordinator", "induk")
    files = [
        Path(one["path"]) for one in export(world.homes["induk"], "agency:PUPR", world.outbox())["files"]
    ]
    assert take(world, "pupr2", *files)[0]["new"] > 0
    things = checks.things_in(world, files[0])
    sql = "SELECT thing FROM aspiration WHERE agency = 'PUPR' AND restricted = 0"
    named = {thing for (thing,) in world.homes["induk"].store.connection.execute(sql)}
    assert len(named) == 2
    assert things >= named


def test_inspecting_a_letter_changes_nothing(world: World, letter: dict[str, Any]) -> None:
    pupr = world.homes["pupr"]
    before = checks.dump(pupr)
    found = intake.inspect(pupr, Path(letter["path"]))
    assert (found["sequence"], found["to"], found["blobs"]) == ("letter", "agency:PUPR", 0)
    assert checks.dump(pupr) == before


def test_an_agency_without_a_laptop_gets_paper_that_says_so(world: World, tmp_path: Path) -> None:
    thing = record(world.homes["officer"], "open")
    world.carry("officer", "coordinator", "induk")
    assign(world.homes["induk"], thing, "DLH")
    [made] = make(world.homes["induk"], tmp_path / "surat", "DLH")
    assert made["data"] is None
    assert printed(world.homes["induk"], made["id"]).content.carries_data is False
    with pytest.raises(UserError) as refused:
        data_of_letter(Path(made["path"]))
    assert refused.value.code == "letter_pdf_no_data"
    assert [one.suffix for one in sorted((tmp_path / "surat").iterdir())] == [".docx", ".pdf"]


def test_a_pdf_with_another_file_under_the_name_is_no_letter(
    world: World, letter: dict[str, Any], tmp_path: Path
) -> None:
    sync_file = world.send("officer", "coordinator", everything=True)[0]
    for number, data in enumerate([b"nothing", sync_file.read_bytes()]):
        path = tmp_path / f"palsu{number}.pdf"
        with pikepdf.open(letter["path"]) as pdf:
            pdf.attachments[DATA_NAME].obj.EF.F.write(data)
            pdf.save(path)
        [report] = take(world, "pupr", path)
        assert (report["result"], report["error"]["code"]) == ("refused", "letter_pdf_not_ours")
        assert report["error"]["values"]["file"] == path.name
        with pytest.raises(UserError):
            intake.inspect(world.homes["pupr"], path)
        assert not (world.folder / "pupr" / "letter-in").exists()


def test_a_damaged_file_inside_is_named_by_its_pdf(
    world: World, letter: dict[str, Any], tmp_path: Path
) -> None:
    path, data = tmp_path / "rusak.pdf", bytearray(Path(letter["data"]).read_bytes())
    data[-200] ^= 1
    with pikepdf.open(letter["path"]) as pdf:
        pdf.attachments[DATA_NAME].obj.EF.F.write(bytes(data))
        pdf.save(path)
    before = checks.dump(world.homes["pupr"])
    [report] = take(world, "pupr", path)
    assert report["result"] == "refused"
    assert report["error"]["values"].get("file", path.name) == path.name
    assert checks.dump(world.homes["pupr"]) == before


def test_the_scan_comes_with_the_ordinary_file(world: World, letter: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 signed")
    letter_register.attach_scan(world.homes["induk"], letter["id"], ["scan.pdf"], tmp_path)
    world.carry("induk", "agency:PUPR", "pupr")
    pupr = world.homes["pupr"]
    [(sha,)] = pupr.store.connection.execute("SELECT sha256 FROM attachment WHERE noun = 'letter'").fetchall()
    assert pupr.blobs.get(sha) == b"%PDF-1.7 signed"


def test_a_letter_is_verified_by_its_pdf_and_by_its_code(world: World, letter: dict[str, Any]) -> None:
    induk, pupr, path = world.homes["induk"], world.homes["pupr"], Path(letter["path"])
    found = letter_verify.verify_file(induk, press(), path)
    assert (found["letter"], found["genuine"], found["pages_match"]) == (letter["id"], True, True)
    assert (found["number"], found["agency"], found["voided"]) == (letter["number"], "PUPR", False)
    with pytest.raises(UserError) as unknown:
        letter_verify.verify_code(pupr, letter["code"])
    assert unknown.value.code == "letter_unknown"
    take(world, "pupr", path)
    assert letter_verify.verify_file(pupr, press(), path)["pages_match"] is None
    assert letter_verify.verify_code(pupr, letter["code"].lower())["genuine"] is True
    letter_register.void_letter(induk, letter["id"], "salah")
    assert letter_verify.verify_code(induk, letter["code"])["voided"] is True


def test_a_forged_code_and_changed_pages(world: World, letter: dict[str, Any], tmp_path: Path) -> None:
    induk, path = world.homes["induk"], tmp_path / "ubah.pdf"
    with pytest.raises(UserError) as forged:
        letter_verify.verify_code(induk, letter["code"][:-1] + ("0" if letter["code"][-1] != "0" else "1"))
    assert forged.value.code == "letter_forged"
    with pikepdf.open(letter["path"]) as pdf:
        pdf.save(path, linearize=True)
    assert letter_verify.verify_file(induk, press(), path)["pages_match"] is True
    with pikepdf.open(letter["path"]) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"0 0 m 9 9 l S")
        pdf.save(path)
    assert letter_verify.verify_file(induk, press(), path)["pages_match"] is False
    with pikepdf.open(letter["path"]) as pdf:
        del pdf.pages[1]
        pdf.save(path)
    assert letter_verify.verify_file(induk, press(), path)["pages_match"] is False


def test_a_letter_printed_before_it_had_a_number_still_matches(world: World, tmp_path: Path) -> None:
    induk = world.homes["induk"]
    thing = record(world.homes["officer"], "open")
    world.carry("officer", "coordinator", "induk")
    assign(induk, thing, "PUPR")
    [made] = make(induk, tmp_path / "surat")
    letter_register.number_letter(induk, made["id"], "auto")
    assert letter_verify.verify_file(induk, press(), Path(made["path"]))["pages_match"] is True
