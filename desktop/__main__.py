"""Start: prepare the environment if needed, then the command line."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import prepare

if TYPE_CHECKING:
    from desktop.cli.call import App


def main() -> int:
    """Run the program with this process's arguments; give its exit code."""
    try:
        prepare.start(prepare.RUNNING)
    except prepare.Stop as stop:
        return prepare.report(stop, "--json" in sys.argv)
    # Here and not above: what they import may only just have been installed.
    from desktop.app import build
    from desktop.cli.commands import main as command_line

    return command_line(sys.argv[1:], build(), _demo)


def _demo(app: "App", out: "Path | None", as_json: bool) -> int:
    # Here and not above: only the demonstration needs its story.
    from desktop.cli.demo import run_demo

    return run_demo(app, out, as_json)


if __name__ == "__main__":
    sys.exit(main())
