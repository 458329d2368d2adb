"""The register of letters: which number is next, which are taken; none is ever used twice (domain.md A.5)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from desktop.actions.finding import thing_of
from desktop.actions.session import Session
from desktop.core import text
from desktop.core.letter_numbers import format_number, next_serial, security_code, serial_of
from desktop.core.profile import Profile
from desktop.errors import UserError
from desktop.store import letters as shelf
from desktop.store.letters import RESERVED, Taken

AUTO = "auto"
LONGEST = 120
"""Signs of a number; real ones pass 20 (domain.md A.5)."""


class Number(NamedTuple):
    """A number to be given.

    Attributes:
        number: as printed, None = left open until it comes from the register.
        serial: its place in the register, None when the number does not follow the district's pattern.
        reserved: the letter thing it was reserved on, None when it is new.
    """

    number: str | None = None
    serial: int | None = None
    reserved: bytes | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """The register that counts letters of one kind.

    Args:
        session: the open home of the laptop induk.
        profile: patterns and registers of the district.
        kind: of letter.
    """

    session: Session
    profile: Profile
    kind: str

    @property
    def name(self) -> str:
        """Of the register; several kinds may share one."""
        return self.profile.numbers(self.kind).register

    def choose(self, typed: str | None, day: date, security: str = "biasa") -> Number:
        """The number meant by what was typed.

        Args:
            typed: None leaves it open; ``auto`` takes the next one; a reserved number, or the id it was
                reserved under, takes that; anything else is the number itself.
            day: of the letter; its year decides which numbers count.
            security: for the code of the nature in the number.

        Raises:
            UserError: ``number_taken``, ``number_other_year``, ``text_empty``, ``text_too_long``.
        """
        if typed is None:
            return Number()
        if typed.strip().casefold() == AUTO:
            return self.following(day, security)
        number = text.clean(typed, LONGEST, "number", lines=False, required=True)
        thing = thing_of(number)
        taken = self._taken(day)
        for one in taken:
            if one.thing == thing or _same(one.number, number):
                if one.standing != RESERVED:
                    raise self._refused(one, day)
                return Number(one.number, one.serial, one.thing)
        if thing is not None or self._reserved_otherwise(number):
            raise UserError("number_other_year", number=number, year=day.year)
        return Number(number, serial_of(self._pattern, number))

    def following(self, day: date, security: str = "biasa", skipped: int = 0) -> Number:
        """The next number of the year; `skipped` = how many more before it are being given just now."""
        taken = self._taken(day)
        serial = next_serial(((day.year, one.serial or 0) for one in taken), day.year) + skipped
        while any(_same(one.number, self._printed(serial, day, security)) for one in taken):
            serial += 1
        return Number(self._printed(serial, day, security), serial)

    @property
    def _pattern(self) -> str:
        return self.profile.numbers(self.kind).pattern

    def _taken(self, day: date) -> list[Taken]:
        return shelf.taken_numbers(self.session.store.connection, self.name, day.year)

    def _printed(self, serial: int, day: date, security: str) -> str:
        return format_number(
            self._pattern,
            serial,
            day=day,
            nature=security_code(security),
            classification=self.profile.klas(self.kind),
            unit=self.profile.unit_code,
        )

    def _reserved_otherwise(self, number: str) -> bool:
        """Whether the number is reserved, but for another year or register."""
        found = shelf.letters_numbered(self.session.store.connection, number)
        return any(one.standing == RESERVED for one in found)

    def _refused(self, one: Taken, day: date) -> UserError:
        letter = shelf.letters(self.session.store.connection, [one.thing])[one.thing]
        subject = letter.values.get("subject") or letter.agency or "-"
        return UserError("number_taken", number=one.number, year=day.year, letter=subject)


def _same(one: str, other: str) -> bool:
    """Whether two numbers are the same to a person: spaces and capitals do not count."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()
