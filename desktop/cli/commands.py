"""The edge: reads the arguments, runs one command, prints its answer or its error, gives the exit code."""

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from desktop.actions.parts import App
from desktop.cli.call import Answer, Call
from desktop.cli.index import COMMANDS
from desktop.cli.later import refuse
from desktop.cli.output import Console, Progress
from desktop.cli.parser import Parser, ShowHelp, build, protect_ids
from desktop.cli.passphrases import Passphrases
from desktop.cli.usage import surplus
from desktop.errors import UserError
from desktop.paths import HOUSE

BUG = 1

Demo = Callable[[App, Path | None, bool], int]
Window = Callable[[Path | None, datetime | None, str], int]


def main(argv: Sequence[str], app: App, demo: Demo, window: Window | None = None) -> int:
    """Runs one command and prints what it gives; never raises.

    Args:
        argv: the arguments after the program's name.
        app: the parts of the program.
        demo: runs the demonstration: the parts, where to keep it, whether as JSON → exit code.
        window: opens the window on a home, at a standing clock if given, with a passphrase if given; None
            where there is no screen: then help is shown.

    Returns:
        0 done, 1 unexpected, 2 wrong use, 3 refused, 4 locked (cli.md).
    """
    console = Console(as_json="--json" in argv)
    args = None
    try:
        parser = build(COMMANDS, app.catalogue)
        args = _read(argv, parser)
        if _wants_window(args):
            if window is None:
                raise ShowHelp(parser.format_help())
            return window(args.home, args.at, _secrets(args, app).given())
        if args.demo:
            return demo(app, args.out, args.json)
        return _give(console, app, _answer(args, app, console.aside))
    except ShowHelp as asked:
        with suppress(UserError):
            console.lines(asked.text)
        return 0
    except (Exception, KeyboardInterrupt) as problem:
        return _tell(console, app, args, problem)


def explain(app: App, problem: BaseException) -> int:
    """Tells of what ended the program outside any command, as `main` does; gives the exit code."""
    return _tell(Console(as_json=False), app, None, problem)


def perform(argv: Sequence[str], app: App, parser: Parser, say: Callable[[str], None]) -> Answer:
    """Runs one command and gives its answer unprinted; for whoever runs many in one process.

    Args:
        argv: the arguments after the program's name.
        app: the parts of the program.
        parser: of all commands, made once.
        say: takes lines of progress.

    Raises:
        UserError: what the command refuses.
    """
    return _answer(_read(argv, parser), app, say)


def _read(argv: Sequence[str], parser: Parser) -> Namespace:
    args, rest = parser.parse_known_args(protect_ids(argv))
    if rest and not (args.command and args.command.run is refuse):
        raise surplus(" ".join(rest), args.program)
    if args.out is not None and not args.demo and not (args.command and args.command.out):
        raise surplus("--out", args.program)
    return args


def _answer(args: Namespace, app: App, say: Callable[[str], None]) -> Answer:
    if args.command is None:
        names = [command.name for command in COMMANDS]
        version = {"version": app.version}
        return Answer(version if args.version else {**version, "commands": names})
    answer: Answer = args.command.run(Call(args, app, _secrets(args, app), Progress(say, app.catalogue)))
    return answer


def _wants_window(args: Namespace) -> bool:
    """Whether nothing was asked for that the command line could do."""
    return args.command is None and not (args.demo or args.version or args.json)


def _secrets(args: Namespace, app: App) -> Passphrases:
    new_file = getattr(args, "new_passphrase_file", None)
    return Passphrases(args.passphrase_file, new_file, os.environ, app.catalogue)


def _give(console: Console, app: App, answer: Answer) -> int:
    if console.as_json or answer.raw:
        console.document(answer.data)
    else:
        console.lines(answer.show(app.catalogue, answer.data))
    for complaint in answer.complaints:
        console.aside(complaint)
    return answer.exit_code


def _tell(console: Console, app: App, args: Namespace | None, problem: BaseException) -> int:
    if isinstance(problem, UserError):
        return _refuse(console, app, problem)
    if isinstance(problem, KeyboardInterrupt):
        return _refuse(console, app, UserError("cancelled", exit_code=BUG))
    return _unexpected(console, app, args, problem)


def _refuse(console: Console, app: App, error: UserError) -> int:
    message, hint = app.catalogue.sentence(error)
    with suppress(UserError):
        console.error(error.code, message, hint)
    return error.exit_code


def _unexpected(console: Console, app: App, args: Namespace | None, problem: BaseException) -> int:
    """A bug: one sentence and where it happened. An exception's own text may hold a citizen's words."""
    places = list(_places(problem))
    technical = f"{type(problem).__name__}, {places[-1] if places else '-'}"
    with suppress(OSError, UserError):
        _log(app.surroundings(args.home if args else None, None).paths.log, app, problem, places)
    message, hint = app.catalogue.sentence(UserError("unexpected"))
    with suppress(UserError):
        console.error("unexpected", message, hint, technical)
    return BUG


def _places(problem: BaseException) -> Iterator[str]:
    """Our own lines it came through, outermost first."""
    for frame in traceback.extract_tb(problem.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(HOUSE / "desktop") or path.is_relative_to(HOUSE / "reports"):
            yield f"{path.relative_to(HOUSE).as_posix()}:{frame.lineno}"


def _log(log: Path, app: App, problem: BaseException, places: Sequence[str]) -> None:
    if not log.parent.is_dir():
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    python = ".".join(map(str, sys.version_info[:3]))
    line = f"{now} {app.version} python {python} {sys.platform} {type(problem).__name__} {' '.join(places)}\n"
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as stream:
        stream.write(line)
