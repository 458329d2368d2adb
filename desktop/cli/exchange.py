"""Commands that carry files: export, inspect, import."""

from collections.abc import Mapping
from typing import Any

from desktop.actions import exchange, intake
from desktop.catalogue import Catalogue
from desktop.cli.call import Answer, Call
from desktop.cli.command import Command, arg, file_arg
from desktop.cli.output import table
from desktop.errors import REFUSED, UserError

FILE_COLUMNS = ("path", "to", "number", "events", "blobs", "bytes")
REPORT_COLUMNS = ("path", "from", "number", "result", "new", "known", "held", "photos_awaited")


def _export(call: Call) -> Answer:
    out = call.out
    args = call.args
    with call.session() as session:
        made = exchange.export(session, args.to, out, everything=args.all, progress=call.progress)
        return Answer(made, _show_made)


def _show_made(words: Catalogue, data: Mapping[str, Any]) -> str:
    if not data["files"]:
        return words.text("export_nothing")
    return table(words, data["files"], FILE_COLUMNS) + "\n\n" + words.text("export_next")


def _inspect(call: Call) -> Answer:
    with call.session() as session:
        return Answer(intake.inspect(session, call.args.file))


def _import(call: Call) -> Answer:
    with call.session() as session:
        report = intake.take_in(session, call.args.files, call.progress)
    return reported(call.words, report)


def reported(words: Catalogue, report: Mapping[str, Any]) -> Answer:
    """The report on files taken in: every good one counts, and exit code 3 says that one was refused."""
    files = [_worded(words, file) for file in report["files"]]
    complaints = [_complaint(file) for file in files if file["result"] == "refused"]
    code = REFUSED if complaints else 0
    return Answer({**report, "files": files}, _show_report, code, complaints=complaints)


def _complaint(file: Mapping[str, Any]) -> str:
    error = file["error"]
    return f"{file['path']}:\n{error['message']}\n{error['hint']}"


def _worded(words: Catalogue, file: Mapping[str, Any]) -> dict[str, Any]:
    """One file's report with sentences where the action gives bare facts."""
    found = dict(file)
    found["gaps"] = [
        words.text("import_gap_restricted" if gap["sequence"] == "restricted" else "import_gap", **gap)
        for gap in file["gaps"]
    ]
    if error := file.get("error"):
        message, hint = words.sentence(UserError(error["code"], **error["values"]))
        found["error"] = {"code": error["code"], "message": message, "hint": hint}
    return found


def _show_report(words: Catalogue, data: Mapping[str, Any]) -> str:
    parts = [table(words, data["files"], REPORT_COLUMNS)]
    for file in data["files"]:
        lines = [f"- {gap}" for gap in file["gaps"]]
        if not file.get("error"):
            lines += [words.text("import_refused", **one) for one in file["refused"]]
        if lines:
            parts.append("\n".join([f"{file['path']}:", *lines]))
    if data["conflicts"]:
        parts.append(words.text("import_conflicts", count=data["conflicts"]))
    return "\n\n".join(parts)


COMMANDS = (
    Command(
        "export",
        _export,
        (arg("--to", required=True, text="to"), arg("--all", action="store_true")),
        out=True,
    ),
    Command("inspect", _inspect, (file_arg("file", metavar="FILE", text="sync_file"),)),
    Command("import", _import, (file_arg("files", metavar="FILE", nargs="+", text="sync_files"),)),
)
