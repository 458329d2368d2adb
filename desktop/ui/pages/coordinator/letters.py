"""Surat: who waits for a letter, the letter as it will print, what was issued, and the register."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.actions.changes import Changes
from desktop.actions.letter_desk import COUNTED, waiting_letters
from desktop.core.profile import profile_of
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.letter_desk import LetterDesk
from desktop.ui.panels.letter_register import LetterRegister
from desktop.ui.panels.letter_shelf import LetterShelf
from desktop.ui.panels.letter_words import copied_words, signs_words
from desktop.ui.panels.live_paper import LivePaper, kept_press
from desktop.ui.panels.make_all import MakeAll
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.tabs import Tabs

Item = Mapping[str, Any]
_TABS = ("desk", "blank", "numbered", "register")
_OTHER_FOCUS = Qt.FocusReason.OtherFocusReason
WROTE = Changes({"letter": frozenset((b"",))})


class LettersPage(Page):
    """Four parts: to be made, without number, numbered, all."""

    nouns = ("letter", "assignment", "aspiration", "pack", "roster")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_letters"))
        press = kept_press(place)
        self.tabs = Tabs(self.look, [(tab, self.text(f"letters_tab_{tab}")) for tab in _TABS])
        self.desk = LetterDesk(place, press)
        self.blank = LetterShelf(place, press, "belum_bernomor")
        self.numbered = LetterShelf(place, press, "bernomor")
        self.register = LetterRegister(place, press)
        self.all = MakeAll(place)
        self.stack = QStackedWidget()
        self.tab = "desk"
        self._parts: dict[str, LetterDesk | LetterShelf | LetterRegister] = {
            "desk": self.desk,
            "blank": self.blank,
            "numbered": self.numbered,
            "register": self.register,
        }
        self._asked = 0
        self._go_to = ""
        self._lay()
        self._connect()
        self._bind()
        self._open("desk")

    def show_thing(self, what: Any) -> None:
        """A tab, an addressee's code, or ``{"tab", "agency", "kind", "letter"}``."""
        asked = {"tab": what} if isinstance(what, str) else dict(what) if isinstance(what, Mapping) else {}
        if asked.get("tab") in _TABS:
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
        return self._parts[self.tab].first()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """PDFs are checked: is this letter ours?"""
        found = [path for path in paths if path.suffix.lower() == ".pdf"]
        if len(found) != 1 or len(paths) != 1:
            return False
        self._open("register")
        self.register.verify(found[0])
        return True

    def on_make(self) -> None:
        """Ctrl+Enter: issues the letter that is shown."""
        if self.tab == "desk" and not self.desk.parts.isHidden():
            self.desk.on_make()

    def on_make_all(self) -> None:
        """Ctrl+B: all that wait."""
        wanted = self.desk.list.wanted()
        if not wanted:
            self.place.messages.tell(self.text("letters_nobody"))
            return
        self._open("desk")
        self.all.ask(wanted, self.desk.fields.out())

    def on_copy(self) -> None:
        """The fields of what is shown, for SRIKANDI."""
        told, number = self._told()
        if not told:
            return
        QGuiApplication.clipboard().setText(copied_words(self.look, told, number))
        self.place.messages.tell(self.text("letters_copied"))

    def on_print(self) -> None:
        """Ctrl+P."""
        self._paper().ask_printer()

    def on_save(self) -> None:
        """Ctrl+S."""
        self._paper().ask_where()

    def _lay(self) -> None:
        look, text = self.look, self.text
        self.copy = Button(look, text("letters_copy"), icon="copy", kind="quiet")
        self.copy.setToolTip("Ctrl+Shift+C")
        self.make_all = Button(look, text("letters_make_all"), icon="files", keys="Ctrl+B")
        self.save = Button(look, text("letters_save"), icon="save", keys="Ctrl+S")
        self.make = Button(look, text("letters_make"), icon="file-check", keys="Ctrl+Enter", kind="primary")
        self.print = Button(look, text("letters_print"), icon="printer", keys="Ctrl+P", kind="primary")
        for button in (self.copy, self.make_all, self.save, self.make, self.print):
            self.head.buttons.addWidget(button)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.all)
        for part in self._parts.values():
            self.stack.addWidget(part)
        self.column.addWidget(self.stack, 1)
        self.stack.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda tab: self._open(tab))
        self.copy.clicked.connect(self.on_copy)
        self.make_all.clicked.connect(self.on_make_all)
        self.make.clicked.connect(self.on_make)
        self.print.clicked.connect(self.on_print)
        self.save.clicked.connect(self.on_save)
        self.desk.issued.connect(self._on_issued)
        self.desk.fields.profile_wanted.connect(self._on_profile)
        self.all.left.connect(self._on_all_left)
        self.all.finished.connect(self._on_all_finished)
        for shelf in (self.blank, self.numbered):
            shelf.acted.connect(self._on_acted)

    def _bind(self) -> None:
        for keys, words, act in (
            ("Ctrl+Return", "letters_key_make", self.on_make),
            ("Ctrl+B", "letters_key_make_all", self.on_make_all),
            ("Ctrl+P", "letters_key_print", self.on_print),
            ("Ctrl+S", "letters_key_save", self.on_save),
            ("Ctrl+Shift+C", "letters_key_copy", self.on_copy),
            ("F2", "letters_key_profile", self._on_profile),
            ("F3", "letters_key_verify", self._on_verify),
            ("F6", "keys_other_part", lambda: self._parts[self.tab].parts.turn()),
        ):
            self.bind(keys, words, act)
        for keys, words, by in (("J", "letters_key_down", 1), ("K", "letters_key_up", -1)):
            self._bind_lists(keys, words, lambda by=by: self._step(by))
        for keys, words, name in (
            ("N", "letters_key_number", "number"),
            ("S", "letters_key_deliver", "deliver"),
            ("L", "letters_key_scan", "scan"),
            ("V", "letters_key_void", "void"),
        ):
            self._bind_lists(keys, words, lambda name=name: self._ask(name))

    def _bind_lists(self, keys: str, words: str, act: Any) -> None:
        """Letters are keys in the lists alone: everywhere else they are for typing."""
        self.desk.list.bind(keys, act)
        for shelf in (self.blank, self.numbered):
            shelf.bind(keys, act)
        self.keys.append((keys, words))
        self.acts[keys] = act

    def _step(self, by: int) -> None:
        part = self._parts[self.tab]
        (part.list.table if isinstance(part, LetterDesk) else part.table).step(by)

    def _ask(self, name: str) -> None:
        part = self._parts[self.tab]
        if isinstance(part, LetterShelf):
            part.ask(name)

    def _open(self, tab: str, letter: str = "") -> None:
        self.tab = tab
        self.tabs.show_part(tab)
        self.stack.setCurrentWidget(self._parts[tab])
        if not self.all.progress.running:
            self.all.hide()
            self.stack.show()
        made = tab in ("blank", "numbered", "register")
        for button, shown in (
            (self.make, not made),
            (self.make_all, not made),
            (self.print, made),
            (self.save, made),
        ):
            button.setVisible(shown)
        self._refresh_part(letter)

    def _refresh_part(self, letter: str) -> None:
        part = self._parts[self.tab]
        if not isinstance(part, LetterDesk):
            part.refresh(letter or None)

    def _show(self, found: Item) -> None:
        self.desk.show_items(list(found["items"]))
        if self._go_to:
            self.desk.list.choose(self._go_to)
            self._go_to = ""
        counts = {"desk": found["wanted"], "blank": found["blank"], "numbered": found["numbered"]}
        for tab, count in counts.items():
            self.tabs.show_count(tab, self.text("triage_many") if count > COUNTED else count)
        self.make_all.show_count(str(found["wanted"] or ""))
        self.make_all.setEnabled(bool(found["wanted"]))
        self.make.setEnabled(bool(found["items"]))
        waiting = sum(one["aspirations"] for one in found["items"] if not one["reminded"])
        profile = profile_of(self.place.reader.pack)
        told = self.text("letters_subtitle", letters=found["wanted"], aspirations=waiting)
        self.head.subtitle.setText(f"{told} · {profile.unit.title()}, {profile.paper.upper()}")
        focused = self.focusWidget()
        if self.isVisible() and self.tab == "desk" and (focused is None or not focused.isVisible()):
            self.desk.first().setFocus(_OTHER_FOCUS)

    def _on_issued(self, made: Item) -> None:
        name = next((one.short for one in self._agencies() if one.code == made["agency"]), made["agency"])
        told = self.text("letters_made", agency=name, pages=made["pages"], folder=Path(made["path"]).parent)
        self._open("numbered" if made["number"] else "blank", str(made["id"]))
        self.place.wrote(WROTE)
        self._parts[self.tab].first().setFocus(_OTHER_FOCUS)
        signs = signs_words(self.look, made["warnings"])
        self.place.messages.tell(f"{told} {signs}".strip())

    def _on_acted(self, name: str, item: Item | None) -> None:
        if item is None:
            return
        identity = str(item["id"])
        if name == "number":
            self._open("numbered", identity)
            told = self.text("letters_told_number")
        elif name == "void":
            told = self.text("letters_told_void")
        elif name == "deliver":
            told = self.text("letters_told_deliver")
        else:
            told = self.text("letters_told_scan")
        self.place.wrote(WROTE)
        self._parts[self.tab].first().setFocus(_OTHER_FOCUS)
        self.place.messages.tell(told)

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
        self.register.parts.show_right(False)
        self.register.code.setFocus(_OTHER_FOCUS)

    def _paper(self) -> LivePaper:
        return self._parts[self.tab].paper

    def _told(self) -> tuple[Item, str | None]:
        part = self._parts[self.tab]
        if isinstance(part, LetterDesk):
            return part.told, part.fields.number_typed()
        return part.told, part.told.get("number")

    def _agencies(self) -> Sequence[Any]:
        return self.place.reader.pack.agencies
