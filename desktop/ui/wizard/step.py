"""What every step of the wizard is, and what the person has answered so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.actions.opening import Surroundings
from desktop.actions.parts import App
from desktop.actions.set_up import Made, Plan
from desktop.ui.look import Look
from desktop.ui.widgets.labels import Label


@dataclass(slots=True)
class Answers:
    """What was said so far; going back loses nothing."""

    desk: str = ""
    agency: str = ""
    name: str = ""
    nip: str = ""
    region: str = ""
    region_name: str = ""
    practice: bool = False
    pack: Path | None = None
    code: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    passphrase: str = ""
    made: Made | None = None
    kept: bool = False

    def plan(self) -> Plan:
        """The same for the action that makes the home."""
        desk = f"agency:{self.agency}" if self.desk == "agency" else self.desk
        founds = self.desk == "coordinator"
        return Plan(
            desk,
            self.name,
            self.nip,
            self.region if founds else "",
            self.practice if founds else bool(self.told.get("practice")),
            None if founds else self.pack,
            "" if founds else self.code,
        )


@dataclass(frozen=True, slots=True)
class Room:
    """What every step is given: look, surroundings, parts of the program, the answers."""

    look: Look
    outside: Surroundings
    parts: App
    answers: Answers


class Step(QWidget):
    """One question.

    Args:
        room: what it works with.
        title: the question. words: what helps to answer it.

    Attributes:
        final: once here, nothing goes back.
        onward: code of the words on the button that goes on.
    """

    final = False
    onward = "wizard_next"

    def __init__(self, room: Room, title: str, words: str = "") -> None:
        super().__init__()
        self.room, self.look, self.answers = room, room.look, room.answers
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.title = title
        self.column.addWidget(Label(self.look, title, "h1", wrap=True))
        if words:
            self.column.addWidget(Label(self.look, words, "body", "muted", wrap=True))

    def look_at(self, widget: QWidget) -> None:
        """Gives a control the focus and brings it to sight: large text makes a step longer than its card."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        area = self.property("area")
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget)

    def begin(self) -> QWidget | None:
        """Shown now; answers what has the focus first."""
        return None

    def submit(self, on_done: Callable[[], object], on_stay: Callable[[], object]) -> None:
        """Enter was pressed: takes the answer and calls `on_done`, or complains and calls `on_stay`."""
        if self.take():
            on_done()
        else:
            on_stay()

    def take(self) -> bool:
        """Takes the answer at once; False after a complaint."""
        return True

    def text(self, code: str, /, **values: object) -> str:
        """A text of the interface."""
        return self.look.words.text(code, **values)
