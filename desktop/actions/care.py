"""Looking after a home: check, backup, restore, passphrase, recovery, rebuild (product.md, "Care")."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.actions.enrolment import members
from desktop.actions.opening import Surroundings, close, open_home
from desktop.actions.session import Session
from desktop.core.clock import implausible, local_iso
from desktop.core.codes import read_paper_code
from desktop.store import vault
from desktop.store.backup import make_backup, restore_backup
from desktop.store.health import Check, check_store
from desktop.store.projection import projection_hash, rebuild
from desktop.store.rolling import rolling_backup
from desktop.sync.verify import BATCH, Verifier

Progress = Callable[[int, int], None]


class _Undo(Exception):
    """Rolls back a trial rebuild."""


def check(session: Session, repair: bool = False, progress: Progress | None = None) -> dict[str, Any]:
    """The check of "Periksa data": pages, photos, every signature, and the tables against the log.

    Args:
        session: the open home.
        repair: folds the tables again when they differ; the log is never touched.
        progress: told (done, in all) while photos are read.

    Returns:
        ``{"ok": bool, "checks": [{"name", "ok", "detail"}]}``.
    """
    checks = list(check_store(session.store, session.blobs, progress))
    checks += [_signatures(session), _forks(session), _clock(session), _projection(session, repair)]
    return {"ok": all(one.ok for one in checks), "checks": [one._asdict() for one in checks]}


def backup(session: Session, out: Path, progress: Progress | None = None) -> dict[str, Any]:
    """Writes a full backup: database, photos, vault; all encrypted as they are.

    Raises:
        UserError: what the disk says.
    """
    created = local_iso(session.now())
    told = [progress] if progress else []
    make_backup(session.store, session.paths, out, session.data_key, *told, created=created)
    return {"path": str(out), "bytes": out.stat().st_size, "created": created}


def restore(outside: Surroundings, file: Path, passphrase: str) -> dict[str, Any]:
    """Puts a backup back into an empty home; the home begins a new epoch with new keys at once.

    Raises:
        UserError: ``backup_damaged``, ``home_exists``, ``passphrase_wrong`` …
    """
    restore_backup(file, outside.paths, lambda path: vault.unlock(path, passphrase))
    session = open_home(outside, passphrase)
    try:
        was_induk = session.roster.induk is not None and _waits_for_root(session)
        return {
            "home": str(outside.paths.home),
            "needs_root": was_induk,
            "members": members(session)["items"],
        }
    finally:
        close(session)


def _waits_for_root(session: Session) -> bool:
    """Whether the restored epoch was the laptop induk, which nobody but the root names again."""
    return session.provisional and session.holds("coordinator")


def change_passphrase(session: Session, new: str) -> dict[str, Any]:
    """Wraps the same data key by another passphrase.

    Raises:
        UserError: ``passphrase_short``.
    """
    vault.change_passphrase(session.paths.vault, session.data_key, new)
    return {"changed": True}


def recover(outside: Surroundings, code: str, new_passphrase: str) -> dict[str, Any]:
    """Sets a new passphrase with the laptop's recovery code from paper.

    Raises:
        UserError: ``paper_code_wrong``, ``recovery_wrong``, ``passphrase_short``.
    """
    data_key = vault.unlock_with_recovery(outside.paths.vault, read_paper_code(code, vault.RECOVERY_BYTES))
    vault.change_passphrase(outside.paths.vault, data_key, new_passphrase)
    return {"changed": True}


def rebuild_tables(session: Session, progress: Progress | None = None) -> dict[str, Any]:
    """Folds every table again from the log, after a copy of the database was made."""
    rolling_backup(session.store)
    with session.store.transaction():
        rebuild(session.store, session.log, session.roster, progress)
    session.refresh()
    return {"rebuilt": True}


def _signatures(session: Session) -> Check:
    roster, bad, total, batch, verdicts = session.roster, 0, 0, [], []
    with Verifier(_count(session)) as verifier:
        for stored in session.log.everything():
            event = stored.event
            member = roster.members.get(event.writer)
            key = roster.roots.get(event.writer) or (member.key if member else None)
            if key is None:
                continue
            total += 1
            batch.append((event.id, event.signature, key))
            if len(batch) >= BATCH:
                verdicts.append(verifier.submit(batch))
                batch = []
        verdicts.append(verifier.submit(batch))
        bad = sum(not held for verdict in verdicts for held in verdict.result())
    return Check("signatures", bad == 0, f"{total - bad}/{total}")


def _count(session: Session) -> int:
    return int(session.store.connection.execute("SELECT count(*) FROM event").fetchone()[0])


def _forks(session: Session) -> Check:
    """Two events of one writer with one number: a copied database, or a thief. Roots number freely."""
    rows = session.store.connection.execute(
        """SELECT w.writer, e.seq FROM event e JOIN writer w ON w.id = e.writer
        GROUP BY e.writer, e.seq HAVING count(*) > 1"""
    ).fetchall()
    forks = [seq for writer, seq in rows if writer not in session.roster.roots]
    return Check("forks", not forks, str(len(forks)))


def _clock(session: Session) -> Check:
    now = session.now()
    rows = session.store.connection.execute("SELECT recorded FROM aspiration WHERE recorded IS NOT NULL")
    odd = sum(1 for (at,) in rows if implausible(_moment(at), now))
    return Check("clock", odd == 0, str(odd))


def _moment(at: str) -> datetime:
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)


def _projection(session: Session, repair: bool) -> Check:
    before = projection_hash(session.store)
    after: dict[str, str] = {}
    try:
        with session.store.transaction():
            rebuild(session.store, session.log, session.roster)
            after = projection_hash(session.store)
            if before == after or not repair:
                raise _Undo
    except _Undo:
        session.log.forget_writers()
    differing = sorted(name for name in before if before[name] != after[name])
    return Check("projection", not differing or repair, ", ".join(differing))
