"""Has the papers of a visit made behind the window: minutes, and receipts for whoever was heard."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.actions.session import Session
from desktop.ui.page import Workplace
from desktop.ui.panels.paper_making import Maker, make_paper

if TYPE_CHECKING:
    from reports.press import Press  # only its name: it is handed on, never looked into


class VisitPapers(QObject):
    """Each paper as bytes: nothing of it stays on the disk unless somebody saves it.

    Args:
        place: the workplace.
        parent: the page.
    """

    made = Signal(bytes, str, str, object, str)
    """PDF, title, name of a file, signs that no font has, what is said beside the paper and not on it."""

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place

    def minutes(self, visit: str, village: str) -> None:
        """The minutes with the list of who came."""

        def make(session: Session, press: "Press") -> dict[str, Any]:
            # ReportLab takes 80 ms to import, which whoever prints nothing would pay.
            from desktop.actions.print_visit import print_minutes  # noqa: PLC0415

            return print_minutes(session, press, visit, None)

        text = self._place.look.text
        self._make(make, text("visit_minutes"), text("paper_minutes_file", village=village))

    def receipts(self, visit: str, village: str) -> None:
        """Everybody's receipts, four on a sheet."""

        def make(session: Session, press: "Press") -> dict[str, Any]:
            from desktop.actions.print_receipt import print_receipts  # noqa: PLC0415

            return print_receipts(session, press, visit, None)

        text = self._place.look.text
        self._make(make, text("finish_receipts"), text("paper_receipts_file", village=village))

    def receipt(self, id: str, code: str) -> None:
        """One receipt."""

        def make(session: Session, press: "Press") -> dict[str, Any]:
            from desktop.actions.print_receipt import print_receipt  # noqa: PLC0415

            return print_receipt(session, press, id, None)

        text = self._place.look.text
        self._make(make, f"{text('editor_receipt')} {code}", text("paper_receipt_file", code=code))

    def _make(self, make: Maker, title: str, name: str) -> None:
        def done(data: bytes, answer: dict[str, Any]) -> None:
            left = int(answer.get("left_out") or 0)
            note = self._place.look.text("paper_left_out", count=left) if left else ""
            self.made.emit(data, title, name, answer["warnings"], note)

        make_paper(self._place, make, done)
