"""Phrases the papers of the village share: what a village and its head are called, days, times, lists."""

from collections.abc import Iterable
from datetime import date

from reportlab.platypus import CondPageBreak, Flowable

from desktop.core.dates import format_date
from reports.sheet import Sheet, Wording
from reports.style import BODY, HEAD, MM, TITLE
from reports.table_rows import SIDE
from reports.text import Words
from reports.visit_rows import Heard, Spot

_WITH_HEADING = 80.0
"""Points: less room than for a heading and two rows of a table is left empty."""


class Site:
    """A village on paper.

    Args:
        words: the sentences.
        kind: ``desa`` or ``kelurahan``; whatever else is called a desa.
        name: of the village. district: its kecamatan.
    """

    def __init__(self, words: Wording, kind: str, name: str, district: str) -> None:
        self._words = words
        self._ward = kind == "kelurahan"
        self.name = name
        self.district = district

    @property
    def village(self) -> str:
        """`Desa Angsana`, `Kelurahan Tungkaran Pangeran`."""
        if self._ward:
            return self._words.text("village_kelurahan", name=self.name)
        return self._words.text("village_desa", name=self.name)

    @property
    def whole(self) -> str:
        """`Desa Angsana, Kecamatan Angsana`."""
        if not self.district:
            return self.village
        return self._words.text("village_in_district", village=self.village, district=self.district)

    @property
    def head(self) -> str:
        """Who signs for it: `Kepala Desa Angsana`, `Lurah Tungkaran Pangeran` (UU 6/2014, PP 73/2005)."""
        if self._ward:
            return self._words.text("village_head_kelurahan", name=self.name)
        return self._words.text("village_head_desa", name=self.name)

    @property
    def witness(self) -> str:
        """Whose chair bears witness: the BPD of a desa; a kelurahan has none, but an LPM."""
        if self._ward:
            return self._words.text("village_witness_kelurahan", name=self.name)
        return self._words.text("village_witness_desa", name=self.name)


def spot_words(words: Wording, spot: Spot) -> str:
    """`Mekar Sari, RT 03 RW 01, depan SDN 1`; empty when nothing is known."""
    narrow = []
    if spot.rt:
        narrow.append(words.text("village_place_rt", rt=spot.rt))
    if spot.rw:
        narrow.append(words.text("village_place_rw", rw=spot.rw))
    return ", ".join(part for part in (spot.dusun, " ".join(narrow), spot.landmark) if part)


def citizen_words(words: Wording, one: Heard) -> str:
    """A name where there is one, else `Warga RT 03` (domain.md B.9)."""
    if one.name:
        return one.name
    if one.spot.rt:
        return words.text("village_citizen_rt", rt=one.spot.rt)
    return words.text("village_citizen")


def dated(day: date | None) -> str:
    """`21 November 2026`; empty without a day."""
    return format_date(day) if day else ""


def clock(time: str) -> str:
    """`09:10` as official papers write it, `09.10`."""
    return time.replace(":", ".")


def titles(sheet: Sheet, *lines: str) -> list[Words]:
    """The name of a document in the middle, its first line as its heading."""
    first, *others = (line.upper() for line in lines)
    found = [Words(sheet, first, TITLE, tag="H1")]
    style = TITLE.but(size=11)
    return found + [Words(sheet, line, style, field="village") for line in others]


def heading(sheet: Sheet, text: str) -> list[Flowable]:
    """A heading inside a document, on the page where what it heads begins."""
    return [CondPageBreak(_WITH_HEADING), Words(sheet, text, HEAD, tag="H2")]


def code_width(sheet: Sheet, codes: Iterable[str], size: float) -> float:
    """Millimetres of a column in which no tracking code breaks: one read in halves is read wrong."""
    widest = max((sheet.family.width(code, "regular", size) for code in codes), default=0.0)
    return min(widest + 2 * SIDE + 0.5, sheet.width / 3) / MM


def body(sheet: Sheet, text: str, field: str = "") -> Words:
    """A paragraph."""
    return Words(sheet, text, BODY.but(size=sheet.profile.size), field=field)
