"""Commands on letters: made, numbered, kept in the register, delivered, verified."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.actions import letter_items, letter_register, letter_verify, letters
from desktop.actions.letter_shapes import LetterIn
from desktop.actions.letters import Order
from desktop.actions.shapes import parse
from desktop.catalogue import Catalogue
from desktop.cli.call import Answer, Call
from desktop.cli.command import Arg, Command, arg, file_arg, id_arg, list_args, reason_arg
from desktop.cli.inputs import content, existing, query
from desktop.cli.output import facts, listing, table
from desktop.cli.usage import together
from desktop.core.letters import KINDS
from desktop.errors import REFUSED

MADE_COLUMNS = ("agency", "number", "aspirations", "pages", "path", "id")
LIST_COLUMNS = ("date", "kind", "agency", "number", "state", "aspirations", "subject", "id")
HISTORY_COLUMNS = ("at", "who", "kind", "fields", "reason", "counts", "signature")


def _make(call: Call) -> Answer:
    args, out = call.args, call.out
    by_hand = args.kind in ("nota_dinas", "surat_tugas") or args.instead_of is not None
    if not (args.agency or args.all or by_hand):
        raise call.missing("--agency / --all")
    if args.agency and args.all:
        raise together("--agency", "--all", args.program)
    typed = parse(content(args.content), LetterIn) if args.content else None
    press = call.app.press()
    with call.session() as session:
        order = Order(
            kind=args.kind,
            number=args.number,
            day=call.day(session, args.date),
            instead_of=args.instead_of,
            reason=args.reason,
            content=typed,
            visits=tuple(args.visit),
            subject=args.subject,
        )
        made = letters.make_letters(session, press, args.agency, out, order, call.progress)
        return Answer(made, _show_made, complaints=_warnings(call.words, made))


def _warnings(words: Catalogue, made: Mapping[str, Any]) -> list[str]:
    """Signs that no font has are said, or somebody's words would be a box nobody noticed."""
    return [
        words.text("letter_signs_missing", path=Path(one["path"]).name, **warning)
        for one in made["letters"]
        for warning in one["warnings"]
    ]


def _show_made(words: Catalogue, data: Mapping[str, Any]) -> str:
    if not data["letters"]:
        return words.text("letters_none")
    parts = [table(words, data["letters"], MADE_COLUMNS)]
    if bare := [one for one in data["letters"] if one["kind"] == "penugasan" and not one["data"]]:
        agencies = ", ".join(one["agency"] for one in bare)
        parts.append(words.text("letters_without_data", agencies=agencies))
    if not all(one["number"] for one in data["letters"]):
        parts.append(words.text("letters_unnumbered"))
    return "\n\n".join(parts)


def _number(call: Call) -> Answer:
    args = call.args
    with call.session() as session:
        day = call.day(session, args.date)
        return Answer(letter_register.number_letter(session, args.letter, args.number, day), _one)


def _reserve(call: Call) -> Answer:
    args = call.args
    with call.session() as session:
        day = call.day(session, args.date)
        return Answer(letter_register.reserve_numbers(session, args.kind, args.count, day))


def _list(call: Call) -> Answer:
    wanted = query(call)
    with call.session() as session:
        return Answer(letter_items.list_letters(session, wanted), listing(*LIST_COLUMNS))


def _show(call: Call) -> Answer:
    args = call.args
    press = call.app.press() if args.out is not None else None
    with call.session() as session:
        return Answer(letter_items.show_letter(session, args.letter, press, args.out), _whole)


def _void(call: Call) -> Answer:
    with call.session() as session:
        return Answer(letter_register.void_letter(session, call.args.letter, call.args.reason), _one)


def _attach(call: Call) -> Answer:
    args = call.args
    with call.session() as session:
        return Answer(letter_register.attach_scan(session, args.letter, args.files, Path.cwd()), _one)


def _deliver(call: Call) -> Answer:
    args = call.args
    with call.session() as session:
        day = call.day(session, args.date)
        return Answer(letter_register.deliver_letter(session, args.letter, args.to, day, args.how), _one)


def _verify(call: Call) -> Answer:
    typed = call.args.target
    if typed.strip().upper().startswith("JB1"):
        with call.session() as session:
            return _judged(call, letter_verify.verify_code(session, typed))
    path, press = existing(Path(typed)), call.app.press()
    with call.session() as session:
        return _judged(call, letter_verify.verify_file(session, press, path))


def _judged(call: Call, found: Mapping[str, Any]) -> Answer:
    """A genuine code on other pages is refused all the same; a void letter is said to be void."""
    complaints = []
    if found["voided"]:
        complaints.append(call.words.text("letter_verify_void"))
    if found["pages_match"] is False:
        complaints.append(call.words.text("letter_verify_pages"))
    code = REFUSED if found["pages_match"] is False else 0
    return Answer(found, _verified, code, complaints=complaints)


def _verified(words: Catalogue, data: Mapping[str, Any]) -> str:
    # That it is known needs no line: what is not is refused.
    found = facts(words, {name: value for name, value in data.items() if name != "known"})
    if data["voided"] or data["pages_match"] is False:
        return found
    seen = words.text("letter_verify_good") if data["pages_match"] else words.text("letter_verify_code")
    return f"{seen}\n\n{found}"


def _one(words: Catalogue, data: Mapping[str, Any]) -> str:
    return facts(words, data["letter"])


def _whole(words: Catalogue, data: Mapping[str, Any]) -> str:
    history = [{name: entry.get(name) for name in HISTORY_COLUMNS} for entry in data["history"]]
    return facts(words, {**data, "history": history})


def _letter() -> Arg:
    return id_arg("letter", "ID|NUMBER", text="letter")


def _date() -> Arg:
    return arg("--date", metavar="DATE", text="letter_date")


COMMANDS = (
    Command(
        "letter make",
        _make,
        (
            arg("--agency", metavar="CODE", text="letter_agency"),
            arg("--all", action="store_true", text="letter_all"),
            arg("--kind", choices=KINDS, text="letter_kind"),
            arg("--number", metavar="auto|NUMBER", text="letter_number"),
            arg("--subject", text="letter_subject"),
            _date(),
            id_arg("--instead-of", "ID", text="letter_instead_of"),
            arg("--reason", text="letter_reason"),
            file_arg("--content", metavar="FILE.json", text="letter_content"),
            id_arg("--visit", "ID", nargs="+", default=(), text="letter_visit"),
        ),
        out=True,
    ),
    Command(
        "letter number",
        _number,
        (_letter(), arg("--number", metavar="N|auto", required=True, text="letter_given_number"), _date()),
    ),
    Command(
        "letter reserve",
        _reserve,
        (
            arg("--kind", choices=KINDS, default="penugasan", text="letter_kind"),
            arg("--count", type=int, default=1, metavar="N", text="letter_count"),
            _date(),
        ),
    ),
    Command("letter list", _list, list_args()),
    Command("letter show", _show, (_letter(),), out=True),
    Command("letter void", _void, (_letter(), reason_arg())),
    Command(
        "letter attach",
        _attach,
        (_letter(), arg("files", metavar="FILE", nargs="+", text="letter_scan")),
    ),
    Command(
        "letter deliver",
        _deliver,
        (
            _letter(),
            arg("--to", metavar="NAME", required=True, text="letter_taker"),
            arg("--date", metavar="DATE", text="letter_delivered"),
            arg("--how", text="letter_how"),
        ),
    ),
    Command("letter verify", _verify, (arg("target", metavar="FILE.pdf|CODE", text="letter_target"),)),
)
