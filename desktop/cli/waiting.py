"""Commands on what waits for a person: quarantine, review, conflict."""

from typing import Any

from desktop.actions import conflicts, waiting
from desktop.catalogue import Catalogue
from desktop.cli.call import Answer, Call
from desktop.cli.command import Command, arg, id_arg, reason_arg, voice_arg
from desktop.cli.exchange import reported
from desktop.cli.output import listing, table


def _quarantine_list(call: Call) -> Answer:
    with call.session() as session:
        return Answer(waiting.quarantine_list(session), listing())


def _quarantine_accept(call: Call) -> Answer:
    with call.session() as session:
        report = waiting.quarantine_accept(session, call.args.writer, call.args.code)
    return reported(call.words, report)


def _quarantine_refuse(call: Call) -> Answer:
    with call.session() as session:
        return Answer(waiting.quarantine_refuse(session, call.args.writer))


def _review_list(call: Call) -> Answer:
    with call.session() as session:
        return Answer(waiting.review_list(session), listing())


def _review_accept(call: Call) -> Answer:
    with call.session() as session:
        return Answer(waiting.review_accept(session, call.args.event, call.args.reason))


def _review_refuse(call: Call) -> Answer:
    with call.session() as session:
        return Answer(waiting.review_refuse(session, call.args.event, call.args.reason))


def _conflict_list(call: Call) -> Answer:
    with call.session() as session:
        return Answer(conflicts.conflict_list(session), _show_conflicts)


def _show_conflicts(words: Catalogue, data: Any) -> str:
    if not data["items"]:
        return words.text("list_empty")
    parts = []
    for item in data["items"]:
        name = item.get("code") or item["thing"]
        parts.append(f"{name} {item['noun']}.{item['field']}\n" + table(words, item["heads"]))
    return "\n\n".join([*parts, words.text("conflict_next")])


def _conflict_decide(call: Call) -> Answer:
    args = call.args
    with call.session() as session:
        return Answer(conflicts.conflict_decide(session, args.thing, args.field, args.event))


COMMANDS = (
    Command("quarantine list", _quarantine_list),
    Command("quarantine accept", _quarantine_accept, (id_arg("writer", "WRITER"), voice_arg())),
    Command("quarantine refuse", _quarantine_refuse, (id_arg("writer", "WRITER"),)),
    Command("review list", _review_list),
    Command("review accept", _review_accept, (id_arg("event", "EVENT"), reason_arg())),
    Command("review refuse", _review_refuse, (id_arg("event", "EVENT"), reason_arg())),
    Command("conflict list", _conflict_list),
    Command(
        "conflict decide",
        _conflict_decide,
        (
            id_arg("thing", "CODE|ID", text="conflict_thing"),
            arg("field", metavar="FIELD", text="conflict_field"),
            id_arg("event", "EVENT", text="conflict_event"),
        ),
    ),
)
