"""Start: prepare the environment if needed, then the command line."""

import sys

from desktop import prepare


def main() -> int:
    """Run the program with this process's arguments; give its exit code."""
    try:
        prepare.start(prepare.RUNNING)
    except prepare.Stop as stop:
        return prepare.report(stop, "--json" in sys.argv)
    # Here and not above: what it imports may only just have been installed.
    from desktop.cli.commands import main as command_line

    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
