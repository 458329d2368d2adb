"""Start: prepare the environment if needed, then the window or the command line."""

import gc
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import prepare, screen

if TYPE_CHECKING:
    from desktop.actions.parts import App


def main() -> int:
    """Run the program with this process's arguments; give its exit code."""
    if getattr(sys, "frozen", False):
        # Frozen, a child process is this same program started again: it must go its own way from here.
        import multiprocessing

        multiprocessing.freeze_support()
    # Loading makes objects that stay: looking through them for garbage was a fifth of the window's start.
    gc.disable()
    try:
        prepare.start(prepare.RUNNING)
    except prepare.Stop as stop:
        return prepare.report(stop, "--json" in sys.argv)
    # Here and not above: what they import may only just have been installed.
    from desktop.app import build

    app = build()
    if len(sys.argv) == 1 and screen.there():
        # As it is started with a double click: the command line would take longer to load than the gate.
        return _window_at_once(app)
    from desktop.cli.commands import main as command_line

    def window(home: "Path | None", at: "datetime | None", passphrase: str) -> int:
        return _window(app, home, at, passphrase)

    gc.enable()
    return command_line(sys.argv[1:], app, _demo, window if screen.there() else None)


def _window_at_once(app: "App") -> int:
    try:
        return _window(app, None, None, os.environ.get("JEMPUTBOLA_PASSPHRASE", ""))
    except (Exception, KeyboardInterrupt) as problem:
        from desktop.cli.commands import explain

        return explain(app, problem)


def _window(app: "App", home: "Path | None", at: "datetime | None", passphrase: str) -> int:
    try:
        screen.make_ready()
    except prepare.Stop as stop:
        return prepare.report(stop, as_json=False)
    # Here and not above: the command line never loads Qt, and without its libraries Qt cannot be loaded.
    from desktop.ui.run import run

    return run(app, home, at, passphrase)


def _demo(app: "App", out: "Path | None", as_json: bool) -> int:
    if not as_json and screen.there():
        try:
            screen.make_ready()
        except prepare.Stop as stop:
            return prepare.report(stop, as_json=False)
        # As above.
        from desktop.ui.run import run_demo as show_demo

        frozen = getattr(sys, "frozen", False)
        program = [sys.executable] if frozen else [sys.executable, "-m", "desktop"]
        return show_demo(app, out, [*program, "--demo", "--json"])
    # Here and not above: only the demonstration needs its story.
    from desktop.cli.demo import run_demo

    return run_demo(app, out, as_json)


if __name__ == "__main__":
    sys.exit(main())
