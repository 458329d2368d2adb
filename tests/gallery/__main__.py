"""``python3 -m tests.gallery DIR``: pictures every page; with ``--documents`` before it, every document."""

import subprocess
import sys

from desktop import prepare
from tests.__main__ import surroundings

USE = "use: python3 -m tests.gallery [--documents] DIR [--homes DIR] [--only PART]"


def main(arguments: "list[str]") -> int:
    """Run the part that was asked for in an environment that has all packages."""
    documents = arguments[:1] == ["--documents"]
    given = arguments[1:] if documents else arguments
    if not given or given[0].startswith("-") or (documents and len(given) != 1):
        print(USE, file=sys.stderr)
        return 2
    try:
        prepare.check_python(sys.version_info[:2])
        around = surroundings()
    except prepare.Stop as stop:
        return prepare.report(stop, as_json=False)
    part = "documents" if documents else "pages"
    return subprocess.call([sys.executable, "-m", f"tests.gallery.{part}", *given], env=around)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
