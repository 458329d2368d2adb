"""The minutes of a visit, gathered from the home and printed."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from desktop.actions.finding import code_of, find_visit
from desktop.actions.printing import discreet, may_be_named, save, village_of
from desktop.actions.session import Session
from desktop.core.citizens import initials
from desktop.core.events import thing_text
from desktop.core.profile import profile_of
from desktop.store import listing, queries
from desktop.store.listing import Filter
from desktop.store.queries import Aspiration, Visit
from reports.press import Press
from reports.visit_minutes import visit_minutes
from reports.visit_rows import Heard, Member, MinutesRows, Spot

MOST = 100_000
"""More aspirations than any visit has."""

# What the head of a village is called: of a desa, in Kalimantan Selatan, in short, of a kelurahan.
_HEAD = re.compile(
    r"(?:(?P<standing>pj|pjs|plt|plh)\b\.?\s*)?(?:kepala\s+desa|pambakal|pembakal|kades|lurah)\b",
    re.IGNORECASE,
)


def print_minutes(session: Session, press: Press, id: str, out: Path | None) -> dict[str, Any]:
    """Prints minutes and attendance list of a visit; before it is finished they say they are a draft.

    Args:
        session: the open home of an officer or coordinator.
        press: fonts and words.
        id: of the visit.
        out: the file; None for a paper in memory.

    Returns:
        As `printing.save`, with ``left_out``: how many secret and restricted ones are not in it.

    Raises:
        UserError: ``visit_unknown``, ``wrong_desk``, and what `printing.save` raises.
    """
    session.demand("officer", "coordinator")
    visit = find_visit(session, id)
    rows = minutes_rows(session, visit)
    document = visit_minutes(press, profile_of(session.pack), rows)
    made = save(session, out, document, f"minutes {thing_text(visit.thing)}")
    return {**made, "left_out": _count(session, visit) - len(rows.aspirations)}


def minutes_rows(session: Session, visit: Visit) -> MinutesRows:
    """What minutes say: secret and restricted aspirations are not in them and not in their count."""
    values, village = visit.values, village_of(session, visit.village)
    host, attended = _dict(values.get("counterpart")), _dict(values.get("attendance"))
    position = _text(host, "position")
    head = _HEAD.match(position)
    return MinutesRows(
        moment=session.now(),
        village=village.name,
        kind=village.kind,
        district=village.district,
        day=_day(visit.date),
        start=_text(values, "start"),
        end=_text(values, "end"),
        place=_text(values, "place"),
        team=tuple(Member(_text(one, "name"), _text(one, "nip")) for one in _dicts(values.get("team"))),
        counterpart=_text(host, "name"),
        position=position,
        heads=head is not None,
        standing=f"{head['standing'].capitalize()}." if head and head["standing"] else "",
        agenda=_text(values, "agenda"),
        male=attended.get("male"),
        female=attended.get("female"),
        groups=tuple(str(group) for group in attended.get("groups") or ()),
        services=tuple(
            (_text(one, "service"), int(one.get("count") or 0)) for one in _dicts(values.get("services"))
        ),
        aspirations=_heard(session, of_visit(session, visit)),
        finished=visit.finished,
    )


def of_visit(session: Session, visit: Visit) -> list[Aspiration]:
    """The aspirations of a visit in the order they were written, restricted and withdrawn ones left out."""
    where = [Filter("visit", "=", visit.thing), Filter("restricted", "=", 0)]
    page = listing.aspiration_page(session.store.connection, where, MOST)
    found = [one for _, one in page if one.status != "ditarik"]
    numbers = _numbers(session, found)
    # A second holds many rows, and their ids are partly random: a writer's own numbers know the order.
    return sorted(found, key=lambda one: (one.recorded, one.writer, numbers.get(one.thing, 0)))


def _count(session: Session, visit: Visit) -> int:
    """Everything said at a visit that was not withdrawn."""
    page = listing.aspiration_page(session.store.connection, [Filter("visit", "=", visit.thing)], MOST)
    return sum(1 for _, one in page if one.status != "ditarik")


def _numbers(session: Session, found: list[Aspiration]) -> dict[bytes, int]:
    sql = "SELECT thing, min(seq) FROM event WHERE kind = 'aspiration.recorded' AND thing IN "
    things = [one.thing for one in found]
    return dict(queries.rows_of(session.store.connection, sql, things, " GROUP BY thing"))


def _heard(session: Session, found: list[Aspiration]) -> tuple[Heard, ...]:
    told = [one for one in found if one.mode != "secret"]
    citizens = [one.citizen for one in told if one.citizen and may_be_named(one)]
    known = queries.citizen_values(session.store.connection, citizens)
    return tuple(
        Heard(
            code_of(session, one),
            discreet(_words(one)),
            _spot(one.values.get("place")),
            # Initials, as in the annex of letters: the sheet hangs on the village's notice board.
            initials(_text(known.get(one.citizen or b"", {}), "name")) if may_be_named(one) else "",
        )
        for one in told
    )


def _spot(place: Any) -> Spot:
    found = _dict(place)
    return Spot(*(discreet(_text(found, name)) for name in ("dusun", "rt", "rw", "landmark")))


def _words(one: Aspiration) -> str:
    """What was said, whole, after its title where that is not just how it begins."""
    title, text = one.title or "", one.text or one.summary or ""
    begins = " ".join(text.split()).startswith(title.rstrip("…"))
    return text if begins else f"{title}\n{text}"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _text(values: dict[str, Any], name: str) -> str:
    found = values.get(name)
    return found if isinstance(found, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
