"""The command that counts: recap, on the screen, as a table, as JSON or on paper."""

from collections.abc import Mapping
from typing import Any

from desktop.actions import recap
from desktop.catalogue import Catalogue
from desktop.cli.call import Answer, Call
from desktop.cli.command import Command, arg
from desktop.cli.later import later
from desktop.cli.output import table
from desktop.cli.papers import printed

FORMATS = ("pdf", "xlsx", "csv", "json")
_SHOWN = ("recorded", "waiting", "running", "answered", "finished", "unsatisfied", "aside", "same", "overdue")


def _recap(call: Call) -> Answer:
    args = call.args
    form = _format(call)
    if form == "xlsx":
        raise later("recap --format xlsx")
    if form == "pdf":
        _ = call.out  # said before anything is counted
    with call.session() as session:
        since, until = call.day(session, args.since), call.day(session, args.until)
        found = recap.recap(session, args.by, since, until)
        if args.out is None:
            return Answer(found, _show_csv if form == "csv" else _show, raw=form == "json")
        # ReportLab takes 80 ms to import, which a recap on the screen would pay.
        from desktop.actions.print_office import print_recap, save_recap  # noqa: PLC0415

        if form == "pdf":
            return printed(call, print_recap(session, call.app.press(), found, call.out))
        return Answer(save_recap(session, found, form, call.out))


def _format(call: Call) -> str:
    """What was asked for; with a file alone its ending says it."""
    args = call.args
    if args.format is not None or args.out is None:
        return str(args.format or "")
    ending = str(args.out.suffix.lower().lstrip("."))
    if ending not in FORMATS:
        raise call.missing("--format")
    return ending


def _show_csv(words: Catalogue, data: Mapping[str, Any]) -> str:
    return recap.recap_csv(dict(data)).decode()


def _show(words: Catalogue, data: Mapping[str, Any]) -> str:
    """A table of all groups with the total; the columns have names of their own here."""
    rows = [_shown(words, row) for row in data["groups"]]
    rows.append({**_shown(words, data["total"]), "name": words.text("recap_all")})
    return table(words, rows)


def _shown(words: Catalogue, row: Mapping[str, Any]) -> dict[str, Any]:
    name = row["name"] or row["key"] or words.text("recap_none")
    counts = {f"recap_{column}": row[column] for column in _SHOWN}
    days = {"recap_days": row["days"], "recap_days_of": row["days_of"]}
    return {"name": name, **counts, **days, "recap_percent": row["percent"]}


COMMANDS = (
    Command(
        "recap",
        _recap,
        (
            arg("--by", choices=recap.BY, required=True, text="recap_by"),
            arg("--from", dest="since", metavar="DATE", text="recap_from"),
            arg("--to", dest="until", metavar="DATE", text="recap_to"),
            arg("--format", choices=FORMATS, text="recap_format"),
        ),
        out=True,
    ),
)
