"""What must hold at every laptop, whatever happened: pure tables, honest files, nothing lost."""

from collections.abc import Container
from pathlib import Path

from desktop.actions.opening import close
from desktop.actions.session import Session
from desktop.core.acceptance import base_verdict
from desktop.core.canonical import b64
from desktop.store.event_log import NewRow
from desktop.store.projection import Projector, projection_hash, rebuild, rejudge
from desktop.sync.bundle import check_bundle, peek_about
from tests.journeys.homes import World
from tests.journeys.oracle import Oracle, Parts, meant_for, opened, reader_of

Verdicts = list[tuple[bytes, int, str | None]]


class Undone(Exception):
    """Takes back what a check tried out."""


def verdicts(session: Session) -> Verdicts:
    """Every event with its verdict."""
    rows = session.store.connection.execute("SELECT eid, state, why FROM event ORDER BY eid").fetchall()
    return [(identity, state, why) for identity, state, why in rows]


def dump(session: Session) -> dict[str, list[str]]:
    """Every row of every table, as text: two equal dumps are the same home."""
    connection = session.store.connection
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_words_%' ORDER BY name"
    )
    names = [name for (name,) in connection.execute(sql)]
    return {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in names}


def present(session: Session) -> dict[str, str]:
    """The present state: a hash of each table, and where every assignment lies."""
    desks = session.store.connection.execute("SELECT * FROM assigned ORDER BY assignment").fetchall()
    return {**projection_hash(session.store), "assigned": repr(desks)}


def assert_pure(session: Session) -> None:
    """Verdicts and tables are what a rebuild from the log makes of it."""
    tables, judged = present(session), verdicts(session)
    again: tuple[dict[str, str], Verdicts] | None = None
    try:
        with session.store.transaction():
            rebuild(session.store, session.log, session.read_roster())
            again = present(session), verdicts(session)
            raise Undone
    except Undone:
        session.log.forget_writers()
        session.refresh()
    assert again is not None
    assert judged == again[1]
    assert tables == again[0]


def assert_like_fresh(world: World, name: str) -> None:
    """A new laptop given the same events, sorted, ends with the same verdicts and tables."""
    session = world.homes[name]
    fresh = world.make(f"fresh-{name}-{b64(session.writer)}", session.home.desks[0])
    fresh.root, fresh.home, fresh.keys = session.root, session.home, session.keys
    stored = sorted((one.event for one in session.log.everything()), key=lambda event: event.id)
    with fresh.store.transaction():
        rows = [NewRow(event, *_verdict(fresh, event), event.writer, "") for event in stored]
        fresh.log.append(rows)
        roster = fresh.read_roster()
        rejudge(fresh.log, roster, fresh.log.everything())
        Projector(fresh.store, fresh.log, roster).project(fresh.log.things())
    try:
        assert verdicts(fresh) == verdicts(session)
        assert present(fresh) == present(session)
    finally:
        close(fresh)
        del world.homes[f"fresh-{name}-{b64(session.writer)}"]


def _verdict(session: Session, event: object) -> tuple[int, str | None]:
    verdict = base_verdict(event, session.roster)  # type: ignore[arg-type]
    return verdict.state, verdict.why


def assert_alike(sessions: list[Session]) -> int:
    """Laptops that count the same events, with the same parts, show the same; how many pairs did."""
    seen: dict[tuple[object, ...], dict[str, str]] = {}
    pairs = 0
    for session in sessions:
        sql = "SELECT eid, body FROM event WHERE state = 0 ORDER BY eid"
        key = tuple(session.store.connection.execute(sql).fetchall())
        found = projection_hash(session.store)
        if key in seen:
            pairs += 1
            assert seen[key] == found
        seen[key] = found
    return pairs


def parts_at(session: Session) -> Parts:
    """What a laptop holds: event → names of the parts that are here."""
    return {one.event.id: set(one.event.parts) for one in session.log.everything()}


def erased_at(session: Session) -> Parts:
    """What was erased there."""
    found: Parts = {}
    for identity, part in session.store.connection.execute("SELECT eid, part FROM erased"):
        found.setdefault(identity, set()).add(part)
    return found


def assert_honest(
    world: World, sender: str, path: Path, stolen: Container[bytes] = (), *, everything: bool = False
) -> set[str]:
    """A file holds what its readers may hold and still need; answers the names of the laptops it is for.

    `stolen` are events written with a laptop's keys by somebody else: everybody takes them for its own.
    """
    session = world.homes[sender]
    manifest, inside = opened(path, _a_reader(world, path, session).keys.age)
    reader, members = reader_of(session, manifest)
    assert set(manifest.recipients) == meant_for(session, manifest)
    allowed = Oracle(session).may_hold(reader)
    for identity, parts in inside.items():
        assert identity in allowed, "an event outside the reader's scope"
        assert parts <= allowed[identity], "a part outside the reader's scope"
        assert parts == allowed[identity], "a part that belongs to the event is missing"
    here = {home.writer: name for name, home in world.homes.items()}
    if everything:
        assert inside == allowed
    else:
        rest = {one: parts for one, parts in allowed.items() if one not in stolen and one not in inside}
        _assert_needless(world, session, manifest.to, {m.writer for m in members} & here.keys(), rest)
    return {here[member.writer] for member in members if member.writer in here}


def _a_reader(world: World, path: Path, sender: Session) -> Session:
    """Somebody a file is sealed to, if possible not who wrote it: all read the same bytes."""
    sealed = check_bundle(path, sender.keys.age).manifest.recipients
    others = [home for home in world.homes.values() if home.keys.recipient in sealed and home is not sender]
    return others[-1] if others else sender


def _assert_needless(world: World, sender: Session, to: str, readers: set[bytes], missing: Parts) -> None:
    """What was left out is with those who wait for it: a lost stick loses nothing."""
    if to == "coordinator" and sender.roster.induk != sender.writer:
        readers &= {sender.roster.induk or b""}
    held = [home for home in world.homes.values() if home.writer in readers]
    if not missing or not held:
        return
    lacking = []
    for home in held:
        there, gone = parts_at(home), erased_at(home)
        lacking.append(
            [
                identity
                for identity, parts in missing.items()
                if identity not in there or parts - there[identity] - gone.get(identity, set())
            ]
        )
    # A laptop that was silent for long does not hold the cut; one of several always does.
    assert not min(lacking, key=len), "left out, and not there"


def file_for(world: World, paths: list[Path], reader: str) -> Path | None:
    """The first of these files that a laptop can open."""
    mine, sealed = world.homes[reader].keys, [path for path in paths if path.suffix == ".jbola"]
    for path in sealed:
        sender = next(home for home in world.homes.values() if b64(home.writer) == peek_about(path).from_)
        if mine.recipient in opened(path, sender.keys.age)[0].recipients:
            return path
    return None


def things_in(world: World, path: Path) -> set[bytes]:
    """The things that the events of a file are about."""
    sender = next(home for home in world.homes.values() if b64(home.writer) == peek_about(path).from_)
    inside = opened(path, sender.keys.age)[1]
    return {one.event.thing for one in sender.log.everything() if one.event.id in inside}
