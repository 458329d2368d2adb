"""Answers for citizens: read aloud in the village, told, and opened again where somebody is not satisfied."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.actions.aspirations import reopen
from desktop.actions.changes import Changes
from desktop.actions.session import Session
from desktop.actions.telling import answer_villages, tell_many, untell, village_answers
from desktop.errors import UserError
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.answer_lists import AnswerLists
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.paper_making import make_paper
from desktop.ui.panels.paper_view import PaperView
from desktop.ui.panels.telling import Telling, TellingPanel
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, Empty

if TYPE_CHECKING:
    from reports.press import Press  # only its name: it is handed on, never looked into

Item = Mapping[str, Any]


class AnswersPage(Page):
    """Villages and their answers at the left, the one that is read at the right."""

    nouns = ("aspiration", "assignment", "visit", "pack")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_answers"))
        self._village, self._code, self._print, self._busy = "", "", False, False
        self.lists = AnswerLists(self.look, lambda: place.reader.today)
        self.panel = TellingPanel(place)
        self.paper: PaperView | None = None
        self.parts = Beside(self.look, self.lists, self.panel, 416, 600)
        words = self.text("answers_empty_words")
        self.fetch = self.take_in_button()
        self.nothing = Card(self.look)
        self.nothing.body.addWidget(
            Empty(self.look, "user-check", self.text("answers_empty"), words, self.fetch)
        )
        self.sheet = Button(self.look, self.text("answers_print"), icon="printer", keys="Ctrl+P")
        self.head.buttons.addWidget(self.sheet)
        self._layers = QStackedWidget()
        for layer in (self.parts, self.nothing):
            self._layers.addWidget(layer)
        self.column.addWidget(self._layers, 1)
        self._listen()
        self._bind()

    def show_thing(self, what: Any) -> None:
        """A village by its code, or ``{"village", "code", "print"}``."""
        if isinstance(what, str):
            what = {"village": what}
        if isinstance(what, Mapping):
            self._leave_paper()
            self._village, self._code = str(what.get("village") or ""), str(what.get("code") or "")
            self._print = bool(what.get("print"))
            self.lists.which.choose("waiting")

    def refresh(self) -> None:
        """Reads villages and answers again; stays where it was."""
        found = answer_villages(self.place.reader)
        if not self._on_paper():
            self._layers.setCurrentWidget(self.parts if found else self.nothing)
            self.sheet.setVisible(bool(found))
        counts = [entry["count"] for entry in found]
        villages = sum(count > 0 for count in counts)
        told = self.text("answers_count", count=sum(counts), villages=villages) if villages else ""
        if found and not villages:
            told = self.text("answers_count_none")
        self.head.subtitle.setText(told)
        village, self._village = self._village, ""
        self.lists.show_villages(found, village)
        if self._print:
            self._print = False
            self.on_print()

    def begin(self) -> QWidget | None:
        """The answers; the sheet, while it is shown."""
        if self._on_paper():
            return self.paper
        return self.fetch if self._layers.currentWidget() is self.nothing else self.lists.first()

    def on_village(self, item: Item | None) -> None:
        """The answers of the chosen village."""
        code, self._code = self._code, ""
        found = (
            village_answers(self.place.reader, item["village"], told=self.lists.told)
            if item is not None
            else []
        )
        self.lists.show_answers(str(item["village_name"]) if item is not None else "", found, code)

    def on_moved(self, item: Item | None) -> None:
        """Shows the answer of the current row."""
        self.panel.show_item(item, len(self.lists.marked))

    def on_told(self, telling: Telling) -> None:
        """Records what stands in the form for the marked ones, or the current one."""
        items = self.lists.chosen()
        if not items or self._busy:
            return
        codes = [str(one["code"]) for one in items]
        again = all(one["told"] for one in items)

        def work(session: Session) -> Any:
            if telling.reason and again:
                return reopen(session, codes, telling.reason)
            return tell_many(session, codes, telling.told, telling.how, telling.satisfied, telling.reason)

        def done(_answer: Any) -> None:
            self.lists.unmark()
            self._say(items, telling, again=again)
            self._wrote(items)
            self._go_on()

        self._run(work, done)

    def on_enter(self) -> None:
        """Records, once the answer is in sight."""
        if self.panel.isVisible():
            self.panel.form.ask()
        else:
            self.on_other()

    def on_other(self) -> None:
        """To the other part, and with large text to the other half of the page."""
        self.parts.turn()
        if not self.parts.both:
            target = self.panel.form.scale if self.panel.isVisible() else self.lists.table
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_turned(self) -> None:
        """Those to be told, or those that were."""
        self.lists.unmark()
        self.on_village(self.lists.villages.item())
        self._go_on()

    def on_turn(self) -> None:
        """From those to be told to those that were, and back."""
        self.lists.which.choose("waiting" if self.lists.told else "told")
        self.on_turned()

    def on_reopen(self) -> None:
        """Asks why the current one is opened again."""
        if self.panel.item is not None:
            self.parts.show_right(True)
            self.panel.form.ask_reason()

    def on_print(self) -> None:
        """The answer sheet of the chosen village, shown before it is printed."""
        item = self.lists.villages.item()
        if item is None:
            return
        village, name = str(item["village"]), str(item["village_name"])

        def make(session: Session, press: "Press") -> dict[str, Any]:
            # ReportLab takes 80 ms to import, which whoever prints nothing would pay.
            from desktop.actions.print_answers import print_answers  # noqa: PLC0415

            return print_answers(session, press, village, None)

        def done(data: bytes, answer: Mapping[str, Any]) -> None:
            title = self.text("answers_sheet", village=name)
            self._show_paper(data, title, self.text("answers_sheet_file", village=name), answer["warnings"])

        make_paper(self.place, make, done)

    def on_paper_closed(self) -> None:
        """Back from the sheet to the answers."""
        self._leave_paper()
        self._go_on()

    def _listen(self) -> None:
        self.sheet.clicked.connect(self.on_print)
        self.lists.village_chosen.connect(self.on_village)
        self.lists.moved.connect(self.on_moved)
        self.lists.opened.connect(self.on_enter)
        self.lists.turned.connect(self.on_turned)
        self.panel.wanted.connect(self.on_told)

    def _bind(self) -> None:
        form, lists = self.panel.form, self.lists
        self._on_list("Space", "answers_mark", lists.mark)
        self._on_list("Ctrl+A", "answers_mark_all", lists.mark_all)
        self.bind("G", "answers_mark_same", lists.mark_same)
        self.bind("1", "satisfied_1", lambda: form.choose(1))
        self.bind("2", "satisfied_2", lambda: form.choose(2))
        self.bind("3", "satisfied_3", lambda: form.choose(3))
        self.bind("4", "satisfied_4", lambda: form.choose(4))
        self.bind("0", "satisfied_unasked", lambda: form.choose(0))
        self.bind("R", "answers_reopen", self.on_reopen)
        self.bind("L", "answers_reveal", self.panel.reveal)
        self.bind("T", "answers_which", self.on_turn)
        self.bind("Ctrl+Return", "answers_record", form.ask)
        self.bind("Ctrl+P", "answers_print", self.on_print)
        self.bind("F6", "keys_other_part", self.on_other)
        self.bind("Esc", "answers_back", self._on_escape)

    def _on_list(self, keys: str, words: str, act: Callable[[], object]) -> None:
        """A key that the list alone hears: buttons and fields have their own use for it."""
        shortcut = QShortcut(QKeySequence(keys), self.lists.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)
        self.keys.append((keys, words))
        self.acts[keys] = act

    def _on_escape(self) -> None:
        if self.lists.unmark():
            return
        if not self.panel.isAncestorOf(self.focusWidget() or self):
            self.place.back()
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Back to the list, where there is one."""
        self.parts.show_right(False)
        target = self.begin()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_paper(self) -> bool:
        return self.paper is not None and self._layers.currentWidget() is self.paper

    def _leave_paper(self) -> None:
        if self._on_paper():
            self._layers.setCurrentWidget(self.parts)
            self.sheet.show()

    def _show_paper(self, data: bytes, title: str, name: str, warnings: Sequence[Item]) -> None:
        if self.paper is None:
            # Whoever never prints need not wait for it.
            self.paper = PaperView(self.place)
            self.paper.closed.connect(self.on_paper_closed)
            self._layers.addWidget(self.paper)
        self.paper.show_pdf(data, title, name, warnings)
        self._layers.setCurrentWidget(self.paper)
        self.sheet.hide()
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, items: Sequence[Item], telling: Telling, *, again: bool) -> None:
        tell, count = self.place.messages.tell, len(items)
        if telling.reason:
            tell(self.text("answers_reopened", count=count))
        elif again:
            tell(self.text("answers_updated", count=count))
        else:
            tell(self.text("answers_said", count=count), lambda: self._take_back(items))

    def _take_back(self, items: Sequence[Item]) -> None:
        codes = [str(one["code"]) for one in items]
        self._code = codes[0]
        self._run(lambda session: untell(session, codes), lambda _answer: self._wrote(items))

    def _wrote(self, items: Sequence[Item]) -> None:
        things = frozenset(UUID(str(one["id"])).bytes for one in items)
        self.place.wrote(Changes({"aspiration": things}))

    def _run(self, work: Callable[[Session], Any], done: Callable[[Any], None]) -> None:
        self._busy = True

        def ended(answer: Any) -> None:
            self._busy = False
            done(answer)

        def failed(error: UserError) -> None:
            self._busy = False
            self.place.messages.complain(error)

        self.place.background.run(work, ended, failed)
