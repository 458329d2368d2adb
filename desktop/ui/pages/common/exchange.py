"""Kirim & terima: the file for the coordinator goes out, the coordinator's file comes in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.page import Page, Workplace
from desktop.ui.panels.arrived import Arrived, Missing
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.intake import IntakePanel
from desktop.ui.panels.sent_history import SentHistory
from desktop.ui.panels.unsent import Unsent
from desktop.ui.widgets.button import Button

_TO = ("coordinator",)


class ExchangePage(Page):
    """What waits to be sent at the left, what came in at the right; files being taken in cover both."""

    nouns = ("visit", "aspiration", "assignment", "citizen", "survey", "pack")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_exchange"))
        look = self.look
        self.unsent = Unsent(place)
        self.sending = self.unsent.sending
        self.sending.button.clicked.connect(self.on_send)
        self.again = Button(look, self.text("sent_again"), icon="refresh-cw", kind="quiet")
        self.again.clicked.connect(self.on_again)
        self.sent = SentHistory(place, self.again)
        self.arrived = Arrived(place, wide=False)
        self.missing = Missing(place)
        self.intake = IntakePanel(place, decides=False)
        self.choose = Button(look, self.text("intake_choose"), icon="download", keys="Ctrl+O")
        self.choose.clicked.connect(self.intake.ask_files)
        self.head.buttons.addWidget(self.choose)
        left, right = _stacked(self.unsent, self.sent), _stacked(self.missing, self.arrived)
        self.parts = Beside(look, left, right, 392)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.parts)
        self.stack.addWidget(self.intake)
        self.column.addWidget(self.stack, 1)
        self.intake.opened.connect(lambda: self.stack.setCurrentWidget(self.intake))
        self.intake.closed.connect(self.on_closed)
        self.bind("Ctrl+E", "keys_make_file", self.on_send)
        self.bind("Ctrl+O", "keys_take_in", self.intake.ask_files)
        self.bind("Ctrl+Shift+E", "keys_send_again", self.on_again)
        self.bind("F5", "keys_look_for_sticks", self.sending.where.look_around)
        self.bind("F6", "keys_other_part", self.parts.turn)
        self.bind("Escape", "keys_back_or_stop", self.on_back)

    def refresh(self) -> None:
        """Reads again what waits, went out and came in."""
        self.unsent.refresh()
        self.sent.refresh()
        self.missing.refresh()
        self.arrived.refresh()
        if not self.sending.progress.running:
            self.sending.where.look_around()
        self.head.subtitle.setText(self.text("exchange_subtitle"))

    def begin(self) -> QWidget | None:
        """The button that makes the file; or the files that are looked at."""
        if self.intake.active:
            self.intake.begin()
            return None
        return self.sending.button

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Files dropped on the window are looked at."""
        return self.intake.start(paths)

    def on_send(self) -> None:
        """Makes the file."""
        if not self.intake.active:
            self.sending.make(_TO, news=self.unsent.anything)

    def on_again(self) -> None:
        """Makes a file of everything, also of what the coordinator is known to have."""
        if not self.intake.active and self.again.isEnabled():
            self.sending.make(_TO, everything=True)

    def on_back(self) -> None:
        """Stops what is under way, or leaves the files that are looked at."""
        if not self.intake.back():
            self.sending.cancel()

    def on_closed(self) -> None:
        """The page's own things again."""
        self.stack.setCurrentWidget(self.parts)
        self.refresh()
        self.sending.button.setFocus()


def _stacked(upper: QWidget, lower: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    column.addWidget(upper)
    column.addWidget(lower, 1)
    holder.setProperty("surface", "page")
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(holder)
    return scroll
