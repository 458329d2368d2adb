"""``python3 -m tests.gallery DIR``: pictures every page of every desk, and tells what was cut."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QLabel

from desktop.app import App, build
from desktop.ui.application import Application
from desktop.ui.colours import Shade
from desktop.ui.pages.officer.visit import VisitPage
from desktop.ui.panels.live_paper import LivePaper
from desktop.ui.panels.progress import Progress
from desktop.ui.start import begin
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Elided
from tests.gallery.mistakes import mistake, press
from tests.gallery.stages import TYPING, Stage, filled_stages, fresh_stages, play

SIZE = QSize(1366, 768)
SHADES: tuple[Shade, ...] = get_args(Shade)
LOOKS = (*((shade, 100) for shade in SHADES), *((shade, 150) for shade in SHADES))
LARGE = ("visit", "triage")
"""Pages that are pictured at 150 % as well."""

_WAIT_S = 20.0
_CALM_S = 0.25


class Gallery:
    """Takes the pictures.

    Args:
        folder: gets them.
        wanted: part of the names of those that are taken; empty takes all.
    """

    def __init__(self, folder: Path, wanted: str = "") -> None:
        self.folder, self.wanted = folder, wanted
        self.taken: list[str] = []
        self.cut: dict[str, list[str]] = {}
        self.qt = begin("Jemput Bola")
        self.app: App = build()

    def hang(self, stages: Sequence[Stage], state: str, scratch: Path) -> None:
        """All pages of some homes in one state; filled ones once more, each with its mistake."""
        for stage in stages:
            application = self._open(stage)
            names = self._names(stage, application)
            for shade, percent in LOOKS:
                application.wishes.choose(shade=shade, percent=percent)
                for name in names:
                    if percent == 100 or name in LARGE:
                        self._show(application, stage, name)
                        self._grab(application, stage.desk, name, state)
            if state == "filled":
                for name in names:
                    application.wishes.choose(shade=SHADES[0], percent=100)
                    self._show(application, stage, name)
                    mistake(name)(application, folder=scratch)
                    settle(application)
                    self._grab_both(application, stage.desk, name, "error")
            _end(application)

    def gates(self, stage: Stage, fresh: Path) -> None:
        """What stands before the pages: the gate, and the first start."""
        for desk, home, words in (("all", stage.home, "salah sama sekali"), ("wizard", fresh, "")):
            for state in ("empty", "error"):
                application = Application(self.qt, self.app, self.app.surroundings(home, None))
                application.start()
                application.window.resize(SIZE)
                _calm()
                if state == "error":
                    _wrong(application, words)
                self._grab_both(application, desk, "gate" if words else "first", state)
                _end(application)

    def _names(self, stage: Stage, application: Application) -> list[str]:
        rail = application.window.rail
        names = list(rail.names()) if rail is not None else []
        if stage.visit:
            names = ["visit"] if stage.home.name == "begun" else [*names, "visit"]
        return [name for name in names if self.wanted in f"{stage.desk}-{name}"]

    def _show(self, application: Application, stage: Stage, name: str) -> None:
        application.window.messages.hide()
        if application.status is not None:
            application.status.refresh()
        application.window.go(name, stage.visit if name == "visit" else None)
        settle(application)
        page = application.window.page
        if isinstance(page, VisitPage) and stage.home.name != "begun" and not page.sheet.entry.text():
            page.sheet.entry.line.setFocus()
            QTest.keyClicks(page.sheet.entry.line, TYPING)
            settle(application)

    def _open(self, stage: Stage) -> Application:
        outside = self.app.surroundings(stage.home, None)
        if stage.now is not None:
            outside = replace(outside, now=stage.now)
        application = Application(self.qt, self.app, outside)
        application.start(stage.passphrase)
        application.window.resize(SIZE)
        _until(lambda: application.window.page is not None)
        return application

    def _grab_both(self, application: Application, desk: str, page: str, state: str) -> None:
        for shade in SHADES:
            application.wishes.choose(shade=shade, percent=100)
            self._grab(application, desk, page, state)

    def _grab(self, application: Application, desk: str, page: str, state: str) -> None:
        """One picture, with a list of what is cut on it."""
        _calm()
        percent = application.look.lettering.percent
        name = f"{desk}-{page}-{state}-{application.look.colours.shade}"
        name += f"-{percent}" if percent != 100 else ""
        application.window.grab().save(str(self.folder / f"{name}.png"))
        self.taken.append(name)
        if found := sorted(set(cut_words(application))):
            self.cut[name] = found


def cut_words(application: Application) -> Iterator[str]:
    """Words that do not fit where they stand, and are told nowhere else."""
    window = application.window
    for label in window.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, Elided) or label.wordWrap() or label.toolTip():
            continue
        if label.text() and label.width() < label.sizeHint().width() - 1:
            yield label.text()
    for button in window.findChildren(Button):
        if button.isVisible() and not button.toolTip() and button.width() < button.sizeHint().width() - 1:
            yield button.text() or button.accessibleName()
    for header in window.findChildren(QHeaderView):
        if header.isVisible():
            yield from _cut_heads(header)


def _cut_heads(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for section in range(header.count()):
        words = str(model.headerData(section, header.orientation()) or "")
        room = header.sectionSize(section)
        if (
            words
            and not header.isSectionHidden(section)
            and header.fontMetrics().horizontalAdvance(words) > room
        ):
            yield f"[{words}]"


def settle(application: Application) -> None:
    """Until everything handed to the background is done, and shown."""
    background = application.background
    done: list[Any] = []
    if background is not None:
        background.run(lambda _session: None, done.append)
        _until(lambda: bool(done))
    _until(lambda: not _waits(application))
    _calm()


def _waits(application: Application) -> bool:
    """Whether the page still says that something is on its way: a paper, or long work."""
    page = application.window.page
    if page is None:
        return False
    papers = any(one.waiting for one in page.findChildren(LivePaper) if one.isVisible())
    return papers or any(one.running for one in page.findChildren(Progress) if one.isVisible())


def _wrong(application: Application, words: str) -> None:
    gate = application.window
    if words:
        QTest.keyClicks(QApplication.focusWidget() or gate, words)
        press(application, Qt.Key.Key_Return)
        time.sleep(1)
    else:
        press(application, Qt.Key.Key_Return, Qt.Key.Key_Return)
    _calm()


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _WAIT_S
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("the window does not become ready")
        QApplication.processEvents()
        time.sleep(0.005)


def _calm() -> None:
    end = time.monotonic() + _CALM_S
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def _end(application: Application) -> None:
    application.stop()
    application.window.close()
    application.window.deleteLater()
    QApplication.processEvents()


def main(arguments: Sequence[str]) -> int:
    """Takes all pictures; exit code 1 if words were cut."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.gallery")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--homes", type=Path, help="a folder that --demo --out has kept")
    parser.add_argument("--only", default="", help="part of DESK-PAGE")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # The hours of the pictures are those of the district, wherever they are taken.
    os.environ["TZ"] = "Asia/Makassar"
    time.tzset()
    asked.folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="gallery-"))
    try:
        gallery = Gallery(asked.folder, asked.only)
        district = asked.homes or play(scratch / "district")
        (scratch / "fresh").mkdir()
        (scratch / "filled").mkdir()
        fresh = fresh_stages(gallery.app, scratch / "fresh")
        if not asked.only or asked.only == "gate":
            gallery.gates(fresh[-1], scratch / "nobody")
        gallery.hang(fresh, "empty", scratch)
        gallery.hang(filled_stages(gallery.app, district, scratch / "filled"), "filled", scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for name, words in gallery.cut.items():
        print(f"{name}: {'; '.join(words)}")
    print(f"{len(gallery.taken)} pictures, words cut on {len(gallery.cut)}")
    return 1 if gallery.cut else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
