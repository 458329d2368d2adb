"""Commands on what became of it: followup, answers, feedback."""

from pathlib import Path
from typing import Any

from desktop.actions import feedback, followups
from desktop.actions.shapes import FollowupIn, convert, parse, read_csv
from desktop.cli.call import Answer, Call
from desktop.cli.command import Command, arg, code_arg, reason_arg
from desktop.cli.inputs import content, is_table
from desktop.cli.output import listing
from desktop.cli.papers import print_answer_sheet
from desktop.cli.usage import surplus

ANSWER_COLUMNS = ("code", "title", "status", "outcome", "answer", "agency", "told", "satisfied")
_TYPED = ("status", "outcome", "text", "cost", "funding", "year", "evidence")
_FILES = (".csv", ".tsv", ".txt", ".json")


def _add(call: Call) -> Answer:
    args = call.args
    target = Path(args.target)
    typed = {name: value for name in _TYPED if (value := getattr(args, name)) is not None}
    if target.suffix.lower() in _FILES:
        if typed:
            raise surplus("--" + next(iter(typed)), args.program)
        return _add_file(call, target)
    if "status" not in typed:
        raise call.missing("--status")
    row = convert({"code": args.target, **typed}, FollowupIn)
    with call.session() as session:
        # Evidence typed on the command line is named from the folder one stands in.
        return Answer(followups.add_followup(session, row, Path.cwd()))


def _add_file(call: Call, file: Path) -> Answer:
    data = content(file)
    rows: list[Any] = read_csv(data, "followup") if is_table(file) else parse(data, list[FollowupIn])
    with call.session() as session:
        return Answer(followups.add_followups(session, rows, file.parent))


def _return(call: Call) -> Answer:
    with call.session() as session:
        return Answer(followups.give_back(session, call.args.code, call.args.reason))


def _answers(call: Call) -> Answer:
    if call.args.out is not None:
        return print_answer_sheet(call)
    with call.session() as session:
        return Answer(feedback.answers(session, call.args.village), listing(*ANSWER_COLUMNS))


def _feedback(call: Call) -> Answer:
    args = call.args
    with call.session() as session:
        told = call.day(session, args.told) or session.today
        return Answer(feedback.tell(session, args.code, told, args.satisfied, args.how))


COMMANDS = (
    Command(
        "followup add",
        _add,
        (
            arg("target", metavar="CODE|FILE.csv", text="followup_target"),
            arg("--status", choices=("diterima", "diproses", "ditanggapi")),
            arg("--outcome"),
            arg("--text", text="followup_text"),
            arg("--cost", type=int, metavar="RUPIAH", text="cost"),
            arg("--funding"),
            arg("--year", type=int, metavar="2027", text="year"),
            arg("--evidence", metavar="FILE", nargs="+", text="evidence"),
        ),
    ),
    Command("followup return", _return, (code_arg(), reason_arg())),
    Command(
        "answers", _answers, (arg("--village", metavar="CODE", required=True, text="village"),), out=True
    ),
    Command(
        "feedback add",
        _feedback,
        (
            code_arg(),
            arg("--told", metavar="DATE", required=True, text="told"),
            arg("--satisfied", type=int, choices=(1, 2, 3, 4)),
            arg("--how"),
        ),
    ),
)
