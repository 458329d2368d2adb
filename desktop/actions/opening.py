"""Homes are made and opened here: passphrase → data key → database → session."""

import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from desktop.actions.renewal import renew
from desktop.actions.session import Home, Owner, Session, home_bytes
from desktop.actions.surroundings import Surroundings as Surroundings
from desktop.actions.surroundings import data_key_of as data_key_of
from desktop.core.events import thing_text
from desktop.errors import UserError
from desktop.store import vault
from desktop.store.blobs import Blobs
from desktop.store.engine import Store, connect_reader, open_store
from desktop.store.event_log import EventLog
from desktop.store.health import known_blobs
from desktop.store.lock import HomeLock
from desktop.store.migrations import migrate
from desktop.store.rolling import RESTORED
from desktop.store.sequence import Sequence
from desktop.sync.keys import Keys

if TYPE_CHECKING:
    # Folders reach actions as values; only their shape is named here.
    from desktop.paths import Paths

RECOVERY_BYTES = 32


def create_home(
    outside: Surroundings, passphrase: str, desks: list[str], owner: Owner, *, light: bool
) -> bytes:
    """Makes a home with fresh keys, belonging to no district yet; answers the laptop's recovery secret.

    The vault is written last: until it stands there is no home, and a next try begins anew.

    Args:
        outside: where, and with which clock and randomness.
        passphrase: at least 8 characters.
        desks: ``officer``, ``coordinator``, ``agency:CODE``.
        owner: whose laptop it is.
        light: a practice home; one guess of its passphrase costs less, and so does each start.

    Raises:
        UserError: ``home_exists``, ``vault_missing``, ``passphrase_short``, ``home_in_use``, or what the disk
            says.
    """
    paths = outside.paths
    if paths.vault.exists():
        raise UserError("home_exists")
    vault.check_passphrase(passphrase)
    data_key, recovery, keys = outside.random(32), outside.random(RECOVERY_BYTES), Keys.generate()
    person = Owner(thing_text(keys.writer), owner.name, owner.nip)
    lock = HomeLock(paths.lock)
    _sweep_unfinished(paths)
    with open_store(paths, data_key, lock=lock) as store:
        migrate(store)
        with store.transaction():
            store.set_meta("keys", json.dumps(keys.secret()).encode())
            store.set_meta("home", home_bytes(Home(desks, person, True if light else None)))
        cost = vault.PRACTICE if light else vault.NORMAL
        vault.create_vault(paths.vault, passphrase, recovery, data_key, cost=cost)
    return recovery


def _sweep_unfinished(paths: "Paths") -> None:
    """Removes what a set-up that was broken off left; never a database that has been worked in."""
    if Sequence(paths.sequence).ceiling() > 0:
        raise UserError("vault_missing")
    for leftover in paths.home.glob(paths.database.name + "*"):
        leftover.unlink()


def open_home(outside: Surroundings, passphrase: str) -> Session:
    """Opens a home; close it through `close`.

    Raises:
        UserError: ``passphrase_wrong`` (exit 4), ``home_missing``, ``home_in_use``, ``database_newer`` …
    """
    return open_with_key(outside, vault.unlock(outside.paths.vault, passphrase))


def open_with_key(outside: Surroundings, data_key: bytes) -> Session:
    """Opens a home whose data key is known already."""
    store = open_store(outside.paths, data_key)
    try:
        migrate(store)
        session = _session(outside, store, data_key)
        return renew(session) if store.meta(RESTORED) else session
    except BaseException:
        store.close()
        raise


def open_reader(outside: Surroundings, data_key: bytes) -> Session:
    """A second session that only reads, beside the one that writes; for the thread that asks for it.

    Raises:
        UserError: what `connect_reader` raises.
    """
    store = connect_reader(outside.paths, data_key)
    try:
        return _session(outside, store, data_key)
    except BaseException:
        store.close()
        raise


def close(session: Session) -> None:
    """Closes the database and lets the next program in."""
    session.store.close()


def sweep(session: Session) -> None:
    """Removes photos that an import broken off left behind; cheap, done at each start."""
    with suppress(UserError):
        session.blobs.sweep(known_blobs(session.store.connection), older_than=time.time())


def _session(outside: Surroundings, store: Store, data_key: bytes) -> Session:
    secret, described = store.meta("keys"), store.meta("home")
    if secret is None or described is None:
        raise UserError("database_damaged")
    return Session(
        paths=outside.paths,
        store=store,
        log=EventLog(store),
        blobs=Blobs(outside.paths.blobs, data_key),
        keys=Keys.from_secret(json.loads(secret)),
        home=msgspec.json.decode(described, type=Home),
        root=store.meta("root"),
        settings=outside.settings,
        now=outside.now,
        random=outside.random,
        data_key=data_key,
    )
