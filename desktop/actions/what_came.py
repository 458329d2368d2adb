"""What files bring, as people count it: visits, aspirations, answers; records are the program's own."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop.actions.session import Session
from desktop.core.canonical import NotCanonical
from desktop.core.events import Event
from desktop.core.lines import LineReader
from desktop.sync.bundle import stream_bundle
from desktop.sync.reading import Checked

THINGS = {
    "visit.recorded": "visits",
    "aspiration.recorded": "aspirations",
    "answer.given": "answers",
    "assignment.returned": "returned",
    "assignment.made": "assigned",
    "feedback.told": "told",
}
"""Kind of event → what it is called here, in the order it is said."""
MOST = 5_000
"""Of so many records the things are counted before they come in; of more only after."""
_AGENCY = frozenset({"assigned"})


def came(session: Session, source: bytes, before: int) -> dict[str, int]:
    """What counts of the things a sender's file has just brought; inside the transaction that took it in.

    Args:
        session: the open home.
        source: the sender.
        before: highest row of the log before the file.
    """
    marks = ", ".join("?" * len(THINGS))
    rows = session.store.connection.execute(
        f"""SELECT e.kind, e.thing, a.agency FROM event e LEFT JOIN assignment a ON a.thing = e.thing
        WHERE e.id > ? AND e.source = ? AND e.state = 0 AND e.kind IN ({marks})""",  # noqa: S608
        (before, session.log.writer_row(source), *THINGS),
    )
    return _counted(session, rows)


def lies_in(session: Session, path: Path, checked: Checked) -> dict[str, int]:
    """The same of a file that was checked and has not come in: what is known here already is left out.

    Raises:
        Refused: the file has changed meanwhile.
    """
    found: list[Event] = []
    reader = LineReader()

    def on_lines(lines: Sequence[bytes]) -> None:
        for line in lines:
            try:
                event = reader.read(line + b"\n")
            except NotCanonical:
                continue
            if event.kind in THINGS:
                found.append(event)

    stream_bundle(path, session.keys.age, checked, on_lines, lambda _sha, _data: None)
    new = [one for one in found if one.id not in session.log.known(one.writer, one.seq, one.seq)]
    return _counted(session, [(one.kind, one.thing, _agency(one)) for one in new])


def _counted(session: Session, rows: Iterable[tuple[str, bytes, str | None]]) -> dict[str, int]:
    """Every thing once; a department counts what it was given and nothing else."""
    own = {desk.partition(":")[2] for desk in session.home.desks if desk.startswith("agency:")}
    alone = bool(own) and not (session.holds("coordinator") or session.holds("officer"))
    things: dict[str, set[bytes]] = {name: set() for name in THINGS.values()}
    for kind, thing, agency in rows:
        name = THINGS[kind]
        if not alone or (name in _AGENCY and agency in own):
            things[name].add(thing)
    return {name: len(found) for name, found in things.items() if found}


def _agency(event: Event) -> str | None:
    values = (part["d"].get("agency") for part in event.parts.values() if isinstance(part.get("d"), dict))
    return next((str(one) for one in values if one), None)
