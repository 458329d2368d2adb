"""What the department did or answers: the record at the left, the form at the right."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.changes import Changes
from desktop.actions.followups import add_followup, give_back
from desktop.actions.lists import Query
from desktop.actions.own_work import list_own
from desktop.actions.session import Session
from desktop.actions.shapes import FollowupIn
from desktop.errors import UserError
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.answer_form import AnswerForm
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.record import RecordPanel
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, Empty

PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"})
_NOUNS = ("aspiration", "assignment")


class FollowupPage(Page):
    """One aspiration: its record, and the form."""

    nouns = _NOUNS

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_followup"))
        look = self.look
        self.item: Mapping[str, Any] | None = None
        self._thing = ""
        self.back = Button(look, self.text("followup_list"), icon="list", keys="Esc")
        self.back.clicked.connect(lambda: place.go("incoming", None))
        self.save = Button(look, self.text("followup_save"), icon="send", keys="Ctrl+Enter", kind="primary")
        self.save.clicked.connect(self.on_save)
        self.head.buttons.addWidget(self.back)
        self.head.buttons.addWidget(self.save)
        self.panel = RecordPanel(place)
        self.form = AnswerForm(place)
        self.form.returned.connect(self.on_return)
        self.form.progressed.connect(self.on_progress)
        self.parts = Beside(look, self.panel, self.form, 540, 400)
        begin = Button(look, self.text("followup_begin"), icon="inbox", keys="Esc", kind="primary")
        begin.clicked.connect(lambda: place.go("incoming", None))
        self.empty = Card(look)
        words = self.text("followup_none_words")
        self.empty.body.addWidget(Empty(look, "hammer", self.text("followup_none"), words, begin), 1)
        self.empty.setFocusProxy(begin)
        row = QHBoxLayout()
        row.addWidget(self.parts, 1)
        row.addWidget(self.empty, 1)
        self.column.addLayout(row, 1)
        self.bind("Ctrl+Return", "followup_save", self.on_save)
        self.bind("Ctrl+D", "followup_progress", self.on_progress)
        self.bind("Ctrl+R", "followup_return", self.form.ask_reason)
        self.bind("F6", "keys_other_part", self.parts.turn)
        self.bind("Escape", "followup_list", lambda: place.go("incoming", None))

    def show_thing(self, what: Any) -> None:
        """The aspiration to work on; without one the first that is due."""
        if isinstance(what, str):
            self._thing = what
        elif not self._thing:
            items = list_own(self.place.reader, "open", Query({}, limit=1))["items"]
            self._thing = items[0]["id"] if items else ""

    def refresh(self) -> None:
        """Reads the record again; what is typed stays while it is the same aspiration."""
        self.parts.setVisible(bool(self._thing))
        self.empty.setVisible(not self._thing)
        self.save.setVisible(bool(self._thing))
        self.back.setVisible(bool(self._thing))
        if not self._thing:
            self.head.subtitle.setText("")
            return
        item = show_aspiration(self.place.reader, self._thing)
        same = self.item is not None and self.item["id"] == item["id"]
        self.item = item
        self.panel.show_item(item)
        self.head.subtitle.setText(f"{item['code']} · {item['village_name'] or ''}")
        if not same:
            self.form.start(item)

    def begin(self) -> QWidget | None:
        """The answer, in sight even where only one part fits."""
        self.parts.show_right(True)
        return self.form.words if self._thing else self.empty

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Photos prove the answer, wherever on the page they are dropped; a PDF may be a letter."""
        found = [path for path in paths if path.suffix.lower() in PHOTOS]
        if not self._thing or len(found) != len(paths):
            return False
        self.form.evidence.add(found)
        return True

    def leave(self) -> bool:
        """What is typed stays in its draft."""
        self.form.keep()
        return True

    def on_save(self) -> None:
        """Records the answer."""
        if self.item is None or not self.form.check():
            return
        row, item = self.form.answer(str(self.item["code"])), self.item
        self._do(lambda session: add_followup(session, row, Path.cwd()), "followup_saved", item)

    def on_progress(self) -> None:
        """Says that it is being worked on, with what was typed as a remark."""
        if self.item is None:
            return
        text = self.form.words.toPlainText().strip() or None
        row = FollowupIn(code=str(self.item["code"]), status="diproses", text=text)
        self._do(lambda session: add_followup(session, row, Path.cwd()), "followup_progressed", self.item)

    def on_return(self, reason: str) -> None:
        """Back to the coordinator: not ours."""
        if self.item is None:
            return
        code = str(self.item["code"])
        self._do(lambda session: give_back(session, code, reason), "followup_returned", self.item)

    def _do(self, work: Any, told: str, item: Mapping[str, Any]) -> None:
        def done(_answer: object) -> None:
            self.form.forget()
            self._thing = ""
            self.item = None
            self.place.messages.tell(self.text(told, code=item["code"]))
            self.place.wrote(Changes({"aspiration": frozenset({b""}), "assignment": frozenset({b""})}))
            self.place.go("incoming", None)

        def act(session: Session) -> object:
            return work(session)

        self.place.background.run(act, done, self._on_refused)

    def _on_refused(self, error: UserError) -> None:
        if not self.form.complain(error):
            self.place.messages.complain(error)
