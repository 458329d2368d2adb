"""How a laptop joins and leaves a district: founding, request, acceptance by voice, retirement."""

from pathlib import Path
from typing import Any

import msgspec

from desktop.actions.recipients import find_member
from desktop.actions.region_pack import SKIP, write_pack
from desktop.actions.sent_files import note_sent
from desktop.actions.session import Home, Session, home_bytes
from desktop.actions.writing import Act
from desktop.core.canonical import b64
from desktop.core.clock import local_iso
from desktop.core.codes import same_voice_code, voice_code
from desktop.core.events import ZERO, district_thing, thing_text
from desktop.core.pack import Pack
from desktop.core.roster import describe
from desktop.errors import UserError
from desktop.store.outgoing import next_number
from desktop.sync.keys import RootKey
from desktop.sync.manifest import About, Manifest, Request
from desktop.sync.unsealed import check_unsealed, write_unsealed
from desktop.sync.writing import Contents


def found_district(session: Session, pack: Pack) -> bytes:
    """Makes a new district with this laptop as its laptop induk; answers the 32-byte seed of its root.

    The seed is for paper only and is kept nowhere.

    Raises:
        UserError: ``district_exists``, ``wrong_desk``.
    """
    session.demand("coordinator")
    if session.root is not None:
        raise UserError("district_exists")
    seed = session.random(32)
    root = RootKey.from_seed(seed)
    home = session.home
    with session.store.transaction():
        session.store.set_meta("root", root.verify_key)
        session.store.set_meta("home", home_bytes(Home(home.desks, home.owner, pack.practice, True)))
    session.root = root.verify_key
    session.home = Home(home.desks, home.owner, pack.practice, True)
    session.refresh()
    accepted = Act("roster.accepted", session.writer, _card(session))
    induk = {"induk": b64(session.writer), "before_seq": None}
    acts = [accepted, Act("roster.induk", district_thing(session.district), induk)]
    session.sign_as_root(acts, root.verify_key, root.sign)
    write_pack(session, pack, before=None)
    return seed


def _card(session: Session) -> dict[str, Any]:
    keys, home = session.keys, session.home
    return {
        "key": b64(keys.verify_key),
        "age": keys.recipient,
        "desks": list(home.desks),
        "owner": msgspec.to_builtins(home.owner),
    }


def write_request(session: Session, out: Path) -> dict[str, Any]:
    """Writes this laptop's request to be accepted, and answers the voice code to read out.

    Raises:
        UserError: what the disk says.
    """
    about = About(
        created=local_iso(session.now()),
        file=session.new_file(),
        from_=b64(session.writer),
        number=next_number(session.store.connection, "coordinator", "request"),
        sequence="request",
        to="coordinator",
    )
    contents = Contents(
        session.district if session.root else b"",
        lambda: (),
        {},
        age=session.keys.recipient,
        request=request_of(session.home),
    )
    written = write_unsealed(out, about, contents, session.keys)
    with session.store.transaction() as connection:
        note_sent(connection, "coordinator", about, written, out.name)
    return {"path": str(out), "voice_code": voice_code(written.manifest_bytes)}


def request_of(home: Home) -> Request:
    """How a home introduces itself."""
    desk, _, agency = home.desks[0].partition(":")
    return Request(desk=desk, agency=agency, name=home.owner.name, nip=home.owner.nip)


def accept_request(session: Session, path: Path, code: str | None) -> dict[str, Any]:
    """Accepts a laptop whose voice code was heard; everything it ever wrote counts from then on.

    Raises:
        UserError: ``not_induk``, ``voice_code_needed``, ``voice_code_wrong``, ``root_needed``,
            ``agency_unknown``, ``file_other_district``.
    """
    session.demand_induk()
    manifest = read_request(session, path, code)
    card = request_card(session, manifest)
    if "coordinator" in card["desks"]:
        raise UserError("root_needed")
    session.write([Act("roster.accepted", manifest.sender, card)])
    return accepted_report(session, manifest.sender)


def read_request(session: Session, path: Path, code: str | None) -> Manifest:
    """A request whose voice code is the one heard."""
    checked = check_unsealed(path, "request")
    if checked.manifest.district and checked.district != session.district:
        raise UserError("file_other_district")
    if code is None:
        raise UserError("voice_code_needed")
    if code == SKIP:
        if not session.home.practice:
            raise UserError("skip_only_practice")
    elif not same_voice_code(code, voice_code(checked.manifest_bytes)):
        raise UserError("voice_code_wrong")
    return checked.manifest


def request_card(session: Session, manifest: Manifest) -> dict[str, Any]:
    """What ``roster.accepted`` says of the laptop that asks.

    Raises:
        UserError: ``agency_unknown``, ``request_unreadable``.
    """
    request = manifest.request
    if request is None or manifest.age is None or request.desk not in ("officer", "coordinator", "agency"):
        raise UserError("request_unreadable")
    desk = request.desk
    if desk == "agency":
        if request.agency not in {agency.code for agency in session.pack.agencies if not agency.external}:
            raise UserError("agency_unknown", agency=request.agency)
        desk = f"agency:{request.agency}"
    owner = {"id": thing_text(manifest.sender), "name": request.name, "nip": request.nip}
    return {"key": manifest.key, "age": manifest.age, "desks": [desk], "owner": owner}


def accepted_report(session: Session, writer: bytes) -> dict[str, Any]:
    """Who was accepted."""
    member = session.roster.members[writer]
    return {"writer": b64(writer), "name": describe(member), "desks": list(member.desks)}


def retire(session: Session, writer: str, reason: str | None) -> dict[str, Any]:
    """Retires a laptop: what is held of it counts, what comes later waits for review, event by event.

    Raises:
        UserError: ``not_induk``, ``writer_unknown``, ``retire_self``, ``writer_retired``, ``reason_needed``.
    """
    session.demand_induk()
    member = find_member(session, writer)
    if member.writer == session.writer:
        raise UserError("retire_self")
    if not member.active:
        raise UserError("writer_retired", writer=b64(member.writer))
    last = session.log.last_of(member.writer)
    identity, seq = last if last else (ZERO, 0)
    values = {"writer": b64(member.writer), "seq": seq, "id": b64(identity)}
    session.write([Act("roster.retired", member.writer, values, {"reason": reason or ""})])
    return {"writer": b64(member.writer), "name": describe(member), "seq": seq}


def set_scope(session: Session, writer: str, villages: list[str]) -> dict[str, Any]:
    """Names the villages whose aspirations an officer receives.

    Raises:
        UserError: ``not_induk``, ``writer_unknown``, ``village_unknown``.
    """
    session.demand_induk()
    member = find_member(session, writer)
    known = {village.code for village in session.pack.villages}
    for code in villages:
        if code not in known:
            raise UserError("village_unknown", typed=code[:40], name=session.pack.name)
    session.write([Act("roster.scope_set", member.writer, {"villages": sorted(set(villages))})])
    return {"writer": b64(member.writer), "name": describe(member), "villages": sorted(set(villages))}


def members(session: Session) -> dict[str, Any]:
    """Every laptop of the district, as far as is known here."""
    roster = session.roster
    items = [
        {
            "writer": b64(member.writer),
            "name": describe(member),
            "desks": list(member.desks),
            "active": member.active,
            "induk": member.writer == roster.induk,
            "keeper": member.writer in roster.keepers,
            "own": member.writer == session.writer,
        }
        for member in sorted(roster.members.values(), key=lambda member: (member.desks, describe(member)))
    ]
    return {"items": items}
