"""A stick that is full, locked or gone: a sentence beside the button, nothing half written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys import deeds
from tests.journeys.homes import copied
from tests.store.helpers import fill, set_read_only, small_disk
from tests.ui.exchanging import OFFSCREEN, Desk, Opener, files_in

pytestmark = OFFSCREEN


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "stik", "4m") as folder:
        yield folder


@pytest.fixture
def officer(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> Iterator[Desk]:
    world = copied(tmp_path / "district", cast=("officer",))
    deeds.do(world.homes["officer"], deeds.record_acts, "open", 1)
    yield Desk(qtbot, open_window, world, "officer", "exchange")
    world.close()


def complaint(officer: Desk) -> tuple[str, str]:
    shown = officer.page.sending.complaint
    assert shown.isVisible()
    return shown.sentence.text(), shown.hint.text()


def begins(shown: str, sentence: str) -> bool:
    """Whether it is this sentence, whatever file it names."""
    return shown.startswith(sentence.partition("{")[0]) and shown.endswith(sentence.partition("}")[2])


def test_a_full_stick(officer: Desk, stick: Path) -> None:
    ballast = fill(stick)
    officer.send(officer.page.sending, stick)
    sentence, hint = complaint(officer)
    said = officer.sentence("write_disk_full")
    assert begins(sentence, said[0])
    assert hint == said[1]
    assert files_in(stick) == ["ballast"]
    assert officer.sent() == []
    assert officer.focus is officer.page.sending.button

    ballast.unlink()
    officer.press("Ctrl+E")
    officer.wait(lambda: officer.page.sending.outcome.isVisible())
    assert not officer.page.sending.complaint.isVisible()
    assert [one["number"] for one in officer.sent()] == [1]
    assert len(files_in(stick)) == 1


def test_a_locked_stick(officer: Desk, stick: Path) -> None:
    set_read_only(stick)
    officer.send(officer.page.sending, stick)
    sentence, hint = complaint(officer)
    said = officer.sentence("write_refused")
    assert begins(sentence, said[0])
    assert hint == said[1]
    assert officer.sent() == []


def test_a_stick_that_is_gone(officer: Desk, tmp_path: Path) -> None:
    gone = tmp_path / "tidak ada"
    officer.send(officer.page.sending, gone)
    assert complaint(officer) == officer.sentence("place_gone", folder="tidak ada")
    assert not gone.exists()
    assert officer.sent() == []
