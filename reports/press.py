"""What every document is set with: fonts, colour profile and the words of official paper; made once."""

from collections.abc import Mapping
from typing import Protocol

from reports.fonts import Family


class Words(Protocol):
    """The sentences printed in documents."""

    def text(self, code: str, /, **values: object) -> str:
        """A sentence filled in."""

    def fill(self, sentence: str, values: Mapping[str, object]) -> str:
        """Another sentence filled in the same way."""


class Press:
    """Fonts are read when a family is first asked for, then kept.

    Args:
        fonts: file stem (``LiberationSans-Regular``) → bytes of a TrueType file.
        icc: the sRGB profile of the output intent.
        words: the sentences of documents.
    """

    def __init__(self, fonts: Mapping[str, bytes], icc: bytes, words: Words) -> None:
        self._fonts = fonts
        self._families: dict[str, Family] = {}
        self.icc = icc
        self.words = words

    def family(self, name: str) -> Family:
        """The faces of ``sans`` (Liberation Sans) or ``bookman`` (TeX Gyre Bonum) with the fallbacks."""
        if name not in self._families:
            self._families[name] = Family(self._fonts, name)
        return self._families[name]
