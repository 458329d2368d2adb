"""What is asked about a letter that was made: its number, who took it, its scan, why it is void."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.letter_preview import next_number
from desktop.actions.letter_register import attach_scan, deliver_letter, number_letter, void_letter
from desktop.actions.session import Session
from desktop.core.dates import format_date, loose_date
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.choosing import Bar
from desktop.ui.panels.file_line import FileLine
from desktop.ui.panels.letter_words import said
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.with_button import WithButton

Item = Mapping[str, Any]
Work = Callable[[Session], Any]


class LetterBar(Bar):
    """One question about the letter that is shown.

    Args:
        place: the workplace.
        title: what is asked.
        go: words of the button.
    """

    asked = Signal(object)
    """Work for the writing session."""

    def __init__(self, place: Workplace, title: str, go: str) -> None:
        super().__init__(place.look)
        self._place = place
        self.letter = ""
        self.title.setText(title)
        self._fields: list[Field] = []
        self.go = Button(self.look, go, keys="Enter")
        self.go.clicked.connect(self.on_answered)
        for keys in ("Return", "Enter"):
            self.key(keys, self._on_enter)

    def lay(self, *rows: tuple[Field, ...]) -> None:
        """Fields, row by row, then the buttons."""
        for fields in rows:
            row = QHBoxLayout()
            row.setSpacing(12)
            for field in fields:
                row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
                self._fields.append(field)
            self.column.addLayout(row)
        self.foot(self.go)

    def ask(self, item: Item) -> None:
        """Asks about a letter."""
        self.letter = str(item["id"])
        for field in self._fields:
            field.complain("")
        self.begin(item)
        self.show()
        self._fields[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, item: Item) -> None:
        """What stands in the fields at first."""

    def work(self) -> Work | None:
        """What the answer does; None with a complaint when it is not whole."""
        raise NotImplementedError

    def on_answered(self) -> None:
        """Hands over what is to be done."""
        found = self.work()
        if found is not None:
            self.asked.emit(found)

    def refuse(self, error: UserError) -> None:
        """What was refused, beside the first field."""
        self._fields[0].complain(" ".join(said(self.look, error)))
        self._fields[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def day_of(self, field: Field) -> date | None:
        """The date in a field; None with a complaint."""
        line = field.editor
        try:
            return loose_date(line.text() if isinstance(line, Line) else "", self._place.reader.today)
        except UserError as error:
            field.complain(" ".join(said(self.look, error)))
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            return None

    def _on_enter(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, Button):
            focused.click()
        else:
            self.on_answered()


class NumberBar(LetterBar):
    """The number a letter got after signing."""

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        super().__init__(place, text("letters_number_ask"), text("letters_number_go"))
        self.line = WithButton(self.look, text("letters_take"))
        self.line.button.clicked.connect(self.on_take)
        self.number = Field(self.look, text("letters_number"), self.line)
        self.date = Field(self.look, text("letters_date"), Line(self.look))
        self.lay((self.number,), (self.date,))
        self._kind = ""

    def begin(self, item: Item) -> None:
        """No number; the day the letter is dated."""
        self._kind = str(item["kind"])
        self.line.line.clear()
        _line(self.date).setText(format_date(date.fromisoformat(item["date"])) if item["date"] else "")

    def work(self) -> Work | None:
        """Records it."""
        typed, day = self.line.line.text().strip(), self.day_of(self.date)
        if not typed:
            self.number.complain(self.look.text("letters_number_missing"))
            return None
        letter = self.letter
        return None if day is None else lambda session: number_letter(session, letter, typed, day)

    def on_take(self) -> None:
        """The next of the register."""
        day, kind = self.day_of(self.date), self._kind
        if day is not None:
            self._place.background.run(lambda session: next_number(session, kind, day), self._on_number)

    def _on_number(self, number: str) -> None:
        self.line.line.setText(number)
        self.line.line.setFocus(Qt.FocusReason.OtherFocusReason)


class VoidBar(LetterBar):
    """Why a letter is void."""

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        super().__init__(place, text("letters_void_ask"), text("letters_void_go"))
        self.reason = Field(self.look, text("bar_reason"), Line(self.look), text("letters_void_hint"))
        self.lay((self.reason,))

    def begin(self, item: Item) -> None:
        """No reason yet."""
        _line(self.reason).clear()

    def work(self) -> Work | None:
        """Takes it out of force."""
        typed, letter = _line(self.reason).text().strip(), self.letter
        if not typed:
            self.reason.complain(self.look.text("bar_reason_missing"))
            return None
        return lambda session: void_letter(session, letter, typed)


class DeliverBar(LetterBar):
    """Who took a letter, when and how."""

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        super().__init__(place, text("letters_deliver_ask"), text("letters_deliver_go"))
        self.to = Field(self.look, text("letters_taker"), Line(self.look))
        self.date = Field(self.look, text("letters_date"), Line(self.look))
        self.how = Field(self.look, text("letters_how"), Line(self.look), optional=True)
        self.lay((self.to,), (self.date, self.how))

    def begin(self, item: Item) -> None:
        """Today, unless it was delivered before."""
        before = item.get("delivered") or {}
        _line(self.to).setText(str(before.get("to") or ""))
        _line(self.how).setText(str(before.get("how") or ""))
        day = before.get("date") or self._place.reader.today.isoformat()
        _line(self.date).setText(format_date(date.fromisoformat(day)))

    def work(self) -> Work | None:
        """Writes it into the delivery book."""
        taker, how, day = _line(self.to).text().strip(), _line(self.how).text(), self.day_of(self.date)
        if not taker:
            self.to.complain(self.look.text("letters_taker_missing"))
            return None
        letter = self.letter
        if day is None:
            return None
        return lambda session: deliver_letter(session, letter, taker, day, how.strip() or None)


class ScanBar(LetterBar):
    """The signed letter as it was scanned."""

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        super().__init__(place, text("letters_scan_ask"), text("letters_scan_go"))
        self.file = FileLine(self.look, text("letters_scan_files"), ("*.pdf", "*.jpg", "*.jpeg", "*.png"))
        self.field = Field(self.look, text("letters_scan"), self.file, text("letters_scan_hint"))
        self.lay((self.field,))

    def begin(self, item: Item) -> None:
        """No file yet."""
        self.file.line.clear()

    def work(self) -> Work | None:
        """Keeps it."""
        path, letter = self.file.path(), self.letter
        if path is None:
            self.field.complain(self.look.text("letters_scan_missing"))
            return None
        return lambda session: attach_scan(session, letter, [str(path)], Path.home())


class LetterBars(QWidget):
    """The bars of a letter, one at a time; each is made when it is first asked for.

    Args:
        place: the workplace.
        makers: by what they do.
    """

    done = Signal(str, object)
    """What was done, and what the action answered."""
    left = Signal()

    def __init__(self, place: Workplace, makers: Mapping[str, Callable[[Workplace], LetterBar]]) -> None:
        super().__init__()
        self._place, self._makers = place, makers
        self._bars: dict[str, LetterBar] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def ask(self, name: str, item: Item) -> None:
        """Asks one thing about a letter."""
        self.close_all()
        self.bar(name).ask(item)

    def bar(self, name: str) -> LetterBar:
        """One of them."""
        if name not in self._bars:
            bar = self._bars[name] = self._makers[name](self._place)
            self._column.addWidget(bar)
            bar.left.connect(self._on_left)
            bar.asked.connect(lambda work: self._on_asked(name, work))
        return self._bars[name]

    def close_all(self) -> None:
        """Nothing is asked any more."""
        for bar in self._bars.values():
            bar.hide()

    def _on_left(self) -> None:
        self.close_all()
        self.left.emit()

    def _on_asked(self, name: str, work: Work) -> None:
        bar = self._bars[name]

        def done(answer: object) -> None:
            self.close_all()
            self.done.emit(name, answer)

        self._place.background.run(work, done, bar.refuse)


def _line(field: Field) -> Line:
    if not isinstance(field.editor, Line):
        raise TypeError("not a line")
    return field.editor
