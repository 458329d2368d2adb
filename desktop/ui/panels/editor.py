"""The chosen aspiration beside the list: everything about it, for when there is time."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.citizens import check_nik, check_phone
from desktop.core.routing import Router
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.draft_keeper import DraftKeeper
from desktop.ui.panels.editor_fields import editor_fields
from desktop.ui.panels.editor_values import (
    needs_consent,
    offered_point,
    point_words,
    recorded_anew,
    values_of,
)
from desktop.ui.panels.gathered import Gathered
from desktop.ui.panels.photo_box import PhotoBox
from desktop.ui.panels.scrolled import level_edge
from desktop.ui.panels.suggested_note import SuggestedNote
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Label

Item = Mapping[str, Any]


class Editor(QFrame):
    """The form of one aspiration.

    Args:
        place: the workplace.
        drafts: keep what is typed.
        router: whom an aspiration may concern.
    """

    edited = Signal(object, dict, dict)
    """The item, all values, and those that changed: to be recorded."""
    photos_chosen = Signal(object)
    photo_removed = Signal(object, str, str)
    """The item, SHA-256 of the photo, and the reason."""
    point_wanted = Signal(object)
    receipt_wanted = Signal(object)
    withdrawal_wanted = Signal(object)

    def __init__(self, place: Workplace, drafts: DraftKeeper, router: Router) -> None:
        super().__init__()
        self.look = place.look
        self.suggested = SuggestedNote(self.look, place.reader.pack, router)
        self.setProperty("surface", "card")
        self.item: Item | None = None
        self.final = False
        self._head_number = Label(self.look, "", "h2")
        self._head_code = Label(self.look, "", "body", "muted")
        self._receipt = Button(self.look, self.look.text("editor_receipt"), icon="printer", kind="quiet")
        self._receipt.clicked.connect(lambda: self.receipt_wanted.emit(self.item))
        self._withdraw = Button(
            self.look, self.look.text("editor_withdraw"), icon="undo-2", keys="Del", kind="quiet"
        )
        self._withdraw.clicked.connect(lambda: self.withdrawal_wanted.emit(self.item))
        inside = QWidget()
        inside.setProperty("surface", "inside")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 4, 16, 12)
        self._column.setSpacing(8)
        self.made = editor_fields(self.look, place.reader.pack, self._column)
        self.photos = PhotoBox(place, self.look.text("editor_photos"))
        self.photos.chosen.connect(self.photos_chosen)
        self.photos.removed.connect(lambda sha: self.photo_removed.emit(self.item, sha, self.reason))
        self._column.addWidget(self.photos)
        self._add_restricted()
        self._add_reason()
        self._column.addStretch(1)
        self.gathered = Gathered(drafts, self.made.editors, self._on_flushed, self)
        self.gathered.changed.connect(self._on_changed)
        self._build(inside)
        self._listen()
        self.show_item(None)

    def show_item(
        self,
        item: Item | None,
        *,
        final: bool = False,
        key: str = "",
        typed: Mapping[str, str] | None = None,
    ) -> None:
        """Shows an aspiration with what was typed for it and not recorded yet.

        Args:
            item: as `visit_sheet` gives it; None for no row.
            final: the visit is finished: a correction needs a reason.
            key: of its draft.
            typed: what goes over from another form; None = what the draft says.
        """
        if typed is None:
            self._scroll.verticalScrollBar().setValue(0)
        self.item, self.final = item, final
        self._scroll.setVisible(item is not None)
        self._nothing.setVisible(item is None)
        for button in (self._receipt, self._withdraw):
            button.setVisible(item is not None)
        if item is None:
            self.suggested.show_for("", None)
            self._head_number.setText(self.look.text("editor_none"))
            self._head_code.setText("")
            self.gathered.show_values("", {})
            return
        self._head_number.setText(self.look.text("editor_number", number=item.get("number", "")))
        self._head_code.setText(str(item["code"]))
        self._reason.clear()
        self._reason_field.setVisible(final)
        for field in (*self.made.fields.values(), self._reason_field):
            field.complain("")
        self._show_citizen(item)
        self.gathered.show_values(key, values_of(item), typed)
        self.photos.show_photos(item["attachments"])
        self._show_point(item)
        self._fit_parts()
        self._suggest()

    @property
    def reason(self) -> str:
        """Why it is corrected after the visit was finished."""
        return self._reason.text().strip()

    def complain(self, name: str, sentence: str) -> None:
        """What is wrong with a field; ``reason`` and ``photos`` are fields too."""
        self._fields()[name].complain(sentence)

    def can_complain(self, name: str) -> bool:
        """Whether there is such a field."""
        return name in self._fields()

    def _fields(self) -> dict[str, Field | PhotoBox]:
        return {**self.made.fields, "photos": self.photos, "reason": self._reason_field}

    def show_again(self, item: Item) -> None:
        """The same aspiration as it is recorded now; what is being typed stays."""
        self.item = item
        self.photos.show_photos(item["attachments"])
        self._show_point(item)
        self._show_citizen(item)
        self._fit_parts()

    def focus_field(self, name: str) -> None:
        """Goes to a field."""
        editor = self.made.editors.get(name, self.made.editors["text"])
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(editor)

    def focus_reason(self) -> None:
        """Goes to why it is corrected."""
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(self._reason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """F6 comes here: the words have the focus."""
        self.focus_field("text")

    def _build(self, inside: QWidget) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.setSpacing(12)
        head.addWidget(self._head_number)
        head.addWidget(self._head_code)
        head.addStretch(1)
        # Below the form: Tab from the entry line goes to the words first.
        foot = QHBoxLayout()
        # Quiet buttons have no frame: their words stand at the edges of the fields.
        foot.setContentsMargins(3, 0, 3, 0)
        foot.addWidget(self._receipt)
        foot.addStretch(1)
        foot.addWidget(self._withdraw)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda _low, _high: level_edge(self._scroll))
        self._nothing = Label(self.look, self.look.text("editor_empty"), "body", "muted", wrap=True)
        self._nothing.setContentsMargins(16, 0, 16, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.suggested)
        column.addLayout(foot)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ring", "none")

    def _add_restricted(self) -> None:
        tick = QCheckBox(self.look.text("editor_restricted"))
        tick.setFont(self.look.lettering.font())
        self.look.changed.connect(lambda: tick.setFont(self.look.lettering.font()))
        field = self.made.add(self.look, "restricted", self.look.text("editor_restricted"), tick)
        field.label.hide()
        self._column.addWidget(field)
        hint = self.look.text("editor_restricted_hint")
        self._column.addWidget(Label(self.look, hint, "body", "muted", wrap=True))

    def _add_reason(self) -> None:
        self._reason = Line(self.look)
        self._reason_field = Field(
            self.look, self.look.text("editor_reason"), self._reason, self.look.text("editor_reason_hint")
        )
        self._column.addWidget(self._reason_field)

    def _listen(self) -> None:
        for name, check in (("nik", check_nik), ("phone", check_phone)):
            line = self.made.editors[name]
            if isinstance(line, Line):
                line.left.connect(lambda name=name, check=check: self._check(name, check))
        if self.made.point is not None:
            self.made.point.clicked.connect(lambda: self.point_wanted.emit(self.item))
        self._reason.returnPressed.connect(self.gathered.flush)

    def _check(self, name: str, check: Any) -> None:
        """Only what is certainly wrong is said when a field is left."""
        typed = self.gathered.values()[name]
        try:
            if typed.strip():
                check(typed)
            self.complain(name, "")
        except UserError as error:
            self.complain(name, " ".join(self.look.words.sentence(error)))

    def _on_changed(self, name: str) -> None:
        if name in ("mode", "name", "phone", "nik", "consent", "kind"):
            self._fit_parts()
        if name in ("text", "category"):
            self._suggest()
        if name == "consent":
            self.complain("consent", "")

    def _on_flushed(self, edits: dict[str, str]) -> None:
        if self.item is None:
            return
        values = self.gathered.values()
        if self.final and not self.reason:
            self.complain("reason", self.look.text("editor_reason_needed"))
            self._scroll.ensureWidgetVisible(self._reason)
            return
        if needs_consent(self.item, values):
            self.complain("consent", self.look.text("editor_consent_needed"))
        self.edited.emit(self.item, values, edits)

    def _fit_parts(self) -> None:
        values = self.gathered.values()
        mode = values["mode"] or "open"
        named = mode != "anonymous"
        hints = {
            "open": self.look.text("editor_open_hint"),
            "anonymous": self.look.text("editor_anonymous_hint"),
            "secret": self.look.text("editor_secret_hint"),
        }
        if self.made.mode_hint is not None:
            anew = self.item is not None and recorded_anew(self.item, values)
            told = self.look.text("editor_anew_hint") if anew else ""
            self.made.mode_hint.setText(" ".join(filter(None, (hints[mode], told))))
        self.made.editors["name"].setEnabled(named)
        given = any(values[name].strip() for name in ("name", "nik", "phone"))
        self.made.identity.setVisible(named and given)
        self.made.consent_box.setVisible(named and given)
        self.made.proposal.setVisible(values["kind"] == "usulan")

    def _show_citizen(self, item: Item) -> None:
        citizen = item.get("citizen") or {}
        for name in ("nik", "phone"):
            line = self.made.editors[name]
            if isinstance(line, Line):
                line.setPlaceholderText(str(citizen.get(name) or ""))
        self.made.editors["restricted"].setEnabled(not item.get("restricted"))

    def _show_point(self, item: Item) -> None:
        label, point = self.made.point_told, (item.get("place") or {}).get("point")
        offered = offered_point(item["attachments"])
        if label is None or self.made.point is None:
            return
        self.made.point.setEnabled(offered is not None and point is None)
        if point:
            label.setText(self.look.text("editor_point_known", point=point_words(point)))
        elif offered:
            when, told = str(offered.get("taken") or "")[:16].replace("T", " "), point_words(offered["point"])
            label.setText(self.look.text("editor_point_offered", point=told, when=when))
        label.setVisible(bool(point or offered))

    def _suggest(self) -> None:
        values = self.gathered.values()
        hidden = self.item is None or values["restricted"] == "on"
        self.suggested.show_for("" if hidden else values["text"], values["category"] or None)
