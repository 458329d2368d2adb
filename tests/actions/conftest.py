"""A practice district for every test of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions.session import Session
from tests.actions.homes import District


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """Only the laptop induk yet; further homes by `District.home`."""
    district = District(tmp_path)
    district.home("setda", "coordinator")
    yield district
    district.close()


@pytest.fixture
def setda(district: District) -> Session:
    """The laptop induk."""
    return district.induk


@pytest.fixture
def petugas(district: District) -> Session:
    """A field officer."""
    return district.home("petugas", "officer")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Session]:
    """One laptop that holds every desk: for what does not depend on who may."""
    district = District(tmp_path / "all")
    (tmp_path / "all").mkdir()
    yield district.home("semua", "coordinator", "officer", "agency:PUPR", "agency:INSPEKTORAT")
    district.close()
