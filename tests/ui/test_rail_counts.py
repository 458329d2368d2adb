"""The figures in the rail: there when the window opens, and true again after each write."""

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from desktop.actions import assignments, triage
from desktop.actions.arrivals import EVERYTHING
from desktop.actions.aspirations import add_aspirations
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.actions.shapes import AspirationIn
from desktop.actions.visits import list_visits
from desktop.ui.application import Application
from desktop.ui.widgets.button import Button
from tests.actions.homes import District, record
from tests.ui.officer import PASSPHRASE, Opener


def told(application: Application) -> dict[str, str]:
    """What each page of the rail says of itself beside its name."""
    rail = application.window.rail
    assert rail is not None
    words = {entry.words: entry.name for entry in rail.entries()}
    found = {}
    for button in rail.findChildren(Button):
        name = words.get(button.text())
        if name and button.accessibleDescription():
            assert button.toolTip() == button.accessibleDescription()
            found[name] = button.accessibleDescription().split()[0]
    return found


def test_the_rail_counts_what_waits(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    district = District.of(tmp_path / "daerah", semua="coordinator officer agency:PUPR")
    desk = district.induk
    first, second, *_ = record(desk, {}, {}, {}, {})
    triage.verify(desk, [first, second])
    assignments.assign(desk, [first], "PUPR")
    district.close()
    application = open_window(tmp_path / "daerah" / "semua", PASSPHRASE)
    wanted = {"triage": "2", "letters": "1"}
    qtbot.waitUntil(lambda: wanted.items() <= told(application).items(), timeout=5_000)

    background = application.background
    assert background is not None

    def one_more(session: Session) -> Any:
        visit = list_visits(session, Query())["items"][0]["id"]
        return add_aspirations(session, visit, [AspirationIn(text="jalan putus")], Path())

    place = application.window.page.place  # type: ignore[union-attr]
    background.run(one_more, lambda _answer: place.wrote(EVERYTHING))
    qtbot.waitUntil(lambda: told(application)["triage"] == "3", timeout=5_000)
