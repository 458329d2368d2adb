"""Photos come back as they went in, or not at all; names and bytes tell nothing."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.paths import Paths
from desktop.store.blobs import Blobs
from desktop.store.engine import open_store
from desktop.store.health import known_blobs
from tests.store.constants import KEY
from tests.store.helpers import (
    fill,
    killed_everywhere,
    new_home,
    refused,
    small_disk,
    tree,
)

PHOTO = b"\xff\xd8 KENARI-FOTO " * 100
FAR = 4e9


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs", KEY)


def test_in_and_out(blobs: Blobs, tmp_path: Path) -> None:
    sha = blobs.put(PHOTO)
    assert sha == hashlib.sha256(PHOTO).hexdigest()
    assert blobs.get(sha) == PHOTO
    assert blobs.has(sha)
    assert blobs.put(b"") == hashlib.sha256(b"").hexdigest()
    assert blobs.get(hashlib.sha256(b"").hexdigest()) == b""
    assert Blobs(tmp_path / "blobs", KEY).get(sha) == PHOTO


def test_neither_name_nor_bytes_tell_which_photo(blobs: Blobs, tmp_path: Path) -> None:
    sha = blobs.put(PHOTO)
    ((name, data),) = tree(tmp_path).items()
    assert sha not in name
    assert b"KENARI" not in data
    other = Blobs(tmp_path / "other", bytes(32))
    other.put(PHOTO)
    assert blobs.path(sha).name != other.path(sha).name
    assert blobs.path(sha).parent.name == blobs.path(sha).name[:2]


def test_the_same_photo_is_written_once(blobs: Blobs, tmp_path: Path) -> None:
    blobs.put(PHOTO)
    before = tree(tmp_path)
    blobs.put(PHOTO)
    assert tree(tmp_path) == before


def test_every_kind_of_damage_is_noticed_and_mended_by_putting_again(blobs: Blobs) -> None:
    sha, other = blobs.put(PHOTO), blobs.put(b"other")
    good = blobs.path(sha).read_bytes()
    cases = [good[:i] + bytes([good[i] ^ 1]) + good[i + 1 :] for i in (0, 1, 24, 25, 500, len(good) - 1)]
    for data in [*cases, b"", good[:10], good[:-1], good + b"x", blobs.path(other).read_bytes()]:
        blobs.path(sha).write_bytes(data)
        with refused("photo_damaged"):
            blobs.get(sha)
        assert blobs.put(PHOTO) == sha
        assert blobs.get(sha) == PHOTO


def test_missing_and_deleted(blobs: Blobs) -> None:
    sha = blobs.put(PHOTO)
    assert blobs.delete(sha)
    assert not blobs.delete(sha)
    assert not blobs.has(sha)
    with refused("photo_missing"):
        blobs.get(sha)


@pytest.mark.parametrize("sha", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 65, "0" * 64 + "\n"])
def test_only_a_hash_names_a_photo(blobs: Blobs, sha: str) -> None:
    with pytest.raises(ValueError):
        blobs.get(sha)


def test_a_batch_not_settled_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    with blobs.batch() as batch:
        sha = batch.add(PHOTO)
        assert not blobs.has(sha)
    assert tree(tmp_path) == {}
    with blobs.batch() as batch:
        assert batch.add(PHOTO) == batch.add(PHOTO)
        batch.settle()
    assert list(tree(tmp_path)) == [str(blobs.path(sha).relative_to(tmp_path))]


def test_sweep_takes_old_orphans_only(blobs: Blobs, tmp_path: Path) -> None:
    kept, orphan, young = (blobs.put(bytes([number])) for number in range(3))
    unfinished = tmp_path / "blobs" / "tmp" / "x.tmp"
    unfinished.write_bytes(b"")
    strange = tmp_path / "blobs" / "catatan.txt"
    strange.write_bytes(b"")
    for path in (blobs.path(kept), blobs.path(orphan), unfinished, strange):
        os.utime(path, (1000, 1000))
    os.utime(blobs.path(young), (3000, 3000))
    assert blobs.sweep([kept], older_than=2000) == 2
    assert (blobs.has(kept), blobs.has(orphan), blobs.has(young)) == (True, False, True)
    assert strange.exists()
    assert not unfinished.exists()


def test_sweep_of_a_home_without_photos(blobs: Blobs) -> None:
    assert blobs.sweep([], older_than=FAR) == 0


def test_killed_anywhere_no_row_lacks_its_photo(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    store.close()
    for step, folder in killed_everywhere("photos", paths.home):
        left = Paths(folder)
        blobs = Blobs(left.blobs, KEY)
        with open_store(left, KEY) as store:
            known = known_blobs(store.connection)
        assert len(known) == (3 if step in {"committed", "whole"} else 0), step
        blobs.sweep(known, older_than=FAR)
        assert [len(blobs.get(sha)) for sha in known] == [50_000] * len(known), step
        assert len(tree(left.blobs)) == len(known), step


def test_a_full_disk_leaves_no_halves(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1m") as disk:
        blobs = Blobs(disk / "blobs", KEY)
        kept = blobs.put(PHOTO)
        ballast = fill(disk, leave=100_000)
        with refused("disk_full"), blobs.batch() as batch:
            for number in range(10):
                batch.add(bytes([number]) * 50_000)
            batch.settle()
        assert blobs.get(kept) == PHOTO
        ballast.unlink()
        assert [path.name for path in blobs.files()] == [blobs.path(kept).name]
        assert list((disk / "blobs" / "tmp").iterdir()) == []


@given(st.binary(max_size=2000), st.binary(min_size=32, max_size=32))
def test_any_bytes_under_any_key(tmp_path_factory: pytest.TempPathFactory, data: bytes, key: bytes) -> None:
    blobs = Blobs(tmp_path_factory.getbasetemp() / "any", key)
    sha = blobs.put(data)
    assert blobs.get(sha) == data
    blobs.delete(sha)
