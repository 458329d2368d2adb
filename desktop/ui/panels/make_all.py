"""All letters at once: what number they get, how far it is, and a line for each when it is over."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal

from desktop.actions.letter_desk import make_waiting
from desktop.errors import UserError
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.choosing import Bar
from desktop.ui.panels.letter_words import kind_word, said
from desktop.ui.panels.paper_signs import signs_words
from desktop.ui.panels.progress import Progress
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Field, Segments
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.table import Table

Item = Mapping[str, Any]


class MakeAll(Bar):
    """A question, then progress with a way to stop it, then the report.

    Args:
        place: the workplace.
    """

    finished = Signal()
    """Letters were made, all or some."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.look)
        self._place = place
        self._wanted: list[Item] = []
        self._out = Path()
        self._rows: list[Item] = []
        look, text = self.look, self.look.text
        self.words = Label(look, "", "body", "muted", wrap=True)
        self.number = Segments(
            look,
            [("", text("letters_all_open")), ("auto", text("letters_all_auto"))],
            text("letters_number"),
        )
        self._choice = Field(look, text("letters_number"), self.number)
        self.progress = Progress(look)
        self.model = PagedModel(self._columns(), lambda _after: {"items": self._rows, "next": None})
        self.table = Table(look, self.model, text("letters_report"))
        self.go = Button(look, text("letters_all_go"), icon="file-check", keys="Enter")
        self.go.clicked.connect(self.on_wanted)
        self.print = Button(look, text("letters_print_all"), icon="printer", keys="Ctrl+Shift+P")
        self.print.hide()
        self.column.addWidget(self.words)
        self.column.addWidget(self._choice, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.table)
        self.table.hide()
        foot = self.foot(self.go, self.print)
        before_last = foot.itemAt(foot.count() - 2)
        self._leave = before_last.widget() if before_last is not None else None
        for keys in ("Return", "Enter"):
            self.key(keys, self._on_enter)

    def ask(self, wanted: Sequence[Item], out: Path, reminded: int = 0) -> None:
        """Asks before anything is made.

        Args:
            wanted: rows of `waiting_letters`.
            out: folder for the files.
            reminded: so many other rows get none.
        """
        if self.progress.running:
            return
        self._wanted, self._out = list(wanted), out
        self.title.setText(self.look.text("letters_all_ask", count=len(self._wanted)))
        self.words.setText(self._told(reminded))
        self._choice.show()
        self.table.hide()
        self.print.hide()
        self.go.show()
        if isinstance(self._leave, Button):
            self._leave.setText(self.look.text("bar_leave"))
        self.show()
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_wanted(self) -> None:
        """Makes them in a process of its own."""
        if self.progress.running or not self._wanted:
            return
        wanted = [(str(one["kind"]), str(one["agency"])) for one in self._wanted]
        number = self.number.code() or None
        self._choice.hide()
        self.go.hide()
        self._show_leave(there=False)
        arguments = (self._place.press, self._out, wanted, number, None)
        cancel = self._place.background.run_long(
            make_waiting, arguments, self._on_made, self._on_failed, self.progress.tell
        )
        self.progress.begin(self.look.text("letters_all_running", count=len(wanted)), cancel)
        self.progress.setFocus(Qt.FocusReason.OtherFocusReason)

    def made(self) -> list[Item]:
        """The letters of the report that is shown, as lists show them."""
        if self.table.isHidden() or self.isHidden():
            return []
        return [{**one, **one["made"]} for one in self._rows if one["made"]]

    def shut(self) -> bool:
        """Esc: stops what is under way, else closes the bar; whether it is closed."""
        if self.progress.cancel():
            return False
        self.hide()
        return True

    def _told(self, reminded: int) -> str:
        """How many of which kind, which rows are left out and why, and where the files go."""
        text = self.look.text
        count = Counter(str(one["kind"]) for one in self._wanted)
        parts = ", ".join(f"{many} {kind_word(self.look, kind).lower()}" for kind, many in count.items())
        left = text("letters_all_reminded", count=reminded) if reminded else ""
        return " ".join(filter(None, (f"{parts}.", left, text("letters_all_words", folder=str(self._out)))))

    def _show_leave(self, *, there: bool) -> None:
        # While letters are made there is one way to stop, beside the progress.
        if isinstance(self._leave, Button):
            self._leave.setVisible(there)
            self._leave.setText(self.look.text("ui_close" if there else "bar_leave"))

    def _on_made(self, found: Item) -> None:
        self.progress.end()
        self._show_leave(there=True)
        made = {(str(one["kind"]), str(one["agency"])): one for one in found["letters"]}
        refused = {(str(one["kind"]), str(one["agency"])): one["error"] for one in found["refused"]}
        self._rows = []
        for one in self._wanted:
            key = (str(one["kind"]), str(one["agency"]))
            self._rows.append({**one, "made": made.get(key), "error": refused.get(key)})
        self.title.setText(self.look.text("letters_all_done", made=len(made), wanted=len(self._wanted)))
        self.go.hide()
        self.model.ask(lambda _after: {"items": self._rows, "next": None})
        self.table.show()
        self.print.setVisible(bool(made))
        self.table.go_to(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.emit()

    def _on_failed(self, error: UserError) -> None:
        self.progress.end()
        self._show_leave(there=True)
        self.hide()
        self._place.messages.complain(error)
        self.finished.emit()

    def _on_enter(self) -> None:
        focused = self.focusWidget()
        if self.progress.running:
            self.progress.cancel()
        elif self.table.isVisible() and focused is not self.print:
            self.left.emit()
        elif isinstance(focused, Button) and focused is not self.go and not focused.isCheckable():
            focused.click()
        else:
            self.on_wanted()

    def _columns(self) -> list[Column]:
        text = self.look.text
        return [
            Column("agency", text("letters_agency"), lambda item: Cell(str(item["short"])), 160),
            Column("kind", text("letters_kind"), lambda item: Cell(kind_word(self.look, item["kind"])), 120),
            Column("result", text("letters_result"), self._result),
        ]

    def _result(self, item: Item) -> Cell:
        text = self.look.text
        if item["made"]:
            made = item["made"]
            number = made["number"] or text("letters_without_number")
            told = text("letters_all_line", number=number, pages=made["pages"], count=made["aspirations"])
            if made["warnings"]:
                words = f"{told}. {signs_words(self.look, made['warnings'])}"
                return Cell(" ".join(words.split()), "warn", "triangle-alert")
            return Cell(told, "ok", "circle-check")
        if item["error"]:
            error = UserError(str(item["error"]["code"]), **item["error"]["values"])
            return Cell(" ".join(said(self.look, error)), "err", "circle-x")
        return Cell(text("letters_all_left"), "muted", "hourglass")
