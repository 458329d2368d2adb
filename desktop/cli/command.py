"""What a command is: its words, its arguments and what it does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.cli.call import Answer, Call


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument: its flags (or name), the code of its help text, and what argparse is told."""

    flags: tuple[str, ...]
    text: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        name: its words, "visit add".
        run: does it.
        args: what it takes beside the global options.
        out: whether ``--out`` belongs to it.
    """

    name: str
    run: Callable[[Call], Answer]
    args: Sequence[Arg] = field(default=())
    out: bool = False

    @property
    def key(self) -> str:
        """Its name inside the codes of texts."""
        return self.name.replace(" ", "_").replace("-", "_")


def arg(*flags: str, text: str = "", **options: Any) -> Arg:
    """An argument; its help is the text ``arg_<name>`` unless another `text` is named."""
    name = text or flags[-1].lstrip("-").replace("-", "_")
    return Arg(flags, name, options)


def file_arg(name: str, text: str = "", **options: Any) -> Arg:
    """A file or folder."""
    return arg(name, text=text, type=Path, **options)


def codes_arg() -> Arg:
    """One or more tracking codes."""
    return arg("codes", metavar="CODE", nargs="+", text="codes")


def code_arg() -> Arg:
    """One tracking code."""
    return arg("code", metavar="CODE", text="tracking_code")


def reason_arg() -> Arg:
    """Why; whether it must be given is the action's to say."""
    return arg("--reason")


def voice_arg() -> Arg:
    """The twenty digits heard from the other side."""
    return arg("--code", text="voice_code")


def id_arg(name: str, metavar: str, **options: Any) -> Arg:
    """A writer, event or thing; it may begin with a dash (see `ids.protect_ids`)."""
    return arg(name, metavar=metavar, type=unmark, **options)


def unmark(typed: str) -> str:
    """An id as it was typed."""
    return typed.removeprefix(MARK)


MARK = "id:"


def list_args() -> tuple[Arg, ...]:
    """What every list takes."""
    return (
        arg("--where", metavar="FIELD=VALUE", action="append", default=[], text="where"),
        arg("--search", metavar="WORDS", text="search"),
        arg("--limit", type=int, default=50, metavar="N", text="limit"),
        arg("--after", metavar="CURSOR", text="after"),
    )
