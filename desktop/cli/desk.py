"""Commands of the coordinator's desk: triage, assign, assignment."""

from datetime import date

from desktop.actions import assignments, triage
from desktop.actions.session import Session
from desktop.actions.shapes import AssignRow, parse, read_csv
from desktop.cli.call import Answer, Call
from desktop.cli.command import Command, arg, code_arg, codes_arg, file_arg, reason_arg
from desktop.cli.inputs import content, is_table
from desktop.cli.usage import together
from desktop.core.dates import loose_date

_RULES = ("--suggested", "--from", "CODE")


def _verify(call: Call) -> Answer:
    with call.session() as session:
        return Answer(triage.verify(session, call.args.codes))


def _ask(call: Call) -> Answer:
    with call.session() as session:
        return Answer(triage.ask(session, call.args.codes, call.args.reason))


def _archive(call: Call) -> Answer:
    with call.session() as session:
        return Answer(triage.archive(session, call.args.codes, call.args.reason))


def _outside(call: Call) -> Answer:
    args = call.args
    with call.session() as session:
        return Answer(triage.outside(session, args.codes, args.reason, args.recipient))


def _join(call: Call) -> Answer:
    with call.session() as session:
        return Answer(triage.join(session, call.args.codes, call.args.into))


def _unjoin(call: Call) -> Answer:
    with call.session() as session:
        return Answer(triage.unjoin(session, call.args.codes))


def _assign(call: Call) -> Answer:
    args = call.args
    chosen = [
        name for name, given in zip(_RULES, (args.suggested, args.file, args.codes), strict=True) if given
    ]
    if not chosen:
        raise call.missing("CODE / --suggested / --from")
    if len(chosen) > 1:
        raise together(chosen[0], chosen[1], args.program)
    if args.file:
        return _assign_file(call)
    if args.codes and not args.agency:
        raise call.missing("--agency")
    with call.session() as session:
        if args.suggested:
            return Answer(assignments.assign_suggested(session, args.min_confidence))
        return _assign_codes(call, session, call.day(session, args.due))


def _assign_codes(call: Call, session: Session, due: date | None) -> Answer:
    args = call.args
    return Answer(
        assignments.assign(
            session,
            args.codes,
            args.agency,
            support=args.support,
            due=due,
            instruction=args.instruction,
            contact=args.contact,
            summary=args.summary,
        )
    )


def _assign_file(call: Call) -> Answer:
    file = call.args.file
    data = content(file)
    rows: list[AssignRow] = read_csv(data, "assign") if is_table(file) else parse(data, list[AssignRow])
    with call.session() as session:
        return Answer(assignments.assign_rows(session, rows))


def _due(call: Call) -> Answer:
    args = call.args
    with call.session() as session:
        due = loose_date(args.due, session.today)
        return Answer(assignments.change_due(session, args.code, args.agency, due, args.reason))


def _end(call: Call) -> Answer:
    args = call.args
    with call.session() as session:
        return Answer(assignments.end(session, args.code, args.agency, args.reason))


_OF_AGENCY = arg("--agency", metavar="CODE", text="assigned_agency")

COMMANDS = (
    Command("triage verify", _verify, (codes_arg(),)),
    Command("triage ask", _ask, (codes_arg(), reason_arg())),
    Command("triage archive", _archive, (codes_arg(), reason_arg())),
    Command("triage outside", _outside, (codes_arg(), reason_arg(), arg("--recipient", metavar="CODE"))),
    Command("triage join", _join, (codes_arg(), arg("--into", metavar="CODE", required=True, text="into"))),
    Command("triage unjoin", _unjoin, (codes_arg(),)),
    Command(
        "assign",
        _assign,
        (
            arg("codes", metavar="CODE", nargs="*", text="codes"),
            arg("--agency", metavar="CODE", text="agency"),
            arg("--support", metavar="CODE", nargs="+", default=(), text="support"),
            arg("--due", metavar="DATE", text="due"),
            arg("--instruction"),
            arg("--contact", action="store_true"),
            arg("--summary"),
            arg("--suggested", action="store_true"),
            arg("--min-confidence", type=float, default=0.8, metavar="0.8", text="min_confidence"),
            file_arg("--from", dest="file", metavar="FILE.csv", text="assign_file"),
        ),
    ),
    Command(
        "assignment due",
        _due,
        (code_arg(), arg("--due", metavar="DATE", required=True, text="new_due"), _OF_AGENCY, reason_arg()),
    ),
    Command("assignment end", _end, (code_arg(), _OF_AGENCY, reason_arg())),
)
