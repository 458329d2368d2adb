"""Surat: who waits for a letter, the letter as it will print, what was issued, and the register."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.actions.changes import Changes
from desktop.actions.letter_desk import COUNTED, waiting_letters
from desktop.core.profile import profile_of
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.letter_buttons import KEYS, LETTER_KEYS, LetterButtons
from desktop.ui.panels.letter_desk import LetterDesk
from desktop.ui.panels.letter_made import tell_made
from desktop.ui.panels.letter_register import LetterRegister
from desktop.ui.panels.letter_tabs import TABS, LetterTabs, Part
from desktop.ui.panels.letter_words import copied_words
from desktop.ui.panels.letter_writing import LetterWriting
from desktop.ui.panels.live_paper import kept_press
from desktop.ui.panels.make_all import MakeAll
from desktop.ui.panels.print_all import PrintAll
from desktop.ui.widgets.tabs import Tabs

Item = Mapping[str, Any]
_OTHER_FOCUS = Qt.FocusReason.OtherFocusReason
WROTE = Changes({"letter": frozenset((b"",))})


class LettersPage(Page):
    """Five parts: to be made, written by hand, without number, numbered, all."""

    nouns = ("letter", "assignment", "aspiration", "pack", "roster")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_letters"))
        self.tabs = Tabs(self.look, [(tab, self.text(f"letters_tab_{tab}")) for tab in TABS])
        press = kept_press(place)
        self.stack = LetterTabs(place, press, self._connect_part)
        self.printing = PrintAll(place, press)
        self.desk = self.stack.desk
        self.all = MakeAll(place)
        self._asked = 0
        self._go_to = ""
        self._list_keys: list[tuple[str, Callable[[], object]]] = []
        self._lay()
        self._connect()
        self._bind()
        self._connect_part(self.desk)
        self._open("desk")

    @property
    def tab(self) -> str:
        """Which part is shown."""
        return self.stack.tab

    def show_thing(self, what: Any) -> None:
        """A tab, an addressee's code, or ``{"tab", "agency", "kind", "letter"}``."""
        asked = {"tab": what} if isinstance(what, str) else dict(what) if isinstance(what, Mapping) else {}
        if asked.get("tab") in TABS:
            self._open(str(asked["tab"]), str(asked.get("letter") or ""))
        if asked.get("agency"):
            self._open("desk")
            self._go_to = str(asked["agency"])

    def refresh(self) -> None:
        """Reads the lists again; what waits is counted behind the window."""
        self._asked += 1
        number = self._asked
        if self.tab != "desk":
            self._refresh_part("")

        def done(found: dict[str, Any]) -> None:
            if number == self._asked:
                self._show(found)

        self.place.background.run(waiting_letters, done)

    def begin(self) -> QWidget | None:
        """The list of the part that is open."""
        return self.stack.shown.first()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """PDFs are checked: is this letter ours?"""
        found = [path for path in paths if path.suffix.lower() == ".pdf"]
        if len(found) != 1 or len(paths) != 1:
            return False
        self._open("register")
        self.stack.register.verify(found[0])
        return True

    def on_make(self) -> None:
        """Ctrl+Enter: issues the letter that is shown."""
        if self.tab == "write":
            self.stack.write.on_make()
        elif self.tab == "desk" and not self.desk.parts.isHidden():
            self.desk.on_make()

    def on_write(self) -> None:
        """Ctrl+N: a letter that nothing waits for."""
        self._open("write")
        self.stack.write.first().setFocus(_OTHER_FOCUS)

    def on_reserve(self) -> None:
        """Ctrl+R: numbers for letters to come."""
        self._open("register")
        self.stack.register.on_reserve()

    def on_make_all(self) -> None:
        """Ctrl+B: all that wait."""
        wanted = self.desk.list.wanted()
        if not wanted:
            self.place.messages.tell(self.text("letters_nobody"))
            return
        self._open("desk")
        self.all.ask(wanted, self.desk.fields.out(), len(self.desk.list.reminded()))

    def on_copy(self) -> None:
        """The fields of what is shown, for SRIKANDI."""
        part = self.stack.shown
        if not part.told:
            self.place.messages.tell(self.text("letters_copy_none"))
            return
        QGuiApplication.clipboard().setText(copied_words(self.look, part.told, part.number))
        self.place.messages.tell(self.text("letters_copied"))

    def on_print(self) -> None:
        """Ctrl+P."""
        self.stack.shown.paper.ask_printer()

    def on_print_all(self) -> None:
        """Ctrl+Shift+P: those just made, else those of the list that nobody has received yet."""
        self.printing.ask(self.all.made() or self.stack.undelivered())

    def on_save(self) -> None:
        """Ctrl+S."""
        self.stack.shown.paper.ask_where()

    def _lay(self) -> None:
        self.buttons = LetterButtons(self.look, self.head)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.printing)
        self.column.addWidget(self.all)
        self.column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda tab: self._open(tab))
        buttons = self.buttons
        for button, act in (
            (buttons.copy, self.on_copy),
            (buttons.reserve, self.on_reserve),
            (buttons.make_all, self.on_make_all),
            (buttons.make, self.on_make),
            (buttons.print, self.on_print),
            (buttons.print_all, self.on_print_all),
            (self.all.print, self.on_print_all),
            (buttons.save, self.on_save),
        ):
            button.clicked.connect(act)
        self.desk.shown.connect(self._show_buttons)
        self.desk.fields.profile_wanted.connect(self._on_profile)
        self.all.left.connect(self._on_all_left)
        self.all.finished.connect(self._on_all_finished)

    def _connect_part(self, part: Part) -> None:
        if isinstance(part, LetterDesk | LetterWriting):
            part.issued.connect(self._on_issued)
        elif isinstance(part, LetterRegister):
            part.reserved.connect(self._on_reserved)
            part.voided.connect(self._on_number_voided)
        else:
            part.acted.connect(self._on_acted)
            part.rewriting.connect(self._on_rewriting)
        if not isinstance(part, LetterWriting):
            # Letters are keys in the lists alone: everywhere else they are for typing.
            for keys, act in self._list_keys:
                (part.list if isinstance(part, LetterDesk) else part).bind(keys, act)

    def _bind(self) -> None:
        acts = [self.on_make, self.on_make_all, self.on_write, self.on_reserve]
        acts += [
            self.on_print,
            self.on_print_all,
            self.on_save,
            self.on_copy,
            self._on_profile,
            self._on_verify,
            self.stack.turn,
        ]
        for (keys, words), act in zip(KEYS, acts, strict=True):
            self.bind(keys, words, act)
        for keys, words, by in (("J", "letters_key_down", 1), ("K", "letters_key_up", -1)):
            self._bind_lists(keys, words, partial(self.stack.step, by))
        for keys, words, name in LETTER_KEYS:
            self._bind_lists(keys, words, partial(self.stack.ask, name))

    def _bind_lists(self, keys: str, words: str, act: Callable[[], object]) -> None:
        self._list_keys.append((keys, act))
        self.keys.append((keys, words))
        self.acts[keys] = act

    def _open(self, tab: str, letter: str = "") -> None:
        self.tabs.show_part(tab)
        self.stack.open(tab)
        if not self.all.progress.running:
            self.all.hide()
            self.stack.show()
        self._show_buttons()
        self._refresh_part(letter)

    def _refresh_part(self, letter: str) -> None:
        part = self.stack.shown
        if not isinstance(part, LetterDesk):
            part.refresh(letter or None)

    def _show(self, found: Item) -> None:
        self.desk.show_items(list(found["items"]))
        if self._go_to:
            self.desk.choose(self._go_to)
            self._go_to = ""
        counts = {"desk": found["wanted"], "blank": found["blank"], "numbered": found["numbered"]}
        for tab, count in counts.items():
            self.tabs.show_count(tab, self.text("triage_many") if count > COUNTED else count)
        self.buttons.make_all.show_count(str(found["wanted"] or ""))
        self.buttons.make_all.setEnabled(bool(found["wanted"]))
        self._show_buttons()
        waiting = sum(one["aspirations"] for one in found["items"] if not one["reminded"])
        profile = profile_of(self.place.reader.pack)
        code = "letters_subtitle" if found["wanted"] else "letters_subtitle_none"
        told = self.text(code, letters=found["wanted"], aspirations=waiting)
        self.head.subtitle.setText(f"{told} · {profile.unit.title()}, {profile.paper.upper()}")
        focused = self.focusWidget()
        if self.isVisible() and self.tab == "desk" and (focused is None or not focused.isVisible()):
            self.desk.first().setFocus(_OTHER_FOCUS)

    def _show_buttons(self) -> None:
        self.buttons.show_for(self.tab)
        self.buttons.make.setEnabled(self.tab == "write" or not self.desk.parts.isHidden())

    def _on_issued(self, made: Item) -> None:
        self._open("numbered" if made["number"] else "blank", str(made["id"]))
        self.place.wrote(WROTE)
        self.stack.shown.first().setFocus(_OTHER_FOCUS)
        tell_made(self.place, made)

    def _on_acted(self, name: str, item: Item | None, answer: Item) -> None:
        if item is None:
            return
        if name == "replace":
            self._on_issued(answer["letters"][0])
            return
        if name == "number":
            self._open("numbered", str(item["id"]))
        self.place.wrote(WROTE)
        self.stack.shown.first().setFocus(_OTHER_FOCUS)
        self.place.messages.tell(self.text(f"letters_told_{name}"))

    def _on_rewriting(self, identity: str) -> None:
        self._open("write")
        self.stack.write.correct(identity)

    def _on_reserved(self, items: Sequence[Item]) -> None:
        first, last = str(items[0]["number"]), str(items[-1]["number"])
        code = "letters_told_reserved" if len(items) > 1 else "letters_told_reserved_one"
        self.place.wrote(WROTE)
        self.stack.register.refresh(str(items[0]["id"]))
        self.stack.register.first().setFocus(_OTHER_FOCUS)
        self.place.messages.tell(self.text(code, count=len(items), first=first, last=last))

    def _on_number_voided(self) -> None:
        self.place.wrote(WROTE)
        self.stack.register.first().setFocus(_OTHER_FOCUS)
        self.place.messages.tell(self.text("letters_told_number_void"))

    def _on_all_finished(self) -> None:
        # The report has the page for itself until it is closed.
        reported = not (self.all.table.isHidden() or self.all.isHidden())
        if reported and self.tab != "desk":
            self._open("desk")
            self.all.show()
            self.all.table.setFocus(_OTHER_FOCUS)
        self.stack.setVisible(not reported)
        self.place.wrote(WROTE)

    def _on_all_left(self) -> None:
        if self.all.shut():
            self.stack.show()
            self.desk.first().setFocus(_OTHER_FOCUS)

    def _on_profile(self) -> None:
        self.place.go("district", "profile")

    def _on_verify(self) -> None:
        self._open("register")
        self.stack.register.ask_code()
