"""Agencies that help: each chosen by name, shown as a button that takes it away again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import clear
from desktop.ui.widgets.fields import Choice


class Helpers(QWidget):
    """The list; `choice` is where one is added, and stands wherever the form wants it.

    Args:
        look: how it looks.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._names: dict[str, str] = {}
        self._chosen: list[str] = []
        self.choice = Choice(look, typed=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.choice.chosen.connect(self._on_chosen)
        self.hide()

    def offer(self, agencies: Sequence[tuple[str, str]]) -> None:
        """Other agencies to choose from; nobody is chosen."""
        self._names = {code: words.partition(" · ")[0] for code, words in agencies}
        self.choice.offer([("", self._look.text("helpers_none")), *agencies])
        self.choice.choose("")
        self._chosen = []
        self._show()

    def codes(self) -> list[str]:
        """Who helps."""
        return list(self._chosen)

    def _on_chosen(self, code: str) -> None:
        if code and code not in self._chosen:
            self._chosen.append(code)
            self._show()
        self.choice.choose("")
        self.changed.emit()

    def _on_taken(self, code: str) -> None:
        self._chosen.remove(code)
        self._show()
        self.choice.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        clear(self._row)
        for code in self._chosen:
            button = Button(self._look, self._names[code], icon="x", kind="quiet", parent=self)
            button.setAccessibleName(self._look.text("helpers_take", name=self._names[code]))
            button.clicked.connect(lambda _on=False, code=code: self._on_taken(code))
            self._row.addWidget(button)
            button.show()
        self._row.addStretch(1)
        self.setVisible(bool(self._chosen))
