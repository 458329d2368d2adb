"""One letter from what waits to its files, in one transaction: with all it carries, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.actions.acts import reason_note
from desktop.actions.finding import find_visit
from desktop.actions.letter_content import Draft, gathered, reference, typed_content
from desktop.actions.letter_data import Sealed, laptops, seal
from desktop.actions.letter_files import (
    drop_waiting,
    give_names,
    numbered,
    plain,
    waiting_path,
    write_waiting,
)
from desktop.actions.letter_numbers import Number, Register
from desktop.actions.letter_papers import Printed, keep
from desktop.actions.letter_register import void_act
from desktop.actions.letter_shapes import LetterIn
from desktop.actions.letter_waiting import assigning, named_by, waiting
from desktop.actions.sent_files import note_sent
from desktop.actions.session import Session
from desktop.actions.shape_checks import present
from desktop.actions.writing import Act
from desktop.core.events import thing_text
from desktop.core.letters import Content, content_hash, letter_qr
from desktop.core.pack_types import Agency
from desktop.core.profile import Profile
from desktop.errors import UserError
from desktop.store.letters import Letter

if TYPE_CHECKING:
    from reports.document import Document
    from reports.press import Press

_REPLACED = "ralat"
"""The reason noted when a letter is replaced and nobody said why."""


class Order(NamedTuple):
    """What is asked of `make_letters`.

    Attributes:
        kind: of `core.letters.KINDS`; None = assignment letters, or the kind of the letter replaced.
        number: None leaves it open, ``auto`` takes the next, else the number or a reserved one.
        day: the letters are dated; None = today.
        instead_of: the letter that is replaced; `reason` says why.
        content: what a nota dinas or surat tugas says. visits: whose teams a surat tugas sends.
        subject: of other kinds, instead of the one that follows from what they are about.
    """

    kind: str | None = None
    number: str | None = None
    day: date | None = None
    instead_of: str | None = None
    reason: str | None = None
    content: LetterIn | None = None
    visits: tuple[str, ...] = ()
    subject: str | None = None


@dataclass(slots=True)
class Maker:
    """Makes the letters of one order.

    Attributes:
        earlier: the letter that is replaced, None for a first one.
    """

    session: Session
    press: "Press"
    profile: Profile
    out: Path
    kind: str
    order: Order
    earlier: Letter | None

    @property
    def beginning(self) -> str:
        """How the names of this laptop's letters begin; it names nobody."""
        return f"{self.session.pack.prefix}-{self.session.writer.hex()[:6]}-surat-"

    def make(self, agency: Agency | None) -> Iterator[dict[str, Any]]:
        """One letter, or none when nothing waits; what fails leaves everything as it was."""
        session, names = self.session, list[str]()
        try:
            with session.store.transaction():
                made = self._inside(agency, names)
        except BaseException:
            drop_waiting(self.out, names)
            session.log.forget_writers()
            session.refresh()
            raise
        if made is not None:
            give_names(self.out, names)
            yield made

    def _inside(self, agency: Agency | None, names: list[str]) -> dict[str, Any] | None:
        session = self.session
        if self.earlier is not None:
            session.write_inside([void_act(self.earlier, reason_note(self.order.reason or _REPLACED))])
        given = self._number()
        letter = given.reserved or session.new_thing()
        draft = self._draft(letter, agency)
        if agency is not None and not draft.matters:
            if self.earlier is not None:
                # What was void a moment ago must not stay so without a letter in its place.
                raise UserError("letter_nothing_waiting", agency=agency.short, kind=self.kind)
            return None
        content = self._content(draft)
        digest = content_hash(content)
        session.write_inside([self._issued(draft, content, digest, given)])
        stem = numbered(self._stem(agency, letter), given.number)
        sealed = self._sealed(draft, stem, names)
        data = waiting_path(self.out, names[0]).read_bytes() if sealed else None
        printed = Printed(content, self.profile, session.now().replace(microsecond=0), data, stem)
        document = printed.pdf(self.press, given.number)
        keep(session, letter, printed, document.pages)
        if sealed:
            note_sent(session.store.connection, sealed.address, sealed.about, sealed.written, names[0])
        docx = printed.docx(self.press, given.number)
        for ending, written in ((".pdf", document.data), (".docx", docx)):
            if written is not None:
                names.append(stem + ending)
                write_waiting(self.out, names[-1], written)
        return self._report(draft, given, document, letter_qr(content.letter, digest), names)

    def _stem(self, agency: Agency | None, letter: bytes) -> str:
        to = [plain(agency.code)] if agency else []
        return self.beginning + "-".join([plain(self.kind), *to, letter.hex()[-8:]])

    def _number(self) -> Number:
        register = Register(self.session, self.profile, self.kind)
        security = self.order.content.security if self.order.content else "biasa"
        return register.choose(self.order.number, self._day, security)

    @property
    def _day(self) -> date:
        return self.order.day or self.session.today

    def _draft(self, letter: bytes, agency: Agency | None) -> Draft:
        session, earlier = self.session, self.earlier
        matters = waiting(session, agency, self.kind) if agency else []
        before = [earlier] if earlier else []
        if self.kind == "pengingat" and agency:
            before = assigning(session, agency, matters)
        return Draft(
            kind=self.kind,
            letter=letter,
            day=self._day,
            agency=agency,
            matters=matters,
            earlier=earlier,
            version=int(earlier.values.get("version") or 1) + 1 if earlier else 1,
            refers=[reference(one) for one in before],
            carries_data=self.kind == "penugasan"
            and agency is not None
            and bool(laptops(session, agency.code)),
            subject=self.order.subject,
        )

    def _content(self, draft: Draft) -> Content:
        # The district's own sentences stand in place of ours, as on the paper itself.
        from desktop.actions.letter_press import wording  # noqa: PLC0415

        say = wording(self.press, self.profile)
        if self.order.content is None:
            return gathered(self.session, say, self.profile, draft)
        visits = [find_visit(self.session, one) for one in self.order.visits]
        return typed_content(self.session, say, self.profile, draft, self.order.content, visits)

    def _issued(self, draft: Draft, content: Content, digest: bytes, given: Number) -> Act:
        register = Register(self.session, self.profile, self.kind).name
        values = {
            "kind": self.kind,
            "agency": draft.agency.code if draft.agency else None,
            "date": content.date,
            "subject": content.subject,
            "hash": digest.hex(),
            "version": draft.version,
            "earlier": thing_text(draft.earlier.thing) if draft.earlier else None,
            "register": register,
            "number": given.number,
            "serial": given.serial,
        }
        assignments = named_by(self.kind, draft.matters)
        return Act("letter.issued", draft.letter, {**present(values), "assignments": assignments})

    def _sealed(self, draft: Draft, stem: str, names: list[str]) -> Sealed | None:
        if not draft.carries_data or draft.agency is None:
            return None
        names.append(f"{stem}.jbola")
        things = list({one.aspiration.thing: None for one in draft.matters})
        target = waiting_path(self.out, names[-1])
        return seal(self.session, draft.agency.code, draft.letter, things, target)

    def _report(
        self, draft: Draft, given: Number, document: "Document", code: str, names: list[str]
    ) -> dict[str, Any]:
        paths = {Path(name).suffix: str(self.out / name) for name in names}
        return {
            "id": thing_text(draft.letter),
            "kind": self.kind,
            "agency": draft.agency.code if draft.agency else None,
            "number": given.number,
            "date": draft.day.isoformat(),
            "path": paths[".pdf"],
            "pages": document.pages,
            "aspirations": len({one.aspiration.thing for one in draft.matters}),
            "data": paths.get(".jbola"),
            "docx": paths.get(".docx"),
            "code": code,
            "warnings": [{"field": one.field, "signs": one.signs} for one in document.missing],
        }
