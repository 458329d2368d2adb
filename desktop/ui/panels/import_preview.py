"""Files before they are taken in: one line each, what is in them, from whom; Enter takes them in."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions.arrivals import CODE, OWN, READY, REFUSED, REQUEST, STRANGER, TAKEN
from desktop.ui.look import Look
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.panels.file_words import all_things, contents_words, number_words, things_words, told_error
from desktop.ui.panels.voice_code import VoiceCode
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Label, Tone
from desktop.ui.widgets.table import Table

# State → icon and tone; its word is the text ``preview_<state>``, its sentence ``preview_<state>_words``.
_STATES: dict[str, tuple[str, Tone]] = {
    READY: ("circle-check", "ok"),
    TAKEN: ("check-check", "muted"),
    OWN: ("info", "muted"),
    STRANGER: ("hourglass", "warn"),
    CODE: ("phone", "warn"),
    REQUEST: ("monitor", "warn"),
    REFUSED: ("circle-x", "err"),
}
_TAKEABLE = (READY, STRANGER)


class ImportPreview(Card):
    """What was chosen or dropped.

    Args:
        look: how it looks.
    """

    accepted = Signal(list)
    """The paths that shall come in."""
    coded = Signal(object, str)
    """A pack's path and the code heard with it."""
    declined = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.text("preview_title"), padding=8)
        self._look = look
        self.files: list[Mapping[str, Any]] = []
        self.summary = Label(look, "", wrap=True)
        self.summary.setContentsMargins(8, 0, 8, 0)
        self.model = PagedModel(self._columns(), self._fetch)
        self.table = Table(look, self.model, look.text("preview_title"))
        self.sentence = Label(look, "", wrap=True)
        self.hint = Label(look, "", "body", "muted", wrap=True)
        for label in (self.sentence, self.hint):
            label.setContentsMargins(8, 0, 8, 0)
        self.code = VoiceCode(look)
        self.code.setContentsMargins(8, 0, 8, 0)
        self.take = Button(look, look.text("preview_take"), icon="download", keys="Enter", kind="primary")
        self.away = Button(look, look.text("preview_away"), keys="Esc")
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.away)
        row.addStretch(1)
        row.addWidget(self.take)
        for widget in (self.summary, self.table, self.sentence, self.hint, self.code):
            self.body.addWidget(widget, 1 if widget is self.table else 0)
        self.body.addLayout(row)
        self.body.addStretch()
        self.table.moved.connect(self._on_moved)
        self.table.opened.connect(lambda _item: self.on_take())
        self.code.submitted.connect(self.on_take)
        self.take.clicked.connect(self.on_take)
        self.away.clicked.connect(self.declined)

    def show_files(self, files: Sequence[Mapping[str, Any]]) -> None:
        """Shows what `preview` found."""
        self.files = list(files)
        self.model.ask(self._fetch)
        # What is said of a file stands below the list, not at the far end of an empty one.
        self.table.setMaximumHeight(self._look.lettering.scaled(36) * (len(self.files) + 1) + 4)
        self.table.go_to(0)
        self._on_moved(self.table.item())
        ready = [one for one in self.files if one["state"] in _TAKEABLE]
        events, blobs = (sum(one[name] for one in ready) for name in ("events", "blobs"))
        text = self._look.text
        said = [text("preview_summary", ready=len(ready), count=len(self.files))]
        if ready:
            records, things = (
                contents_words(self._look, events, blobs),
                things_words(self._look, all_things(ready)),
            )
            if things:
                said.append(text("preview_things", things=things, contents=records))
            else:
                said.append(text("preview_holds", contents=records))
        known = sum(one["state"] == TAKEN for one in self.files)
        if known:
            said.append(text("preview_known", count=known))
        self.summary.setText(" ".join(said))
        self.code.clear()
        self.code.setVisible(self._coded() is not None)
        self.take.setEnabled(bool(ready) or self._coded() is not None)

    def begin(self) -> None:
        """Puts the focus where it goes on."""
        (self.code if self._coded() is not None else self.table).setFocus()

    def on_take(self) -> None:
        """Takes in what can come in; the report tells of the rest too."""
        pack = self._coded()
        if pack is not None:
            code = self.code.demand()
            if code is not None:
                self.coded.emit(Path(pack["path"]), code)
            return
        if self.take.isEnabled():
            left_out = (REQUEST, CODE)
            self.accepted.emit([Path(one["path"]) for one in self.files if one["state"] not in left_out])

    def _coded(self) -> Mapping[str, Any] | None:
        """The pack that needs a code: it comes first, since the rest rests on it."""
        return next((one for one in self.files if one["state"] == CODE), None)

    def _on_moved(self, item: Mapping[str, Any] | None) -> None:
        sentence, hint = "", ""
        if item is not None and item["error"]:
            sentence, hint = told_error(self._look, item["error"])
        elif item is not None:
            sentence = self._look.text(f"preview_{item['state']}_words")
        self.sentence.setText(sentence)
        self.sentence.show_tone("err" if hint else "text")
        self.hint.setText(hint)
        self.sentence.setVisible(bool(sentence))
        self.hint.setVisible(bool(hint))

    def _fetch(self, _after: str | None) -> Mapping[str, Any]:
        return {"items": self.files, "next": None}

    def _columns(self) -> list[Column]:
        text = self._look.text
        return [
            Column("file", text("file_column_file"), lambda item: Cell(Path(item["path"]).name)),
            Column("from", text("file_column_from"), self._from, 215),
            Column("number", text("file_column_number"), self._number, 130),
            Column("contents", text("file_column_contents"), self._contents, 240),
            Column("state", text("file_column_state"), self._state, 215),
        ]

    def _from(self, item: Mapping[str, Any]) -> Cell:
        if not item["from"]:
            return Cell("")
        return Cell(str(item["from"]), "text" if item["known"] else "warn")

    def _number(self, item: Mapping[str, Any]) -> Cell:
        return Cell(number_words(self._look, item), "muted")

    def _contents(self, item: Mapping[str, Any]) -> Cell:
        if item["state"] == REFUSED or item["kind"] == "request":
            return Cell("")
        records = contents_words(self._look, item["events"], item["blobs"])
        return Cell(things_words(self._look, item.get("came") or {}) or records)

    def _state(self, item: Mapping[str, Any]) -> Cell:
        icon, tone = _STATES[item["state"]]
        return Cell(self._look.text(f"preview_{item['state']}"), tone, icon)
