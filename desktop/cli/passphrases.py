"""Where passphrases and paper codes come from: a file, the environment, the keyboard; never an argument."""

import getpass
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.catalogue import Catalogue
from desktop.errors import LOCKED, UserError

VARIABLE = "JEMPUTBOLA_PASSPHRASE"
NEW_VARIABLE = "JEMPUTBOLA_NEW_PASSPHRASE"
LARGEST = 65_536


@dataclass(frozen=True, slots=True)
class Passphrases:
    """The passphrases of one call.

    Attributes:
        file: what ``--passphrase-file`` names.
        new_file: what ``--new-passphrase-file`` names.
        environment: the process's variables.
        words: for the questions.
    """

    file: Path | None
    new_file: Path | None
    environment: Mapping[str, str]
    words: Catalogue

    def known(self) -> str:
        """The passphrase of the home.

        Raises:
            UserError: ``passphrase_missing``, ``passphrase_file`` (exit 4).
        """
        return self._given(self.file, VARIABLE) or self._ask("ask_passphrase")

    def given(self) -> str:
        """The passphrase of the home if a file or variable gives it, else empty; asks nobody.

        Raises:
            UserError: ``passphrase_file`` (exit 4).
        """
        return self._given(self.file, VARIABLE)

    def chosen(self) -> str:
        """The passphrase of a home being made; typed twice at the keyboard.

        Raises:
            UserError: as `known`, and ``passphrase_differs``.
        """
        return self._given(self.file, VARIABLE) or self._ask_twice()

    def new(self) -> str:
        """The passphrase that replaces another.

        Raises:
            UserError: as `chosen`.
        """
        return self._given(self.new_file, NEW_VARIABLE) or self._ask_twice()

    def paper_code(self, file: Path | None, question: str) -> str:
        """What is read from paper: the file's text, or typed at the keyboard.

        Raises:
            UserError: ``paper_code_missing`` (exit 4), ``secret_file``.
        """
        if file is not None:
            return _read(file, "secret_file")
        if not _at_keyboard():
            raise UserError("paper_code_missing", exit_code=LOCKED)
        return self._ask(question)

    def _given(self, file: Path | None, variable: str) -> str:
        if file is not None:
            line = _read(file, "passphrase_file").partition("\n")[0].removesuffix("\r")
            if not line:
                raise UserError("passphrase_file", exit_code=LOCKED, file=file.name)
            return line
        return self.environment.get(variable, "")

    def _ask(self, question: str) -> str:
        if not _at_keyboard():
            raise UserError("passphrase_missing", exit_code=LOCKED)
        try:
            typed = getpass.getpass(self.words.text(question) + " ", stream=sys.stderr)
        except EOFError:
            typed = ""
        if not typed:
            raise UserError("passphrase_missing", exit_code=LOCKED)
        return typed

    def _ask_twice(self) -> str:
        first = self._ask("ask_new_passphrase")
        if self._ask("ask_again") != first:
            raise UserError("passphrase_differs", exit_code=LOCKED)
        return first


def _at_keyboard() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _read(file: Path, code: str) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(code, exit_code=LOCKED, file=file.name) from error
