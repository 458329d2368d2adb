"""A practice district for every test of this room: founded once, its folders copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions.session import Session
from tests.actions.homes import District

Founded = tuple[Path, dict[str, bytes]]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """Closed homes: laptop induk and officer of one district, one laptop with every desk of another."""
    folder = tmp_path_factory.mktemp("founded")
    keys: dict[str, bytes] = {}
    for homes in (
        {"setda": ["coordinator"], "petugas": ["officer"]},
        {"semua": ["coordinator", "officer", "agency:PUPR", "agency:INSPEKTORAT"]},
    ):
        district = District(folder)
        keys |= {name: district.home(name, *desks).data_key for name, desks in homes.items()}
        district.close()
    return folder, keys


@pytest.fixture
def district(founded: Founded, tmp_path: Path) -> Iterator[District]:
    """With its laptop induk open; further homes by `District.home`."""
    district = District(tmp_path)
    _reopen(district, founded, "setda")
    yield district
    district.close()


@pytest.fixture
def setda(district: District) -> Session:
    """The laptop induk."""
    return district.induk


@pytest.fixture
def petugas(district: District, founded: Founded) -> Session:
    """A field officer."""
    return _reopen(district, founded, "petugas")


@pytest.fixture
def desk(founded: Founded, tmp_path: Path) -> Iterator[Session]:
    """One laptop that holds every desk: for what does not depend on who may."""
    district = District(tmp_path)
    yield _reopen(district, founded, "semua")
    district.close()


def _reopen(district: District, founded: Founded, name: str) -> Session:
    folder, keys = founded
    shutil.copytree(folder / name, district.folder / name)
    return district.again(name, keys[name])
