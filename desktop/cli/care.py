"""Commands of care (check, backup, restore, passphrase, recover, rebuild), person and schema."""

from typing import Any

from desktop.actions import care, people
from desktop.actions.corrections import correct
from desktop.actions.shapes import SCHEMAS, AspirationChange, convert, read_json, schema
from desktop.actions.sheets import LAPTOP
from desktop.catalogue import Catalogue
from desktop.cli.call import Answer, Call
from desktop.cli.command import Command, arg, file_arg, reason_arg
from desktop.cli.inputs import content, existing
from desktop.cli.output import facts, table
from desktop.cli.sheets import find_code
from desktop.errors import REFUSED


def _check(call: Call) -> Answer:
    with call.session() as session:
        found = care.check(session, call.args.repair)
    return Answer(found, _show_check, 0 if found["ok"] else REFUSED)


def _show_check(words: Catalogue, data: Any) -> str:
    rows = [{**one, "name": words.text(f"check_{one['name']}")} for one in data["checks"]]
    steps = [words.text(f"check_{one['name']}_hint") for one in data["checks"] if not one["ok"]]
    head = words.text("check_well" if data["ok"] else "check_ill")
    return "\n\n".join([head, table(words, rows), *steps])


def _backup(call: Call) -> Answer:
    out = call.out
    with call.session() as session:
        return Answer(care.backup(session, out, call.progress))


def _restore(call: Call) -> Answer:
    file = existing(call.args.file)
    outside = call.outside()
    return Answer(care.restore(outside, file, call.passphrases.known()))


def _passphrase(call: Call) -> Answer:
    with call.session() as session:
        return Answer(care.change_passphrase(session, call.passphrases.new()))


def _recover(call: Call) -> Answer:
    outside = call.outside()
    text = call.passphrases.paper_code(call.args.recovery_file, "ask_recovery")
    code = find_code(call.words, text, LAPTOP)
    return Answer(care.recover(outside, code, call.passphrases.new()))


def _rebuild(call: Call) -> Answer:
    with call.session() as session:
        return Answer(care.rebuild_tables(session))


def _forget(call: Call) -> Answer:
    with call.session() as session:
        return Answer(people.forget(session, call.args.person, call.args.reason))


def _export_person(call: Call) -> Answer:
    with call.session() as session:
        return Answer(people.export_person(session, call.args.person))


def _correct_person(call: Call) -> Answer:
    args = call.args
    change = convert({"citizen": read_json(content(args.from_file))}, AspirationChange)
    with call.session() as session:
        return Answer(correct(session, args.person, change, args.reason))


def _schema(call: Call) -> Answer:
    name = call.args.name
    if name is None:
        return Answer({"schemas": sorted(SCHEMAS)}, facts)
    return Answer(schema(name), raw=not name.endswith("-csv"), show=_show_columns)


def _show_columns(words: Catalogue, data: Any) -> str:
    return ",".join(data["columns"])


_PERSON = arg("person", metavar="CODE|ID", text="person")
_NEW = file_arg("--new-passphrase-file", metavar="FILE", text="new_passphrase_file")

COMMANDS = (
    Command("person export", _export_person, (_PERSON,)),
    Command(
        "person correct",
        _correct_person,
        (
            arg("person", metavar="CODE", text="tracking_code"),
            file_arg("--from", dest="from_file", metavar="FILE.json", required=True, text="citizen_file"),
            reason_arg(),
        ),
    ),
    Command("person forget", _forget, (_PERSON, reason_arg())),
    Command("check", _check, (arg("--repair", action="store_true"),)),
    Command("backup", _backup, out=True),
    Command("restore", _restore, (file_arg("file", metavar="FILE", text="backup_file"),)),
    Command("passphrase", _passphrase, (_NEW,)),
    Command("recover", _recover, (file_arg("--recovery-file", metavar="FILE", text="recovery_file"), _NEW)),
    Command("rebuild", _rebuild),
    Command("schema", _schema, (arg("name", metavar="NAME", nargs="?", text="schema_name"),)),
)
