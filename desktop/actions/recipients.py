"""Whom a file is for: desks, laptops, keepers; and who must have a thing before it is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.actions.session import Session
from desktop.core.canonical import b64
from desktop.core.roster import Member
from desktop.errors import UserError
from desktop.store.outgoing import Audience
from desktop.store.reach import Reader

MAIN, RESTRICTED = "main", "restricted"


@dataclass(frozen=True, slots=True)
class Target:
    """One file's recipients.

    Attributes:
        address: what numbers count for: ``coordinator``, ``agency:CODE``, ``officer:<writer>``.
        to: what ``about.json`` says: ``coordinator``, ``agency:CODE``, ``officer``.
        members: the accepted writers it is sealed to.
        sequence: ``main`` or ``restricted``.
        audience: what they may hold and what they have.
    """

    address: str
    to: str
    members: tuple[Member, ...]
    sequence: str
    audience: Audience


def targets(session: Session, to: str) -> Iterator[Target]:
    """The files an export writes.

    Args:
        session: the open home.
        to: ``coordinator``, ``agency:CODE``, ``writer:ID`` or ``everyone``.

    Raises:
        UserError: ``not_induk``, ``recipient_unknown``, ``agency_unknown``, ``agency_without_laptop``,
            ``writer_retired``, ``no_induk``.
    """
    roster = session.roster
    if to == "everyone":
        yield from _everyone(session)
    elif to == "coordinator":
        yield from _coordinator(session)
    elif to.startswith("agency:"):
        session.demand_induk()
        code = to.partition(":")[2]
        if code not in {agency.code for agency in session.pack.agencies}:
            raise UserError("agency_unknown", agency=code)
        if not roster.of_desk(to):
            raise UserError("agency_without_laptop", agency=code)
        yield from _agency(session, to)
    elif to.startswith("writer:"):
        yield from _writer(session, find_member(session, to.partition(":")[2]))
    else:
        raise UserError("recipient_unknown", to=to)


def _everyone(session: Session) -> Iterator[Target]:
    if session.roster.induk != session.writer:
        # The laptop induk is the coordinator side of every exchange (sync.md 2.2).
        yield from _coordinator(session)
        return
    if any(member.writer != session.writer for member in session.roster.of_desk("coordinator")):
        yield from _coordinator(session)
    desks = {desk for member in session.roster.members.values() if member.active for desk in member.desks}
    for desk in sorted(desk for desk in desks if desk.startswith("agency:")):
        yield from _agency(session, desk)
    for member in session.roster.of_desk("officer"):
        if member.writer != session.writer:
            yield from _officer(session, member)


def _writer(session: Session, member: Member) -> Iterator[Target]:
    if not member.active:
        raise UserError("writer_retired", writer=b64(member.writer))
    if member.holds("coordinator"):
        yield from _coordinator(session)
    elif member.holds("officer"):
        session.demand_induk()
        yield from _officer(session, member)
    else:
        session.demand_induk()
        for desk in member.desks:
            yield from _agency(session, desk)


def _coordinator(session: Session) -> Iterator[Target]:
    roster = session.roster
    desk = roster.of_desk("coordinator")
    if roster.induk is None or not desk:
        raise UserError("no_induk")
    others = [member for member in desk if member.writer != session.writer]
    waiting = _awake(session, others) if roster.induk == session.writer else [roster.induk]
    for restricted in (False, True):
        members = [m for m in others if m.writer in roster.keepers] if restricted else others
        if members:
            reader = Reader("coordinator", restricted=restricted, keeper=restricted)
            wait = [m.writer for m in members] if restricted else waiting
            yield _target("coordinator", "coordinator", members, reader, wait)


def _agency(session: Session, desk: str) -> Iterator[Target]:
    members = [member for member in session.roster.of_desk(desk) if member.writer != session.writer]
    if members:
        yield _target(desk, desk, members, Reader(desk), _awake(session, members))
    keepers = [member for member in members if member.writer in session.roster.keepers]
    if keepers:
        reader = Reader(desk, restricted=True, keeper=True)
        yield _target(desk, desk, keepers, reader, [member.writer for member in keepers])


def _officer(session: Session, member: Member) -> Iterator[Target]:
    epochs = tuple(one.writer for one in session.roster.members.values() if one.origin == member.origin)
    address = f"officer:{b64(member.writer)}"
    for restricted in (False, True):
        reader = Reader("officer", epochs, member.villages, restricted=restricted)
        yield _target(address, "officer", [member], reader, [member.writer])


def _target(
    address: str, to: str, members: Sequence[Member], reader: Reader, waiting: Sequence[bytes]
) -> Target:
    sequence = RESTRICTED if reader.restricted else MAIN
    return Target(address, to, tuple(members), sequence, Audience(reader, tuple(waiting)))


def _awake(session: Session, members: Sequence[Member]) -> list[bytes]:
    """Who still holds the cut: a laptop that has been silent for long does not (unless all are)."""
    limit = session.now() - timedelta(days=session.settings.silent_days)
    awake = [member.writer for member in members if _last_heard(session, member.writer, limit) >= limit]
    return awake or [member.writer for member in members]


def _last_heard(session: Session, writer: bytes, never: datetime) -> datetime:
    row = session.store.connection.execute(
        "SELECT at FROM heard WHERE writer = ?", (session.log.writer_row(writer),)
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row else never


def find_member(session: Session, typed: str) -> Member:
    """A member by its writer id, its uuid, or the beginning of either; never a guess between two.

    Raises:
        UserError: ``writer_unknown``, ``writer_ambiguous``.
    """
    from_id = [
        member
        for member in session.roster.members.values()
        if b64(member.writer).startswith(typed) or member.writer.hex().startswith(typed.replace("-", ""))
    ]
    if not from_id or not typed:
        raise UserError("writer_unknown", writer=typed)
    if len(from_id) > 1:
        raise UserError("writer_ambiguous", writer=typed)
    return from_id[0]
