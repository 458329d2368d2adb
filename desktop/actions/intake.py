"""Sync files coming in: checked whole, taken in one transaction, reported honestly (sync.md 3)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from desktop.actions.erasure import apply_erasures, confirm_erasures
from desktop.actions.followups import receive_new
from desktop.actions.gauge import Gauge
from desktop.actions.intake_events import Intake, Tally, collector_at_rest
from desktop.actions.letter_intake import letter_data
from desktop.actions.region_pack import take_pack
from desktop.actions.senders import is_known, is_mine, refuse_stranger
from desktop.actions.session import Session
from desktop.actions.what_came import came
from desktop.core.canonical import b64
from desktop.core.clock import local_iso
from desktop.core.roster import describe
from desktop.errors import UserError
from desktop.store.outgoing import acknowledge, missing_numbers
from desktop.store.projection import Projector
from desktop.store.quarantine import quarantine_file
from desktop.sync.bundle import check_bundle, peek_kind, stream_bundle
from desktop.sync.manifest import Manifest
from desktop.sync.reading import Checked
from desktop.sync.verify import Verifier
from desktop.sync.writing import Cancelled, Progress

_CHECKED, _STREAMED, _FOLDED = 10, 55, 99
"""Percent of the time of one file after which it is checked, its events are taken, and they are folded."""


def take_in(
    session: Session,
    paths: Sequence[Path],
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> dict[str, Any]:
    """Takes in files of any kind, each for itself: every good one counts, whatever the others are.

    Args:
        session: the open home.
        paths: ``.jbola`` and ``.jbpack`` files, and PDFs of letters.
        progress: told how far it is in bytes of all files, see `Gauge`.
        cancelled: asked often; True leaves the file that is under way and those after it as they are.

    Returns:
        ``{"files": [...], "conflicts": n}`` as in ``cli.md``; a refused file carries ``error``.
    """
    files = []
    gauge = Gauge(paths, progress, cancelled)
    for path in paths:
        if gauge.stops:
            break
        try:
            files.append(take_file(session, path, gauge))
        except UserError as error:
            session.log.forget_writers()
            session.refresh()
            files.append(_refused(path, error))
        gauge.next()
    conflicts = session.store.connection.execute("SELECT count(*) FROM conflict").fetchone()[0]
    return {"files": files, "conflicts": conflicts}


def take_file(session: Session, path: Path, gauge: Gauge | None = None) -> dict[str, Any]:
    """Takes in one file and answers its report.

    Raises:
        UserError: the file is refused, or ``import_cancelled``; nothing has changed.
    """
    gauge = gauge or Gauge([path])
    kind = peek_kind(path)
    if kind == "pack":
        return take_pack(session, path)
    if kind == "letter":
        with letter_data(session, path) as inside:
            return {**take_file(session, inside, gauge), "path": str(path)}
    if kind != "bundle":
        raise UserError("not_to_import", kind=kind)
    checked = check_bundle(path, session.keys.age, told=gauge.part(0, _CHECKED))
    if checked.district != session.district:
        raise UserError("file_other_district")
    if checked.sender == session.writer:
        return _report(path, checked, "nothing_new", Tally(), session)
    if not is_known(session, path, checked):
        return _quarantine(session, path, checked)
    if not is_mine(session, checked.manifest.to):
        raise UserError("file_other_desk", to=checked.manifest.to)
    refuse_stranger(session, path, checked)
    if _seen(session, checked):
        return _report(path, checked, "nothing_new", Tally(), session)
    return _take(session, path, checked, gauge)


def inspect(session: Session, path: Path) -> dict[str, Any]:
    """What a sync file, or the one in a letter's PDF, holds; checks everything and changes nothing.

    Raises:
        UserError: the file is refused.
    """
    kind = peek_kind(path)
    if kind == "letter":
        with letter_data(session, path) as inside:
            return inspect(session, inside)
    if kind != "bundle":
        raise UserError("not_to_inspect")
    checked = check_bundle(path, session.keys.age)
    manifest = checked.manifest
    if checked.district != session.district:
        raise UserError("file_other_district")
    return {
        **msgspec.to_builtins(checked.about),
        "sender": _name(session, checked.sender),
        "known_sender": checked.sender in session.roster.members,
        "events": manifest.counts.events,
        "blobs": manifest.counts.blobs,
        "writers": sorted(manifest.keys),
        "recipients": len(manifest.recipients),
        "manifest": b64(checked.manifest_hash),
        "already_taken": _number_taken(session, manifest) == checked.manifest_hash,
    }


def _seen(session: Session, checked: Checked) -> bool:
    """Whether this very file was taken in before.

    Raises:
        UserError: ``number_reused``: the number is taken by another file of this sender.
    """
    before = _number_taken(session, checked.manifest)
    if before is not None and before != checked.manifest_hash:
        raise UserError(
            "number_reused", number=checked.manifest.number, sender=_name(session, checked.sender)
        )
    return before is not None


def _number_taken(session: Session, manifest: Manifest) -> bytes | None:
    row = session.store.connection.execute(
        """SELECT f.manifest FROM received_file f JOIN writer w ON w.id = f.sender
        WHERE w.writer = ? AND f.address = ? AND f.sequence = ? AND f.number = ?""",
        (manifest.sender, manifest.to, manifest.sequence, manifest.number),
    ).fetchone()
    return None if row is None else bytes(row[0])


def _take(session: Session, path: Path, checked: Checked, gauge: Gauge) -> dict[str, Any]:
    counts = checked.manifest.counts
    piece = gauge.pieces(_CHECKED, _STREAMED, counts.events + counts.blobs)
    with (
        collector_at_rest(),
        Verifier(counts.events) as verifier,
        session.blobs.batch() as photos,
        session.store.transaction(),
    ):
        intake = Intake(session, checked.sender, checked.signing_keys, verifier)
        arrived: dict[str, int] = {}

        def on_lines(lines: list[bytes]) -> None:
            piece(len(lines))
            intake.lines(lines)

        def on_blob(sha: str, data: bytes) -> None:
            piece(1)
            if sha in intake.photos:
                photos.add(data)
                arrived[sha] = len(data)

        stream_bundle(path, session.keys.age, checked, on_lines, on_blob)
        intake.finish()
        photos.settle()
        now = local_iso(session.now())
        row = session.log.writer_row(checked.sender)
        _note_photos(session, arrived, row, now)
        if "part.erased" in intake.kinds:
            intake.touched |= apply_erasures(session)
        projector = Projector(session.store, session.log, session.roster)
        projector.project(intake.touched, gauge.part(_STREAMED, _FOLDED))
        _note_file(session, checked, row, now)
        held = _held(session, intake)
        things = came(session, checked.sender, intake.before)
        _answer(session, intake)
    session.refresh()
    intake.tally.held = held
    intake.tally.new -= held
    result = "held" if held and not intake.tally.new else "taken"
    return {**_report(path, checked, result, intake.tally, session), "came": things}


def _answer(session: Session, intake: Intake) -> None:
    """What taking in means to others is said in the same transaction, or a crash between would swallow it."""
    if not session.roster.members[session.writer].active:
        return  # a retired laptop's word counts for nobody
    if session.holds("agency"):
        receive_new(session, inside=True)
    if "part.erased" in intake.kinds:
        confirm_erasures(session)


def _note_photos(session: Session, arrived: Mapping[str, int], source: int, now: str) -> None:
    session.store.connection.executemany(
        """INSERT INTO blob (sha256, size, present, added, source) VALUES (?, ?, 1, ?, ?)
        ON CONFLICT (sha256) DO UPDATE SET present = 1""",
        [(bytes.fromhex(sha), size, now, source) for sha, size in arrived.items()],
    )


def _held(session: Session, intake: Intake) -> int:
    """How many of the events that came just now do not count yet."""
    row = session.log.writer_row(intake.source)
    sql = "SELECT count(*) FROM event WHERE state <> 0 AND source = ? AND id > ?"
    return int(session.store.connection.execute(sql, (row, intake.before)).fetchone()[0])


def _note_file(session: Session, checked: Checked, sender: int, now: str) -> None:
    manifest, connection = checked.manifest, session.store.connection
    place = (sender, manifest.to, manifest.sequence, manifest.number)
    connection.execute(
        """INSERT INTO received_file (sender, address, sequence, number, file, manifest, received, events)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (*place, manifest.file, checked.manifest_hash, now, manifest.counts.events),
    )
    connection.execute("INSERT OR REPLACE INTO heard (writer, at) VALUES (?, ?)", (sender, now))
    # Only what a writer says of its own shelf settles what was sent to it.
    for desk, ranges in manifest.receipts.get(b64(session.writer), {}).items():
        address = f"officer:{b64(checked.sender)}" if desk == "officer" else desk
        acknowledge(connection, sender, address, ranges)


def _quarantine(session: Session, path: Path, checked: Checked) -> dict[str, Any]:
    """A file of somebody nobody has accepted: kept sealed, and no id or number of it counts as seen."""
    quarantine_file(
        session.store,
        path,
        writer=checked.sender,
        key=checked.sender_key,
        manifest=checked.manifest_hash,
        received=local_iso(session.now()),
    )
    return _report(path, checked, "quarantined", Tally(), session)


def _report(path: Path, checked: Checked, result: str, tally: Tally, session: Session) -> dict[str, Any]:
    manifest = checked.manifest
    return {
        "path": str(path),
        "from": _name(session, checked.sender),
        "writer": b64(checked.sender),
        "number": manifest.number,
        "sequence": manifest.sequence,
        "result": result,
        "new": tally.new,
        "known": tally.known,
        "held": tally.held,
        "refused": [{"reason": reason, "count": count} for reason, count in sorted(tally.refused.items())],
        "gaps": _gaps(session, checked) if result != "quarantined" else [],
        "photos_awaited": awaited(session),
    }


def _gaps(session: Session, checked: Checked) -> list[dict[str, Any]]:
    if checked.manifest.sequence == "letter":
        return []
    row = session.log.writer_row(checked.sender)
    numbers = missing_numbers(session.store.connection, row, checked.manifest.to, checked.manifest.sequence)
    sender, sequence = _name(session, checked.sender), checked.manifest.sequence
    return [{"number": number, "from": sender, "sequence": sequence} for number in numbers]


def awaited(session: Session) -> int:
    """How many photos are named by what counts here but have not come yet."""
    row = session.store.connection.execute(
        """SELECT count(DISTINCT a.sha256) FROM attachment a
        LEFT JOIN blob b ON b.sha256 = unhex(a.sha256) AND b.present = 1 WHERE b.sha256 IS NULL"""
    ).fetchone()
    return int(row[0])


def _name(session: Session, writer: bytes) -> str:
    member = session.roster.members.get(writer)
    return describe(member) if member else b64(writer)


def _refused(path: Path, error: UserError) -> dict[str, Any]:
    return {
        "path": str(path),
        "from": None,
        "number": None,
        "result": "refused",
        "new": 0,
        "known": 0,
        "held": 0,
        "refused": [{"reason": error.code, "count": 1}],
        "gaps": [],
        "photos_awaited": 0,
        "error": {"code": error.code, "values": {name: str(value) for name, value in error.values.items()}},
    }
