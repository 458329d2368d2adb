"""A process that is killed: runs one scenario in a copy of its folder for each step the scenario names."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.paths import Paths
from desktop.store.backup import make_backup, restore_backup
from desktop.store.blobs import Blobs
from desktop.store.connection import Connection
from desktop.store.durable import Checkpoint, write_atomically
from desktop.store.engine import open_store
from desktop.store.migrations import STEPS, Step, migrate
from desktop.store.quarantine import quarantine_file
from desktop.store.rolling import restore_rolling, rolling_copies
from desktop.store.sequence import Sequence
from desktop.store.vault import change_passphrase, unlock
from tests.store.constants import KEY, PASSPHRASE, WHEN


def _write(folder: Path, checkpoint: Checkpoint) -> None:
    write_atomically(folder / "file", b"new", checkpoint=checkpoint)


def _sequence(folder: Path, checkpoint: Checkpoint) -> None:
    Sequence(folder / "sequence", checkpoint=checkpoint).reserve(200)


def _passphrase(folder: Path, checkpoint: Checkpoint) -> None:
    change_passphrase(folder / "vault.json", KEY, "yang baru sekali", checkpoint=checkpoint)


def _transaction(folder: Path, checkpoint: Checkpoint) -> None:
    with open_store(Paths(folder), KEY) as store:
        with store.transaction() as connection:
            checkpoint("begun")
            connection.execute("INSERT INTO meta VALUES ('a', x'01')")
            checkpoint("first_row")
            connection.execute("INSERT INTO meta VALUES ('b', x'02')")
            checkpoint("second_row")
        checkpoint("committed")


def _photos(folder: Path, checkpoint: Checkpoint) -> None:
    blobs = Blobs(folder / "blobs", KEY)
    with open_store(Paths(folder), KEY) as store, blobs.batch(checkpoint=checkpoint) as batch:
        shas = [batch.add(bytes([number]) * 50_000) for number in range(3)]
        batch.settle()
        with store.transaction() as connection:
            rows = [(bytes.fromhex(sha),) for sha in shas]
            connection.executemany("INSERT INTO blob (sha256, present) VALUES (?, 1)", rows)
            checkpoint("rows_written")
        checkpoint("committed")


def _extra(connection: Connection) -> None:
    connection.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")
    connection.execute("INSERT INTO later VALUES (1)")


def _migration(folder: Path, checkpoint: Checkpoint) -> None:
    later = (*STEPS, Step(STEPS[-1].number + 1, _extra))
    with open_store(Paths(folder), KEY) as store:
        migrate(store, later, checkpoint=checkpoint)


def _backup(folder: Path, checkpoint: Checkpoint) -> None:
    paths = Paths(folder / "home")
    with open_store(paths, KEY) as store:
        make_backup(store, paths, folder / "cadangan.zip", KEY, created=WHEN, checkpoint=checkpoint)


def _restore(folder: Path, checkpoint: Checkpoint) -> None:
    restore_backup(
        folder / "cadangan.zip",
        Paths(folder / "again"),
        lambda vault: unlock(vault, PASSPHRASE),
        checkpoint=checkpoint,
    )


def _rolling(folder: Path, checkpoint: Checkpoint) -> None:
    paths = Paths(folder)
    restore_rolling(paths, KEY, rolling_copies(paths)[-1], checkpoint=checkpoint)


def _quarantine(folder: Path, checkpoint: Checkpoint) -> None:
    with open_store(Paths(folder / "home"), KEY) as store:
        quarantine_file(
            store,
            folder / "asing.jbola",
            writer=b"w" * 16,
            key=b"k" * 32,
            manifest=b"m" * 32,
            received=WHEN,
            checkpoint=checkpoint,
        )


SCENARIOS: dict[str, Callable[[Path, Checkpoint], None]] = {
    "backup": _backup,
    "migration": _migration,
    "passphrase": _passphrase,
    "photos": _photos,
    "quarantine": _quarantine,
    "restore": _restore,
    "rolling": _rolling,
    "sequence": _sequence,
    "transaction": _transaction,
    "write": _write,
}


def main(name: str, folder: Path) -> None:
    """Leaves folder.0, folder.1, … as the kills left them, and folder.whole; prints step and folder."""
    scenario = SCENARIOS[name]
    steps: list[str] = []
    whole = Path(f"{folder}.whole")
    shutil.copytree(folder, whole)
    scenario(whole, steps.append)
    for number, step in enumerate(steps):
        copy = Path(f"{folder}.{number}")
        shutil.copytree(folder, copy)
        child = os.fork()
        if not child:
            seen: list[str] = []

            def fatal(passed: str, seen: list[str] = seen, last: int = number) -> None:
                seen.append(passed)
                if len(seen) > last:
                    os.kill(os.getpid(), signal.SIGKILL)

            scenario(copy, fatal)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(f"{step} did not kill")
        print(f"{step}\t{copy}")
    print(f"whole\t{whole}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
