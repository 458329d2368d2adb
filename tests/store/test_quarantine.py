"""Files of strangers wait sealed, under our own names, and never without bounds."""

import os
from pathlib import Path

import pytest

from desktop.paths import Paths
from desktop.store import quarantine
from desktop.store.engine import Store, open_store
from desktop.store.quarantine import list_quarantined, quarantine_file, remove_quarantined, sweep_quarantine
from tests.store.constants import KEY, WHEN
from tests.store.helpers import killed_everywhere, new_home, refused


def keep(store: Store, source: Path, *, manifest: bytes = b"m" * 32, writer: bytes = b"w" * 16) -> str:
    return quarantine_file(store, source, writer=writer, key=b"k" * 32, manifest=manifest, received=WHEN)


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "..aneh\n.jbola"
    path.write_bytes(b"sealed bytes")
    return path


def test_kept_listed_removed(tmp_path: Path, sealed: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    with store:
        file = keep(store, sealed)
        (one,) = list_quarantined(store)
        assert one == (file, b"w" * 16, b"k" * 32, sealed.name, b"m" * 32, paths.quarantine / file, WHEN)
        assert one.path.read_bytes() == b"sealed bytes"
        assert list_quarantined(store, b"x" * 16) == []
        assert remove_quarantined(store, file)
        assert not remove_quarantined(store, file)
        assert not remove_quarantined(store, "../vault.json")
        assert list(paths.quarantine.iterdir()) == []
        assert list_quarantined(store) == []


def test_the_same_file_is_kept_once_and_a_stranger_shadows_nothing(tmp_path: Path, sealed: Path) -> None:
    _, store = new_home(tmp_path / "home")
    with store:
        file = keep(store, sealed)
        assert keep(store, sealed) == file
        others = {keep(store, sealed, writer=b"x" * 16), keep(store, sealed, manifest=b"n" * 32)}
        assert len({file, *others}) == 3
        lost = next(one for one in list_quarantined(store) if one.file == file)
        lost.path.unlink()
        assert keep(store, sealed) == file
        assert lost.path.read_bytes() == b"sealed bytes"


@pytest.mark.parametrize(("bound", "value"), [("LARGEST_FILE", 11), ("LARGEST_TOTAL", 23), ("MOST_FILES", 1)])
def test_bounds(
    tmp_path: Path, sealed: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: int
) -> None:
    paths, store = new_home(tmp_path / "home")
    with store:
        keep(store, sealed)
        monkeypatch.setattr(quarantine, bound, value)
        with refused("quarantine_full"):
            keep(store, sealed, manifest=b"n" * 32)
        monkeypatch.setattr(quarantine, bound, value + 1)
        keep(store, sealed, manifest=b"n" * 32)
        assert len(list(paths.quarantine.iterdir())) == 2


def test_killed_anywhere_a_row_has_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    _, store = new_home(folder / "home")
    store.close()
    (folder / "asing.jbola").write_bytes(b"sealed bytes")
    for step, left in killed_everywhere("quarantine", folder):
        with open_store(Paths(left / "home"), KEY) as after:
            sweep_quarantine(after, older_than=4e9)
            waiting = list_quarantined(after)
            assert len(waiting) == (step in {"quarantine_settled", "whole"}), step
            assert [one.path.read_bytes() for one in waiting] == [b"sealed bytes"] * len(waiting)
            assert len(list(after.paths.quarantine.iterdir())) == len(waiting), step


def test_sweep_spares_the_young(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    with store:
        assert sweep_quarantine(store, older_than=4e9) == 0
        paths.quarantine.mkdir()
        stray = paths.quarantine / ("0" * 32)
        stray.touch()
        os.utime(stray, (1000, 1000))
        assert sweep_quarantine(store, older_than=500) == 0
        assert sweep_quarantine(store, older_than=2000) == 1
