"""``python3 -m tests.gallery --documents DIR``: prepares, then prints every document there, with pictures."""

import subprocess
import sys

from desktop import prepare
from tests.__main__ import surroundings

USE = "use: python3 -m tests.gallery --documents DIR"


def main(arguments: "list[str]") -> int:
    """Run the part that was asked for in an environment that has all packages."""
    if len(arguments) != 2 or arguments[0] != "--documents":
        print(USE, file=sys.stderr)
        return 2
    try:
        prepare.check_python(sys.version_info[:2])
        around = surroundings()
    except prepare.Stop as stop:
        return prepare.report(stop, as_json=False)
    command = [sys.executable, "-m", "tests.gallery.documents", arguments[1]]
    return subprocess.call(command, env=around)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
