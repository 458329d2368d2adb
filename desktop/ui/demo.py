"""The practice district in the window: a process of its own plays the story, then one sits down at a desk."""

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.parts import App
from desktop.ui.application import Application
from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.focus_ring import RING
from desktop.ui.widgets.labels import Elided, Label
from desktop.ui.widgets.option import Option
from desktop.ui.widgets.rail import Emblem

_ICONS = {"coordinator": "layout-dashboard", "officer": "notebook-pen", "agency": "building-2"}


@dataclass(frozen=True, slots=True)
class Shifted:
    """A clock that goes on from the moment the story ends, however long ago it was written."""

    by: timedelta

    def __call__(self) -> datetime:
        """The time of the story."""
        return datetime.now().astimezone() + self.by


class DemoRun(QObject):
    """Plays, asks for a desk, opens the home.

    Args:
        qt: Qt's application.
        app: the parts of the program.
        out: where to keep it; None = a folder that goes at the end.
        command: plays the story; ``--out FOLDER`` is put after it.
    """

    def __init__(self, qt: QApplication, app: App, out: Path | None, command: Sequence[str]) -> None:
        super().__init__()
        self._app, self._command = app, command
        self._kept = tempfile.TemporaryDirectory(prefix="jemputbola-demo-")
        self._folder = out.absolute() if out is not None else Path(self._kept.name) / "latihan"
        self.application = Application(qt, app, app.surroundings(self._folder / "rumah", None))
        self._ends: str | None = None
        self._player = QProcess(self)
        self._player.readyReadStandardError.connect(self.on_told)
        self._player.finished.connect(self.on_played)
        self.page = DemoPage(self.application.look, self.on_chosen, self.application.window.close)

    def start(self) -> None:
        """Shows the page and begins to play; a folder that holds a story already is not played again."""
        window = self.application.window
        window.cover(self.page)
        window.show()
        self._player.start(self._command[0], [*self._command[1:], "--out", str(self._folder)])

    def stop(self) -> None:
        """Ends what is under way; a throw-away folder goes."""
        self._player.kill()
        self._player.waitForFinished(2_000)
        self.application.stop()
        self._kept.cleanup()

    def on_crash(self, problem: BaseException) -> None:
        """A bug."""
        self.application.on_crash(problem)

    def on_told(self) -> None:
        """How far the story is."""
        lines = bytes(self._player.readAllStandardError().data()).decode("utf-8", "replace").split("\n")
        told = [line for line in lines if line.strip()]
        if told:
            self.page.tell(told[-1].strip())

    def on_played(self) -> None:
        """The story has been played: whose desk?"""
        try:
            report = json.loads(bytes(self._player.readAllStandardOutput().data()))
        except ValueError:
            report = {}
        if report.get("homes"):
            self._ends = report["ends"]
            self.page.offer(report["homes"])
        else:
            self.page.fail(report.get("error") or {})

    def on_chosen(self, home: Mapping[str, Any]) -> None:
        """Opens a home of the story, at the time the story ends."""
        outside = self._app.surroundings(Path(home["home"]), None)
        if self._ends:
            by = datetime.fromisoformat(self._ends) - datetime.now().astimezone()
            outside = replace(outside, now=Shifted(by))
        passphrase = Path(home["passphrase_file"]).read_text(encoding="utf-8").partition("\n")[0]
        self.application.enter(outside, passphrase)


class DemoPage(QFrame):
    """First how far the story is, then the desks.

    Args:
        look: how it looks.
        chosen: gets the home one sits down at.
        leave: ends the program.
    """

    def __init__(
        self, look: Look, chosen: Callable[[Mapping[str, Any]], None], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self.setProperty(RING, "none")
        self._look, self._chosen, self._leave = look, chosen, leave
        self._homes: list[Mapping[str, Any]] = []
        self.group = QButtonGroup(self)
        card = Card(look, padding=24)
        card.setFixedWidth(look.lettering.scaled(720))
        card.body.setSpacing(12)
        card.body.addSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Emblem(look))
        self.title = Label(look, look.text("demo_title"), "h1")
        head.addWidget(self.title)
        head.addStretch(1)
        self.words = Label(look, look.text("demo_playing"), "body", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(look.text("demo_playing"))
        self.told = Elided(look, "", "body", "muted")
        self.open = Button(look, look.text("demo_open"), icon="door-open", keys="Enter", kind="primary")
        self.open.clicked.connect(self.on_open)
        self.open.hide()
        self._inside = QWidget()
        self._inside.setProperty("surface", "inside")
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(6, 4, 12, 4)
        self._rows.setSpacing(8)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        self._area.hide()
        card.body.addLayout(head)
        for widget in (self.words, self.bar, self.told):
            card.body.addWidget(widget)
        card.body.addWidget(self._area, 1)
        card.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignRight)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(1)
        outer.addWidget(card, 50, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        self._card = card
        card.setMaximumHeight(look.lettering.scaled(200))

    def tell(self, words: str) -> None:
        """How far the story is."""
        self.told.setText(words)

    def fail(self, error: Mapping[str, str]) -> None:
        """It could not be played."""
        text = self._look.words.text
        self.bar.hide()
        self.words.setText(error.get("message") or text("demo_failed"))
        self.told.setText(error.get("hint") or text("demo_failed_hint"))

    def offer(self, homes: Sequence[Mapping[str, Any]]) -> None:
        """The desks of the story."""
        text = self._look.words.text
        self._homes = list(homes)
        self.bar.hide()
        self.told.hide()
        self.title.setText(text("demo_choose"))
        self.words.setText(text("demo_choose_words"))
        for number, home in enumerate(self._homes):
            self._rows.addWidget(self._option(number, home))
        self._rows.addStretch(1)
        self._card.setMaximumHeight(self._look.lettering.scaled(660))
        self._area.show()
        self.open.show()
        self.group.button(0).setChecked(True)
        self.group.button(0).setFocus(Qt.FocusReason.OtherFocusReason)

    def on_open(self) -> None:
        """Sits down at the chosen desk."""
        if self._homes and self.group.checkedId() >= 0:
            self.open.setEnabled(False)
            self._chosen(self._homes[self.group.checkedId()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sits down, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.on_open()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _option(self, number: int, home: Mapping[str, Any]) -> Option:
        text = self._look.words.text
        desk = str(home["desk"])
        words = f"{home['owner']}\n{text(_ROLES.get(desk, 'demo_role_officer'))}"
        option = Option(self._look, _ICONS.get(desk, "user"), str(home["laptop"]), words)
        self.group.addButton(option, number)
        return option


_ROLES = {
    "coordinator": "demo_role_coordinator",
    "officer": "demo_role_officer",
    "agency": "demo_role_agency",
}
