"""One document in the making: its press, profile, paper and what could not be shown so far."""

from collections.abc import Mapping
from datetime import datetime

from desktop.core.profile import Profile
from reports.document import Missing
from reports.press import Press, Words
from reports.style import MM, PAPERS


class Wording:
    """The sentences of documents, with the district's own in place of ours."""

    def __init__(self, words: Words, own: Mapping[str, str]) -> None:
        self._words = words
        self._own = own

    def text(self, code: str, /, **values: object) -> str:
        """A sentence filled in."""
        if code in self._own:
            return self._words.fill(self._own[code], values)
        return self._words.text(code, **values)


class Sheet:
    """Handed to every block of one document.

    Args:
        press: fonts and words.
        profile: the district's.
        title: of the document, for its metadata.
        moment: when it was made, with offset; the only time in the file.
        paper: a key of `style.PAPERS`; None = the profile's.
        margins: top, right, bottom, left in mm; None = the profile's.

    Attributes:
        keywords: for the metadata; the code of a letter, so that it is found where no QR is printed.
    """

    def __init__(
        self,
        press: Press,
        profile: Profile,
        title: str,
        moment: datetime,
        *,
        paper: str | None = None,
        margins: tuple[float, float, float, float] | None = None,
    ) -> None:
        self.press = press
        self.words = Wording(press.words, profile.sentences)
        self.profile = profile
        self.title = title
        self.moment = moment
        self.keywords = ""
        self.paper = PAPERS[paper or profile.paper]
        top, right, bottom, left = margins or tuple(profile.margins)
        self.margins = (top * MM, right * MM, bottom * MM, left * MM)
        self.width = self.paper.width - self.margins[1] - self.margins[3]
        self.family = press.family(profile.font)
        self._missing: dict[str, dict[str, None]] = {}

    def warn(self, field: str, signs: str) -> None:
        """Notes signs of a field that no font has."""
        self._missing.setdefault(field, {}).update(dict.fromkeys(signs))

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Everything noted so far."""
        return tuple(Missing(field, "".join(signs)) for field, signs in self._missing.items())
