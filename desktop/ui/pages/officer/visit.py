"""A visit while people talk: its aspirations first, and everything else about it one key away."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.actions.changes import Changes
from desktop.actions.visit_changes import VisitChange, correct_visit
from desktop.actions.visit_gaps import visit_gaps
from desktop.actions.visits import finish_visit, show_visit
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.attendance import AttendanceForm
from desktop.ui.panels.draft_keeper import DraftKeeper
from desktop.ui.panels.finish_bar import FinishBar
from desktop.ui.panels.paper_view import PaperView
from desktop.ui.panels.services import ServicesPart
from desktop.ui.panels.sheet import Sheet
from desktop.ui.panels.visit_facts import FactsForm
from desktop.ui.panels.visit_papers import VisitPapers
from desktop.ui.panels.visit_photos import VisitPhotos
from desktop.ui.panels.visit_state import state_of, state_words, village_name, visit_line
from desktop.ui.panels.visit_values import attended, served
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Chip
from desktop.ui.widgets.tabs import Tabs

_PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".pdf"})


class VisitPage(Page):
    """One visit; opened by its id."""

    nouns = ("visit", "aspiration")
    under = "visits"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "")
        self._visit: Mapping[str, Any] = {}
        self._id = ""
        self.drafts = DraftKeeper(place, self)
        self.papers = VisitPapers(place, self)
        self.sheet = Sheet(place, self.drafts)
        self.facts = FactsForm(place, self.drafts)
        self.attendance = AttendanceForm(place, self.drafts)
        self.services = ServicesPart(place)
        self.photos = VisitPhotos(place)
        self.parts: dict[str, Any] = {
            "facts": self.facts,
            "attendance": self.attendance,
            "sheet": self.sheet,
            "services": self.services,
            "photos": self.photos,
        }
        self.part = "sheet"
        self._build()
        self._bind()

    def show_thing(self, what: Any) -> None:
        """Another visit, by its id."""
        if isinstance(what, str) and what != self._id:
            self._id, self._visit = what, {}
            self.finish.put_away()
            self._layers.setCurrentIndex(0)
            self._open("sheet")

    def refresh(self) -> None:
        """Reads the visit again."""
        if not self._id:
            return
        again = bool(self._visit)
        self._read()
        for part in self.parts.values():
            part.show_visit(self._visit)
        if again:
            self.sheet.refresh()

    def begin(self) -> QWidget | None:
        """Where the next words are caught."""
        first = self.parts[self.part].first()
        return first if isinstance(first, QWidget) else None

    def leave(self) -> bool:
        """Records and keeps what is under way."""
        for part in self.parts.values():
            part.leave()
        self.drafts.flush()
        return True

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Photos go to the current aspiration, or to the visit where its photos are shown."""
        found = [str(path) for path in paths if path.suffix.lower() in _PHOTOS]
        if not found or self.part not in ("sheet", "photos"):
            return False
        self.parts[self.part].add_photos(found)
        return True

    def on_changed(self, changes: Changes) -> None:
        """What this page wrote itself it shows already; the counts are read again."""
        if changes.touches(*self.nouns) and self._id:
            self._read()

    def _build(self) -> None:
        text, look = self.text, self.look
        self._chip = Chip(look, "circle-dot", "", "ok")
        self.head.show_chip(self._chip)
        self.minutes = Button(look, text("visit_minutes"), icon="printer")
        self.begin_now = Button(
            look, text("visit_begin"), icon="door-open", keys="Ctrl+Enter", kind="primary"
        )
        self.done = Button(look, text("visit_finish"), icon="check", keys="Ctrl+Enter", kind="primary")
        for button in (self.minutes, self.begin_now, self.done):
            self.head.buttons.addWidget(button)
        self.tabs = Tabs(
            look,
            [
                ("facts", text("visit_facts")),
                ("attendance", text("visit_tab_attendance")),
                ("sheet", text("visit_tab_sheet")),
                ("services", text("visit_tab_services")),
                ("photos", text("visit_tab_photos")),
            ],
        )
        self.finish = FinishBar(look)
        self._stack = QStackedWidget()
        for part in self.parts.values():
            self._stack.addWidget(part)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.tabs)
        column.addWidget(self.finish)
        column.addWidget(self._stack, 1)
        self.paper = PaperView(self.place)
        self._layers = QStackedWidget()
        self._layers.addWidget(whole)
        self._layers.addWidget(self.paper)
        self.column.setSpacing(8)
        self.column.addWidget(self._layers, 1)
        self._open("sheet")

    def _bind(self) -> None:
        self.tabs.chosen.connect(self.go_part)
        self.minutes.clicked.connect(self.on_minutes)
        self.done.clicked.connect(self.on_finish)
        self.begin_now.clicked.connect(self.on_finish)
        self.finish.confirmed.connect(self._finish)
        self.finish.cancelled.connect(self.on_escape)
        self.finish.jumped.connect(self.on_jumped)
        self.finish.minutes_wanted.connect(self.on_minutes)
        self.finish.receipts_wanted.connect(lambda: self.papers.receipts(self._id, self._village()))
        self.sheet.receipt_wanted.connect(lambda item: self.papers.receipt(item["id"], item["code"]))
        self.sheet.counted.connect(lambda count: self.tabs.show_count("sheet", count))
        self.papers.made.connect(self.on_paper)
        self.paper.closed.connect(self.on_escape)
        self.bind("Ctrl+Return", "keys_finish", self.on_finish)
        self.bind("F6", "keys_other_part", self.sheet.turn)
        self.bind("F8", "keys_read", self.sheet.read_aloud)
        self.bind("Ctrl+P", "visit_minutes", self.on_minutes)
        self.bind("Ctrl+V", "keys_paste_photo", self.on_paste)
        self.bind("Esc", "visit_keys_back", self.on_escape)
        self.bind("Ctrl+1", "visit_facts", lambda: self.go_part("facts"))
        self.bind("Ctrl+2", "visit_tab_attendance", lambda: self.go_part("attendance"))
        self.bind("Ctrl+3", "visit_tab_sheet", lambda: self.go_part("sheet"))
        self.bind("Ctrl+4", "visit_tab_services", lambda: self.go_part("services"))
        self.bind("Ctrl+5", "visit_tab_photos", lambda: self.go_part("photos"))

    def go_part(self, part: str) -> None:
        """Opens a part of the page; what was typed in the one before is recorded."""
        self.parts[self.part].leave()
        self._open(part)
        if (first := self.begin()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_finish(self) -> None:
        """Begins a planned visit; else first says what is missing, then finishes."""
        if self._layers.currentIndex() or not self._visit or self._visit["finished"]:
            return
        if self.finish.asking:
            self._finish()
        elif state_of(self._visit, self.place.reader.now()) == "planned":
            self._begin_now()
        else:
            self.leave()
            id = self._id
            # After what was just handed on: the gaps are those of what is recorded then.
            self.place.background.run(lambda session: visit_gaps(session, id), self.on_gaps)

    def on_gaps(self, gaps: Sequence[Mapping[str, Any]]) -> None:
        """Says what is missing, and what was typed and is not recorded."""
        self.finish.ask([*self.sheet.unrecorded(), *gaps])
        self._show_buttons()

    def on_jumped(self, gap: Mapping[str, Any]) -> None:
        """Goes to the field that a gap is about."""
        name = gap["gap"]
        if gap["id"]:
            self.go_part("sheet")
            self.sheet.go_to(gap["id"], {"agency": "category", "spot": "place"}.get(name, "name"))
        elif name in ("heard", "typed"):
            self.go_part("sheet")
        elif name in ("attendance", "photos"):
            self.go_part(name)
        else:
            self.go_part("facts")
            self.facts.focus_field({"counterpart": "host"}.get(name, name))

    def on_minutes(self) -> None:
        """The minutes as they will print."""
        self.leave()
        self.papers.minutes(self._id, self._village())

    def on_paper(
        self, data: bytes, title: str, name: str, warnings: Sequence[Mapping[str, Any]], note: str
    ) -> None:
        """A paper is ready."""
        self.paper.show_pdf(data, title, name, warnings, note)
        self._layers.setCurrentWidget(self.paper)
        self._show_buttons()
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_paste(self) -> None:
        """A picture on the clipboard becomes a photo."""
        if self.part == "sheet":
            self.sheet.editor.photos.paste()
        elif self.part == "photos":
            self.photos.box.paste()

    def on_escape(self) -> None:
        """One step back: the paper, the summary, the answers, the visit."""
        if self._layers.currentIndex():
            self._layers.setCurrentIndex(0)
            self._show_buttons()
        elif self.finish.isVisible():
            self.finish.put_away()
            self._show_buttons()
        elif self.part != "sheet":
            self.go_part("sheet")
        elif self.sheet.step_back():
            return
        else:
            self.place.go("visits", None)
            return
        if (first := self.begin()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, part: str) -> None:
        self.part = part
        self.tabs.show_part(part)
        self._stack.setCurrentWidget(self.parts[part])

    def _read(self) -> None:
        visit = self._visit = show_visit(self.place.reader, self._id)["visit"]
        self.head.title.setText(self._village())
        self.head.subtitle.setText(visit_line(self.look, visit))
        self._chip.say(*state_words(self.look, state_of(visit, self.place.reader.now())))
        self.tabs.show_count("attendance", attended(visit))
        self.tabs.show_count("services", served(visit))
        self.tabs.show_count("photos", len(visit["attachments"]))
        self._show_buttons()

    def _show_buttons(self) -> None:
        state = state_of(self._visit, self.place.reader.now()) if self._visit else "finished"
        quiet = bool(self._layers.currentIndex()) or self.finish.isVisible()
        self.minutes.setVisible(not quiet)
        self.begin_now.setVisible(state == "planned" and not quiet)
        self.done.setVisible(state in ("running", "over") and not quiet)

    def _village(self) -> str:
        return village_name(self.look, self.place.reader.pack, self._visit)

    def _begin_now(self) -> None:
        now, id = self.place.reader.now(), self._id
        change = VisitChange(date=now.date().isoformat(), start=f"{now:%H:%M}")

        def done(_answer: Any) -> None:
            self.refresh()
            self.place.wrote(Changes({"visit": frozenset({UUID(id).bytes})}))

        self.place.background.run(lambda session: correct_visit(session, id, change), done)

    def _finish(self) -> None:
        id = self._id

        def done(_answer: Any) -> None:
            self.finish.offer_papers()
            self.refresh()
            self.place.wrote(Changes({"visit": frozenset({UUID(id).bytes})}))

        self.finish.put_away()
        self.leave()  # what was typed since it was asked: recorded later, it would want a reason
        self.sheet.enter_rest()
        self.place.background.run(lambda session: finish_visit(session, id), done)
