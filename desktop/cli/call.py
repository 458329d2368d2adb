"""One call of a command: its arguments, the home it works on, and what it answers."""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.actions.opening import Surroundings, close, open_home, sweep
from desktop.actions.parts import App
from desktop.actions.session import Session
from desktop.catalogue import Catalogue
from desktop.cli.output import Show, facts
from desktop.cli.passphrases import Passphrases
from desktop.cli.usage import missing
from desktop.core.dates import loose_date
from desktop.errors import UserError


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gives back.

    Attributes:
        data: the JSON document.
        show: the same for people.
        exit_code: 0, or 3 when some of it was refused.
        raw: for people too the JSON document itself.
        complaints: what was refused, in sentences; they go to stderr, whatever the form of the answer.
    """

    data: Mapping[str, Any]
    show: Show = facts
    exit_code: int = 0
    raw: bool = False
    complaints: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One call.

    Attributes:
        args: what was typed, read.
        app: the parts of the program.
        passphrases: where they come from.
        progress: tells on stderr how far long work is, in bytes done and bytes in all.
    """

    args: argparse.Namespace
    app: App
    passphrases: Passphrases
    progress: Callable[[int, int], None]

    @property
    def words(self) -> Catalogue:
        """Every sentence."""
        return self.app.catalogue

    @property
    def out(self) -> Path:
        """Where to write; wrong use when it was not said."""
        if self.args.out is None:
            raise self.missing("--out")
        return Path(self.args.out)

    def missing(self, names: str) -> UserError:
        """The error for something this command needs."""
        return missing(names, self.args.program)

    def outside(self, *, practice: bool = False) -> Surroundings:
        """The surroundings when no home is open.

        Args:
            practice: whether the clock may be set, because what is being made is for practice.

        Raises:
            UserError: ``at_only_practice``.
        """
        if self.args.at is not None and not practice:
            raise UserError("at_only_practice")
        return self.app.surroundings(self.args.home, self.args.at)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """The home, open until the block ends.

        Raises:
            UserError: ``home_missing``, ``passphrase_missing``, ``passphrase_wrong``, ``home_in_use``,
                ``at_only_practice`` …
        """
        outside = self.app.surroundings(self.args.home, self.args.at)
        if not outside.paths.vault.exists():
            raise UserError("home_missing")
        session = open_home(outside, self.passphrases.known())
        try:
            if self.args.at is not None and session.home.practice is not True:
                raise UserError("at_only_practice")
            sweep(session)
            yield session
        finally:
            close(session)

    def day(self, session: Session, typed: str | None) -> date | None:
        """A date as typed: "2026-11-21", "21-11-2026", "21 nov", "kemarin"."""
        return None if typed is None else loose_date(typed, session.today)
