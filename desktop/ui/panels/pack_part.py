"""The region pack: what is in it, the file for other laptops with its digits, and every change so far."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.pack_edit import pack_versions
from desktop.actions.region_pack import export_pack
from desktop.errors import UserError
from desktop.ui.drives import desktop_folder
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.file_line import FileLine
from desktop.ui.panels.file_words import count_words, said
from desktop.ui.panels.voice_code import ReadOut
from desktop.ui.states import moment_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.table import Table

Item = Mapping[str, Any]


class PackPart(QWidget):
    """The file at the left, the changes at the right.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self.look = place, place.look
        look, text = self.look, self.look.text
        self.file = FileLine(look, text("kit_files"), ("*.jbpack",), saves=True)
        self.file.show_path(desktop_folder() / text("kit_file_name"))
        self.field = Field(look, text("kit_file"), self.file, text("kit_file_hint"))
        self.go = Button(look, text("kit_write"), icon="package", keys="Ctrl+S", kind="primary")
        self.go.clicked.connect(self.on_write)
        self._code = QVBoxLayout()
        card = Card(look, text("kit_title"))
        card.body.addWidget(Label(look, text("kit_words"), "body", "muted", wrap=True))
        card.body.addSpacing(4)
        card.body.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addLayout(self._code)
        card.body.addSpacing(8)
        card.body.addWidget(Label(look, text("kit_inside"), "h3"))
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        card.body.addLayout(self._facts)
        card.body.addStretch(1)
        card.setFocusProxy(self.file.line)
        self.model = PagedModel(self._columns(), lambda _after: self._versions())
        self.table = Table(look, self.model, text("kit_versions"))
        versions = Card(look, text("kit_versions"), padding=8)
        versions.body.addWidget(self.table, 1)
        versions.setFocusProxy(self.table)
        self.parts = Beside(look, card, versions, width=544, least=440)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts, 1)
        self.file.line.returnPressed.connect(self.on_write)

    def refresh(self) -> None:
        """Reads the pack again."""
        self._tell()
        self.model.ask(lambda _after: self._versions())
        self.table.go_to(0)

    def first(self) -> QWidget:
        """The line of the file."""
        return self.file.line

    def on_write(self) -> None:
        """Ctrl+S: writes the file and shows the digits to read out."""
        path = self.file.path()
        if path is None:
            self.field.complain(self.look.text("kit_file_missing"))
            return
        out = path if path.suffix else path.with_suffix(".jbpack")
        self.field.complain("")
        self._place.background.run(
            lambda session: export_pack(session, out), self._on_written, self._on_refused
        )

    def _on_written(self, answer: Item) -> None:
        self._show_code(str(answer["voice_code"]))
        self._place.messages.tell(self.look.text("kit_written", file=Path(str(answer["path"])).name))

    def _on_refused(self, error: UserError) -> None:
        self.field.complain(" ".join(said(self.look, error)))
        self.file.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_code(self, code: str) -> None:
        while (old := self._code.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._code.addWidget(ReadOut(self.look, code, self.look.text("kit_code")))

    def _tell(self) -> None:
        while (old := self._facts.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        text, pack = self.look.text, self._place.reader.pack
        outside = sum(1 for one in pack.agencies if one.external)
        told = (
            (text("kit_region"), f"{pack.name} ({pack.region})"),
            (text("kit_prefix"), pack.prefix),
            (text("kit_villages"), count_words(len(pack.villages))),
            (
                text("kit_agencies"),
                text("kit_agencies_of", own=len(pack.agencies) - outside, other=outside),
            ),
            (text("kit_categories"), count_words(len(pack.categories))),
            (text("kit_holidays"), count_words(len(pack.holidays))),
            (text("kit_laptops"), count_words(len(self._place.reader.roster.members))),
        )
        for row, (label, value) in enumerate(told):
            self._facts.addWidget(Label(self.look, label, "body", "muted"), row, 0)
            self._facts.addWidget(Label(self.look, value), row, 1)

    def _versions(self) -> Item:
        return {**pack_versions(self._place.reader), "next": None}

    def _columns(self) -> list[Column]:
        text, today = self.look.text, self._place.reader.today
        return [
            Column("at", text("kit_when"), lambda item: Cell(moment_words(str(item["at"]), today)), 112),
            Column("what", text("kit_what"), self._what),
            Column("who", text("kit_who"), self._who, 264),
        ]

    def _what(self, item: Item) -> Cell:
        fields = set(item["fields"])
        known = ("villages", "agencies", "categories", "holidays", "deadlines")
        told = [self.look.text(f"kit_{name}") for name in known if name in fields]
        if "letterhead" in fields:
            told.insert(0, self.look.text("kit_letterhead"))
        return Cell(", ".join(told))

    def _who(self, item: Item) -> Cell:
        sound = item["signature"] and item["counts"]
        who = str(item["who"] or self.look.text("history_unknown"))
        return Cell(who, "text" if sound else "err", "shield-check" if sound else "shield-alert")
