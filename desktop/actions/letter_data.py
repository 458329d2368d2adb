"""The sealed file a letter carries: the letter, its aspirations and what proves them, for one agency."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from desktop.actions.exchange import receipts, writer_keys
from desktop.actions.session import Session
from desktop.core.canonical import b64
from desktop.core.clock import local_iso
from desktop.core.events import AUDIENCES
from desktop.core.roster import Member
from desktop.store.letters import travelling
from desktop.store.outgoing import Audience, Outgoing, next_number
from desktop.store.reach import Reader
from desktop.sync.bundle import write_bundle
from desktop.sync.container import Written
from desktop.sync.manifest import About
from desktop.sync.writing import Contents

SEQUENCE = "letter"


class Sealed(NamedTuple):
    """A sealed file as it stands on the disk, not noted yet."""

    address: str
    about: About
    written: Written


def laptops(session: Session, agency: str) -> list[Member]:
    """The laptops a letter's data can be sealed to; none = the letter carries none."""
    if not session.home.trusted:
        return []
    found = session.roster.of_desk(f"agency:{agency}")
    return [member for member in found if member.writer != session.writer]


def seal(session: Session, agency: str, letter: bytes, aspirations: Sequence[bytes], target: Path) -> Sealed:
    """Writes the file of one letter, inside the caller's transaction.

    It holds no ``citizen.`` or ``restricted.`` part and no photo, and is not remembered as sent: an ordinary
    file brings all of it again, and a letter lost in a tray costs nothing (sync.md 3, Letter).

    Args:
        session: the open home of the laptop induk.
        agency: code of whoever may open it.
        letter: the letter's thing.
        aspirations: those it names.
        target: where to write.

    Raises:
        UserError: what the disk says.
    """
    desk = f"agency:{agency}"
    outgoing = Outgoing(
        session.log,
        Audience(Reader(desk), ()),
        everything=True,
        only={letter} | travelling(session.store.connection, aspirations),
        withheld=AUDIENCES["citizen"] | AUDIENCES["restricted"],
    )
    about = About(
        created=local_iso(session.now()),
        file=session.new_file(),
        from_=b64(session.writer),
        number=next_number(session.store.connection, desk, SEQUENCE),
        sequence=SEQUENCE,
        to=desk,
    )
    contents = Contents(
        district=session.district,
        events=outgoing.lines,
        writers=writer_keys(session, outgoing.writers()),
        receipts=receipts(session),
    )
    readers = {member.age for member in laptops(session, agency)}
    recipients = sorted({*readers, session.keys.recipient, *session.roster.recovery})
    return Sealed(desk, about, write_bundle(target, about, contents, session.keys, recipients))
