"""A home comes back whole from its backup; anything else is refused and nothing is made."""

import hashlib
import io
import random
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.paths import Paths
from desktop.store.backup import inspect_backup, make_backup, restore_backup
from desktop.store.blobs import Blobs
from desktop.store.container import DATABASE, VAULT
from desktop.store.engine import open_store
from desktop.store.migrations import STEPS, Step, migrate
from desktop.store.rolling import RESTORED
from desktop.store.vault import change_passphrase, unlock, unlock_with_recovery
from tests.store.constants import KEY, PASSPHRASE, RECOVERY, WHEN
from tests.store.helpers import (
    fill,
    keep_photo,
    killed_everywhere,
    new_home,
    refused,
    small_disk,
    tree,
)

PHOTO = b"\xff\xd8 KENARI-FOTO " * 300


def by_passphrase(vault: Path) -> bytes:
    return unlock(vault, PASSPHRASE)


def full_home(folder: Path) -> Paths:
    paths, store = new_home(folder, vault=True)
    with store:
        keep_photo(store, Blobs(paths.blobs, KEY), PHOTO)
        keep_photo(store, Blobs(paths.blobs, KEY), b"")
        with store.transaction():
            store.set_meta("word", b"KENARI-KATA")
    return paths


@pytest.fixture
def made(tmp_path: Path) -> Path:
    paths = full_home(tmp_path / "home")
    out = tmp_path / "cadangan.zip"
    with open_store(paths, KEY) as store:
        make_backup(store, paths, out, KEY, created=WHEN)
    return out


def assert_whole(paths: Paths) -> None:
    assert unlock(paths.vault, PASSPHRASE) == KEY
    with open_store(paths, KEY) as store:
        assert (store.meta("word"), store.meta(RESTORED)) == (b"KENARI-KATA", b"1")
        blobs = Blobs(paths.blobs, KEY)
        shas = store.connection.execute("SELECT lower(hex(sha256)) FROM blob").fetchall()
        assert sorted(blobs.get(sha) for (sha,) in shas) == [b"", PHOTO]


def test_there_and_back(tmp_path: Path, made: Path) -> None:
    info = inspect_backup(made)
    assert (info.created, info.schema, len(info.members)) == (WHEN, STEPS[-1].number, 4)
    told: list[tuple[int, int]] = []
    again = Paths(tmp_path / "deep" / "again")
    assert restore_backup(made, again, by_passphrase, lambda *step: told.append(step)) == info
    assert_whole(again)
    assert told[-1][0] == told[-1][1] == sum(member.size for member in info.members.values())
    assert {path.name for path in again.home.parent.iterdir()} == {"again"}
    if sys.platform != "win32":
        assert {path.stat().st_mode & 0o77 for path in again.home.rglob("*")} == {0}


def test_into_an_empty_folder_and_by_the_paper_code(tmp_path: Path, made: Path) -> None:
    again = Paths(tmp_path / "again")
    again.home.mkdir()
    restore_backup(made, again, lambda vault: unlock_with_recovery(vault, RECOVERY))
    assert_whole(again)


def test_the_home_itself_is_unchanged_and_nothing_is_readable(tmp_path: Path) -> None:
    paths = full_home(tmp_path / "home")
    before = tree(paths.home)
    with open_store(paths, KEY) as store:
        make_backup(store, paths, tmp_path / "cadangan.zip", KEY, created=WHEN)
    assert tree(paths.home) == before
    data = (tmp_path / "cadangan.zip").read_bytes()
    assert b"KENARI" not in data
    assert KEY not in data
    assert b"SQLite format" not in data


def test_what_is_in_the_journal_is_in_the_backup(tmp_path: Path) -> None:
    paths = full_home(tmp_path / "home")
    with open_store(paths, KEY) as store:
        with store.transaction():
            store.set_meta("late", b"1")
        make_backup(store, paths, tmp_path / "cadangan.zip", KEY, created=WHEN)
    restore_backup(tmp_path / "cadangan.zip", Paths(tmp_path / "again"), by_passphrase)
    with open_store(Paths(tmp_path / "again"), KEY) as store:
        assert store.meta("late") == b"1"


def test_nothing_is_overwritten(tmp_path: Path, made: Path) -> None:
    home = Paths(tmp_path / "home")
    before = tree(tmp_path)
    with refused("home_not_empty"):
        restore_backup(made, home, by_passphrase)
    with open_store(home, KEY) as store, refused("backup_exists"):
        make_backup(store, home, made, KEY, created=WHEN)
    assert tree(tmp_path) == before
    with refused("home_not_empty"):
        restore_backup(made, Paths(made), by_passphrase)


def test_wrong_passphrase_and_no_file(tmp_path: Path, made: Path) -> None:
    again = Paths(tmp_path / "again")
    with refused("passphrase_wrong", exit_code=4):
        restore_backup(made, again, lambda vault: unlock(vault, "bukan kata sandinya"))
    with refused("backup_missing"):
        restore_backup(tmp_path / "none", again, by_passphrase)
    with refused("backup_missing"):
        restore_backup(tmp_path, again, by_passphrase)
    home = Paths(tmp_path / "home")
    with open_store(home, KEY) as store, refused("backup_no_folder"):
        make_backup(store, home, tmp_path / "none" / "cadangan.zip", KEY, created=WHEN)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cadangan.zip", "home"]


def test_the_passphrase_of_that_day_opens_the_backup(tmp_path: Path, made: Path) -> None:
    change_passphrase(tmp_path / "home" / "vault.json", KEY, "yang baru sekali")
    restore_backup(made, Paths(tmp_path / "again"), by_passphrase)
    assert_whole(Paths(tmp_path / "again"))


def test_a_backup_of_a_newer_program(tmp_path: Path) -> None:
    paths = full_home(tmp_path / "home")
    last = STEPS[-1].number
    with open_store(paths, KEY) as store:
        migrate(store, (*STEPS, Step(last + 1, lambda connection: None)))
        make_backup(store, paths, tmp_path / "cadangan.zip", KEY, created=WHEN)
    with refused("database_newer"):
        restore_backup(tmp_path / "cadangan.zip", Paths(tmp_path / "again"), by_passphrase)
    assert not (tmp_path / "again").exists()


def test_flipped_and_cut_bytes_are_refused_or_harmless(tmp_path: Path, made: Path) -> None:
    good = made.read_bytes()
    info = inspect_backup(made)
    damaged = tmp_path / "rusak.zip"
    chance = random.Random(7)
    spots = {*chance.sample(range(len(good)), 60), *range(40), *range(len(good) - 500, len(good), 5)}
    cuts = [good[:length] for length in chance.sample(range(len(good)), 20)]
    for data in [
        *(good[:i] + bytes([good[i] ^ 255]) + good[i + 1 :] for i in sorted(spots)),
        *cuts,
        b"",
        b"PK",
    ]:
        damaged.write_bytes(data)
        # Some bytes of a ZIP say nothing (its dates): then the content must be the same.
        assert said_of(damaged) in (info, "backup_damaged")


def said_of(file: Path) -> object:
    try:
        return inspect_backup(file)
    except UserError as error:
        return error.code


def repacked(made: Path, change: Callable[[dict[str, bytes]], object], method: int = 0) -> bytes:
    with zipfile.ZipFile(made) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


HOSTILE: dict[str, Callable[[dict[str, bytes]], object]] = {
    "stranger": lambda m: m.update({"../../jahat": b"x"}),
    "missing": lambda m: m.pop(VAULT),
    "no_manifest": lambda m: m.pop("manifest.json"),
    "empty_manifest": lambda m: m.update({"manifest.json": b"{}"}),
    "list_manifest": lambda m: m.update({"manifest.json": b"[]"}),
    "not_json": lambda m: m.update({"manifest.json": b"\xff"}),
    "exchanged": lambda m: m.update({DATABASE: m[VAULT], VAULT: m[DATABASE]}),
    "longer": lambda m: m.update({VAULT: m[VAULT] + b" "}),
    "climbing": lambda m: _rename(m, "blobs/../../../../jahat"),
    "absolute": lambda m: _rename(m, "/jahat/jahat"),
    "deep": lambda m: _rename(m, "blobs/ab/" + "a" * 62),
    "plain": lambda m: _replace(m, DATABASE, b"SQLite format 3\0" + bytes(4080)),
    "random": lambda m: _replace(m, DATABASE, random.Random(1).randbytes(8192)),
    "vault": lambda m: _replace(m, VAULT, b"{}"),
}


def _rename(members: dict[str, bytes], name: str) -> None:
    old = next(one for one in members if one.startswith("blobs/"))
    members[name] = members.pop(old)
    members["manifest.json"] = members["manifest.json"].replace(old.encode(), name.encode())


def _replace(members: dict[str, bytes], name: str, data: bytes) -> None:
    before, members[name] = members[name], data
    for old, new in (
        (hashlib.sha256(before).hexdigest(), hashlib.sha256(data).hexdigest()),
        (f'"size":{len(before)}', f'"size":{len(data)}'),
    ):
        members["manifest.json"] = members["manifest.json"].replace(old.encode(), new.encode())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_backups_make_no_home(tmp_path: Path, made: Path, name: str) -> None:
    hostile = tmp_path / "jahat.zip"
    hostile.write_bytes(repacked(made, HOSTILE[name]))
    before = tree(tmp_path)
    with refused("vault_damaged" if name == "vault" else "backup_damaged"):
        restore_backup(hostile, Paths(tmp_path / "again"), by_passphrase)
    assert tree(tmp_path) == before
    assert not (tmp_path / "again").exists()


def test_a_compressed_or_doubled_backup_is_refused(tmp_path: Path, made: Path) -> None:
    hostile = tmp_path / "jahat.zip"
    hostile.write_bytes(repacked(made, lambda members: None, zipfile.ZIP_DEFLATED))
    with refused("backup_damaged"):
        inspect_backup(hostile)
    shutil.copy(made, hostile)
    with zipfile.ZipFile(hostile, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(VAULT, b"x")
    with refused("backup_damaged"):
        inspect_backup(hostile)


def test_killed_anywhere_in_making(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    full_home(folder / "home")
    for step, left in killed_everywhere("backup", folder):
        out = left / "cadangan.zip"
        assert out.exists() == (step in {"backup_named", "whole"}), step
        if out.exists():
            inspect_backup(out)
        else:
            with open_store(Paths(left / "home"), KEY) as store:
                make_backup(store, store.paths, out, KEY, created=WHEN)
        assert sorted(path.name for path in left.iterdir()) == ["cadangan.zip", "home"], step
        assert list((left / "home" / "backups").iterdir()) == [] or step == "backup_named"


def test_killed_anywhere_in_restoring(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    paths = full_home(folder / "home")
    with open_store(paths, KEY) as store:
        make_backup(store, paths, folder / "cadangan.zip", KEY, created=WHEN)
    for step, left in killed_everywhere("restore", folder):
        again = Paths(left / "again")
        assert again.home.exists() == (step in {"home_named", "whole"}), step
        if not again.home.exists():
            restore_backup(left / "cadangan.zip", again, by_passphrase)
            assert sorted(path.name for path in left.iterdir()) == ["again", "cadangan.zip", "home"], step
        assert_whole(again)


def test_a_full_or_locked_stick(tmp_path: Path, made: Path) -> None:
    home = Paths(tmp_path / "home")
    with small_disk(tmp_path / "stick", "1m") as stick, open_store(home, KEY) as store:
        fill(stick, leave=20_000)
        before = tree(home.home)
        with refused("backup_no_room"):
            make_backup(store, home, stick / "cadangan.zip", KEY, created=WHEN)
        assert sorted(path.name for path in stick.iterdir()) == ["ballast"]
        with refused("disk_full"):
            restore_backup(made, Paths(stick / "again"), by_passphrase)
        assert sorted(path.name for path in stick.iterdir()) == ["ballast"]
        assert tree(home.home) == before
