"""Files before they are taken in: from whom, how much, whether they may come in; looking changes nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from desktop.actions.changes import Changes
from desktop.actions.gauge import Gauge
from desktop.actions.home import Home
from desktop.actions.letter_intake import letter_data
from desktop.actions.senders import is_known, is_mine, refuse_stranger
from desktop.actions.session import Session
from desktop.actions.what_came import MOST, lies_in
from desktop.core.canonical import b64
from desktop.core.events import district_of, thing_text
from desktop.core.roster import describe
from desktop.errors import UserError
from desktop.store.schema import PROJECTED
from desktop.sync.bundle import check_bundle, peek_kind
from desktop.sync.reading import Checked
from desktop.sync.unsealed import check_unsealed
from desktop.sync.writing import Cancelled, Progress

READY, TAKEN, OWN = "ready", "taken", "own"
STRANGER, CODE, REQUEST, REFUSED = "stranger", "code", "request", "refused"

SMALL = 4_000_000
"""Bytes that are looked at faster than a process of its own begins."""

_STOPPED = "import_cancelled"

EVERYTHING = Changes({noun: frozenset((b"",)) for noun in PROJECTED})
"""What a file may have changed: anything."""


def preview(
    session: Session,
    paths: Sequence[Path],
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> dict[str, Any]:
    """What lies in files of any kind; each is checked whole and nothing is changed.

    Args:
        session: the open home.
        paths: sync files, packs, requests, PDFs of letters.
        progress: told how far it is in bytes of all files, see `Gauge`.
        cancelled: asked often; the file that is under way and those after it are left out.

    Returns:
        ``{"files": [{"path", "kind", "state", "from", "known", "number", "sequence", "created", "events",
        "blobs", "error"}]}``. `state` is ``ready``, ``taken`` (before), ``own``, ``stranger`` (would wait for
        a voice code), ``code`` (a pack that needs one), ``request`` or ``refused``; `error` is None or
        ``{"code", "values"}``. A request adds ``desk``, ``agency``; what is ready perhaps ``came``, what it
        would bring by things (`what_came.THINGS`).
    """
    files = []
    gauge = Gauge(paths, progress, cancelled, _STOPPED)
    for path in paths:
        if gauge.stops:
            break
        try:
            files.append(_look(session, path, gauge))
        except UserError as error:
            if error.code == _STOPPED:
                break
            files.append(refused(path, error))
        gauge.next()
    return {"files": files}


def look_again(session: Session) -> None:
    """Makes a session that only reads see a district that another has just come to know."""
    described = session.store.meta("home")
    session.root = session.store.meta("root")
    if described is not None:
        session.home = msgspec.json.decode(described, type=Home)
    session.refresh()


def refused(path: Path, error: UserError) -> dict[str, Any]:
    """A file that cannot come in."""
    told = {"code": error.code, "values": {name: str(value) for name, value in error.values.items()}}
    return {
        "path": str(path), "kind": "", "state": REFUSED, "from": None, "known": False, "number": None,
        "sequence": "", "created": None, "events": 0, "blobs": 0, "error": told,
    }  # fmt: skip


def _look(session: Session, path: Path, gauge: Gauge) -> dict[str, Any]:
    kind = peek_kind(path)
    if kind == "letter":
        with letter_data(session, path) as inside:
            return {**_bundle(session, inside, gauge), "path": str(path), "kind": "letter"}
    if kind == "pack":
        return _pack(session, path)
    return _request(session, path) if kind == "request" else _bundle(session, path, gauge)


def _bundle(session: Session, path: Path, gauge: Gauge) -> dict[str, Any]:
    checked = check_bundle(path, session.keys.age, told=gauge.part(0, 100))
    if checked.district != session.district:
        raise UserError("file_other_district")
    if checked.sender == session.writer:
        return _told(session, path, checked, "bundle", OWN)
    if not is_known(session, path, checked):
        return _told(session, path, checked, "bundle", STRANGER)
    if not is_mine(session, checked.manifest.to):
        raise UserError("file_other_desk", to=checked.manifest.to)
    refuse_stranger(session, path, checked)
    before = _number_taken(session, checked)
    told = _told(session, path, checked, "bundle", READY if before is None else TAKEN)
    if before is not None and before != checked.manifest_hash:
        raise UserError("number_reused", number=checked.manifest.number, sender=told["from"])
    if before is None and path.stat().st_size < SMALL and checked.manifest.counts.events <= MOST:
        told["came"] = lies_in(session, path, checked)
    return told


def _pack(session: Session, path: Path) -> dict[str, Any]:
    checked = check_unsealed(path, "pack")
    if session.root is not None and checked.district != district_of(session.root):
        raise UserError("pack_other_district")
    return _told(session, path, checked, "pack", READY if session.home.trusted else CODE)


def _request(session: Session, path: Path) -> dict[str, Any]:
    checked = check_unsealed(path, "request")
    asks = checked.manifest.request
    session.demand_induk()
    if checked.manifest.district and checked.district != session.district:
        raise UserError("file_other_district")
    if asks is None:
        raise UserError("request_unreadable")
    told = _told(session, path, checked, "request", TAKEN if _member(session, checked) else REQUEST)
    return {**told, "from": asks.name, "desk": asks.desk, "agency": asks.agency}


def _member(session: Session, checked: Checked) -> bool:
    return checked.sender != session.writer and checked.sender in session.roster.members


def _told(session: Session, path: Path, checked: Checked, kind: str, state: str) -> dict[str, Any]:
    manifest = checked.manifest
    member = session.roster.members.get(checked.sender)
    claimed = manifest.request.name if manifest.request else thing_text(checked.sender)
    return {
        "path": str(path),
        "kind": kind,
        "state": state,
        "from": describe(member) if member else claimed,
        "known": member is not None,
        "writer": b64(checked.sender),
        "number": manifest.number,
        "sequence": manifest.sequence,
        "created": manifest.created,
        "events": manifest.counts.events,
        "blobs": manifest.counts.blobs,
        "error": None,
    }


def _number_taken(session: Session, checked: Checked) -> bytes | None:
    manifest = checked.manifest
    row = session.store.connection.execute(
        """SELECT f.manifest FROM received_file f JOIN writer w ON w.id = f.sender
        WHERE w.writer = ? AND f.address = ? AND f.sequence = ? AND f.number = ?""",
        (manifest.sender, manifest.to, manifest.sequence, manifest.number),
    ).fetchone()
    return None if row is None else bytes(row[0])
