"""Commands of the contract whose work is built later: known by name, refused honestly."""

from desktop.cli.call import Answer, Call
from desktop.cli.command import Command
from desktop.errors import WRONG_USE, UserError

NAMES = (
    "survey",
    "sync",
    "evaluate",
    "convert",
    "take",
)


def later(name: str) -> UserError:
    """The error for what this version cannot do yet."""
    return UserError("not_in_this_version", exit_code=WRONG_USE, command=name)


def refuse(call: Call) -> Answer:
    """Says so, whatever else was given."""
    raise later(call.args.command.name)


COMMANDS = tuple(Command(name, refuse, out=True) for name in NAMES)
