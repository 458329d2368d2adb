"""Commands that print the papers of the village: minutes, receipts, answer sheet."""

from collections.abc import Mapping
from typing import Any

from desktop.catalogue import Catalogue
from desktop.cli.call import Answer, Call
from desktop.cli.command import Arg, Command, arg, code_arg, id_arg
from desktop.cli.output import printable

PAPERS = ("a6", "roll58", "roll80", "sheet")


# ReportLab takes 80 ms to import, which every command that prints nothing would pay: the actions that print
# are imported when one of them is wanted.


def _minutes(call: Call) -> Answer:
    from desktop.actions.print_visit import print_minutes  # noqa: PLC0415

    out = call.out
    with call.session() as session:
        return printed(call, print_minutes(session, call.app.press(), call.args.id, out))


def _receipt(call: Call) -> Answer:
    from desktop.actions.print_receipt import print_receipt  # noqa: PLC0415

    args, out = call.args, call.out
    with call.session() as session:
        return printed(call, print_receipt(session, call.app.press(), args.code, out, args.paper))


def _receipts(call: Call) -> Answer:
    from desktop.actions.print_receipt import print_receipts  # noqa: PLC0415

    args, out = call.args, call.out
    with call.session() as session:
        return printed(call, print_receipts(session, call.app.press(), args.id, out, args.paper))


def print_answer_sheet(call: Call) -> Answer:
    """The answers of a village on paper, for `answers --out`."""
    from desktop.actions.print_answers import print_answers  # noqa: PLC0415

    with call.session() as session:
        return printed(call, print_answers(session, call.app.press(), call.args.village, call.out))


def printed(call: Call, data: Mapping[str, Any]) -> Answer:
    """What a printing action answered, with its warnings as sentences."""
    return Answer(data, _show, complaints=warnings_of(call.words, data["warnings"]))


def _show(words: Catalogue, data: Mapping[str, Any]) -> str:
    return words.text("printed", path=data["path"], pages=data["pages"])


def warnings_of(words: Catalogue, warnings: list[dict[str, str]]) -> list[str]:
    """A sentence for each field with signs that no font has."""
    found = []
    for one in warnings:
        code = f"field_{one['field']}"
        known = words.text(f"field_{one['field']}")
        field = one["field"] if known == code else known
        found.append(words.text("printed_without", field=field, signs=printable(" ".join(one["signs"]))))
    return found


def _paper_arg(default: str) -> Arg:
    return arg("--paper", choices=PAPERS, default=default)


COMMANDS = (
    Command("visit minutes", _minutes, (id_arg("id", "ID", text="visit_id"),), out=True),
    Command(
        "visit receipts", _receipts, (id_arg("id", "ID", text="visit_id"), _paper_arg("sheet")), out=True
    ),
    Command("aspiration receipt", _receipt, (code_arg(), _paper_arg("a6")), out=True),
)
