"""Several letters on a printer at once: one question, one job, one letter after the other."""

from collections.abc import Callable, Mapping, Sequence
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.actions.letter_desk import letter_paper
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.letter_words import kind_word, said
from desktop.ui.panels.paper_printing import Job
from desktop.ui.panels.paper_signs import signs_words
from desktop.ui.panels.progress import Progress

if TYPE_CHECKING:
    from reports.press import Press

Item = Mapping[str, Any]


class PrintAll(QFrame):
    """Shows how far it is, with the way to stop it; hidden while nothing is printed.

    Args:
        place: the workplace.
        press: makes what documents are set with; behind the window only.
    """

    finished = Signal(bool)
    """Whether the printer took the letters; it is said too."""

    def __init__(self, place: Workplace, press: "Callable[[], Press]") -> None:
        super().__init__()
        self._place, self.look, self._press = place, place.look, press
        self._job: Job | None = None
        self._wanted: list[Item] = []
        self._done, self._page = 0, 0
        self._left: list[str] = []
        self._warnings: list[Item] = []
        self._cancel = Event()
        self._before: QWidget | None = None
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self.progress = Progress(self.look)
        self.setProperty("surface", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.addWidget(self.progress)
        stop = QShortcut(QKeySequence("Escape"), self)
        stop.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        stop.activated.connect(self.progress.cancel)
        self.hide()

    def ask(self, wanted: Sequence[Item]) -> None:
        """Asks for a printer, once for all.

        Args:
            wanted: letters as lists show them, in the order they are printed.
        """
        if self._job is not None:
            return
        if not wanted:
            self._place.messages.tell(self.look.text("letters_print_all_none"))
            return
        title = self.look.text("letters_print_all_title", count=len(wanted))
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self.window())
        dialog.setWindowTitle(title)
        # All pages of all letters: a range would be of which?
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
        dialog.accepted.connect(lambda: self.print_on(printer, wanted))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def print_on(self, printer: QPrinter, wanted: Sequence[Item]) -> None:
        """Prints them."""
        self._job, self._wanted = Job(printer), list(wanted)
        self._done, self._left, self._warnings, self._cancel = 0, [], [], Event()
        self.progress.begin(self.look.text("letters_print_all_running", count=len(wanted)), self._cancel)
        self._before = self.window().focusWidget()
        self.show()
        self.progress.setFocus(Qt.FocusReason.OtherFocusReason)
        self._next_letter()

    def _next_letter(self) -> None:
        if self._cancel.is_set() or self._done == len(self._wanted):
            self._end()
            return
        identity, press = str(self._wanted[self._done]["id"]), self._press
        self._place.background.run(
            lambda session: letter_paper(session, press(), identity), self._on_paper, self._on_no_paper
        )

    def _on_paper(self, made: Item) -> None:
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(made["data"]))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        if not self._document.pageCount():
            self._leave_out(self.look.text("pdf_unreadable"))
        elif self._job is not None and not self._job.next_sheet():
            self._fail()
        else:
            self._warnings += made["warnings"]
            self._page = 0
            self._later(self._next_page)

    def _on_no_paper(self, error: UserError) -> None:
        self._leave_out(" ".join(said(self.look, error)))

    def _leave_out(self, why: str) -> None:
        """One that cannot be printed here is told of at the end; the others are printed."""
        self._left.append(f"{self._name(self._wanted[self._done])}: {why}")
        self._go_on()

    def _next_page(self) -> None:
        if self._job is None or self._cancel.is_set():
            self._end()
        elif not self._job.page(self._document, self._page):
            self._fail()
        else:
            self._page += 1
            more = self._page < self._document.pageCount()
            self._later(self._next_page if more else self._go_on)

    def _go_on(self) -> None:
        self._done += 1
        self.progress.tell(self._done, len(self._wanted))
        self._next_letter()

    def _end(self) -> None:
        job, text, messages = self._job, self.look.text, self._place.messages
        printed, wanted = self._done - len(self._left), len(self._wanted)
        self._close()
        if job is None:
            return
        if self._cancel.is_set():
            job.drop()
            messages.tell(text("letters_print_all_stopped"))
            self.finished.emit(False)
            return
        if printed and not job.end():
            self._complain()
            return
        told = text("letters_print_all_done", done=printed, count=wanted)
        if hint := " ".join(filter(None, (*self._left, signs_words(self.look, self._warnings)))):
            messages.warn(told, hint)
        else:
            messages.tell(told)
        self.finished.emit(printed == wanted)

    def _fail(self) -> None:
        if self._job is not None:
            self._job.drop()
        self._close()
        self._complain()

    def _complain(self) -> None:
        self._place.messages.complain(UserError("printer_failed"))
        self.finished.emit(False)

    def _close(self) -> None:
        self._job = None
        self._document.close()
        before, self._before = self._before, None
        here = self.window().focusWidget()
        # Whoever went on working meanwhile stays there.
        if before is not None and isValid(before) and here is not None and self.isAncestorOf(here):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.progress.end()
        self.hide()

    def _name(self, item: Item) -> str:
        name = item.get("agency_name") or item.get("short") or kind_word(self.look, item["kind"])
        return " ".join(filter(None, (str(name), item.get("number"))))

    def _later(self, step: Callable[[], None]) -> None:
        """After whatever the window has to do first."""
        QTimer.singleShot(0, self, step)
