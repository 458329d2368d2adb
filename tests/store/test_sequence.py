"""Numbers once issued are never issued again, whatever happens to the process or the file."""

from pathlib import Path

import pytest

from desktop.store.sequence import Sequence
from tests.store.helpers import killed_everywhere, refused


def test_begins_at_nothing_and_never_goes_down(tmp_path: Path) -> None:
    sequence = Sequence(tmp_path / "sequence")
    assert sequence.ceiling() == 0
    sequence.reserve(100)
    sequence.reserve(40)
    assert Sequence(tmp_path / "sequence").ceiling() == 100


def test_every_damaged_byte_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "sequence"
    Sequence(path).reserve(1234)
    good = path.read_bytes()
    damaged = [good[:i] + bytes([good[i] ^ 1]) + good[i + 1 :] for i in range(len(good))]
    for data in [*damaged, *(good[:i] for i in range(len(good))), good + b"\n", "jb.sequence.1 ٣ x".encode()]:
        path.write_bytes(data)
        with refused("sequence_damaged"):
            Sequence(path).ceiling()
        with refused("sequence_damaged"):
            Sequence(path).reserve(9999)
    Sequence(path).replace_damaged(5000)
    assert Sequence(path).ceiling() == 5000
    Sequence(path).replace_damaged(10)
    assert Sequence(path).ceiling() == 5000


def test_killed_anywhere_it_is_the_old_or_the_new_ceiling(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    Sequence(home / "sequence").reserve(100)
    for step, folder in killed_everywhere("sequence", home):
        expected = 200 if step in {"renamed", "folder_synced", "whole"} else 100
        assert Sequence(folder / "sequence").ceiling() == expected, step


def test_a_folder_in_its_place_is_no_ceiling(tmp_path: Path) -> None:
    (tmp_path / "sequence").mkdir()
    with pytest.raises(OSError):
        Sequence(tmp_path / "sequence").ceiling()
