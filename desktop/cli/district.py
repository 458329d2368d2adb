"""Commands on the region pack and acts of the district root: pack, root."""

from collections.abc import Callable
from typing import Any

from desktop.actions.region_pack import export_pack, import_pack, pack_json, set_pack
from desktop.actions.roots import (
    name_coordinator,
    name_induk,
    name_successor,
    new_recovery,
    read_root,
    set_keepers,
)
from desktop.actions.session import Session
from desktop.actions.sheets import OFFICES, ROOT, Sheet
from desktop.catalogue import Catalogue
from desktop.cli.call import Answer, Call
from desktop.cli.command import Command, file_arg, id_arg, voice_arg
from desktop.cli.inputs import content, existing
from desktop.cli.output import facts
from desktop.cli.sheets import claimed_sheets, find_code, give_sheets


def _pack_export(call: Call) -> Answer:
    out = call.out

    def show(words: Catalogue, data: Any) -> str:
        return facts(words, data) + "\n\n" + words.text("pack_next")

    with call.session() as session:
        return Answer(export_pack(session, out), show)


def _pack_import(call: Call) -> Answer:
    with call.session() as session:
        return Answer(import_pack(session, existing(call.args.file), call.args.code))


def _pack_set(call: Call) -> Answer:
    data = content(call.args.file)
    with call.session() as session:
        return Answer(set_pack(session, data))


def _pack_show(call: Call) -> Answer:
    with call.session() as session:
        return Answer(pack_json(session), raw=True)


def _root(call: Call) -> Any:
    text = call.passphrases.paper_code(call.args.root_file, "ask_root")
    return read_root(find_code(call.words, text, ROOT))


def _as_root(act: Callable[[Session, Any, Any], dict[str, Any]]) -> Callable[[Call], Answer]:
    """A command of the district root: its code is read from paper before the home opens."""

    def run(call: Call) -> Answer:
        root = _root(call)
        with call.session() as session:
            return Answer(act(session, root, call.args))

    return run


def _induk(session: Session, root: Any, args: Any) -> dict[str, Any]:
    return name_induk(session, root, args.writer)


def _coordinator(session: Session, root: Any, args: Any) -> dict[str, Any]:
    return name_coordinator(session, root, existing(args.file), args.code)


def _keeper(session: Session, root: Any, args: Any) -> dict[str, Any]:
    return set_keepers(session, root, args.writers)


def _with_paper(
    act: Callable[[Session, Any], tuple[dict[str, Any], dict[str, str]]],
) -> Callable[[Call], Answer]:
    """A command of the root that makes secrets: the file they go to is claimed first."""

    def run(call: Call) -> Answer:
        root = _root(call)
        with claimed_sheets(call, call.args.recovery_out) as paper, call.session() as session:
            data, codes = act(session, root)
            place, owner, today = session.pack.name, session.home.owner.name, session.today
            practice = session.pack.practice
            sheets = [Sheet(kind, code, place, owner, today, practice) for kind, code in codes.items()]
            return give_sheets(call.words, data, sheets, paper, "root_next")

    return run


def _recovery(session: Session, root: Any) -> tuple[dict[str, Any], dict[str, str]]:
    made = new_recovery(session, root)
    return {"recipient": made["recipient"]}, dict(zip(OFFICES, made["halves"], strict=True))


def _successor(session: Session, root: Any) -> tuple[dict[str, Any], dict[str, str]]:
    made = name_successor(session, root)
    return {name: value for name, value in made.items() if name != "root_code"}, {ROOT: made["root_code"]}


_ROOT = file_arg("--root-file", metavar="FILE", text="root_file")
_PAPER = file_arg("--recovery-out", metavar="FILE", text="recovery_out")

COMMANDS = (
    Command("pack export", _pack_export, out=True),
    Command(
        "pack import", _pack_import, (file_arg("file", metavar="FILE.jbpack", text="pack_file"), voice_arg())
    ),
    Command("pack set", _pack_set, (file_arg("file", metavar="FILE.json", text="pack_json"),)),
    Command("pack show", _pack_show),
    Command("root induk", _as_root(_induk), (id_arg("writer", "WRITER"), _ROOT)),
    Command(
        "root coordinator",
        _as_root(_coordinator),
        (file_arg("file", metavar="FILE.jbreq", text="request_file"), voice_arg(), _ROOT),
    ),
    Command(
        "root keeper",
        _as_root(_keeper),
        (id_arg("writers", "WRITER", nargs="+", text="keepers"), _ROOT),
    ),
    Command("root recovery", _with_paper(_recovery), (_ROOT, _PAPER)),
    Command("root successor", _with_paper(_successor), (_ROOT, _PAPER)),
)
