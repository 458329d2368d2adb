"""The profile of letters: the form, and a sample of a letter that follows it while one types."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.changes import Changes
from desktop.actions.letter_preview import preview_sample
from desktop.actions.pack_edit import change_letterhead
from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.complaint import Complaint
from desktop.ui.panels.live_paper import LivePaper
from desktop.ui.panels.profile_fields import ProfileFields
from desktop.ui.panels.scrolled import AHEAD, EDGE
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Label, hairline

if TYPE_CHECKING:
    from reports.press import Press


class ProfilePart(QWidget):
    """Form and sample.

    Args:
        place: the workplace.
        press: makes what documents are set with; behind the window only.
    """

    def __init__(self, place: Workplace, press: "Callable[[], Press]") -> None:
        super().__init__()
        self._place, self.look = place, place.look
        look, text = self.look, self.look.text
        self._touched = False
        self.form = ProfileFields(look)
        self.complaint = Complaint(look)
        self.paper = LivePaper(place, press, text("profile_sample_none"))
        self.save_button = Button(look, text("district_save"), icon="save", keys="Ctrl+S", kind="primary")
        self.save_button.clicked.connect(self.save)
        self.state = Label(look, "", "body", "muted")
        foot = QVBoxLayout()
        foot.setContentsMargins(AHEAD, 0, EDGE, 0)
        foot.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.state, 1)
        row.addWidget(self.save_button)
        foot.addWidget(self.complaint)
        foot.addWidget(hairline())
        foot.addLayout(row)
        self.form.body.addLayout(foot)
        self.parts = Beside(look, self.form, self.paper, width=480, least=520)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts, 1)
        self.form.changed.connect(self._on_changed)
        self.paper.refused.connect(self._on_refused)
        leave = QShortcut(QKeySequence("Escape"), self.form)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.give_up)

    def refresh(self) -> None:
        """Reads the pack again, unless something was typed that is not saved."""
        if not self._touched:
            self.form.show_pack(self._place.reader.pack)
            self._tell()
            self._draw()

    def first(self) -> QWidget:
        """The sections."""
        return self.form.sections

    def save(self) -> None:
        """Ctrl+S: one change of the pack; what is wrong is said first."""
        problems = self.form.problems()
        self.form.tell(problems)
        if problems:
            first = next(iter(problems))
            self.complaint.say(self.look.text("profile_wrong", count=len(problems)), "")
            self.form.go_to(first)
            return
        self.complaint.clear()
        before, now = dict(self._place.reader.pack.letterhead), self.form.letterhead()
        if now == before:
            self._place.messages.tell(self.look.text("district_unchanged"))
            return

        def done(changes: Changes) -> None:
            self._touched = False
            self._place.wrote(changes)
            self.refresh()
            self._place.messages.tell(self.look.text("profile_saved"), undo)

        def undo() -> None:
            self._place.background.run(lambda session: change_letterhead(session, before), undone)

        def undone(changes: Changes) -> None:
            self._touched = False
            self._place.wrote(changes)
            self.refresh()

        self._place.background.run(lambda session: change_letterhead(session, now), done, self._on_refused)

    def give_up(self) -> None:
        """Esc: what was typed is given up."""
        self._touched = False
        self.complaint.clear()
        self.refresh()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        self._touched = True
        self.complaint.clear()
        self._tell()
        self._draw()

    def _draw(self) -> None:
        letterhead, words = self.form.letterhead(), self._words()

        def work(session: Session, press: "Press") -> Mapping[str, Any]:
            return preview_sample(session, press, letterhead, words)

        self.paper.ask(work, "sample", draft=True)

    def _words(self) -> dict[str, str]:
        text = self.look.text
        return {
            "subject": text("profile_sample_subject"),
            "words": text("profile_sample_words"),
            "place": text("profile_sample_place"),
            "by": text("profile_sample_by"),
        }

    def _tell(self) -> None:
        self.state.setText(self.look.text("profile_unsaved" if self._touched else "profile_as_saved"))
        self.state.show_tone("warn" if self._touched else "muted")

    def _on_refused(self, error: UserError) -> None:
        self.complaint.complain(error)
