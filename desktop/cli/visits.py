"""Commands of the field desk: visit, aspiration."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop.actions import aspiration_lists, aspirations, visits
from desktop.actions.corrections import correct
from desktop.actions.session import Session
from desktop.actions.shapes import (
    AspirationChange,
    AspirationIn,
    VisitIn,
    convert,
    parse,
    parse_aspirations,
    read_csv,
    read_json,
)
from desktop.catalogue import Catalogue
from desktop.cli.call import Answer, Call
from desktop.cli.command import Command, arg, code_arg, codes_arg, file_arg, id_arg, list_args, reason_arg
from desktop.cli.inputs import content, is_table, query
from desktop.cli.output import facts, listing, table

VISIT_COLUMNS = ("id", "date", "village", "village_name", "place", "aspirations", "finished", "acknowledged")
ASPIRATION_COLUMNS = ("code", "status", "title", "kind", "village", "agency", "due", "outcome")
HISTORY_COLUMNS = ("at", "who", "kind", "fields", "reason", "counts", "signature")
_PLAIN_CHANGES = ("text", "title", "category", "kind", "urgency", "authority", "summary")


def _visit_add(call: Call) -> Answer:
    shape = parse(content(call.args.file), VisitIn)
    with call.session() as session:
        return Answer(visits.add_visit(session, shape, call.args.file.parent), _show_visit)


def _show_visit(words: Catalogue, data: Any) -> str:
    plain = {name: value for name, value in data["visit"].items() if not isinstance(value, list | dict)}
    parts = [words.text("visit_saved", count=len(data["aspirations"])), facts(words, plain)]
    if data["aspirations"]:
        parts.append(table(words, data["aspirations"], ("code", "title", "id")))
    return "\n\n".join(parts)


def _visit_finish(call: Call) -> Answer:
    with call.session() as session:
        return Answer(visits.finish_visit(session, call.args.id))


def _visit_list(call: Call) -> Answer:
    wanted = query(call)
    with call.session() as session:
        return Answer(visits.list_visits(session, wanted), listing(*VISIT_COLUMNS))


def _visit_show(call: Call) -> Answer:
    with call.session() as session:
        return Answer(visits.show_visit(session, call.args.id))


def _aspiration_add(call: Call) -> Answer:
    file: Path = call.args.file
    data = content(file)
    rows: Sequence[AspirationIn] = read_csv(data, "aspiration") if is_table(file) else parse_aspirations(data)
    with call.session() as session:
        return Answer(aspirations.add_aspirations(session, call.args.visit, rows, file.parent))


def _correct(call: Call) -> Answer:
    change = _change(call)
    with call.session() as session:
        return Answer(correct(session, call.args.code, change, call.args.reason, _base(call.args.from_file)))


def _base(file: Path | None) -> Path:
    """The folder that names of attachments start from."""
    return file.parent if file else Path.cwd()


def _change(call: Call) -> AspirationChange:
    """What is written anew: the file's keys, then those typed."""
    args = call.args
    given = read_json(content(args.from_file)) if args.from_file else {}
    typed = {name: value for name in _PLAIN_CHANGES if (value := getattr(args, name)) is not None}
    if isinstance(given, dict):
        given |= typed
    if not given:
        raise call.missing("--from, " + ", ".join("--" + name for name in _PLAIN_CHANGES))
    return convert(given, AspirationChange)


def _each(act: Callable[[Session, Sequence[str], str | None], dict[str, Any]]) -> Callable[[Call], Answer]:
    def run(call: Call) -> Answer:
        with call.session() as session:
            return Answer(act(session, call.args.codes, call.args.reason))

    return run


def _aspiration_list(call: Call) -> Answer:
    wanted = query(call)
    with call.session() as session:
        return Answer(aspiration_lists.list_aspirations(session, wanted), listing(*ASPIRATION_COLUMNS))


def _aspiration_show(call: Call) -> Answer:
    with call.session() as session:
        return Answer(aspiration_lists.show_aspiration(session, call.args.code), _show_aspiration)


def _show_aspiration(words: Catalogue, data: Any) -> str:
    history = [{name: entry.get(name) for name in HISTORY_COLUMNS} for entry in data["history"]]
    return facts(words, {**data, "history": history})


def _similar(call: Call) -> Answer:
    with call.session() as session:
        return Answer(aspiration_lists.similar(session, call.args.code), _rows("similar", "similar_none"))


def _suggest(call: Call) -> Answer:
    code, text = call.args.code, call.args.text
    if (code is None) == (text is None):
        raise call.missing("CODE / --text")
    with call.session() as session:
        found = aspiration_lists.suggest(session, code=code, text=text)
        return Answer(found, _rows("suggestions", "suggest_none"))


def _rows(name: str, none: str) -> Callable[[Catalogue, Any], str]:
    def show(words: Catalogue, data: Any) -> str:
        return table(words, data[name]) if data[name] else words.text(none)

    return show


COMMANDS = (
    Command("visit add", _visit_add, (file_arg("file", metavar="FILE.json", text="visit_file"),)),
    Command("visit finish", _visit_finish, (id_arg("id", "ID", text="visit_id"),)),
    Command("visit list", _visit_list, list_args()),
    Command("visit show", _visit_show, (id_arg("id", "ID", text="visit_id"),)),
    Command(
        "aspiration add",
        _aspiration_add,
        (
            file_arg("file", metavar="FILE.json|FILE.csv", text="aspiration_file"),
            id_arg("--visit", "ID", text="visit_id", required=True),
        ),
    ),
    Command(
        "aspiration correct",
        _correct,
        (
            code_arg(),
            reason_arg(),
            file_arg("--from", dest="from_file", metavar="FILE.json", text="change_file"),
            *(arg("--" + name, text=f"change_{name}") for name in _PLAIN_CHANGES),
        ),
    ),
    Command("aspiration withdraw", _each(aspirations.withdraw), (codes_arg(), reason_arg())),
    Command("aspiration reopen", _each(aspirations.reopen), (codes_arg(), reason_arg())),
    Command("aspiration close", _each(aspirations.close), (codes_arg(), reason_arg())),
    Command(
        "aspiration list",
        _aspiration_list,
        (*list_args(), arg("--order", choices=("recorded", "due"), default="recorded")),
    ),
    Command("aspiration show", _aspiration_show, (code_arg(),)),
    Command("aspiration similar", _similar, (code_arg(),)),
    Command(
        "aspiration suggest",
        _suggest,
        (arg("code", metavar="CODE", nargs="?", text="tracking_code"), arg("--text", text="suggest_text")),
    ),
)
