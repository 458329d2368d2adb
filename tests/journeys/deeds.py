"""What people do at their laptops, chosen by numbers: whatever a number points at is always something."""

from collections.abc import Callable, Sequence
from typing import Any

from desktop.actions.conflicts import conflict_decide, conflict_list
from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.events import Event, thing_text
from desktop.core.status import OUTCOMES, TRIAGE
from desktop.errors import UserError
from desktop.store.projection import Projector
from tests.journeys.places import PACK, VILLAGES

FLAVOURS = ("open", "named", "secret", "restricted", "criticism", "companion")
FIELD = ("text", "title", "village", "withdraw", "finish", "restricted", "identity")
OFFICE = (
    "verify", "archive", "assign", "assign_contact", "end", "due", "join", "unjoin", "summary", "restricted",
)  # fmt: skip
AGENCY = ("received", "progressed", "answer", "returned")
AFTER = ("tell", "close", "reopen")
Chooser = Callable[[Session, str, int], list[Act]]


def rows(session: Session, sql: str) -> list[tuple[Any, ...]]:
    return session.store.connection.execute(sql).fetchall()


def _pick(found: Sequence[Any], number: int) -> Any:
    return found[number % len(found)] if found else None


def record_acts(session: Session, flavour: str, number: int) -> list[Act]:
    """An aspiration, and mostly a visit with it."""
    village, acts = VILLAGES[number % len(VILLAGES)], list[Act]()
    visit = _pick(rows(session, "SELECT thing, village FROM visit ORDER BY thing"), number)
    if flavour == "companion" and visit:
        place, village = visit[0], visit[1] or village
    else:
        place = session.new_thing()
        acts.append(
            Act("visit.recorded", place, {"village": village, "date": "2026-11-21", "notes": "jalan"})
        )
    secret, hushed = flavour == "secret", flavour == "restricted"
    values: dict[str, Any] = {
        "visit": thing_text(place),
        "village": village,
        "kind": {"criticism": "kritik", "restricted": "laporan_penyimpangan"}.get(flavour, "keluhan"),
        "text": f"lampu mati {number}",
        "title": f"lampu {number}",
        "mode": "secret" if secret else "open",
    }
    if flavour != "open":
        citizen = session.new_citizen()
        values["citizen"] = thing_text(citizen)
        acts.append(Act("citizen.recorded", citizen, {"name": f"Siti {number}"}, restricted=hushed))
    if hushed:
        values["restricted"] = True
    acts.append(Act("aspiration.recorded", session.new_thing(), values, secret=secret, restricted=hushed))
    return acts


def _aspiration(session: Session, number: int) -> tuple[bytes, bool, bool, int] | None:
    """(thing, secret, restricted, round) of some aspiration here."""
    found = _pick(
        rows(session, "SELECT thing, mode, restricted, round FROM aspiration ORDER BY thing"), number
    )
    return (found[0], found[1] == "secret", bool(found[2]), found[3]) if found else None


def _on(one: tuple[bytes, bool, bool, int], kind: str, values: dict[str, Any]) -> Act:
    thing, secret, restricted, _ = one
    return Act(kind, thing, values, {"reason": "karena"}, secret=secret, restricted=restricted)


def _assignment(session: Session, number: int, agency: str | None = None) -> tuple[bytes, bool, int] | None:
    """(thing, restricted, round) of some assignment here, of the agency if one is named."""
    sql = """SELECT s.thing, coalesce(p.restricted, 0), coalesce(s.round, 1), s.agency FROM assignment s
        LEFT JOIN aspiration p ON p.thing = s.aspiration ORDER BY s.thing"""
    found = _pick([row for row in rows(session, sql) if agency in (None, row[3])], number)
    return (found[0], bool(found[1]), found[2]) if found else None


def field_acts(session: Session, what: str, number: int) -> list[Act]:
    """What an officer may want to mend."""
    if what == "finish":
        visit = _pick(rows(session, "SELECT thing FROM visit ORDER BY thing"), number)
        return [Act("visit.finished", visit[0], {"finished": True})] if visit else []
    if what == "identity":
        who = _pick(rows(session, "SELECT thing, restricted FROM citizen ORDER BY thing"), number)
        act = (
            Act("citizen.corrected", who[0], {"phone": str(number)}, restricted=bool(who[1])) if who else None
        )
        return [act] if act else []
    one = _aspiration(session, number)
    if one is None:
        return []
    if what == "withdraw":
        return [_on(one, "aspiration.withdrawn", {"withdrawn": True})]
    if what == "restricted":
        return [_on((one[0], one[1], True, one[3]), "aspiration.corrected", {"restricted": True})]
    value = VILLAGES[number % 3] if what == "village" else f"{what} {number}"
    return [_on(one, "aspiration.corrected", {what: value})]


def office_acts(session: Session, what: str, number: int) -> list[Act]:
    """What the coordinator decides."""
    one, job = _aspiration(session, number), _assignment(session, number)
    if what in ("end", "due"):
        if job is None:
            return []
        kind, values = ("assignment.ended", {f"state.{job[2]}": "berakhir"})
        if what == "due":
            kind, values = "assignment.due_changed", {"due": f"2027-01-{number % 28 + 1:02}"}
        return [Act(kind, job[0], values, {"reason": "karena"}, restricted=job[1])]
    if one is None:
        return []
    if what.startswith("assign"):
        return _assign(session, one, number, contact=what == "assign_contact")
    if what in ("join", "unjoin"):
        other = _aspiration(session, number // 7)
        into = thing_text(other[0]) if other and other[0] != one[0] and what == "join" else None
        return [_on(one, "aspiration.joined" if into else "aspiration.unjoined", {"joined_into": into})]
    if what == "restricted":
        return field_acts(session, what, number)
    if what == "summary":
        return [_on(one, "aspiration.corrected", {"summary": f"ringkasan {number}"})]
    word = "diverifikasi" if what == "verify" else TRIAGE[number % len(TRIAGE)]
    return [_on(one, "aspiration.triaged", {"triage": word})]


def _assign(session: Session, one: tuple[bytes, bool, bool, int], number: int, *, contact: bool) -> list[Act]:
    made = session.new_thing()
    values = {
        "aspiration": thing_text(one[0]),
        "agency": PACK.agencies[number % 2].code,
        "role": "lead",
        "round": one[3],
        "due": "2026-12-11",
        "contact": contact,
        "instruction": f"segera {number}",
    }
    lead = {"lead": thing_text(made)}
    return [Act("assignment.made", made, values, restricted=one[2]), _on(one, "aspiration.led", lead)]


def agency_acts(session: Session, what: str, number: int) -> list[Act]:
    """What an SKPD answers."""
    agency = session.home.desks[0].partition(":")[2]
    job = _assignment(session, number, agency or None)
    if job is None:
        return []
    if what == "answer":
        answer = {"text": f"sudah {number}", "outcome": OUTCOMES[number % len(OUTCOMES)]}
        return [Act("answer.given", job[0], {f"answer.{job[2]}": answer}, restricted=job[1])]
    word = {"received": "diterima", "progressed": "diproses", "returned": "dikembalikan"}[what]
    values = {f"state.{job[2]}": word}
    return [Act(f"assignment.{what}", job[0], values, {"reason": "karena"}, restricted=job[1])]


def after_acts(session: Session, what: str, number: int) -> list[Act]:
    """What follows in the village."""
    one = _aspiration(session, number)
    if one is None:
        return []
    if what == "tell":
        told = {f"told.{one[3]}": "2026-12-01", f"satisfied.{one[3]}": number % 5 + 1}
        return [_on(one, "feedback.told", told)]
    if what == "close":
        return [_on(one, "aspiration.closed", {f"closed.{one[3]}": True})]
    again = {"round": one[3] + 1, "withdrawn": False, "triage": "diverifikasi", "joined_into": None}
    return [_on(one, "aspiration.reopened", again)]


def decide(session: Session, number: int) -> None:
    """Settles one of the conflicts shown here, if this desk may."""
    item = _pick(conflict_list(session)["items"], number)
    if item:
        head = item["heads"][number % len(item["heads"])]["event"]
        try:
            conflict_decide(session, item["thing"], item["field"], head)
        except UserError as error:
            expect(error, "not_counted")


def expect(error: UserError, *codes: str) -> None:
    """Lets a refusal pass that this journey reckons with.

    Raises:
        UserError: any other.
    """
    if error.code not in codes:
        raise error


def do(session: Session, choose: Chooser, what: str, number: int) -> bool:
    """Writes what was chosen, if there is something and this desk may; whether it was written."""
    try:
        acts = choose(session, what, number)
        if acts:
            session.write(acts)
    except UserError as error:
        expect(error, "not_counted")
        return False
    return bool(acts)


def write_anyway(session: Session, acts: Sequence[Act]) -> list[Event]:
    """What a laptop would write whose program was changed to allow everything."""
    with session.store.transaction():
        events = session._append(acts)
        Projector(session.store, session.log, session.roster).project({act.thing for act in acts})
    return events
