"""An officer's home with visits and answers, as it comes about: recorded, assigned, answered, carried."""

import functools
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import app as parts
from desktop.actions import assignments, followups, triage, visits
from desktop.actions.opening import Surroundings, open_home
from desktop.actions.opening import close as close_home
from desktop.actions.session import Session
from desktop.actions.shapes import FollowupIn, convert
from desktop.paths import Paths
from desktop.settings import Settings
from desktop.ui.application import Application
from tests.actions.homes import ANGSANA, MANTEWE, TODAY, WITA, Clock, District, Random, visit
from tests.journeys.homes import Files, files_of, put_back

PASSPHRASE = "kata sandi uji"
AT = datetime(TODAY.year, TODAY.month, TODAY.day, 9, 42, tzinfo=WITA)
ANSWER = "Lampu dan kabelnya sudah diganti, menyala sejak kemarin malam."
ROWS: list[dict[str, Any]] = [
    {
        "text": "Lampu jalan depan SD mati dua bulan",
        "citizen": {"mode": "open", "name": "Siti", "consent": True},
    },
    {"text": "Lampu jalan di depan sekolah padam"},
    {"text": "Jalan RT 05 belum diaspal"},
    {"text": "Jembatan kayu di hulu patah"},
    {
        "text": "Kepala dusun meminta uang",
        "title": "Uang di dusun",
        "citizen": {"mode": "secret", "name": "Budi Samar", "consent": True},
    },
]
OUTCOMES = ("dikerjakan", "", "dianggarkan", "tidak_dapat", "dijelaskan")


def answered_officer(folder: Path) -> tuple[District, list[str]]:
    """A district in which Angsana has five answers to tell (one by a join) and Mantewe one.

    Returns:
        the district, its homes open, and the codes of `ROWS` and of Mantewe's.
    """
    district = District(folder)
    induk = district.home("setda", "coordinator")
    officer = district.home("petugas", "officer")
    pupr = district.home("pupr", "agency:PUPR")
    codes = earlier(officer, ANGSANA, *ROWS)
    codes += earlier(officer, MANTEWE, {"text": "Drainase pasar tersumbat"})
    district.carry(officer, induk)
    triage.verify(induk, codes)
    assign(induk, codes)
    district.carry(induk, pupr)
    for code, outcome in zip(codes, [*OUTCOMES, "dikerjakan"], strict=True):
        if outcome:
            answer(pupr, code, outcome)
    district.carry(pupr, induk)
    district.carry(induk, officer)
    return district, codes


def earlier(session: Session, village: str, *rows: dict[str, Any]) -> list[str]:
    """Codes of what was heard at a visit weeks ago, which is finished."""
    day = session.today - timedelta(days=40)
    added = visits.add_visit(session, visit(*rows, village=village, date=day.isoformat()), Path())
    visits.finish_visit(session, added["visit"]["id"])
    return [row["code"] for row in added["aspirations"]]


def assign(induk: Session, codes: Sequence[str]) -> None:
    """All to one agency; the second is the same as the first, the secret one has a summary."""
    triage.join(induk, [codes[1]], codes[0])
    assignments.assign(induk, [codes[4]], "PUPR", summary="Pungutan di tingkat dusun")
    assignments.assign(induk, [codes[number] for number in (0, 2, 3, 5)], "PUPR")


def answer(agency: Session, code: str, outcome: str) -> None:
    row: dict[str, Any] = {"code": code, "status": "ditanggapi", "outcome": outcome, "text": ANSWER}
    if outcome == "dianggarkan":
        row |= {"year": 2027, "cost": 250_000_000, "funding": "APBD 2027"}
    followups.add_followup(agency, convert(row, FollowupIn), Path())


def plan(session: Session, day: date, village: str = ANGSANA, *rows: dict[str, Any], **more: Any) -> str:
    """A visit on a day, planned or with what was heard; answers its id."""
    added = visits.add_visit(
        session, visit(*rows, village=village, **{"date": day.isoformat(), **more}), Path()
    )
    return str(added["visit"]["id"])


@functools.cache
def _template() -> tuple[dict[str, Files], dict[str, bytes], list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        district, codes = answered_officer(Path(folder))
        keys = {name: home.data_key for name, home in district.homes.items()}
        district.close()
        return {name: files_of(Path(folder) / name) for name in keys}, keys, codes


def answered(folder: Path) -> list[str]:
    """Puts the homes of `answered_officer` into a folder, closed; answers the codes."""
    homes, _, codes = _template()
    for name, files in homes.items():
        put_back(folder / name, files)
    return list(codes)


def again(folder: Path, *names: str) -> District:
    """The district of `answered` with some of its homes open."""
    district = District(folder)
    for name in names:
        district.again(name, _template()[1][name])
    return district


@contextmanager
def officer(folder: Path) -> Iterator[Session]:
    """The officer's home open for a moment, without a window."""
    clock = Clock()
    session = open_home(
        Surroundings(Paths(folder / "petugas"), Settings(), clock, Random("more")), PASSPHRASE
    )
    yield session
    close_home(session)


@contextmanager
def window(qapp: QApplication, qtbot: QtBot, home: Path) -> Iterator[Application]:
    """The window on a home, at `AT`."""
    app = parts.build()
    application = Application(qapp, app, app.surroundings(home, AT))
    application.start(PASSPHRASE)
    qtbot.waitUntil(lambda: application.window.page is not None, timeout=20_000)
    application.window.activateWindow()
    qtbot.waitUntil(
        lambda: application.window.isActiveWindow() and QApplication.focusWidget() is not None, timeout=20_000
    )
    yield application
    application.stop()
    application.window.close()
    application.window.deleteLater()


def press(*keys: Qt.Key, control: bool = False) -> None:
    """Keys as a person presses them: to whatever has the focus."""
    for key in keys:
        modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(focused(), key, modifier)


def typed(words: str) -> None:
    QTest.keyClicks(focused(), words)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
