"""The numbered steps from an empty database to the present tables; old data are copied first."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop.errors import UserError
from desktop.store.assigned import desk_table
from desktop.store.connection import Connection
from desktop.store.durable import Checkpoint, no_checkpoint
from desktop.store.engine import Store
from desktop.store.names import name_index
from desktop.store.papers import paper_tables
from desktop.store.rolling import rolling_backup
from desktop.store.schema import projection_tables
from desktop.store.tables import base_tables
from desktop.store.telling import telling_index
from desktop.store.totals import ending_index


class Step(NamedTuple):
    """One migration: runs inside a transaction, raises `PRAGMA user_version` to `number`."""

    number: int
    run: Callable[[Connection], None]


STEPS: tuple[Step, ...] = (
    Step(1, base_tables),
    Step(2, projection_tables),
    Step(3, paper_tables),
    Step(4, name_index),
    Step(5, desk_table),
    Step(6, ending_index),
    Step(7, telling_index),
)


def schema_version(store: Store) -> int:
    """The number of the last step taken; 0 for an empty database."""
    with store.problems():
        return int(store.connection.execute("PRAGMA user_version").fetchone()[0])


def refuse_newer(store: Store, steps: Sequence[Step] = STEPS) -> int:
    """The schema's version, if this program knows it.

    Raises:
        UserError: ``database_newer``: a later program wrote this home; nothing was changed.
    """
    version = schema_version(store)
    if version > steps[-1].number:
        raise UserError("database_newer", found=version, known=steps[-1].number)
    return version


def migrate(
    store: Store, steps: Sequence[Step] = STEPS, *, checkpoint: Checkpoint = no_checkpoint
) -> list[int]:
    """Takes the steps that are missing, each in its own transaction, and says which.

    Raises:
        UserError: ``database_newer``; ``disk_full`` and the like: the steps before the failing one stand.
    """
    version = refuse_newer(store, steps)
    missing = [step for step in steps if step.number > version]
    if missing and version:
        rolling_backup(store, checkpoint=checkpoint)
    for step in missing:
        with store.transaction() as connection:
            step.run(connection)
            connection.execute(f"PRAGMA user_version = {step.number:d}")
            checkpoint(f"step_{step.number}_run")
        checkpoint(f"step_{step.number}_done")
    return [step.number for step in missing]
