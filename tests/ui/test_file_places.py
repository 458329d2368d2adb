"""Where files are looked for and laid: the stick first, then where one was last; folders by their names."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app import build
from desktop.paths import RESOURCES
from desktop.ui.drives import begin_at, drives, was_at
from desktop.ui.look import Look
from desktop.ui.panels.evidence import Evidence
from desktop.ui.panels.place_choice import PlaceChoice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(RESOURCES, build().catalogue)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's home without a desktop."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(bool(drives()), reason="a stick is plugged in: dialogs begin there")
def test_a_dialog_begins_where_one_was_last_while_that_is_there(home: Path) -> None:
    folder = home / "surat"
    folder.mkdir()
    was_at(folder)
    assert begin_at() == folder
    folder.rmdir()
    assert begin_at() == home


def test_without_a_desktop_the_folder_is_named(home: Path, look: Look, qtbot: QtBot) -> None:
    where = PlaceChoice(look)
    qtbot.addWidget(where)
    offered = [where.choice.itemText(row) for row in range(where.choice.count())]
    assert look.text("place_home", folder=str(home)) in offered
    assert look.text("place_desktop") not in offered


def test_evidence_is_looked_for_among_photos_and_pdf(home: Path, look: Look, qtbot: QtBot) -> None:
    evidence = Evidence(look)
    qtbot.addWidget(evidence)
    evidence.ask()
    dialog = evidence.findChild(QFileDialog)
    assert dialog is not None
    (kinds,) = dialog.nameFilters()
    assert "*.jpg" in kinds
    assert "*.pdf" in kinds
    (home / "bukti").mkdir()
    photo = home / "bukti" / "sesudah.jpg"
    photo.write_bytes(b"x")
    dialog.filesSelected.emit([str(photo)])
    dialog.reject()
    assert evidence.paths == [photo]
    assert drives() or begin_at() == photo.parent
