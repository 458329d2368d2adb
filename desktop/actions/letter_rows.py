"""From what is stored to the lines of an annex: the privacy rules of letters are here (domain.md B.9)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.actions.finding import code_of
from desktop.actions.session import Session
from desktop.core.citizens import initials
from desktop.core.letters import Row
from desktop.core.pack_types import Village
from desktop.core.scope import NEVER_NAMED
from desktop.store import queries
from desktop.store.queries import Aspiration, Assignment

Say = Callable[..., str]
"""A sentence of official paper by its code, filled in."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One aspiration in a letter, and the assignment that brings it there (None when none does)."""

    aspiration: Aspiration
    assignment: Assignment | None


@dataclass(frozen=True, slots=True)
class Annex:
    """Makes the lines of one letter.

    Args:
        session: the open home.
        say: the sentences.
        late: the day by which is told how late each is; None = not told.
        contacts: whether the rahasia annex is wanted at all.
    """

    session: Session
    say: Say
    late: date | None = None
    contacts: bool = False

    def rows(self, matters: Sequence[Matter]) -> list[Row]:
        """A line for each matter, in their order."""
        named = [one.aspiration.citizen for one in matters if one.aspiration.citizen]
        citizens = queries.citizen_values(self.session.store.connection, named)
        return [self._row(one, citizens.get(one.aspiration.citizen or b"", {})) for one in matters]

    def village(self, code: str | None) -> str:
        """`Desa Angsana, Kec. Angsana`; the bare code of a village nobody knows."""
        village = self.session_village(code)
        if village is None:
            return code or ""
        bare = village_name(self.say, village)
        if not village.district:
            return bare
        return self.say("letter_village_in_district", village=bare, district=village.district)

    def session_village(self, code: str | None) -> Village | None:
        """The village of a code."""
        return next((one for one in self.session.pack.villages if one.code == code), None)

    def _row(self, matter: Matter, citizen: Mapping[str, Any]) -> Row:
        one, assignment = matter.aspiration, matter.assignment
        place = one.values.get("place")
        where = place if isinstance(place, dict) and one.mode != "secret" else {}
        return Row(
            code=code_of(self.session, one),
            village=self.village(one.village),
            words=_words(one),
            place=self._place(where),
            by=self._by(one, where, citizen),
            kind=one.kind or "",
            urgency=one.urgency or "biasa",
            due=(assignment.due or "") if assignment else "",
            instruction=self._instruction(assignment),
            role=(assignment.role or "lead") if assignment else "lead",
            contact=self._contact(one, assignment, citizen),
        )

    def _place(self, place: Mapping[str, Any]) -> str:
        """`RT 03, RW 01, Dusun Mekar, depan SDN 1`."""
        parts = []
        if place.get("rt"):
            parts.append(self.say("letter_place_rt", rt=place["rt"]))
        if place.get("rw"):
            parts.append(self.say("letter_place_rw", rw=place["rw"]))
        if dusun := str(place.get("dusun") or ""):
            # Most write the word themselves.
            named = dusun.casefold().startswith("dusun")
            parts.append(dusun if named else self.say("letter_place_dusun", dusun=dusun))
        if place.get("landmark"):
            parts.append(str(place["landmark"]))
        return ", ".join(parts)

    def _by(self, one: Aspiration, place: Mapping[str, Any], citizen: Mapping[str, Any]) -> str:
        """Initials of whoever spoke openly; criticism, anonymous and secret words have no name at all."""
        name = citizen.get("name")
        if one.mode == "open" and one.kind not in NEVER_NAMED and isinstance(name, str) and name:
            return initials(name)
        if place.get("rt"):
            return self.say("letter_citizen_rt", rt=place["rt"])
        return self.say("letter_citizen")

    def _instruction(self, assignment: Assignment | None) -> str:
        if assignment is None:
            return ""
        if self.late is None:
            return str(assignment.values.get("instruction") or "")
        days = (self.late - date.fromisoformat(assignment.due)).days if assignment.due else 0
        return self.say("letter_late", days=days) if days > 0 else ""

    def _contact(self, one: Aspiration, assignment: Assignment | None, citizen: Mapping[str, Any]) -> str:
        return _contact(one, assignment, citizen) if self.contacts else ""


def contact_now(session: Session, assignment: bytes) -> tuple[str, int]:
    """The contact of whoever an assignment is about, as it is known today.

    Returns:
        (contact, the log's last row on that citizen); "" and 0 when nobody must be reached any more.
    """
    connection = session.store.connection
    found = queries.assignment(connection, assignment)
    about = found.aspiration if found else None
    one = queries.aspirations(connection, [about]).get(about) if about else None
    if found is None or one is None or one.citizen is None or not found.running:
        return "", 0
    contact = _contact(one, found, queries.citizen_values(connection, [one.citizen]).get(one.citizen, {}))
    return contact, max((stored.row for stored in session.log.of_thing(one.citizen)), default=0)


def _contact(one: Aspiration, assignment: Assignment | None, citizen: Mapping[str, Any]) -> str:
    """Name and contact, a line each; only where the citizen must be reached, never for criticism."""
    asked = assignment is not None and assignment.contact
    if not asked or one.restricted or one.mode != "open" or one.kind in NEVER_NAMED:
        return ""
    name, phone = citizen.get("name"), citizen.get("phone")
    return f"{name or ''}\n{phone or ''}".rstrip() if name or phone else ""


def village_name(say: Say, village: Village) -> str:
    """`Desa Angsana`, `Kelurahan Tungkaran Pangeran`."""
    if village.kind == "kelurahan":
        return say("letter_village_kelurahan", name=village.name)
    return say("letter_village_desa", name=village.name)


def _words(one: Aspiration) -> str:
    """What was said; of a secret citizen only the coordinator's summary, never title or words."""
    if one.mode == "secret":
        return one.summary or "-"
    words, title = one.text or one.summary or "", one.title or ""
    # A title is mostly the beginning of the words; only one that a person wrote says more.
    if not title or words.startswith(title.rstrip("….")):
        return words or title
    return f"{title}\n{words}" if words else title
