"""Phrases several letters share: numbers with their words, days, villages of the visits, earlier letters."""

import re
from collections.abc import Sequence
from datetime import date

from num2words import num2words

from desktop.core.dates import MONTHS, format_date
from desktop.core.letters import Ref
from reports.sheet import Wording

MOST_NAMED = 3
"""So many villages are named in an opening; of more only the number is said."""

_ISO = re.compile(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b")
_SPOKEN = re.compile(rf"(?i)\b([0-9]{{1,2}})\s+({'|'.join(MONTHS)})\s+([0-9]{{4}})\b")
_BEFORE_DAY = re.compile(r"(?i)\b(?:pada )?(?:tanggal|tgl\.?)?\Z")
_WARD = re.compile(r"(?i)\Akelurahan\b")
_LOOSE = " ,;:()"
_DISTRICT = re.compile(r"(?i),\s*(?:kec\.|kecamatan)\s+(.+)\Z")


def spelled(number: int) -> str:
    """`12` → `dua belas` (domain.md A.10: numbers in letters stand in digits and in words)."""
    return str(num2words(number, lang="id"))


def day_of(text: str | None) -> date | None:
    """The date an ISO text begins with; None when there is none or it is not in the calendar."""
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None


def day_words(text: str | None) -> str:
    """`2026-11-21` → `21 November 2026`; what is no ISO date stays as it was typed."""
    day = day_of(text)
    return format_date(day) if day else (text or "").strip()


def one_line(text: str) -> str:
    """A text inside a sentence: no line ends, single spaces."""
    return " ".join(text.split())


def visits_words(words: Wording, visits: Sequence[str]) -> str:
    """Days and places of visits: `tanggal 2 s.d. 21 November 2026 di 12 (dua belas) desa di Kecamatan Satui`.

    Args:
        words: the sentences.
        visits: one each, `Desa Angsana, Kec. Angsana, 21 November 2026`; the day may stand before or behind,
            also as `2026-11-21`; day or place may be missing.
    """
    days, places = taken_apart(visits)
    where = places_words(words, places)
    told = (days_words(words, days), words.text("letter_in", places=where) if where else "")
    return " ".join(part for part in told if part)


def taken_apart(visits: Sequence[str]) -> tuple[list[date], list[str]]:
    """The days and the places of visits, each once, in their order."""
    found = [_day_and_place(one_line(visit)) for visit in visits]
    return list(dict.fromkeys(day for day, _ in found if day)), list(
        dict.fromkeys(place for _, place in found if place)
    )


def days_words(words: Wording, days: Sequence[date]) -> str:
    """`tanggal 21 November 2026`, `tanggal 2 s.d. 21 November 2026`; empty without days."""
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return words.text("letter_on_day", day=format_date(first))
    begin = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        begin += f" {MONTHS[first.month - 1]}"
    if first.year != last.year:
        begin += f" {first.year}"
    return words.text("letter_on_days", first=begin, last=format_date(last))


def places_words(words: Wording, places: Sequence[str]) -> str:
    """`Desa A, Kecamatan B`, up to three by name, more as a number with their kecamatan; "" without any."""
    if len(places) < 2:
        return "".join(_written_out(place) for place in places)
    names = [_DISTRICT.sub("", place) for place in places]
    districts = {found[1] for place in places if (found := _DISTRICT.search(place))}
    if len(places) <= MOST_NAMED:
        one = len(districts) == 1
        named = names if one else [_written_out(place) for place in places]
        villages = series(words, named)
        if not one:
            return villages
        return words.text("letter_villages_of", villages=villages, district=min(districts))
    count = len(places)
    kinds = _kinds(words, names)
    if not districts:
        return words.text("letter_count_villages", count=count, spelled=spelled(count), kinds=kinds)
    if len(districts) == 1:
        return words.text(
            "letter_count_in_district",
            count=count,
            spelled=spelled(count),
            kinds=kinds,
            district=min(districts),
        )
    return words.text(
        "letter_count_in_districts",
        count=count,
        spelled=spelled(count),
        kinds=kinds,
        districts=len(districts),
        districts_spelled=spelled(len(districts)),
    )


def series(words: Wording, parts: Sequence[str]) -> str:
    """`A`, `A dan B`, `A, B, dan C`."""
    if len(parts) < 2:
        return "".join(parts)
    first = ", ".join(parts[:-1])
    if len(parts) == 2:
        return words.text("letter_two", first=first, last=parts[-1])
    return words.text("letter_several", first=first, last=parts[-1])


def letters_words(words: Wording, refers: Sequence[Ref]) -> str:
    """Earlier letters one after the other, each by whatever is known of number, day and subject."""
    return series(words, [_letter_words(words, ref) for ref in refers])


def _letter_words(words: Wording, ref: Ref) -> str:
    number, day, subject = one_line(ref.number), day_words(ref.date), one_line(ref.subject)
    match bool(number), bool(day), bool(subject):
        case True, True, True:
            return words.text("letter_reference", number=number, day=day, subject=subject)
        case True, False, True:
            return words.text("letter_reference_undated", number=number, subject=subject)
        case False, True, True:
            return words.text("letter_reference_unnumbered", day=day, subject=subject)
        case False, False, True:
            return words.text("letter_reference_subject", subject=subject)
        case True, True, False:
            return words.text("letter_reference_plain", number=number, day=day)
        case True, False, False:
            return words.text("letter_reference_number", number=number)
        case False, True, False:
            return words.text("letter_reference_day", day=day)
    return words.text("letter_reference_bare")


def _day_and_place(visit: str) -> tuple[date | None, str]:
    """A visit taken apart; what holds no day of the calendar is all place."""
    if found := _ISO.search(visit):
        year, month, day = (int(part) for part in found.groups())
    elif found := _SPOKEN.search(visit):
        year, month, day = int(found[3]), _month(found[2]), int(found[1])
    else:
        return None, visit
    try:
        when = date(year, month, day)
    except ValueError:
        return None, visit
    before = _BEFORE_DAY.sub("", visit[: found.start()].rstrip(_LOOSE)).rstrip(_LOOSE)
    return when, ", ".join(part for part in (before, visit[found.end() :].strip(_LOOSE)) if part)


def _month(name: str) -> int:
    return [month.lower() for month in MONTHS].index(name.lower()) + 1


def _written_out(place: str) -> str:
    return _DISTRICT.sub(r", Kecamatan \1", place)


def _kinds(words: Wording, names: Sequence[str]) -> str:
    wards = sum(1 for name in names if _WARD.match(name))
    if not wards:
        return words.text("letter_villages")
    return words.text("letter_wards") if wards == len(names) else words.text("letter_villages_and_wards")
