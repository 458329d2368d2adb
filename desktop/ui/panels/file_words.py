"""How files, senders and sizes are said: the same words wherever files come and go."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.actions.what_came import THINGS
from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.page import Workplace

_UNITS = ("B", "KB", "MB", "GB", "TB")
_STEP = 1024

# What the catalogue says in commands, said in the window's own terms.
_HINTS = {
    "voice_code_needed": "file_hint_code",
    "voice_code_wrong": "file_hint_code_wrong",
    "skip_only_practice": "file_hint_code",
    "pack_needs_code": "file_hint_pack_code",
    "no_district": "file_hint_no_district",
    "not_trusted": "file_hint_not_trusted",
    "not_induk": "file_hint_not_induk",
    "root_needed": "file_hint_root",
    "reason_needed": "file_hint_reason",
    "agency_unknown": "file_hint_agency",
    "request_unreadable": "file_hint_request",
    "quarantine_unknown": "file_hint_list",
    "event_unknown": "file_hint_list",
    "conflict_unknown": "file_hint_list",
    "write_blob_damaged": "file_hint_check",
    "write_line_too_large": "file_hint_check",
    "file_is_request": "file_hint_not_induk",
}


def said(look: Look, error: UserError) -> tuple[str, str]:
    """An error's sentence and next step, the step in the window's terms."""
    sentence, hint = look.words.sentence(error)
    own = _HINTS.get(error.code)
    return sentence, look.text(own) if own else hint


def told_error(look: Look, told: Mapping[str, Any]) -> tuple[str, str]:
    """The same of an error as reports carry it: ``{"code", "values"}``."""
    return said(look, UserError(str(told["code"]), **dict(told["values"])))


def count_words(count: int) -> str:
    """A count with points between the thousands."""
    return f"{count:,}".replace(",", ".")


def size_words(size: int) -> str:
    """Bytes as a person reads them: ``16,8 KB``."""
    amount, unit = float(size), 0
    while amount >= _STEP and unit < len(_UNITS) - 1:
        amount, unit = amount / _STEP, unit + 1
    digits = 1 if unit and amount < 10 else 0
    return f"{amount:.{digits}f} {_UNITS[unit]}".replace(".", ",")


def contents_words(look: Look, events: int, blobs: int) -> str:
    """What lies in a file: ``34 catatan, 4 foto``."""
    words = look.text("file_records", count=count_words(events))
    return f"{words}, {look.text('file_photos', count=count_words(blobs))}" if blobs else words


def things_words(look: Look, came: Mapping[str, int]) -> str:
    """What came as people count it: ``1 kunjungan, 6 aspirasi``; empty when it was nothing of that."""
    said = [
        look.text(f"things_{name}", count=count_words(came[name]))
        for name in THINGS.values()
        if came.get(name)
    ]
    return ", ".join(said)


def all_things(files: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The things of several files together."""
    found: Counter[str] = Counter()
    for one in files:
        found.update(one.get("came") or {})
    return dict(found)


def number_words(look: Look, item: Mapping[str, Any]) -> str:
    """A file by its number: ``no. 3``, ``terbatas no. 1``; a pack and a request by what they are."""
    sequence, number = item.get("sequence"), item.get("number")
    if item.get("kind") == "pack" or sequence == "pack":
        return look.text("file_pack", number=number)
    if sequence == "request":
        return look.text("file_request")
    if sequence == "restricted":
        return look.text("file_number_restricted", number=number)
    if sequence == "letter":
        return look.text("file_letter", number=number)
    return look.text("file_number", number=number) if number else ""


def desk_words(look: Look, desk: str) -> str:
    """A desk as people call it: ``petugas``, ``koordinator``, ``SKPD PUPR``."""
    kind, _, agency = desk.partition(":")
    if kind == "agency":
        return look.text("file_desk_agency", agency=agency).rstrip()
    if kind in ("officer", "coordinator"):
        return look.text("file_desk_officer" if kind == "officer" else "file_desk_coordinator")
    return ""


def desk_named(place: Workplace, desk: str) -> str:
    """The same at the head of a cell, an SKPD by its short name: ``Petugas``, ``SKPD Dishub``."""
    kind, _, agency = desk.partition(":")
    short = next((one.short for one in place.reader.pack.agencies if one.code == agency), agency)
    words = desk_words(place.look, f"{kind}:{short}" if agency else desk)
    return words[:1].upper() + words[1:]


def gap_words(look: Look, gap: Mapping[str, Any]) -> str:
    """Which numbers of a sender never came; runs are drawn together."""
    numbers = ", ".join(_runs([int(number) for number in gap["numbers"]]))
    code = "file_gap_restricted" if gap["sequence"] == "restricted" else "file_gap"
    return look.text(code, numbers=numbers, sender=gap["from"])


def _runs(numbers: list[int]) -> list[str]:
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found]
