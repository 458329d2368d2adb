"""What of a letterhead may differ from kind to kind of letter: who signs, how numbers are made."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.profile import DEFAULT, DEFAULT_CLASSIFICATION, Numbering, Profile, Signer
from desktop.ui.look import Look
from desktop.ui.panels.profile_values import Switch, beside, fill, listen, read
from desktop.ui.widgets.fields import Choice, Field, Line, Prose

Choices = Sequence[tuple[str, str]]
_OVERRIDE = ("above", "override_name", "below")
_LISTS = frozenset({"behalf", "above", "below"})


class KindFields(QWidget):
    """Fields that are shown for one kind at a time; a kind without its own shows the common ones.

    Args:
        look: how it looks.
        kinds: code and words, the common one first.
        label: of the choice.
        hint: below it.
    """

    changed = Signal()

    def __init__(self, look: Look, kinds: Choices, label: str, hint: str) -> None:
        super().__init__()
        self.look = look
        self._problems: Mapping[str, str] = {}
        self._rows: dict[str, dict[str, Any]] = {}
        self._filling = False
        self.kind = Field(look, label, Choice(look, kinds), hint)
        self.fields: dict[str, Field] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(self.kind)
        choice = self.kind.editor
        if isinstance(choice, Choice):
            choice.chosen.connect(lambda _code: self.show_kind())

    def listen(self) -> None:
        """Hears the fields; called when they are all there."""
        for field in self.fields.values():
            listen(field.editor, self._on_changed)

    def show_kind(self) -> None:
        """The fields of the kind that is chosen."""
        self._filling = True
        row = self._rows.get(self.code) or self._rows.get(DEFAULT) or self.nothing()
        for name, field in self.fields.items():
            fill(field.editor, row.get(name, self.nothing()[name]))
        self._filling = False
        self.tell(self._problems)

    @property
    def code(self) -> str:
        """The kind that is chosen."""
        return str(read(self.kind.editor))

    def nothing(self) -> dict[str, Any]:
        """The values where none are."""
        raise NotImplementedError

    def tell(self, problems: Mapping[str, str]) -> None:
        """What is wrong with the fields of the kind that is shown; another kind's beside the choice."""
        self._problems = problems
        own = f"{type(self).__name__}.{self.code}."
        for name, field in self.fields.items():
            field.complain(problems.get(own + name, ""))
        others = [
            key
            for key in problems
            if key.startswith(f"{type(self).__name__}.") and (not key.startswith(own) or key == own)
        ]
        self.kind.complain(problems[others[0]] if others else "")

    def problem(self, kind: str, key: str) -> str:
        """The name of the field an error's key is about."""
        last = key.rpartition(".")[2]
        last = last if last in self.fields else ""
        return f"{type(self).__name__}.{kind}.{last}"

    def field(self, name: str) -> Field | None:
        """The field of such a name; its kind is chosen."""
        mine, _, rest = name.partition(".")
        kind, _, last = rest.partition(".")
        if mine != type(self).__name__:
            return None
        fill(self.kind.editor, kind)
        self.show_kind()
        return self.fields.get(last, self.kind)

    def shown(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {name: read(field.editor, listed=name in _LISTS) for name, field in self.fields.items()}

    def _on_changed(self) -> None:
        if not self._filling:
            self._rows[self.code] = self.shown()
            self.changed.emit()


class SignerFields(KindFields):
    """Who signs.

    Args:
        look: how it looks.
        kinds: code and words, the common one first.
    """

    def __init__(self, look: Look, kinds: Choices) -> None:
        text = look.text
        super().__init__(look, kinds, text("profile_signs"), text("profile_signs_hint"))
        basis = [(one, look.text(f"profile_basis_{one}")) for one in ("direct", "an", "ub")]
        standing = [
            (one, look.text(f"profile_standing_{one}")) for one in ("definitif", "pj", "pjs", "plt", "plh")
        ]
        office = [(one, look.text(f"profile_office_{one}")) for one in ("bupati", "wakil", "sekda", "other")]
        self.fields = {
            "title": Field(look, text("profile_title"), Line(look), text("profile_title_hint")),
            "titled_name": Field(look, text("profile_titled_name"), Line(look)),
            "name": Field(look, text("profile_name"), Line(look)),
            "nip": Field(look, text("profile_nip"), Line(look), optional=True),
            "rank": Field(look, text("profile_rank"), Line(look), optional=True),
            "kind": Field(look, text("profile_office"), Choice(look, office)),
            "standing": Field(look, text("profile_standing"), Choice(look, standing)),
            "basis": Field(look, text("profile_basis"), Choice(look, basis)),
            "behalf": Field(look, text("profile_behalf"), Prose(look, 2), text("profile_behalf_hint")),
            "caps": Field(look, text("profile_caps"), Switch(look, text("profile_caps_words"))),
            "above": Field(
                look, text("profile_above"), Prose(look, 2), text("profile_above_hint"), optional=True
            ),
            "override_name": Field(look, text("profile_override_name"), Line(look), optional=True),
            "below": Field(look, text("profile_below"), Prose(look, 2), optional=True),
        }
        rows: tuple[tuple[str, ...], ...] = (
            ("title",), ("titled_name", "name"), ("nip", "rank"), ("kind", "standing"), ("basis",),
            ("behalf",), ("caps",), ("above",), ("override_name",), ("below",),
        )  # fmt: skip
        for names in rows:
            self.column.addLayout(beside([self.fields[name] for name in names]))
        self.listen()

    def put(self, signers: Mapping[str, Any]) -> None:
        """The signers of a profile."""
        self._rows = {}
        for kind, one in signers.items():
            override = one.get("override") or {}
            own = {"above": override.get("above", []), "below": override.get("below", [])}
            self._rows[kind] = {**one, **own, "override_name": override.get("name", "")}
        self.show_kind()

    def values(self) -> dict[str, Any]:
        """The signers as they stand in a letterhead; a kind with nothing of its own is left out."""
        return {kind: one for kind, row in self._rows.items() if (one := self._one(row))}

    def nothing(self) -> dict[str, Any]:
        """Nobody."""
        return {**msgspec.to_builtins(Signer()), "above": [], "override_name": "", "below": []}

    def _one(self, row: Mapping[str, Any]) -> dict[str, Any]:
        plain = self.nothing()
        one = {
            name: value
            for name, value in row.items()
            if name not in (*_OVERRIDE, "override") and value != plain.get(name)
        }
        own = {"above": row["above"], "name": row["override_name"], "below": row["below"]}
        return {**one, "override": own} if any(own.values()) else one


class NumberFields(KindFields):
    """How numbers are made.

    Args:
        look: how it looks.
        kinds: code and words, the common one first.
    """

    def __init__(self, look: Look, kinds: Choices) -> None:
        text = look.text
        super().__init__(look, kinds, text("profile_numbers"), text("profile_numbers_hint"))
        self.fields = {
            "pattern": Field(look, text("profile_pattern"), Line(look), text("profile_pattern_hint")),
            "register": Field(look, text("profile_register"), Line(look), text("profile_register_hint")),
            "classification": Field(look, text("profile_klas"), Line(look), text("profile_klas_hint")),
        }
        for field in self.fields.values():
            self.column.addWidget(field)
        self.listen()

    def put(self, numbering: Mapping[str, Any], classification: Mapping[str, str]) -> None:
        """Numbering and classification of a profile."""
        self._rows = {}
        for kind in dict.fromkeys((*numbering, *classification)):
            self._rows[kind] = {**self._usual(kind), **numbering.get(kind, {})}
            if kind in classification:
                self._rows[kind]["classification"] = classification[kind]
        self.show_kind()

    def values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Both as they stand in a letterhead; what is as usual is left out."""
        numbering: dict[str, Any] = {}
        classification: dict[str, str] = {}
        for kind, row in self._rows.items():
            usual = self._usual(kind)
            own = {"pattern": row["pattern"], "register": row["register"]}
            if own != {name: usual[name] for name in own}:
                numbering[kind] = own
            if row["classification"] and row["classification"] != usual["classification"]:
                classification[kind] = row["classification"]
        return numbering, classification

    def show_kind(self) -> None:
        """The fields of the kind that is chosen; without its own those that are usual for it."""
        self._filling = True
        row = self._rows.get(self.code) or self._usual(self.code)
        for name, field in self.fields.items():
            fill(field.editor, row[name])
        self._filling = False
        self.tell(self._problems)

    def nothing(self) -> dict[str, Any]:
        """The usual."""
        return self._usual(DEFAULT)

    def _usual(self, kind: str) -> dict[str, Any]:
        common = self._rows.get(DEFAULT) if kind != DEFAULT else None
        plain, klas = Profile().numbers(DEFAULT), DEFAULT_CLASSIFICATION[DEFAULT]
        usual = Profile().numbers(kind)
        if common and (common["pattern"], common["register"]) != (plain.pattern, plain.register):
            usual = Numbering(common["pattern"], common["register"])
        own_klas = DEFAULT_CLASSIFICATION.get(kind, klas)
        if common and common["classification"] != klas:
            own_klas = common["classification"]
        return {"pattern": usual.pattern, "register": usual.register, "classification": own_klas}
