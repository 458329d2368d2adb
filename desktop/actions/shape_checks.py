"""From shapes to the values of events: loose in, strict inside, every text cleaned (product.md, limits)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from desktop.actions import shape_types as types
from desktop.core import citizens, dates, places, text
from desktop.core.pack_types import Agency, Category, Pack, Village
from desktop.errors import UserError

CONSENT_VERSION = "1"
"""Which wording of the consent was read out (resources/help)."""

MOST = 9_007_199_254_740_991
"""The largest number an event carries (sync.md 1.4)."""

RESTRICTED_KIND = "laporan_penyimpangan"
_MOST_PEOPLE = 1_000_000
_MOST_ROWS = 200
_DECIMALS = 3


@contextmanager
def at(place: str) -> Iterator[None]:
    """Names the place, "aspirasi 3", in whatever is refused inside."""
    try:
        yield
    except UserError as error:
        inner = error.values.get("place")
        values = {**error.values, "place": f"{place} › {inner}" if inner else place}
        raise UserError(error.code, exit_code=error.exit_code, **values) from error


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of one home: `pack` of its district, `today` on its clock."""

    pack: Pack
    today: date

    def village(self, typed: str) -> str:
        """The code of a village given by its code or by a name that only one village has.

        Raises:
            UserError: ``village_unknown``, ``village_ambiguous``, and what `text.clean` raises.
        """
        said = text.clean(typed, text.TITLE, "village", lines=False, required=True)
        found = [one.code for one in self._villages(said)]
        if len(found) > 1:
            raise UserError("village_ambiguous", typed=said[:40], villages=", ".join(sorted(found)[:8]))
        if not found:
            raise UserError("village_unknown", typed=said[:40], name=self.pack.name)
        return found[0]

    def agency(self, typed: str) -> Agency:
        """The agency of a code, in any case.

        Raises:
            UserError: ``agency_unknown``.
        """
        wanted = typed.strip().casefold()
        for agency in self.pack.agencies:
            if agency.code.casefold() == wanted:
                return agency
        raise UserError("agency_unknown", agency=typed[:40])

    def category(self, typed: str) -> Category:
        """The category of a code or a name; those no longer used are not found.

        Raises:
            UserError: ``category_unknown``.
        """
        wanted = typed.strip().casefold()
        for category in self.pack.categories:
            if wanted in (category.code.casefold(), category.name.casefold()) and not category.retired:
                return category
        raise UserError("category_unknown", typed=typed[:40])

    def day(self, typed: str) -> str:
        """A date as ISO 8601; errors as `dates.loose_date`."""
        return dates.loose_date(typed, self.today).isoformat()

    def visit(self, shape: types.VisitIn) -> dict[str, Any]:
        """The fields of a visit, without its attachments."""
        values: dict[str, Any] = {"village": self.village(shape.village), "date": self.day(shape.date)}
        start = dates.loose_time(shape.start) if shape.start else None
        end = dates.loose_time(shape.end) if shape.end else None
        if start and end and end < start:
            raise UserError("time_order", start=start, end=end)
        named: dict[str, Any] = {"start": start, "end": end, "place": line(shape.place, "place", text.TITLE)}
        named |= {"agenda": lines(shape.agenda, "agenda"), "notes": lines(shape.notes, "notes")}
        named["point"] = point(shape.point)
        named["team"] = _rows(shape.team, "team", _person)
        named["services"] = _rows(shape.services, "services", _service)
        if shape.counterpart:
            named["counterpart"] = _person(shape.counterpart)
        if shape.attendance:
            named["attendance"] = _attendance(shape.attendance)
        return values | present(named)

    def aspiration(self, shape: types.AspirationIn) -> dict[str, Any]:
        """The fields of an aspiration, without visit, village, citizen and attachments.

        ``restricted`` is among them when it must go through the restricted channel.
        """
        words = text.clean(shape.text, text.TEXT, "text", required=True)
        category = self.category(shape.category) if shape.category else None
        values = {
            "kind": shape.kind,
            "text": words,
            "title": line(shape.title, "title", text.TITLE) or text.short_title(words),
            "category": category.code if category else None,
            "mode": shape.citizen.mode,
            "place": place(shape.place),
            "urgency": shape.urgency,
            "authority": shape.authority,
            "proposal": proposal(shape.proposal),
            "restricted": shape.restricted or None,
        }
        if shape.kind == RESTRICTED_KIND or (category and category.restricted):
            values["restricted"] = True
        return present(values)

    def _villages(self, said: str) -> list[Village]:
        try:
            code = places.check_village_code(said)
        except UserError:
            name = _bare(said)
            return [one for one in self.pack.villages if _bare(one.name) == name]
        return [one for one in self.pack.villages if one.code == code]


def citizen(shape: types.CitizenIn, at_time: str) -> dict[str, Any]:
    """The fields of the citizen; empty when there is nothing to record.

    Args:
        shape: who said it.
        at_time: when consent was given, with offset.

    Raises:
        UserError: ``anonymous_named``, ``consent_needed``, and what `core.citizens` raises.
    """
    identity: dict[str, Any] = {
        "name": citizens.check_name(shape.name) if _given(shape.name) else None,
        "nik": citizens.check_nik(shape.nik) if _given(shape.nik) else None,
        "phone": citizens.check_phone(shape.phone) if _given(shape.phone) else None,
    }
    identity = present(identity)
    if identity and shape.mode == "anonymous":
        raise UserError("anonymous_named")
    if identity and not shape.consent:
        raise UserError("consent_needed")
    if identity:
        identity["consent"] = {"given": True, "version": CONSENT_VERSION, "at": at_time}
    return identity | present({"gender": shape.gender, "group": line(shape.group, "group")})


def place(shape: types.PlaceIn | None) -> dict[str, Any] | None:
    """Where an aspiration is about; None when nothing of it is known."""
    if shape is None:
        return None
    found = {
        "dusun": line(shape.dusun, "dusun"),
        "rt": places.check_rt(shape.rt) if _given(shape.rt) else None,
        "rw": places.check_rt(shape.rw) if _given(shape.rw) else None,
        "landmark": line(shape.landmark, "landmark", text.TITLE),
        "point": point(shape.point),
    }
    return present(found) or None


def proposal(shape: types.ProposalIn | None) -> dict[str, Any] | None:
    """What is asked for; the volume as decimal text, because events carry no fractions."""
    if shape is None:
        return None
    found = {
        "volume": _volume(shape.volume),
        "unit": line(shape.unit, "unit"),
        "cost": whole(shape.cost, "cost"),
        "priority": whole(shape.priority, "priority", least=1),
    }
    return present(found) or None


def point(given: tuple[float, float] | None) -> list[int] | None:
    """A point in micro-degrees.

    Raises:
        UserError: ``point_wrong``, ``point_outside`` (not in Indonesia: most often swapped).
    """
    if given is None:
        return None
    found = places.micro_degrees(*given)
    if not places.in_indonesia(found):
        raise UserError("point_outside", latitude=given[0], longitude=given[1])
    return found


def line(typed: str | None, field: str, limit: int = text.NAME) -> str | None:
    """One line of text, None when nothing is left of it."""
    return text.clean(typed, limit, field, lines=False) or None if typed is not None else None


def lines(typed: str | None, field: str, *, required: bool = False) -> str | None:
    """Text of several lines, None when nothing is left of it."""
    if typed is None and not required:
        return None
    return text.clean(typed or "", text.TEXT, field, required=required) or None


def whole(number: int | None, key: str, *, least: int = 0, most: int = MOST) -> int | None:
    """A whole number within its bounds, or ``number_range``."""
    if number is not None and not least <= number <= most:
        raise UserError("number_range", key=key, least=least, most=most)
    return number


def present(values: dict[str, Any]) -> dict[str, Any]:
    """Only what is there."""
    return {name: value for name, value in values.items() if value not in (None, [], {})}


def _given(typed: str | None) -> TypeGuard[str]:
    return bool(typed and typed.strip())


def _bare(name: str) -> str:
    said = " ".join(name.casefold().split())
    for word in ("desa ", "kelurahan ", "kel. ", "ds. "):
        said = said.removeprefix(word)
    return said.replace(" ", "")


def _volume(number: int | float | None) -> str | None:
    if number is None:
        return None
    if not 0 <= number <= 10**12:
        raise UserError("number_range", key="volume", least=0, most=10**12)
    said = f"{number:.{_DECIMALS}f}"
    return said.rstrip("0").rstrip(".")


def _rows(rows: Sequence[Any], key: str, one: Any) -> list[dict[str, Any]]:
    if len(rows) > _MOST_ROWS:
        raise UserError("too_many_rows", key=key, limit=_MOST_ROWS)
    found = []
    for number, row in enumerate(rows, 1):
        with at(f"{key} {number}"):
            found.append(one(row))
    return found


def _person(shape: types.PersonIn | types.CounterpartIn) -> dict[str, Any]:
    found = {"name": citizens.check_name(shape.name)}
    more = shape.nip if isinstance(shape, types.PersonIn) else shape.position
    key = "nip" if isinstance(shape, types.PersonIn) else "position"
    return found | present({key: line(more, key)})


def _service(shape: types.ServiceIn) -> dict[str, Any]:
    name = text.clean(shape.service, text.NAME, "service", lines=False, required=True)
    return {"service": name, "count": whole(shape.count, "count", most=_MOST_PEOPLE)}


def _attendance(shape: types.AttendanceIn) -> dict[str, Any]:
    if len(shape.groups) > _MOST_ROWS:
        raise UserError("too_many_rows", key="groups", limit=_MOST_ROWS)
    return {
        "male": whole(shape.male, "male", most=_MOST_PEOPLE),
        "female": whole(shape.female, "female", most=_MOST_PEOPLE),
        "groups": [found for group in shape.groups if (found := line(group, "groups"))],
    }
