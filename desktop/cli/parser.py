"""One table of commands becomes one parser that teaches in Indonesian."""

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
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

    Its words and arguments are taken in when somebody types its command: of a hundred commands a call reads
    one, and all of them together take longer than most calls.
    """

    def __init__(
        self, prog: str, words: Catalogue, key: str, furnish: "Callable[[Parser], object] | None" = None
    ) -> None:
        super().__init__(
            prog=prog,
            formatter_class=lambda prog: _Formatter(prog, words),
            add_help=False,
            allow_abbrev=False,
        )
        self.words = words
        self.commands: list[str] = []
        self._key, self._furnish, self._furnished = key, furnish, False

    def furnish(self) -> "Parser":
        """Takes in words and arguments, once; gives the parser itself."""
        if not self._furnished:
            self._furnished = True
            self.description = fill(self.words.text(f"help_{self._key}"), WIDTH)
            self.epilog = self.words.text(f"example_{self._key}").strip()
            self.add(arg("-h", "--help", action=_Help))
            if self._furnish is not None:
                self._furnish(self)
        return self

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As argparse does; argparse itself calls it for the command that was typed."""
        return argparse.ArgumentParser.parse_known_args(self.furnish(), args, namespace)

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
    main = Parser(PROGRAM, words, "main").furnish()
    main.add_globals(None)
    main.add_out(None)
    main.add(arg("--demo", action="store_true"))
    main.add(arg("--version", action="store_true"))
    main.set_defaults(command=None, program=PROGRAM)
    branches = {"": _branch(main, required=False)}
    parents = {"": main}
    for command in commands:
        group, _, last = command.name.rpartition(" ")
        if group not in branches:
            parents[group] = _grow(main, branches[""], group, group).furnish()
            parents[group].add_globals(argparse.SUPPRESS)
            branches[group] = _branch(parents[group], required=True)
        _grow(parents[group], branches[group], last, command.key, partial(_take_in, command))
    return main


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
        parser_class=Parser,
        prog=parser.prog,
    )


def _grow(
    parent: Parser, branch: Any, name: str, key: str, furnish: Callable[[Parser], object] | None = None
) -> Parser:
    words = parent.words
    parent.commands.append(name)
    summary = words.text(f"help_{key}").partition("\n")[0]
    grown: Parser = branch.add_parser(name, words=words, key=key, furnish=furnish, help=_plain(summary))
    return grown


def _moment(typed: str) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise bad_value("--at", typed, PROGRAM) from None
    return moment if moment.tzinfo else moment.astimezone()


def _plain(text: str) -> str:
    """Keeps argparse from reading a percent sign as a placeholder."""
    return text.replace("%", "%%")
