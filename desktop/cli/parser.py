"""One table of commands becomes one parser that teaches in Indonesian."""

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from textwrap import fill
from typing import Any, NoReturn

from desktop.catalogue import Catalogue
from desktop.cli.command import MARK, Arg, Command, arg
from desktop.cli.usage import COMMAND, bad_value, wrong_use

PROGRAM = "jemputbola"
WIDTH = 96
_DASHED = re.compile(r"-(?:[A-Za-z0-9_-]{21}|[A-Za-z0-9_-]{42})")


class ShowHelp(Exception):
    """Somebody asked how; `text` says it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Parser(argparse.ArgumentParser):
    """argparse with our words: headings, help and complaints.

    Args:
        prog: the command.
        words: the sentences.
        key: of its help and its example.
        furnish: takes in its arguments.
    """

    def __init__(
        self, prog: str, words: Catalogue, key: str, furnish: "Callable[[Parser], object] | None" = None
    ) -> None:
        super().__init__(
            prog=prog,
            description=fill(words.text(f"help_{key}"), WIDTH),
            epilog=words.text(f"example_{key}").strip(),
            formatter_class=lambda prog: _Formatter(prog, words),
            add_help=False,
            allow_abbrev=False,
        )
        self.words = words
        self.commands: list[str] = []
        self.add(arg("-h", "--help", action=_Help))
        if furnish is not None:
            furnish(self)

    def add(self, one: Arg, **more: Any) -> None:
        """Takes in one argument with its help."""
        self.add_argument(*one.flags, help=_plain(self.words.text(f"arg_{one.text}")), **one.options, **more)

    def add_globals(self, default: str | None) -> None:
        """Takes in what goes before or after any command."""
        self.add(arg("--home", metavar="DIR", type=Path, text="home"), default=default)
        self.add(arg("--passphrase-file", metavar="FILE", type=Path, text="passphrase_file"), default=default)
        self.add(arg("--json", action="store_true"), default=default or False)
        self.add(arg("--at", metavar="ISO-8601", type=_moment, text="at"), default=default)

    def add_out(self, default: str | None) -> None:
        """Takes in where to write; also before the command."""
        self.add(arg("--out", metavar="PATH", type=Path, text="out"), default=default)

    def error(self, message: str) -> NoReturn:
        """Says in Indonesian what argparse says in English."""
        raise wrong_use(message, self.prog, self.commands)


class _Later:
    """The parser of a command, made when somebody types it.

    Of a hundred commands a call reads one, and to make all their parsers takes longer than most calls.
    """

    def __init__(self, **how: Any) -> None:
        how.pop("color", None)  # from Python 3.14 on argparse hands it down
        self._how = how

    @cached_property
    def _parser(self) -> Parser:
        return Parser(**self._how)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._parser, name)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str, words: Catalogue) -> None:
        super().__init__(prog, max_help_position=28, width=WIDTH)
        self._words = words

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or self._words.text("usage_prefix") + " ")

    def start_section(self, heading: str | None) -> None:
        known = {"positional arguments": "usage_positionals", "options": "usage_options"}
        super().start_section(self._words.text(known[heading]) if heading in known else heading)


class _Help(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, default=argparse.SUPPRESS, **options)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        raise ShowHelp(parser.format_help())


def build(commands: Sequence[Command], words: Catalogue) -> Parser:
    """The parser of all commands; the chosen one comes out as ``command``, its words as ``program``."""
    main = Parser(PROGRAM, words, "main")
    main.add_globals(None)
    main.add_out(None)
    main.add(arg("--demo", action="store_true"))
    main.add(arg("--version", action="store_true"))
    main.set_defaults(command=None, program=PROGRAM)
    branch = _branch(main, required=False)
    groups: dict[str, list[Command]] = {}
    for command in commands:
        group, _, _ = command.name.rpartition(" ")
        if not group:
            _grow(main, branch, command.name, command.key, partial(_take_in, command))
        elif group in groups:
            groups[group].append(command)
        else:
            groups[group] = [command]
            _grow(main, branch, group, group, partial(_gather, groups[group]))
    return main


def _gather(commands: Sequence[Command], parser: Parser) -> None:
    """The commands of one group."""
    parser.add_globals(argparse.SUPPRESS)
    branch = _branch(parser, required=True)
    for command in commands:
        last = command.name.rpartition(" ")[2]
        _grow(parser, branch, last, command.key, partial(_take_in, command))


def _take_in(command: Command, leaf: Parser) -> None:
    """The arguments of one command."""
    for one in command.args:
        leaf.add(one)
    if command.out:
        leaf.add_out(argparse.SUPPRESS)
    leaf.add_globals(argparse.SUPPRESS)
    leaf.set_defaults(command=command, program=leaf.prog)


def protect_ids(argv: Iterable[str]) -> list[str]:
    """The arguments with ids that begin with a dash marked, or argparse would take them for options."""
    return [MARK + word if _DASHED.fullmatch(word) else word for word in argv]


def _branch(parser: Parser, *, required: bool) -> Any:
    return parser.add_subparsers(
        metavar=COMMAND,
        title=parser.words.text("usage_commands"),
        required=required,
        parser_class=_Later,
        prog=parser.prog,
    )


def _grow(parent: Parser, branch: Any, name: str, key: str, furnish: Callable[[Parser], object]) -> None:
    words = parent.words
    parent.commands.append(name)
    summary = words.text(f"help_{key}").partition("\n")[0]
    branch.add_parser(name, words=words, key=key, furnish=furnish, help=_plain(summary))


def _moment(typed: str) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise bad_value("--at", typed, PROGRAM) from None
    return moment if moment.tzinfo else moment.astimezone()


def _plain(text: str) -> str:
    """Keeps argparse from reading a percent sign as a placeholder."""
    return text.replace("%", "%%")
