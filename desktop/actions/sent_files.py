"""Every file that leaves this laptop is noted in one way, so that its number is used up."""

from desktop.store.connection import Connection
from desktop.store.outgoing import SentFile, remember_file
from desktop.sync.container import Written
from desktop.sync.manifest import About


def note_sent(connection: Connection, address: str, about: About, written: Written, name: str) -> int:
    """Notes a file that was written, inside the caller's transaction; answers its row.

    Args:
        connection: of the home.
        address: what its number counts for, see `recipients.Target`.
        about: its header.
        written: the file as it stands on the disk.
        name: what it is called.
    """
    head = (address, about.sequence, about.number, about.file, written.manifest_hash, about.created)
    return remember_file(connection, SentFile(*head, written.events, written.blobs, written.bytes, name))
