"""What is asked seldom: a letter in place of another, numbers set aside for letters to come."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.actions.letter_preview import next_number
from desktop.actions.letter_register import reserve_numbers
from desktop.actions.letters import Order, make_letters
from desktop.core.dates import format_date
from desktop.core.letters import KINDS
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.letter_bars import Item, LetterBar, Work
from desktop.ui.panels.letter_parts import Wrapped
from desktop.ui.panels.letter_words import is_about_number, is_about_subject, kind_word, said
from desktop.ui.widgets.fields import Choice, Field, Line
from desktop.ui.widgets.with_button import WithButton

if TYPE_CHECKING:
    from reports.press import Press


class ReplaceBar(LetterBar):
    """Ralat: what waits is written anew in place of this letter, which is void from then on.

    Args:
        place: the workplace.
        press: makes what documents are set with; behind the window only.
        out: says the folder for the files.
    """

    def __init__(self, place: Workplace, press: "Callable[[], Press]", out: Callable[[], Path]) -> None:
        text = place.look.text
        super().__init__(place, text("letters_replace_ask"), text("letters_replace_go"))
        self._press, self._out = press, out
        self.line = Line(self.look)
        self.reason = Field(self.look, text("bar_reason"), self.line, text("letters_replace_hint"))
        self._subject = Wrapped(self.look, lines=3)
        self.subject = Field(self.look, text("letters_subject"), self._subject)
        self._take = WithButton(self.look, text("letters_take"))
        self._take.button.clicked.connect(self.on_take)
        self.number = Field(self.look, text("letters_number"), self._take, optional=True)
        self.lay((self.reason,), (self.subject,), (self.number,))
        self._kind = ""

    def begin(self, item: Item) -> None:
        """No reason and no number yet; the subject it had."""
        self._kind = str(item["kind"])
        self.line.clear()
        self._take.line.clear()
        self._subject.show_words(str(item["subject"] or ""))

    def work(self) -> Work | None:
        """Makes the new one and takes the old one out of force, both or neither."""
        reason = self.line.text().strip()
        if not reason:
            self.reason.complain(self.look.text("bar_reason_missing"))
            return None
        order = Order(
            instead_of=self.letter,
            reason=reason,
            number=self._take.line.text().strip() or None,
            subject=self._subject.words() or None,
        )
        press, out = self._press, self._out()
        return lambda session: make_letters(session, press(), None, out, order)

    def refuse(self, error: UserError) -> None:
        """What was refused, beside the field it is about."""
        field = self.number if is_about_number(error) else self.reason
        if is_about_subject(error):
            field = self.subject
        field.complain(" ".join(said(self.look, error)))

    def on_take(self) -> None:
        """The next of the register."""
        day, kind = self._place.reader.today, self._kind
        self._place.background.run(lambda session: next_number(session, kind, day), self._take.line.setText)


class ReserveBar(LetterBar):
    """Numbers taken out of the register for letters that are still to come."""

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        super().__init__(place, text("letters_reserve_ask"), text("letters_reserve_go"))
        look = self.look
        self._kinds = Choice(look, [(one, kind_word(look, one)) for one in KINDS])
        self._count, self._day = Line(look), Line(look)
        self.kind = Field(look, text("letters_kind"), self._kinds)
        self.count = Field(look, text("letters_how_many"), self._count)
        self.date = Field(look, text("letters_date"), self._day)
        self.lay((self.count, self.kind, self.date))

    def begin(self, item: Item) -> None:
        """One number of today."""
        self._count.setText("1")
        self._count.selectAll()
        self._day.setText(format_date(self._place.reader.today))

    def work(self) -> Work | None:
        """Sets them aside."""
        typed, day, kind = self._count.text().strip(), self.day_of(self.date), self._kinds.code()
        if not (typed.isascii() and typed.isdigit() and len(typed) < 5):
            self.count.complain(self.look.text("letters_how_many_wrong"))
            return None
        return None if day is None else lambda session: reserve_numbers(session, kind, int(typed), day)

    def refuse(self, error: UserError) -> None:
        """How many may be set aside at once."""
        words = self.look.text("letters_how_many_wrong")
        self.count.complain(words if error.code == "number_range" else " ".join(said(self.look, error)))
