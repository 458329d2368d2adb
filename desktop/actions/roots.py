"""Acts of the district root, whose code lies on paper: laptop induk, coordinators, keepers, successor."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.actions.enrolment import accepted_report, read_request, request_card
from desktop.actions.recipients import find_member
from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.canonical import b64
from desktop.core.codes import paper_code, read_paper_code
from desktop.core.events import district_thing
from desktop.core.roster import Member, describe
from desktop.errors import UserError
from desktop.sync.age_secret import recipient_of
from desktop.sync.keys import RootKey, split_halves

SEED_BYTES = 32
_CODE_LINE = re.compile(r"(?:[0-9A-Za-z]{5}[ -]){11}[0-9A-Za-z]{5}")


def read_root(text: str) -> RootKey:
    """The root key of a code typed, or of the whole sheet it stands on.

    Raises:
        UserError: ``paper_code_length``, ``paper_code_wrong``.
    """
    lines = [match for line in text.splitlines() if (match := _CODE_LINE.search(line))]
    typed = lines[0].group() if lines else text
    return RootKey.from_seed(read_paper_code(typed, SEED_BYTES))


def name_induk(session: Session, root: RootKey, writer: str) -> dict[str, Any]:
    """Names the laptop induk; of the one before, what is held here counts and nothing later.

    A laptop induk that came back from its backup is a new writer: named on itself, it is accepted too
    (sync.md 1.7), or nobody would be the laptop induk at all.

    Raises:
        UserError: ``root_wrong``, ``writer_unknown``, ``not_coordinator``.
    """
    _demand_root(session, root)
    member = find_member(session, writer)
    if "coordinator" not in member.desks:
        raise UserError("not_coordinator", writer=describe(member))
    before = session.roster.induk or next(iter(session.roster.induks), None)
    last = session.log.last_of(before) if before else None
    values = {"induk": b64(member.writer), "before_seq": last[1] if last else 0}
    acts = [Act("roster.induk", district_thing(session.district), values)]
    if session.provisional and member.writer == session.writer:
        acts.insert(0, Act("roster.accepted", member.writer, _own_card(member)))
    _sign(session, root, acts)
    return accepted_report(session, member.writer)


def _own_card(member: Member) -> dict[str, Any]:
    """What ``roster.accepted`` says of this laptop; its keys are here, so no voice has to be heard."""
    return {
        "key": b64(member.key),
        "age": member.age,
        "desks": list(member.desks),
        "owner": dict(member.owner),
    }


def name_coordinator(session: Session, root: RootKey, request: Path, code: str | None) -> dict[str, Any]:
    """Accepts a further coordinator laptop; only the root may.

    Raises:
        UserError: ``root_wrong``, ``voice_code_wrong``, ``not_coordinator``.
    """
    _demand_root(session, root)
    manifest = read_request(session, request, code)
    card = request_card(session, manifest)
    if card["desks"] != ["coordinator"]:
        raise UserError("not_coordinator", writer=card["owner"]["name"])
    _sign(session, root, [Act("roster.accepted", manifest.sender, card)])
    return accepted_report(session, manifest.sender)


def set_keepers(session: Session, root: RootKey, writers: Sequence[str]) -> dict[str, Any]:
    """Names all keepers of the restricted channel; the list is replaced whole.

    Raises:
        UserError: ``root_wrong``, ``writer_unknown``.
    """
    _demand_root(session, root)
    found = sorted({find_member(session, writer).writer for writer in writers})
    act = Act("roster.keepers", district_thing(session.district), {"keepers": [b64(one) for one in found]})
    _sign(session, root, [act])
    return {"keepers": [accepted_report(session, one) for one in found]}


def new_recovery(session: Session, root: RootKey) -> dict[str, Any]:
    """Makes an office recovery key; every file is sealed to it too. Its two halves go to two offices.

    Raises:
        UserError: ``root_wrong``.
    """
    _demand_root(session, root)
    secret = session.random(SEED_BYTES)
    recipient = recipient_of(secret)
    recipients = sorted({*session.roster.recovery, recipient})
    act = Act("roster.recovery", district_thing(session.district), {"recovery": recipients})
    _sign(session, root, [act])
    first, second = split_halves(secret, session.random(SEED_BYTES))
    return {"recipient": recipient, "halves": [paper_code(first), paper_code(second)]}


def name_successor(session: Session, root: RootKey) -> dict[str, Any]:
    """Hands the district to a new root; its code is shown once.

    Raises:
        UserError: ``root_wrong``.
    """
    _demand_root(session, root)
    seed = session.random(SEED_BYTES)
    key = b64(RootKey.from_seed(seed).verify_key)
    _sign(session, root, [Act("roster.successor", district_thing(session.district), {"key": key})])
    return {"root_code": paper_code(seed)}


def _demand_root(session: Session, root: RootKey) -> None:
    session.demand("coordinator")
    roots = session.roster.roots
    if not roots or list(roots)[-1] != root.writer:
        raise UserError("root_wrong")


def _sign(session: Session, root: RootKey, acts: Sequence[Act]) -> None:
    session.sign_as_root(acts, root.verify_key, root.sign)
