"""The first-run wizard: it only leads from step to step; each step knows its own question."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions.opening import Surroundings
from desktop.actions.parts import App
from desktop.actions.set_up import undo
from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.rail import Emblem
from desktop.ui.wizard.district import AgencyStep, PackStep, RegionStep
from desktop.ui.wizard.last import DoneStep, RequestStep
from desktop.ui.wizard.secrets import PassphraseStep, SheetStep
from desktop.ui.wizard.step import Answers, Room, Step
from desktop.ui.wizard.who import DeskStep, PersonStep

# Desk → the steps after the first.
_WAYS = {
    "officer": ("person", "pack", "passphrase", "sheet", "request", "done"),
    "coordinator": ("person", "region", "passphrase", "sheet", "done"),
    "agency": ("person", "pack", "agency", "passphrase", "sheet", "request", "done"),
}


class Wizard(QFrame):
    """Makes a home.

    Args:
        look: how it looks.
        outside: where the home shall be.
        parts: of the program.
        finished: gets the passphrase when all is done.
    """

    def __init__(
        self, look: Look, outside: Surroundings, parts: App, finished: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self._look, self._outside, self._finished = look, outside, finished
        self.answers = Answers()
        self._room = Room(look, outside, parts, self.answers)
        self._makers: dict[str, Callable[[Room], Step]] = {
            "desk": DeskStep,
            "person": PersonStep,
            "region": RegionStep,
            "pack": PackStep,
            "agency": AgencyStep,
            "passphrase": PassphraseStep,
            "sheet": SheetStep,
            "request": RequestStep,
            "done": DoneStep,
        }
        self._steps: dict[str, Step] = {}
        self._name = "desk"
        self._waits = False
        self._build()
        self.show_step("desk")

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._steps[self._name]

    @property
    def name(self) -> str:
        """What it is called."""
        return self._name

    def show_step(self, name: str) -> None:
        """Shows a step; what was filled in before is still there."""
        if name not in self._steps:
            step = self._steps[name] = self._makers[name](self._room)
            if isinstance(step, PackStep):
                step.skip_by(self._on_done)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            inside = QWidget()
            inside.setProperty("surface", "inside")
            column = QVBoxLayout(inside)
            # Room for the focus ring, which the edge of the scroll area would cut.
            column.setContentsMargins(6, 4, 6, 6)
            column.addWidget(step)
            area.setWidget(inside)
            self._stack.addWidget(area)
            step.setProperty("area", area)
        self._name = name
        self._stack.setCurrentWidget(self.step.property("area"))
        self._wait(False)
        first = self.step.begin() or self.next
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setFocusProxy(first)

    def on_next(self) -> None:
        """Takes the answer; what takes longer is done beside the window."""
        if not self._waits:
            self._wait(True)
            self.step.submit(self._on_done, self._on_stay)

    def on_back(self) -> None:
        """One question back; after the home is made nothing goes back."""
        way = self._way()
        at = way.index(self._name)
        if at and not self._waits and not self.step.final:
            self.show_step(way[at - 1])

    def abandon(self) -> None:
        """The window closes: a home whose codes nobody has kept goes with it, so that one can begin anew."""
        if self.answers.made is not None and not self.answers.kept:
            undo(self._outside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.on_next()
        elif event.key() == Qt.Key.Key_Escape:
            self.on_back()
        else:
            super().keyPressEvent(event)

    def _on_done(self) -> None:
        way = self._way()
        at = way.index(self._name)
        if at + 1 < len(way):
            self.show_step(way[at + 1])
        else:
            self._finished(self.answers.passphrase)

    def _on_stay(self) -> None:
        self._wait(False)

    def _way(self) -> tuple[str, ...]:
        return ("desk", *_WAYS[self.answers.desk or "officer"])

    def _wait(self, waits: bool) -> None:
        self._waits = waits
        step, way = self.step, self._way()
        text = self._look.text
        at = way.index(self._name)
        # Which steps there are is known once the desk is chosen.
        self._count.setText(text("wizard_step", number=at + 1, total=len(way)) if at else "")
        self.next.setText(text("wizard_waiting") if waits else self._look.words.text(step.onward))
        self.next.setAccessibleName(self.next.text())
        self.next.setEnabled(not waits)
        self.back.setEnabled(not waits)
        self.back.setVisible(at > 0 and not step.final)

    def _build(self) -> None:
        look = self._look
        card = Card(look, padding=24)
        card.setFixedWidth(look.lettering.scaled(680))
        card.setMaximumHeight(look.lettering.scaled(640))
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 6, 0)
        head.setSpacing(12)
        head.addWidget(Emblem(look))
        head.addWidget(Label(look, look.text("wizard_title"), "strong"))
        head.addStretch(1)
        self._count = Label(look, "", "body", "muted")
        head.addWidget(self._count)
        self._stack = QStackedWidget()
        self.back = Button(look, look.text("wizard_back"), icon="chevron-left", keys="Esc")
        self.back.clicked.connect(self.on_back)
        self.next = Button(look, look.text("wizard_next"), keys="Enter", kind="primary")
        self.next.clicked.connect(self.on_next)
        foot = QHBoxLayout()
        foot.setContentsMargins(6, 0, 6, 0)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.next)
        card.body.setSpacing(16)
        card.body.addSpacing(4)
        card.body.addLayout(head)
        card.body.addWidget(self._stack, 1)
        card.body.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(1)
        outer.addWidget(card, 100, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
