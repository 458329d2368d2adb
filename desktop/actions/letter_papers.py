"""Letters as they were printed: kept whole and encrypted, so that they can be printed again as they were."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from desktop.actions.letter_rows import contact_now
from desktop.actions.session import Session
from desktop.core.clock import local_iso
from desktop.core.letters import DATA_NAME, Content
from desktop.core.profile import Profile
from desktop.errors import UserError
from desktop.store.letters import Letter
from desktop.store.papers import Paper, add_paper, keep_blob, paper_of
from desktop.store.rows import thing_of as thing_in
from reports.document import Attachment, Document

if TYPE_CHECKING:
    from reports.press import Press

_JSON, _SEALED = "application/json", "application/octet-stream"


class _Kept(msgspec.Struct, frozen=True):
    """The blob of a paper; the profile, with its pictures, is a blob that many letters share.

    Contact data are not in it, only the places of the `contacts` among the rows: so nothing of a person is
    kept twice, and who was forgotten is on no paper that is printed again.
    """

    content: Content
    profile: str
    moment: datetime
    contacts: list[int] = []


@dataclass(frozen=True, slots=True)
class Printed:
    """Everything a letter's paper is made of, but its number.

    Attributes:
        content: what it says. profile: how the district writes. moment: when it was made.
        data: the sealed file it carries, None without one.
        name: what its files are called, without ending.
        faded: a contact it was printed with is gone, not needed any more, or may be another.
    """

    content: Content
    profile: Profile
    moment: datetime
    data: bytes | None
    name: str
    faded: bool = False

    def pdf(self, press: "Press", number: str | None) -> Document:
        """The letter with this number (None = left open): the same number, the same bytes."""
        # ReportLab takes 80 ms to import: only for those who print.
        from desktop.actions.letter_press import letter_pdf  # noqa: PLC0415

        attachment = Attachment(DATA_NAME, self.data, self.moment) if self.data is not None else None
        return letter_pdf(press, self.profile, self.content, number, self.moment, attachment)

    def docx(self, press: "Press", number: str | None) -> bytes | None:
        """The twin for a word processor, None for kinds that have none."""
        from desktop.actions.letter_press import letter_docx  # noqa: PLC0415

        return letter_docx(press, self.profile, self.content, number, self.moment)


def keep(session: Session, letter: bytes, printed: Printed, pages: int) -> None:
    """Keeps a paper inside the caller's transaction: the blobs first, then their rows.

    Raises:
        UserError: ``disk_full``, ``home_read_only``.
    """
    made = local_iso(printed.moment)
    with session.blobs.batch() as batch:
        kept: dict[str, tuple[int, str]] = {}

        def add(data: bytes, kind: str) -> str:
            sha = batch.add(data)
            kept[sha] = (len(data), kind)
            return sha

        profile = add(msgspec.json.encode(printed.profile), _JSON)
        content = add(msgspec.json.encode(_without_contacts(printed, profile)), _JSON)
        data = add(printed.data, _SEALED) if printed.data is not None else None
        batch.settle()
    connection = session.store.connection
    for sha, (size, kind) in kept.items():
        keep_blob(connection, sha, size, kind, made)
    add_paper(connection, Paper(letter, content, data, printed.name, pages, made))


def printed_here(session: Session, letter: Letter) -> Printed | None:
    """A letter's paper as it was kept; None where it was printed elsewhere, or never.

    Raises:
        UserError: ``photo_missing``, ``photo_damaged`` when its blob is gone or broken.
    """
    paper = paper_of(session.store.connection, letter.thing)
    if paper is None:
        return None
    try:
        kept = msgspec.json.decode(session.blobs.get(paper.content), type=_Kept)
        profile = msgspec.json.decode(session.blobs.get(kept.profile), type=Profile)
    except msgspec.MsgspecError as error:
        raise UserError("photo_damaged") from error
    data = session.blobs.get(paper.data) if paper.data else None
    content, faded = _with_contacts(session, letter, kept)
    return Printed(content, profile, kept.moment, data, paper.name, faded)


def _without_contacts(printed: Printed, profile: str) -> _Kept:
    rows = printed.content.rows
    places = [place for place, row in enumerate(rows) if row.contact]
    bare = msgspec.structs.replace(
        printed.content, rows=[msgspec.structs.replace(row, contact="") for row in rows]
    )
    return _Kept(bare, profile, printed.moment, places)


def _with_contacts(session: Session, letter: Letter, kept: _Kept) -> tuple[Content, bool]:
    """The content with those who must still be reached; whether it is not the same as on the first paper."""
    if not kept.contacts:
        return kept.content, False
    rows, named = list(kept.content.rows), letter.values.get("assignments") or ()
    events = session.log.of_thing(letter.thing)
    issued = min((one.row for one in events if one.event.kind == "letter.issued"), default=0)
    faded = False
    for place in kept.contacts:
        thing = thing_in(named[place]) if place < len(named) else None
        contact, written = contact_now(session, thing) if thing else ("", 0)
        rows[place] = msgspec.structs.replace(rows[place], contact=contact)
        faded = faded or not contact or written > issued
    return msgspec.structs.replace(kept.content, rows=rows), faded
