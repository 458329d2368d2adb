"""The gate is shown before what lies behind it is loaded, and that is loaded while somebody types."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions.surroundings import data_key_of
from desktop.app import build
from desktop.paths import RESOURCES
from desktop.ui.look import Look
from desktop.ui.preload import MODULES, Preload
from tests.ui.conftest import copied
from tests.ui.frame import PASSPHRASE, Practice, begun, ended

_HEAVY = ("desktop.actions.session", "desktop.ui.page", "sqlcipher3", "phonenumbers", "multiprocessing")
_ASKED = """import sys, desktop.app, desktop.ui.run
print([name for name in sys.argv[1:] if name in sys.modules])"""


def test_the_gate_is_loaded_without_what_lies_behind() -> None:
    command = [sys.executable, "-c", _ASKED, *_HEAVY]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"


def test_behind_the_gate_all_is_ready_when_the_key_comes(
    qapp: QApplication, qtbot: QtBot, practice: Practice, tmp_path: Path
) -> None:
    application = begun(qapp, copied(practice.folder / "induk", tmp_path / "induk"), qtbot)
    preload = application.window.findChild(Preload)
    assert isinstance(preload, Preload)
    qtbot.waitUntil(lambda: preload.done, timeout=20_000)
    assert [name for name in MODULES if name not in sys.modules] == []
    ended(application)


def test_who_comes_early_waits_for_no_more_than_the_first_page(
    qapp: QApplication, qtbot: QtBot, practice: Practice, tmp_path: Path
) -> None:
    application = begun(qapp, copied(practice.folder / "induk", tmp_path / "induk"), qtbot)
    preload = application.window.findChild(Preload)
    assert isinstance(preload, Preload)
    application.open(data_key_of(application.outside.paths.vault, PASSPHRASE))
    assert preload.done
    qtbot.waitUntil(lambda: application.window.page is not None, timeout=20_000)
    ended(application)


def test_nothing_is_made_ready_before_the_gate_is_seen(qapp: QApplication, qtbot: QtBot) -> None:
    gate, asked = QWidget(), list[str]()
    look = Look(RESOURCES, build().catalogue)
    qtbot.addWidget(gate)
    preload = Preload(gate, gate, look, lambda: asked.append("read"))
    for _ in range(3 * len(MODULES)):
        qapp.processEvents()
    assert not asked
    assert not preload.done
    gate.show()
    qtbot.waitUntil(lambda: preload.done, timeout=20_000)
    assert asked == ["read"]
