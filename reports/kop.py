"""Letterheads: of the Setda, an agency, a kecamatan, or of the Bupati (domain.md A.3)."""

from collections.abc import Sequence
from typing import Literal

from reportlab.platypus import Flowable

from reports.emblem import draw_emblem, emblem_of
from reports.sheet import Sheet
from reports.style import MM, Style
from reports.tags import Tag
from reports.text import Line, draw_lines, set_lines

Kind = Literal["setda", "bupati", "agency", "district"]

# Name of the government to name of the unit as 3 : 4 (Pergub Sulteng 17/2023).
GOVERNMENT = Style(size=12, align="center", leading=15)
UNIT = Style(size=16, face="bold", align="center", leading=19.5, after=2)
ADDRESS = Style(size=8.5, align="center", leading=10.5)
HEAD = Style(size=16, face="bold", align="center", leading=20)

THICK, THIN = 2.5, 0.75
_EMBLEM = 22 * MM, 25 * MM
_GARUDA = 26 * MM, 26 * MM
_GAP = 4 * MM
_RULES = 6.0
_NARROWER = 0.96


def letterhead(sheet: Sheet, kind: Kind, unit: str = "", lines: Sequence[str] = ()) -> list[Flowable]:
    """The head of a first page.

    Args:
        sheet: the document.
        kind: whose. Who signs a.n. Bupati keeps the kop of the own unit.
        unit: name of an agency or kecamatan in place of the profile's unit.
        lines: its address; the profile's address is the Setda's and stands on no other kop.
    """
    profile = sheet.profile
    if kind == "bupati":
        head = f"{profile.head_of_district} {profile.region}".strip().upper()
        return [Kop(sheet, profile.garuda or profile.emblem, [(head, HEAD)], centred=True)]
    address = list(lines) or (profile.lines if kind == "setda" else [])
    texts = [(profile.government.upper(), GOVERNMENT), ((unit or profile.unit).upper(), UNIT)]
    return [Kop(sheet, profile.emblem, texts + [(line, ADDRESS) for line in address], centred=False)]


class Kop(Flowable):  # type: ignore[misc]
    """Emblem and lines of text; it stands left of them over a double rule, or centred above them without one.

    Args:
        sheet: the document.
        emblem: PNG as base64; "" or a broken one leaves the text alone.
        texts: what stands there, each with its style.
        centred: the emblem above the text, as on the Bupati's.
    """

    def __init__(
        self, sheet: Sheet, emblem: str, texts: Sequence[tuple[str, Style]], *, centred: bool
    ) -> None:
        super().__init__()
        self._sheet, self._texts, self._centred = sheet, [pair for pair in texts if pair[0].strip()], centred
        self._emblem = emblem_of(emblem) if emblem else None
        self._set: list[tuple[list[Line], Style]] = []
        self.spaceAfter = 4 * MM

    def _sides(self) -> tuple[float, float]:
        """Width and height of the emblem, in its own proportions."""
        if self._emblem is None:
            return 0, 0
        most_wide, most_high = _GARUDA if self._centred else _EMBLEM
        wide, high = self._emblem.width, self._emblem.height
        scale = min(most_wide / wide, most_high / high)
        return wide * scale, high * scale

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The higher of emblem and text with the rules, or both."""
        wide, high = self._sides()
        beside = wide + _GAP if wide and not self._centred else 0
        self._set = [(self._balanced(text, style, width - beside), style) for text, style in self._texts]
        words = self._words_high()
        self.width = width
        if self._centred:
            self.height = high + (_GAP / 2 if high else 0) + words
        else:
            self.height = max(high, words) + 2 * _RULES + THICK + THIN
        return self.width, self.height

    def _words_high(self) -> float:
        return sum(len(lines) * style.line + style.after for lines, style in self._set)

    def _balanced(self, text: str, style: Style, width: float) -> list[Line]:
        """The lines of a name about as long as each other: no word alone on the last one."""
        lines = tried = set_lines(self._sheet, text, style, width, "kop")
        while len(lines) > 1 and len(tried) == len(lines) and width > style.size:
            lines, width = tried, width * _NARROWER
            tried = set_lines(self._sheet, text, style, width, "kop")
        return lines

    def draw(self) -> None:
        """Emblem and rules as decoration, every line of text as a paragraph."""
        wide, high = self._sides()
        words = self._words_high()
        if self._centred:
            x, top, left = (self.width - wide) / 2, words, 0.0
        else:
            left = wide + _GAP if wide else 0.0
            body = max(high, words)
            x, top = 0.0, self.height - (body - words) / 2
            self._rules()
        if self._emblem is not None:
            lower = self.height - high if self._centred else self.height - (max(high, words) + high) / 2
            with self.canv.artifact():
                draw_emblem(self.canv, self._emblem, x, lower, wide, high)
        for number, (lines, style) in enumerate(self._set):
            with self.canv.mark(Tag("P", (self, number))):
                draw_lines(self.canv, self._sheet, lines, style, left, top, self.width - left)
            top -= len(lines) * style.line + style.after

    def _rules(self) -> None:
        with self.canv.artifact():
            self.canv.saveState()
            self.canv.setStrokeGray(0)
            for thickness, y in ((THICK, THIN + _RULES / 2 + THICK / 2), (THIN, THIN / 2)):
                self.canv.setLineWidth(thickness)
                self.canv.line(0, y, self.width, y)
            self.canv.restoreState()
