"""PDFs handed in as letters: a sentence each and nothing changed; a real one, saved again, is still good."""

import os
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest

from desktop.core.letters import DATA_NAME
from desktop.sync.letter_pdf import LARGEST_PDF
from tests.proofs.homes import complains, district, done, run, state, visit_file

VISIT = {
    "village": "63.10.09.2005",
    "date": "2026-11-21",
    "aspirations": [{"kind": "keluhan", "text": "Lampu jalan mati"}, {"kind": "usulan", "text": "Jembatan"}],
}
BOMB = 400_000_000


class Tray(NamedTuple):
    """Homes, the letter of PUPR with its data, and that of an agency without a laptop."""

    folder: Path
    homes: dict[str, Path]
    letter: dict[str, Any]
    bare: dict[str, Any]

    @property
    def real(self) -> Path:
        return Path(self.letter["path"])


def laid_out(folder: Path) -> Tray:
    homes = district(folder, ("induk", "officer", "pupr", "dinkes"))
    made = done(homes["officer"], "visit", "add", visit_file(folder, VISIT))
    sent = done(homes["officer"], "export", "--to", "coordinator", "--out", folder / "stik")
    done(homes["induk"], "import", sent["files"][0]["path"])
    codes = [one["code"] for one in made["aspirations"]]
    done(homes["induk"], "triage", "verify", *codes)
    done(homes["induk"], "assign", codes[0], "--agency", "PUPR")
    done(homes["induk"], "assign", codes[1], "--agency", "DLH")
    letters = done(homes["induk"], "letter", "make", "--all", "--out", folder / "surat")["letters"]
    by_agency = {one["agency"]: one for one in letters}
    return Tray(folder, homes, by_agency["PUPR"], by_agency["DLH"])


def moved(tray: Tray, folder: Path) -> Tray:
    """The same in another folder."""
    shutil.copytree(tray.folder, folder, dirs_exist_ok=True)
    letter, bare = (
        {**one, "path": str(folder / Path(one["path"]).relative_to(tray.folder))}
        for one in (tray.letter, tray.bare)
    )
    return Tray(folder, {name: folder / name for name in tray.homes}, letter, bare)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Tray:
    """Nobody's: copied for those who use it."""
    return laid_out(tmp_path_factory.mktemp("baki"))


@pytest.fixture(scope="module")
def shared(first: Tray, tmp_path_factory: pytest.TempPathFactory) -> Tray:
    """For files that change nothing."""
    return moved(first, tmp_path_factory.mktemp("baki"))


def saved(tray: Tray, change: Callable[[pikepdf.Pdf], None], **options: Any) -> Path:
    with pikepdf.open(tray.real) as pdf:
        change(pdf)
        pdf.save(tray.folder / "ubah.pdf", **options)
    return tray.folder / "ubah.pdf"


def nothing(_: pikepdf.Pdf) -> None:
    """As it was."""


def no_data(tray: Tray) -> Path:
    return Path(tray.bare["path"])


def data_dropped_by_a_signing_service(tray: Tray) -> Path:
    def drop(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Names
        del pdf.Root.AF

    return saved(tray, drop)


def two(tray: Tray) -> Path:
    def again(pdf: pikepdf.Pdf) -> None:
        more = dict.fromkeys(("description", "mime_type", "creation_date", "mod_date"), "")
        pdf.attachments["lain"] = pikepdf.AttachedFileSpec(pdf, b"x", filename=DATA_NAME, **more)

    return saved(tray, again)


def encrypted(tray: Tray) -> Path:
    return saved(tray, nothing, encryption=pikepdf.Encryption(owner="a", user="b"))


def of_forty_megabytes(tray: Tray) -> Path:
    path = tray.folder / "besar.pdf"
    path.write_bytes(tray.real.read_bytes().ljust(LARGEST_PDF + 1, b"\n"))
    return path


def truncated(tray: Tray) -> Path:
    path = tray.folder / "putus.pdf"
    path.write_bytes(tray.real.read_bytes()[:3000])
    return path


def a_bomb(tray: Tray) -> Path:
    # The same block over and over, made once: zeros, whose checksum depends on their number alone.
    packer, block = zlib.compressobj(9, wbits=-15), 10_000_000
    body = (packer.compress(bytes(block)) + packer.flush(zlib.Z_FULL_FLUSH)) * (BOMB // block)
    packed = b"\x78\xda" + body + packer.flush() + (BOMB % 65_521 << 16 | 1).to_bytes(4)

    def swap(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[DATA_NAME].obj.EF.F.write(packed, filter=pikepdf.Name.FlateDecode)

    return saved(tray, swap)


def no_letter_at_all(tray: Tray) -> Path:
    path = tray.folder / "lain.pdf"
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(path)
    return path


def for_somebody_else(tray: Tray) -> Path:
    return tray.real


HOSTILE: list[tuple[Callable[[Tray], Path], str, str]] = [
    (no_data, "pupr", "letter_pdf_no_data"),
    (data_dropped_by_a_signing_service, "pupr", "letter_pdf_no_data"),
    (two, "pupr", "letter_pdf_two_data"),
    (encrypted, "pupr", "letter_pdf_encrypted"),
    (of_forty_megabytes, "pupr", "letter_pdf_too_large"),
    (truncated, "pupr", "letter_pdf_broken"),
    (a_bomb, "pupr", "letter_pdf_too_large"),
    (no_letter_at_all, "pupr", "letter_pdf_not_ours"),
    (for_somebody_else, "dinkes", "file_not_for_you"),
]


@pytest.mark.parametrize(("make", "name", "code"), HOSTILE, ids=[one.__name__ for one, _, _ in HOSTILE])
def test_a_hostile_letter(make: Callable[[Tray], Path], name: str, code: str, shared: Tray) -> None:
    path, home = make(shared), shared.homes[name]
    before = state(home)
    told = run(home, "import", path, "--json")
    complains(told, 3, about=code)
    assert told.data["files"][0]["error"]["code"] == code
    complains(run(home, "inspect", path), 3, about=code)
    assert state(home) == before
    done(home, "check")


@pytest.mark.parametrize("how", ["plain", "linearized", "repacked"])
def test_a_letter_saved_again_by_another_program_is_taken(how: str, first: Tray, tmp_path: Path) -> None:
    """The control: signing services write PDFs anew, and the same data come out."""
    tray = moved(first, tmp_path)
    options: dict[str, dict[str, Any]] = {
        "plain": {},
        "linearized": {"linearize": True},
        "repacked": {"recompress_flate": True, "object_stream_mode": pikepdf.ObjectStreamMode.disable},
    }
    home, path = tray.homes["pupr"], saved(tray, nothing, **options[how])
    before = state(home)
    assert done(home, "inspect", path)["sequence"] == "letter"
    assert state(home) == before
    taken = done(home, "import", path)["files"][0]
    assert (taken["result"], taken["refused"], taken["held"]) == ("taken", [], 0)
    found = done(tray.homes["induk"], "letter", "verify", path)
    assert (found["genuine"], found["pages_match"]) == (True, True)


def test_nothing_is_left_in_temp(shared: Tray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for make in (two, truncated, no_data):
        assert run(shared.homes["pupr"], "import", make(shared)).code == 3
    assert os.listdir(tmp_path) == []
