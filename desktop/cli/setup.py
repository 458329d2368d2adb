"""Commands that set a laptop up and make it known: init, request, accept, retire."""

import uuid
from contextlib import suppress
from typing import Any

from desktop.actions.enrolment import (
    accept_request,
    found_district,
    members,
    retire,
    set_scope,
    write_request,
)
from desktop.actions.opening import Surroundings, close, create_home, open_home
from desktop.actions.region_pack import import_pack, proposed_pack
from desktop.actions.session import Owner, Session
from desktop.catalogue import Catalogue
from desktop.cli.call import Answer, Call
from desktop.cli.command import Command, arg, file_arg, id_arg, reason_arg, voice_arg
from desktop.cli.inputs import existing
from desktop.cli.output import facts, listing
from desktop.cli.sheets import LAPTOP, ROOT, Sheet, claimed_sheets, give_sheets
from desktop.cli.usage import surplus
from desktop.core.canonical import b64
from desktop.core.pack import Pack
from desktop.core.paper import paper_code
from desktop.core.text import NAME, clean
from desktop.errors import UserError

DESKS = ("officer", "coordinator", "agency")


def _init(call: Call) -> Answer:
    args = call.args
    _check_together(call)
    outside = call.outside(practice=args.practice)
    if outside.paths.vault.exists():
        raise UserError("home_exists")
    owner = Owner(
        id=str(uuid.UUID(bytes=outside.random(16), version=4)),
        name=clean(args.name, NAME, "name", lines=False, required=True),
        nip=clean(args.nip or "", NAME, "nip", lines=False),
    )
    pack = _proposed(call, outside) if args.region else None
    file = existing(args.pack) if args.pack else None
    passphrase = call.passphrases.chosen()
    with claimed_sheets(call, args.recovery_out) as paper:
        recovery = create_home(outside, passphrase, [_desk(call)], owner, light=args.practice)
        try:
            session = open_home(outside, passphrase)
            try:
                sheets, data = _furnish(session, pack, recovery, args.practice)
                if file is not None:
                    data["pack"] = import_pack(session, file, args.code)
                    if args.practice and not session.home.practice:
                        raise UserError("practice_mixed")
                data["practice"] = session.home.practice
                data["district"] = session.pack.name or None
            finally:
                close(session)
            return give_sheets(call.words, data, sheets, paper, _next_step(data))
        except BaseException:
            _undo(outside)
            raise


def _undo(outside: Surroundings) -> None:
    """Removes the home this very call made, or the next try would find half of one."""
    paths = outside.paths
    for path in (paths.vault, paths.sequence, *paths.home.glob(paths.database.name + "*")):
        with suppress(OSError):
            path.unlink()


def _check_together(call: Call) -> None:
    """What belongs to one desk only is refused at the others, so that nobody believes it counted."""
    args = call.args
    if args.desk == "agency" and not args.agency:
        raise call.missing("--agency")
    if args.desk != "agency" and args.agency:
        raise surplus("--agency", args.program)
    if args.desk != "coordinator" and args.region:
        raise surplus("--region", args.program)
    if args.region and args.pack:
        raise surplus("--pack", args.program)
    if args.code and not args.pack:
        raise call.missing("--pack")
    if args.prefix and not args.region:
        raise call.missing("--region")


def _proposed(call: Call, outside: Surroundings) -> Pack:
    args = call.args
    return proposed_pack(args.region, args.prefix, args.practice, outside.now().year, call.app.resources())


def _desk(call: Call) -> str:
    return f"agency:{call.args.agency.strip().upper()}" if call.args.agency else str(call.args.desk)


def _furnish(
    session: Session, pack: Pack | None, recovery: bytes, practice: bool
) -> tuple[list[Sheet], dict[str, Any]]:
    """The district if there is one to found, the sheets of all secrets made, and what to answer."""
    home = session.home
    name = pack.name if pack else ""
    sheets = [Sheet(LAPTOP, paper_code(recovery), name, home.owner.name, session.today, practice)]
    if pack is not None:
        seed = found_district(session, pack)
        sheets.insert(0, Sheet(ROOT, paper_code(seed), name, home.owner.name, session.today, practice))
    data = {
        "home": str(session.paths.home),
        "desks": home.desks,
        "owner": home.owner.name,
        "writer": b64(session.writer),
    }
    return sheets, data


def _next_step(data: dict[str, Any]) -> str:
    if data["district"] is None:
        return "init_next_request"
    return "init_next_pack" if "pack" in data else "init_next_founder"


def _request(call: Call) -> Answer:
    out = call.out
    with call.session() as session:
        return Answer(write_request(session, out), _voiced("request_next"))


def _voiced(next_step: str) -> Any:
    def show(words: Catalogue, data: Any) -> str:
        return facts(words, data) + "\n\n" + words.text(next_step)

    return show


def _accept(call: Call) -> Answer:
    with call.session() as session:
        return Answer(accept_request(session, existing(call.args.file), call.args.code))


def _retire(call: Call) -> Answer:
    with call.session() as session:
        return Answer(retire(session, call.args.writer, call.args.reason))


def _laptops(call: Call) -> Answer:
    with call.session() as session:
        return Answer(members(session), listing())


def _scope(call: Call) -> Answer:
    with call.session() as session:
        return Answer(set_scope(session, call.args.writer, call.args.village))


COMMANDS = (
    Command(
        "init",
        _init,
        (
            arg("--desk", choices=DESKS, required=True),
            arg("--name", required=True, text="owner_name"),
            arg("--nip"),
            arg("--region", metavar="63.10"),
            arg("--prefix", metavar="TB"),
            arg("--agency", metavar="CODE", text="own_agency"),
            file_arg("--pack", metavar="FILE", text="pack_file"),
            voice_arg(),
            arg("--practice", action="store_true"),
            file_arg("--recovery-out", metavar="FILE", text="recovery_out"),
        ),
    ),
    Command("request", _request, out=True),
    Command("accept", _accept, (file_arg("file", metavar="FILE", text="request_file"), voice_arg())),
    Command("retire", _retire, (id_arg("writer", "WRITER"), reason_arg())),
    Command("laptop list", _laptops),
    Command(
        "laptop scope",
        _scope,
        (
            id_arg("writer", "WRITER"),
            arg("--village", metavar="CODE", nargs="+", required=True, text="scope_village"),
        ),
    ),
)
