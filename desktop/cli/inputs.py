"""What commands read: files that must be there, `field=value` pairs, queries of lists."""

from pathlib import Path

from desktop.actions.lists import Query
from desktop.cli.call import Call
from desktop.cli.usage import bad_value
from desktop.errors import UserError

LARGEST = 32 * 1_048_576


def existing(path: Path) -> Path:
    """A file that is there.

    Raises:
        UserError: ``input_missing``.
    """
    if not path.is_file():
        raise UserError("input_missing", file=path.name)
    return path


def content(path: Path) -> bytes:
    """The bytes of a file handed in; a pipe will do.

    Raises:
        UserError: ``input_missing``, ``input_unreadable``, ``input_large``.
    """
    if not path.exists() or path.is_dir():
        raise UserError("input_missing", file=path.name)
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise UserError("input_unreadable", file=path.name) from error
    if len(data) > LARGEST:
        raise UserError("input_large", file=path.name, limit=LARGEST // 1_048_576)
    return data


def is_table(path: Path) -> bool:
    """Whether a file is one for a spreadsheet."""
    return path.suffix.lower() in (".csv", ".tsv", ".txt")


def query(call: Call) -> Query:
    """What a list is asked for.

    Raises:
        UserError: ``usage_value`` (exit 2) for a ``--where`` without "=".
    """
    where = {}
    for typed in call.args.where:
        field, sign, value = typed.partition("=")
        if not sign or not field.strip():
            raise bad_value("--where", typed, call.args.program)
        where[field.strip()] = value.strip()
    args = call.args
    order = getattr(args, "order", "recorded")
    return Query(where=where, search=args.search, limit=args.limit, after=args.after, order=order)
