"""The window in a process of its own, showing and printing papers until it is killed: ``HOME VISIT OUT``.

Says which files anything in it opened for writing outside its home, then "shown"; then it waits.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from desktop import app as parts
from desktop.ui.application import Application
from desktop.ui.pages.officer.visit import VisitPage
from desktop.ui.start import begin
from tests.ui.officer import PASSPHRASE

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main() -> None:
    """Shows the minutes, prints them, shows the receipts, and waits to be killed."""
    home, visit, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    qt, app = begin("Jemput Bola"), parts.build()
    application = Application(qt, app, app.surroundings(home, None))
    application.start(PASSPHRASE)
    _until(qt, lambda: application.window.page is not None)
    application.window.go("visit", visit)
    page = application.window.page
    assert isinstance(page, VisitPage)

    written: list[str] = []
    sys.addaudithook(lambda event, arguments: _note(written, home, event, arguments))
    page.on_minutes()
    _until(qt, lambda: page.paper.pages > 0)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printed: list[bool] = []
    page.paper.printed.connect(printed.append)
    page.paper.print_on(printer)
    _until(qt, lambda: bool(printed))
    first = page.paper.title.text()
    page.papers.receipts(visit, "Angsana")
    _until(qt, lambda: page.paper.title.text() != first)
    print("written", *sorted(written), flush=True)
    print("shown", flush=True)
    sys.stdin.readline()


def _note(written: list[str], home: Path, event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and len(arguments) == 3:
        path, _mode, flags = arguments
        writing = isinstance(flags, int) and flags & _WRITING
        if writing and isinstance(path, str) and not Path(path).is_relative_to(home):
            written.append(path)
    elif event in ("tempfile.mkdtemp", "tempfile.mkstemp"):
        written.append(str(arguments[0]))


def _until(qt: QApplication, good: Callable[[], bool]) -> None:
    while not good():
        qt.processEvents()


if __name__ == "__main__":
    main()
