"""The letterhead as a form: kop, paper, signers, numbers, the rest; what is wrong stands beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.letters import KINDS
from desktop.core.pack_types import Pack
from desktop.core.profile import profile_of
from desktop.core.profile_check import check_letterhead
from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.panels.letter_words import kind_word
from desktop.ui.panels.profile_kinds import NumberFields, SignerFields
from desktop.ui.panels.profile_values import Picture, Switch, beside, fill, listen, read
from desktop.ui.panels.scrolled import AHEAD, EDGE, scrolled
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Choice, Field, Line, Prose, Segments
from desktop.ui.widgets.labels import Label

SECTIONS = ("head", "paper", "signer", "number", "more")
_SIDES = ("top", "right", "bottom", "left")
_LISTS = frozenset({"lines", "copies"})
_NUMBERS = frozenset({"size", "space_lines"})


class ProfileFields(Card):
    """One section at a time.

    Args:
        look: how it looks.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.look = look
        self._plain: Mapping[str, Any] = {}
        self._filling = False
        self.fields: dict[str, Field] = {}
        kinds = [(kind, kind_word(look, kind)) for kind in (*KINDS, "berita_acara")]
        kinds[-1] = ("berita_acara", look.text("profile_minutes"))
        every = ("default", look.text("profile_every_kind"))
        self.signer = SignerFields(look, [every, *kinds])
        self.numbers = NumberFields(look, [every, *kinds])
        self.sections = Segments(
            look,
            [(name, look.text(f"profile_section_{name}")) for name in SECTIONS],
            look.text("profile_sections"),
        )
        self.stack = QStackedWidget()
        self.stack.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make()
        self._areas: list[QScrollArea] = []
        for part in (self._head(), self._paper(), self._signer(), self._number(), self._more()):
            area = scrolled(part)
            self._areas.append(area)
            self.stack.addWidget(area)
        self.body.setContentsMargins(EDGE - AHEAD, 12, 0, 16)
        row = QHBoxLayout()
        row.setContentsMargins(AHEAD, 0, EDGE, 0)
        row.addWidget(self.sections)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.stack, 1)
        self.setFocusProxy(self.sections)
        self.sections.chosen.connect(lambda code: self.stack.setCurrentIndex(SECTIONS.index(code)))
        for field in self.fields.values():
            listen(field.editor, self._on_changed)
        self.signer.changed.connect(self._on_changed)
        self.numbers.changed.connect(self._on_changed)

    def show_pack(self, pack: Pack) -> None:
        """The letterhead of a pack, with what follows from its name."""
        self._plain = msgspec.to_builtins(profile_of(msgspec.structs.replace(pack, letterhead={})))
        now = msgspec.to_builtins(profile_of(pack))
        self._filling = True
        for name, field in self.fields.items():
            if name in _SIDES:
                fill(field.editor, now["margins"][_SIDES.index(name)])
            elif name == "sentences":
                fill(field.editor, [f"{code}: {words}" for code, words in now["sentences"].items()])
            else:
                fill(field.editor, now[name])
        self.signer.put(now["signers"])
        self.numbers.put(now["numbering"], now["classification"])
        self._filling = False
        self.tell(self.problems())

    def letterhead(self) -> dict[str, Any]:
        """What would stand in the pack: only what differs from the usual."""
        found: dict[str, Any] = {
            name: read(field.editor, listed=name in _LISTS, number=name in _NUMBERS)
            for name, field in self.fields.items()
            if name not in _SIDES and name != "sentences"
        }
        found["margins"] = [read(self.fields[side].editor, number=True) for side in _SIDES]
        found["sentences"] = _sentences(read(self.fields["sentences"].editor, listed=True))
        found["signers"] = self.signer.values()
        found["numbering"], found["classification"] = self.numbers.values()
        return {name: value for name, value in found.items() if value != self._plain.get(name)}

    def problems(self) -> dict[str, str]:
        """Field → what is wrong with it; each key of the letterhead is looked at on its own."""
        found: dict[str, str] = {}
        for name, value in self.letterhead().items():
            if name == "margins":
                wrong = [side for side, one in zip(_SIDES, value, strict=True) if _refused({name: [one] * 4})]
                found |= dict.fromkeys(wrong, self.look.text("profile_wrong_margin"))
            elif name in ("signers", "numbering", "classification"):
                for kind, inner in value.items():
                    self._about_kind(found, name, kind, _refused({name: {kind: inner}}))
            elif error := _refused({name: value}):
                found[name] = self._words(name, error)
        if not found and (error := _refused(self.letterhead())):
            found["more"] = " ".join(self.look.words.sentence(error))
        return found

    def tell(self, problems: Mapping[str, str]) -> None:
        """Says beside each field what is wrong with it."""
        for name, field in self.fields.items():
            field.complain(problems.get(name, ""))
        self.signer.tell(problems)
        self.numbers.tell(problems)

    def go_to(self, name: str) -> None:
        """Opens the section of a field and puts the cursor there."""
        field = self.fields.get(name) or self.signer.field(name) or self.numbers.field(name)
        if field is None:
            return
        for number, area in enumerate(self._areas):
            if area.isAncestorOf(field):
                self.sections.choose(SECTIONS[number])
                self.stack.setCurrentIndex(number)
                area.ensureWidgetVisible(field)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _about_kind(self, found: dict[str, str], name: str, kind: str, error: UserError | None) -> None:
        if error is None:
            return
        key = str(error.values.get("key") or error.values.get("field") or name)
        words = " ".join(self.look.words.sentence(error))
        if name == "signers":
            found[self.signer.problem(kind, key)] = words
        else:
            found[self.numbers.problem(kind, key)] = words

    def _words(self, name: str, error: UserError) -> str:
        if error.code == "letterhead_value" and name == "size":
            return self.look.text("profile_wrong_size")
        if error.code == "letterhead_value" and name == "space_lines":
            return self.look.text("profile_wrong_space")
        return " ".join(self.look.words.sentence(error))

    def _on_changed(self) -> None:
        if not self._filling:
            self.tell(self.problems())
            self.changed.emit()

    def _make(self) -> None:
        look, text = self.look, self.look.text
        level = [("Kabupaten", text("profile_kabupaten")), ("Kota", text("profile_kota"))]
        paper = [("f4", text("profile_f4")), ("a4", text("profile_a4"))]
        font = [("sans", text("profile_sans")), ("bookman", text("profile_bookman"))]
        self._add("government", text("profile_government"))
        self._add("unit", text("profile_unit"))
        self._add("lines", text("profile_lines"), text("profile_lines_hint"), Prose(look, 4))
        self._add("region", text("profile_region"))
        self._add("region_kind", text("profile_region_kind"), "", Choice(look, level))
        self._add("head_of_district", text("profile_head"))
        self._add("seat", text("profile_seat"), text("profile_seat_hint"))
        self._add("emblem", text("profile_emblem"), text("profile_emblem_hint"), Picture(look), optional=True)
        self._add("garuda", text("profile_garuda"), text("profile_garuda_hint"), Picture(look), optional=True)
        self._add("note", text("profile_note"), text("profile_note_hint"), optional=True)
        self._add("paper", text("profile_paper"), "", Choice(look, paper))
        for side in _SIDES:
            self._add(side, look.text(f"profile_{side}"))
        self._add("font", text("profile_font"), "", Choice(look, font))
        self._add("size", text("profile_size"))
        self._add("space_lines", text("profile_space"), text("profile_space_hint"))
        self._add("verification", text("profile_code"), "", Switch(look, text("profile_code_print")))
        self._add("unit_code", text("profile_unit_code"), text("profile_unit_code_hint"))
        copies, own = Prose(look, 5), Prose(look, 5)
        self._add("copies", text("profile_copies"), text("profile_copies_hint"), copies, optional=True)
        self._add("anchor", text("profile_anchor"), text("profile_anchor_hint"), optional=True)
        self._add("sentences", text("profile_sentences"), text("profile_sentences_hint"), own, optional=True)

    def _add(
        self, name: str, label: str, hint: str = "", editor: QWidget | None = None, *, optional: bool = False
    ) -> None:
        self.fields[name] = Field(self.look, label, editor or Line(self.look), hint, optional=optional)

    def _head(self) -> QVBoxLayout:
        row = beside([self.fields[name] for name in ("region", "region_kind", "head_of_district")])
        return self._column("government", "unit", "lines", row, "seat", "emblem", "garuda", "note")

    def _paper(self) -> QVBoxLayout:
        row = beside([self.fields[side] for side in _SIDES])
        letters = beside([self.fields[name] for name in ("font", "size")])
        margins = Label(self.look, self.look.text("profile_margins"), "body", "muted", wrap=True)
        return self._column("paper", margins, row, letters, "space_lines", "verification")

    def _signer(self) -> QVBoxLayout:
        return self._column(self.signer)

    def _number(self) -> QVBoxLayout:
        return self._column(self.numbers, "unit_code")

    def _more(self) -> QVBoxLayout:
        return self._column("copies", "anchor", "sentences")

    def _column(self, *parts: "str | QWidget | QHBoxLayout") -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(4, 4, 8, 4)
        column.setSpacing(12)
        for part in parts:
            if isinstance(part, QHBoxLayout):
                column.addLayout(part)
            else:
                column.addWidget(self.fields[part] if isinstance(part, str) else part)
        column.addStretch(1)
        return column


def _refused(letterhead: dict[str, Any]) -> UserError | None:
    try:
        check_letterhead(letterhead)
    except UserError as error:
        return error
    return None


def _sentences(lines: Sequence[str]) -> dict[str, str]:
    found = {}
    for line in lines:
        code, _, words = line.partition(":")
        found[code.strip()] = words.strip()
    return found
