"""Sync files going out: for whom, what they still need, sealed and numbered (sync.md 3)."""

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from desktop.actions.enrolment import request_of
from desktop.actions.recipients import MAIN, RESTRICTED, Target, targets
from desktop.actions.sent_files import note_sent
from desktop.actions.session import Session
from desktop.core.canonical import b64
from desktop.core.clock import local_iso
from desktop.core.codes import voice_code
from desktop.errors import UserError
from desktop.store.connection import small_cache
from desktop.store.durable import rename, storage_errors, sync_folder
from desktop.store.outgoing import Outgoing, next_number, received_ranges
from desktop.sync.bundle import write_bundle
from desktop.sync.container import Written
from desktop.sync.manifest import About, Receipts
from desktop.sync.writing import Blob, Cancelled, Contents, Progress, Watch

_WAITING = ".belum"


def export(
    session: Session,
    to: str,
    out: Path,
    *,
    everything: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> dict[str, Any]:
    """Writes sync files into a folder; what nobody has acknowledged is in the next file again.

    Args:
        session: the open home.
        to: ``coordinator``, ``agency:CODE``, ``writer:ID`` or ``everyone``.
        out: folder, made if it is missing.
        everything: also what the recipient is known to have.
        progress: told bytes done and bytes in all.
        cancelled: asked often; True stops and leaves nothing.

    Raises:
        UserError: ``not_trusted``, ``recipient_unknown``, ``agency_without_laptop``, or what the disk says.
    """
    if not session.home.trusted:
        raise UserError("not_trusted")
    with storage_errors():
        missing = [folder for folder in (out, *out.parents) if not folder.is_dir()]
        out.mkdir(parents=True, exist_ok=True)
        for folder in missing:
            sync_folder(folder.parent)
    _finish_broken_off(session, out)
    with small_cache(session.store.connection):
        return {"files": list(_files(session, to, out, everything, Watch(progress, cancelled)))}


def _files(session: Session, to: str, out: Path, everything: bool, watch: Watch) -> Iterator[dict[str, Any]]:
    for target in targets(session, to):
        outgoing = Outgoing(session.log, target.audience, everything=everything)
        blobs = outgoing.blobs()
        news = bool(outgoing.count or blobs)
        if news or (target.sequence == MAIN and (to != "everyone" or _unreceipted(session, target))):
            yield _write(session, target, outgoing, blobs, out, watch)


def _finish_broken_off(session: Session, out: Path) -> None:
    """Gives a file its name that a power cut left without one: its number is used up, so it must travel."""
    for waiting in sorted(out.glob(f".*-{_short(session.writer)}-*{_WAITING}")):
        name = waiting.name.removeprefix(".").removesuffix(_WAITING)
        row = session.store.connection.execute("SELECT 1 FROM sent_file WHERE name = ?", (name,)).fetchone()
        with storage_errors():
            if row is None:
                waiting.unlink()
            elif not (out / name).exists():
                rename(waiting, out / name)
                sync_folder(out)


def receipts(session: Session) -> Receipts:
    """What this home has taken in, as manifests repeat it."""
    return {
        b64(sender): {desk: dict(sequences) for desk, sequences in desks.items()}
        for sender, desks in received_ranges(session.store.connection).items()
    }


def _unreceipted(session: Session, target: Target) -> bool:
    """Whether the recipient has sent something since the last file that went there."""
    connection = session.store.connection
    # A letter may lie in a tray for weeks: it answers nobody.
    last = connection.execute(
        "SELECT max(created) FROM sent_file WHERE address = ? AND sequence <> 'letter'", (target.address,)
    ).fetchone()[0]
    rows = [session.log.writer_row(member.writer) for member in target.members]
    marks = ", ".join("?" * len(rows))
    sql = f"SELECT max(received) FROM received_file WHERE sender IN ({marks})"  # noqa: S608
    heard = connection.execute(sql, rows).fetchone()[0]
    return heard is not None and (last is None or heard > last)


def _write(
    session: Session,
    target: Target,
    outgoing: Outgoing,
    blobs: Sequence[tuple[str, int]],
    out: Path,
    watch: Watch,
) -> dict[str, Any]:
    about = _about(session, target)
    path = _free_name(out, session, target, about.number)
    # Until the row is committed the file has a name nobody would send: a number is never used twice.
    waiting = path.with_name(f".{path.name}{_WAITING}")
    contents = _contents(session, outgoing, blobs)
    written = write_bundle(
        waiting, about, contents, session.keys, _recipients(session, target), watch.progress, watch.cancelled
    )
    try:
        _remember(session, target, about, written, outgoing, [sha for sha, _ in blobs], path.name)
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise
    with storage_errors():
        rename(waiting, path)
        sync_folder(out)
    return {
        "path": str(path),
        "number": about.number,
        "to": target.to if target.to != "officer" else f"writer:{b64(target.members[0].writer)}",
        "sequence": target.sequence,
        "events": written.events,
        "blobs": written.blobs,
        "bytes": written.bytes,
        "voice_code": voice_code(written.manifest_bytes),
    }


def _about(session: Session, target: Target) -> About:
    return About(
        created=local_iso(session.now()),
        file=session.new_file(),
        from_=b64(session.writer),
        number=next_number(session.store.connection, target.address, target.sequence),
        sequence=target.sequence,
        to=target.to,
    )


def _contents(session: Session, outgoing: Outgoing, blobs: Sequence[tuple[str, int]]) -> Contents:
    return Contents(
        district=session.district,
        events=outgoing.lines,
        writers=writer_keys(session, outgoing.writers()),
        blobs=[Blob(sha, size, _opener(session, sha)) for sha, size in blobs],
        receipts=receipts(session),
        # Whoever is not accepted yet introduces itself, so that the file alone is enough to be let in.
        age=session.keys.recipient if session.provisional else None,
        request=request_of(session.home) if session.provisional else None,
    )


def _recipients(session: Session, target: Target) -> list[str]:
    office = () if target.sequence == RESTRICTED else session.roster.recovery
    return sorted({*(member.age for member in target.members), session.keys.recipient, *office})


def writer_keys(session: Session, writers: Sequence[bytes]) -> dict[bytes, bytes]:
    """Writer → signing key, as a manifest lists them."""
    roster = session.roster
    return {w: roster.roots[w] if w in roster.roots else roster.members[w].key for w in writers}


def _opener(session: Session, sha: str) -> Callable[[], io.BytesIO]:
    return lambda: io.BytesIO(session.blobs.get(sha))


def _remember(
    session: Session,
    target: Target,
    about: About,
    written: Written,
    outgoing: Outgoing,
    blobs: Sequence[str],
    name: str,
) -> None:
    with session.store.transaction() as connection:
        file = note_sent(connection, target.address, about, written, name)
        outgoing.remember(file, blobs)


def _free_name(out: Path, session: Session, target: Target, number: int) -> Path:
    """A name a clerk can sort by; it carries nobody's name and decides nothing."""
    to = target.address.replace("coordinator", "koordinator").replace("agency:", "skpd-").replace(":", "-")
    if target.to == "officer":
        to = f"petugas-{_short(target.members[0].writer)}"
    kind = "-terbatas" if target.sequence == RESTRICTED else ""
    stem = f"{session.pack.prefix}-{_short(session.writer)}-ke-{to}{kind}-{number:04d}"
    path, copy = out / f"{stem}.jbola", 1
    while path.exists():
        copy += 1
        path = out / f"{stem}-{copy}.jbola"
    return path


def _short(writer: bytes) -> str:
    return writer.hex()[:6]
