"""Commands that set a laptop up and make it known: init, request, accept, retire."""

from typing import Any

from desktop.actions.enrolment import (
    accept_request,
    members,
    retire,
    set_scope,
    write_request,
)
from desktop.actions.opening import Surroundings
from desktop.actions.set_up import Made, Plan, set_up, undo
from desktop.actions.sheets import LAPTOP, ROOT, Sheet
from desktop.catalogue import Catalogue
from desktop.cli.call import Answer, Call
from desktop.cli.command import Command, arg, file_arg, id_arg, reason_arg, voice_arg
from desktop.cli.inputs import existing
from desktop.cli.output import facts, listing
from desktop.cli.sheets import claimed_sheets, give_sheets
from desktop.cli.usage import surplus
from desktop.core.canonical import b64
from desktop.core.text import NAME, clean
from desktop.errors import UserError

DESKS = ("officer", "coordinator", "agency")


def _init(call: Call) -> Answer:
    args = call.args
    _check_together(call)
    outside = call.outside(practice=args.practice)
    if outside.paths.vault.exists():
        raise UserError("home_exists")
    plan = Plan(
        desk=f"agency:{args.agency.strip().upper()}" if args.agency else args.desk,
        name=clean(args.name, NAME, "name", lines=False, required=True),
        nip=clean(args.nip or "", NAME, "nip", lines=False),
        region=args.region or "",
        prefix=args.prefix,
        practice=args.practice,
        pack=existing(args.pack) if args.pack else None,
        code=args.code or "",
    )
    passphrase = call.passphrases.chosen()
    with claimed_sheets(call, args.recovery_out) as paper:
        made = set_up(outside, plan, passphrase, call.app.resources())
        try:
            data, sheets = _told(outside, plan, made), _sheets(outside, plan, made)
            return give_sheets(call.words, data, sheets, paper, _next_step(made))
        except BaseException:
            undo(outside)
            raise


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


def _sheets(outside: Surroundings, plan: Plan, made: Made) -> list[Sheet]:
    """The sheets of all secrets made, the district's first."""
    secrets = {ROOT: made.root, LAPTOP: made.laptop}
    today = outside.now().date()
    # Only whoever founds a district has its name on paper: a laptop's sheet is kept apart from it.
    name = made.district if made.root else ""
    return [
        Sheet(kind, code, name, plan.name, today, plan.practice) for kind, code in secrets.items() if code
    ]


def _told(outside: Surroundings, plan: Plan, made: Made) -> dict[str, Any]:
    told = {
        "home": str(outside.paths.home),
        "desks": [plan.desk],
        "owner": plan.name,
        "writer": b64(made.writer),
        **({"pack": made.pack} if made.pack is not None else {}),
    }
    return {**told, "practice": made.practice, "district": made.district or None}


def _next_step(made: Made) -> str:
    if not made.district:
        return "init_next_request"
    return "init_next_pack" if made.pack is not None else "init_next_founder"


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
