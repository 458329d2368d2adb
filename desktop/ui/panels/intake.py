"""Taking files in: choose or drop, look before anything is changed, take in, read the report."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from desktop.actions.arrivals import EVERYTHING, REQUEST, SMALL, look_again, preview
from desktop.actions.intake import take_in
from desktop.actions.region_pack import import_pack
from desktop.errors import UserError
from desktop.ui.drives import begin_at, was_at
from desktop.ui.page import Workplace
from desktop.ui.panels.complaint import Complaint
from desktop.ui.panels.file_words import said
from desktop.ui.panels.import_preview import ImportPreview
from desktop.ui.panels.import_report import ImportReport
from desktop.ui.panels.progress import Progress
from desktop.ui.widgets.cards import Card


class IntakePanel(QStackedWidget):
    """Looking, taking in, reporting; `closed` when the page shows its own things again.

    Args:
        place: the workplace.
        decides: this desk lets laptops in and decides conflicts.
    """

    opened = Signal()
    closed = Signal()
    requested = Signal(list)
    """Requests of laptops among the files, as `preview` describes them."""
    asked = Signal(str)

    def __init__(self, place: Workplace, *, decides: bool) -> None:
        super().__init__()
        self._place, self.look, self._decides = place, place.look, decides
        self.progress = Progress(self.look)
        self.complaint = Complaint(self.look)
        self.working = Card(self.look)
        self.working.body.addWidget(self.progress)
        self.working.body.addWidget(self.complaint)
        self.working.body.addStretch(1)
        self.preview = ImportPreview(self.look)
        self.report = ImportReport(self.look)
        for part in (self.working, self.preview, self.report):
            self.addWidget(part)
        self._requests: list[Mapping[str, Any]] = []
        self.active = False
        self.preview.accepted.connect(self.take)
        self.preview.coded.connect(self.take_pack)
        self.preview.declined.connect(self.close_all)
        self.report.closed.connect(self.close_all)
        self.report.asked.connect(self._on_asked)
        self.report.went.connect(self._on_went)

    def ask_files(self) -> None:
        """Qt's dialog for files, beside the window's own work."""
        words = self.look.text("intake_files")
        dialog = QFileDialog(self, self.look.text("intake_choose"), str(begin_at()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(f"{words} (*.jbola *.jbpack *.jbreq *.pdf)")
        dialog.filesSelected.connect(lambda names: self._on_chosen([Path(name) for name in names]))
        dialog.open()

    def start(self, paths: Sequence[Path]) -> bool:
        """Looks at files; False while others are under way."""
        if self.progress.running or not paths:
            return False
        self._begin(self.look.text("intake_looking", count=len(paths)))
        files = list(dict.fromkeys(paths))
        if sum(map(_size, files)) < SMALL:
            self._place.background.run(
                lambda session: preview(session, files), self._on_looked, self._on_failed
            )
        else:
            cancel = self._place.background.run_long(
                preview, (files,), self._on_looked, self._on_failed, self.progress.tell
            )
            self.progress.begin(self.look.text("intake_looking", count=len(files)), cancel)
            self.progress.setFocus()
        return True

    def take(self, paths: list[Path]) -> None:
        """Takes files in, in a process of its own."""
        words = self.look.text("intake_running", count=len(paths))
        self._begin(words)
        cancel = self._place.background.run_long(
            take_in, (paths,), self._on_taken, self._on_failed, self.progress.tell
        )
        self.progress.begin(words, cancel)
        self.progress.setFocus()

    def show_report(self, report: Mapping[str, Any]) -> None:
        """Shows the report on files that came in another way."""
        self.active, self._requests = True, []
        self.opened.emit()
        self._report(report)

    def take_pack(self, path: Path, code: str) -> None:
        """Takes in the first pack with the code heard."""
        self._place.background.run(
            lambda session: import_pack(session, path, code), self._on_pack, self._on_pack_refused
        )

    def back(self) -> bool:
        """Esc: stops what is under way, or goes back to the page; whether there was something."""
        if self.progress.cancel():
            return True
        if self.active:
            self.close_all()
        return self.active

    def close_all(self) -> None:
        """Back to the page."""
        if not self.progress.running:
            self.active = False
            self.closed.emit()

    def begin(self) -> None:
        """Puts the focus where it goes on."""
        shown = self.currentWidget()
        if shown is self.preview:
            self.preview.begin()
        elif shown is self.report:
            self.report.table.setFocus()

    def _begin(self, words: str) -> None:
        self.active = True
        self.complaint.clear()
        self.progress.words.setText(words)
        self.setCurrentWidget(self.working)
        self.opened.emit()

    def _on_looked(self, found: Mapping[str, Any]) -> None:
        self.progress.end()
        self._requests = [one for one in found["files"] if one["state"] == REQUEST]
        if not found["files"]:
            self.close_all()
            return
        if self._requests:
            self.requested.emit(self._requests)
        if len(self._requests) == len(found["files"]):
            self._on_asked("newcomers")
            return
        self.preview.show_files(found["files"])
        self.setCurrentWidget(self.preview)
        self.preview.begin()

    def _on_taken(self, report: Mapping[str, Any]) -> None:
        self.progress.end()
        self._place.wrote(EVERYTHING)
        self._report(report)

    def _report(self, report: Mapping[str, Any]) -> None:
        reader = self._place.reader
        desk = next((one for one in ("coordinator", "officer") if reader.holds(one)), "agency")
        self.report.show_report(report, len(self._requests), self._decides, desk)
        self.setCurrentWidget(self.report)
        self.report.table.setFocus()

    def _on_failed(self, error: UserError) -> None:
        self.progress.end()
        self.complaint.complain(error)

    def _on_pack(self, report: Mapping[str, Any]) -> None:
        look_again(self._place.reader)
        self._on_taken({"files": [{**report, "kind": "pack"}], "conflicts": 0})

    def _on_pack_refused(self, error: UserError) -> None:
        self.preview.code.complain(" ".join(said(self.look, error)))

    def _on_chosen(self, paths: list[Path]) -> None:
        was_at(paths[0].parent)
        self.start(paths)

    def _on_went(self, page: str, what: object) -> None:
        self.close_all()
        self._place.go(page, what)

    def _on_asked(self, part: str) -> None:
        self.close_all()
        self.asked.emit(part)


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0
