"""A clock that was told to stand still does so in a child process too."""

import multiprocessing
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from desktop.actions.surroundings import Surroundings
from desktop.app import build

AT = datetime.fromisoformat("2026-10-07T08:09:10+08:00")


def look_at_it(outside: Surroundings, there: Connection) -> None:
    """In the child."""
    there.send(outside.now().isoformat())


def shown_in_child(outside: Surroundings) -> str:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    child = context.Process(target=look_at_it, args=(outside, there))
    child.start()
    there.close()
    said = str(here.recv())
    child.join()
    return said


def test_a_standing_clock_reaches_a_child(tmp_path: Path) -> None:
    assert shown_in_child(build().surroundings(tmp_path, AT)) == AT.isoformat()


def test_the_clock_of_the_computer_does_too(tmp_path: Path) -> None:
    before = datetime.now().astimezone()
    said = datetime.fromisoformat(shown_in_child(build().surroundings(tmp_path)))
    assert before <= said <= datetime.now().astimezone()
