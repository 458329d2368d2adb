"""A finished paper on the screen: page by page, enlarged, saved and printed, all of it by keyboard."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QSaveFile, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.page import Workplace
from desktop.ui.panels.paper import Paper
from desktop.ui.panels.paper_printing import Printing
from desktop.ui.panels.paper_signs import signs_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Segments
from desktop.ui.widgets.labels import Elided, Label


class PaperView(QFrame):
    """Shows a PDF. Esc asks to be closed, where whoever shows it allows that.

    Args:
        place: the workplace.
        closable: has a button for closing and hears Esc.
    """

    closed = Signal()
    saved = Signal(str)
    printed = Signal(bool)

    def __init__(self, place: Workplace, *, closable: bool = True) -> None:
        super().__init__()
        self._place, self.look = place, place.look
        self._data, self._name, self._closable = b"", "", closable
        self._buffer = QBuffer(self)
        self._printing: Printing | None = None
        self.setProperty("surface", "card")
        self._document = QPdfDocument(self)
        text = self.look.text
        self.paper = Paper(self.look, self._document, text("pdf_page_shown"))
        self.title = Elided(self.look, "", "h3")
        self.trouble = Label(self.look, text("pdf_unreadable"), "body", "err", wrap=True)
        self.trouble.setContentsMargins(16, 16, 16, 16)
        self.trouble.hide()
        self.signs = Label(self.look, "", "body", "warn", wrap=True)
        self.signs.setContentsMargins(12, 0, 12, 8)
        self.signs.hide()
        self.note = Label(self.look, "", "body", "muted", wrap=True)
        self.note.setContentsMargins(12, 0, 12, 8)
        self.note.hide()
        self._make_buttons()
        self._bar = QGridLayout()
        self._bar.setContentsMargins(12, 8, 12, 8)
        self._bar.setHorizontalSpacing(16)
        self._bar.setVerticalSpacing(8)
        self._rows = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._bar)
        column.addWidget(self.note)
        column.addWidget(self.signs)
        column.addWidget(self.trouble)
        column.addWidget(self.paper, 1)
        self.setFocusProxy(self.paper)
        self.paper.turned.connect(self._on_turned)
        self._keys: dict[tuple[Qt.Key, bool], Callable[[], object]] = {
            (Qt.Key.Key_S, True): self.ask_where,
            (Qt.Key.Key_P, True): self.ask_printer,
            (Qt.Key.Key_W, False): lambda: self._choose("width"),
            (Qt.Key.Key_F, False): lambda: self._choose("page"),
        }
        if closable:
            self._keys[(Qt.Key.Key_Escape, False)] = self.closed.emit
        self._arrange()
        self._on_turned()

    def show_pdf(
        self,
        data: bytes | Path,
        title: str = "",
        name: str = "",
        warnings: Sequence[Mapping[str, Any]] = (),
        note: str = "",
    ) -> bool:
        """Shows a PDF from its first page.

        Args:
            data: the file's content, or where it lies.
            title: above it.
            name: of the file that is offered for saving.
            warnings: signs that became boxes, as the printing actions tell of them.
            note: said above the paper, never on it.

        Returns:
            whether it could be read.
        """
        self._data = data.read_bytes() if isinstance(data, Path) else data
        self._name = name or (data.name if isinstance(data, Path) else "")
        self.title.setText(title)
        self.signs.setText(signs_words(self.look, warnings))
        self.signs.setVisible(bool(warnings))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(self._data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        good = self._document.status() == QPdfDocument.Status.Ready and self._document.pageCount() > 0
        self.trouble.setVisible(not good)
        self.paper.setVisible(good)
        for button in self._buttons:
            button.setEnabled(good)
        self.paper.begin()
        return good

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._document.pageCount()

    def ask_where(self) -> None:
        """Asks for a file to save it in, beside the page: nothing waits for the answer."""
        if not self._data:
            return
        dialog = QFileDialog(self, self.look.text("pdf_save_as"), str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.selectFile(self._name or self.look.text("pdf_file"))
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Puts it there whole, or leaves what was there."""
        file = QSaveFile(str(path))
        good = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(self._data) == len(self._data)
        if good and file.commit():
            self._place.messages.tell(self.look.text("pdf_saved", file=path.name))
            self.saved.emit(str(path))
        else:
            self._place.messages.complain(UserError("print_failed", file=path.name))

    def ask_printer(self) -> None:
        """Asks for a printer."""
        if not self._data or self._printing is not None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.title.text())
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.pages)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        # Its own `open` wants a slot by name; this is what it does besides.
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Prints it."""
        self._printing = Printing(self._document, printer, self)
        self._printing.told.connect(self._on_told)
        self._printing.finished.connect(self._on_printed)
        self._printing.start()

    def event(self, event: QEvent) -> bool:
        """Its own keys come before those of the page it stands on."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S, Ctrl+P, W, F, Esc."""
        act = self._act(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow place the buttons stand in two rows."""
        super().resizeEvent(event)
        self._arrange()

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return None
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return self._keys.get((Qt.Key(event.key()), control))

    def _choose(self, fit: str) -> None:
        self.paper.choose("page" if fit == "page" else "width")

    def _make_buttons(self) -> None:
        look, text = self.look, self.look.text
        self.before = _small(look, "chevron-left", text("pdf_before"), "PgUp")
        self.after = _small(look, "chevron-right", text("pdf_after"), "PgDn")
        self.smaller = _small(look, "zoom-out", text("pdf_smaller"), "-")
        self.larger = _small(look, "zoom-in", text("pdf_larger"), "+")
        self.number, self.zoom = Label(look, ""), Label(look, "")
        self.fit = Segments(
            look, [("width", text("pdf_width")), ("page", text("pdf_whole"))], text("pdf_fit")
        )
        self.keep = Button(look, text("pdf_save"), icon="save", keys="Ctrl+S")
        self.press = Button(look, text("pdf_print"), icon="printer", keys="Ctrl+P")
        self.leave = Button(look, text("ui_close"), icon="x", keys="Esc", kind="quiet")
        if not self._closable:
            # Shown by itself, before it stands in the bar, it would be a window of its own.
            self.leave.hide()
        self._buttons = (self.before, self.after, self.smaller, self.larger, self.keep, self.press)
        self.before.clicked.connect(lambda: self.paper.go_to(self.paper.page - 1))
        self.after.clicked.connect(lambda: self.paper.go_to(self.paper.page + 1))
        self.smaller.clicked.connect(lambda: self.paper.enlarge(-1))
        self.larger.clicked.connect(lambda: self.paper.enlarge(1))
        self.fit.chosen.connect(self._choose)
        self.keep.clicked.connect(self.ask_where)
        self.press.clicked.connect(self.ask_printer)
        self.leave.clicked.connect(self.closed)
        self._view = _row(
            self.before, self.number, self.after, self.smaller, self.zoom, self.larger, self.fit
        )
        self._file = _row(self.keep, self.press, self.leave)

    def _arrange(self) -> None:
        self._spare()
        need = self._view.sizeHint().width() + self._file.sizeHint().width() + 16
        rows = 2 if self.width() >= need + 24 else 3
        if rows == self._rows:
            return
        self._rows = rows
        for widget in (self.title, self._view, self._file):
            self._bar.removeWidget(widget)
        self._bar.addWidget(self.title, 0, 0, 1, 2)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._bar.addWidget(self._view, 1, 0, left)
        self._bar.addWidget(self._file, rows - 1, 1 if rows == 2 else 0, right if rows == 2 else left)
        self._bar.setColumnStretch(0, 1)

    def _spare(self) -> None:
        """In a very narrow place the size is changed by its keys alone: better than half a button."""
        zooms = (self.smaller, self.zoom, self.larger)
        row = (self.before, self.number, self.after, *zooms, self.fit)
        need = sum(one.sizeHint().width() + 8 for one in row) + 24
        for one in zooms:
            one.setVisible(self.width() >= need)

    def _on_turned(self) -> None:
        text = self.look.text
        self.number.setText(text("pdf_number", page=self.paper.page + 1, pages=max(1, self.pages)))
        self.zoom.setText(text("pdf_percent", percent=self.paper.percent()))
        self.before.setEnabled(self.paper.page > 0)
        self.after.setEnabled(self.paper.page + 1 < self.pages)
        self.fit.choose(self.paper.fit)

    def _on_told(self, done: int, total: int) -> None:
        self._place.messages.tell(self.look.text("pdf_printing", done=done, total=total))

    def _on_printed(self, good: bool) -> None:
        printing, self._printing = self._printing, None
        if printing is not None:
            printing.deleteLater()
        if good and self.signs.text():
            self._place.messages.warn(self.look.text("pdf_printed"), self.signs.text())
        elif good:
            self._place.messages.tell(self.look.text("pdf_printed"))
        else:
            self._place.messages.complain(UserError("printer_failed"))
        self.printed.emit(good)


def _small(look: Look, icon: str, name: str, key: str) -> Button:
    button = Button(look, "", icon=icon)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({key})")
    return button


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return box
