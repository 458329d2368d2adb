"""Wrong use in Indonesian: what argparse complains about in English, as sentences with a next step."""

import difflib
import re
from collections.abc import Iterable

from desktop.errors import WRONG_USE, UserError

COMMAND = "PERINTAH"

# argparse hands out finished English sentences only; each is known here by its wording (Python 3.11 to 3.14).
_COMPLAINTS = (
    ("usage_missing", r"the following arguments are required: (?P<names>.+)"),
    ("usage_unknown", r"unrecognized arguments: (?P<typed>.+)"),
    (
        "usage_choice",
        r"argument (?P<name>.+?): invalid choice: (?P<typed>.+?) \(choose from (?P<choices>.+)\)",
    ),
    ("usage_no_value", r"argument (?P<name>.+?): expected (?:one|at least one|at most one|\d+) arguments?"),
    ("usage_value", r"argument (?P<name>.+?): invalid .+? value: (?P<typed>.+)"),
    ("usage_both", r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)"),
    ("usage_flag", r"argument (?P<name>.+?): ignored explicit argument (?P<typed>.+)"),
)


def wrong_use(complaint: str, program: str, commands: Iterable[str]) -> UserError:
    """The error for one of argparse's complaints.

    Args:
        complaint: the English sentence.
        program: the command as far as it was understood, for the way to its help.
        commands: what may follow it, if anything may.
    """
    for code, pattern in _COMPLAINTS:
        if found := re.fullmatch(pattern, complaint, re.DOTALL):
            values = {name: _bare(text) for name, text in found.groupdict().items()}
            if values.get("name") == COMMAND:
                return _unknown_command(values["typed"], list(commands), program)
            if values.get("names") == COMMAND:
                return _use("usage_subcommand", program, choices=", ".join(commands))
            return _use(code, program, **values)
    return _use("usage_wrong", program)


def missing(names: str, program: str) -> UserError:
    """The error for something that has to be given and is not."""
    return _use("usage_missing", program, names=names)


def surplus(typed: str, program: str) -> UserError:
    """The error for something given to a command that does not take it."""
    return _use("usage_unknown", program, typed=typed)


def together(name: str, other: str, program: str) -> UserError:
    """The error for two things of which only one may be given."""
    return _use("usage_both", program, name=name, other=other)


def bad_value(name: str, typed: str, program: str) -> UserError:
    """The error for a value that cannot be read."""
    return _use("usage_value", program, name=name, typed=typed)


def _unknown_command(typed: str, known: list[str], program: str) -> UserError:
    near = difflib.get_close_matches(typed, known, n=3, cutoff=0.5) or known
    return _use("usage_command", program, typed=typed, choices=", ".join(near))


def _use(code: str, program: str, **values: object) -> UserError:
    return UserError(code, exit_code=WRONG_USE, program=program, **values)


def _bare(text: str) -> str:
    """Without the quotes argparse puts around what was typed."""
    return re.sub(r"'([^']*)'", r"\1", text)
