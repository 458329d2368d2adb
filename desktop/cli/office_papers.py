"""Commands that print papers of the office: follow-up report, disposition sheet."""

from desktop.cli.call import Answer, Call
from desktop.cli.command import Command, arg
from desktop.cli.papers import printed

# ReportLab takes 80 ms to import, which every command that prints nothing would pay: the actions that print
# are imported when one of them is wanted.


def _report(call: Call) -> Answer:
    from desktop.actions.print_followups import print_followups  # noqa: PLC0415

    args, out = call.args, call.out
    with call.session() as session:
        since, until = call.day(session, args.since), call.day(session, args.until)
        press = call.app.press()
        return printed(call, print_followups(session, press, out, since, until, args.agency))


def _disposition(call: Call) -> Answer:
    from desktop.actions.print_office import print_disposition  # noqa: PLC0415

    out = call.out
    with call.session() as session:
        return printed(call, print_disposition(session, call.app.press(), call.args.target, out))


COMMANDS = (
    Command(
        "followup report",
        _report,
        (
            arg("--from", dest="since", metavar="DATE", text="answers_from"),
            arg("--to", dest="until", metavar="DATE", text="answers_to"),
            arg("--agency", metavar="CODE", text="report_agency"),
        ),
        out=True,
    ),
    Command(
        "disposition", _disposition, (arg("target", metavar="CODE|ID", text="disposition_target"),), out=True
    ),
)
