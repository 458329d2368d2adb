"""What is handed in for a letter that is written by hand: nota dinas and surat tugas (cli.md, Shapes)."""

from datetime import date
from typing import Literal

import msgspec

Security = Literal["biasa", "terbatas", "rahasia", "sangat_rahasia"]
Urgency = Literal["biasa", "segera", "sangat_segera"]


class LetterPerson(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """An officer who is ordered to go."""

    name: str
    nip: str = ""
    rank: str = ""
    position: str = ""


class LetterIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A letter in a file; unknown keys are refused.

    Attributes:
        to: lines after "Yth.". to_place: after "di".
        points: what it says, or the tasks, one paragraph each. basis: what it rests on.
        visits: `2026-11-21 Desa Angsana, Kec. Angsana`, where ``--visit`` does not name them.
    """

    subject: str
    to: list[str] = []
    to_place: str | None = None
    points: list[str] = []
    basis: list[str] = []
    persons: list[LetterPerson] = []
    visits: list[str] = []
    copies: list[str] = []
    urgency: Urgency = "biasa"
    security: Security = "biasa"
    due: date | None = None
