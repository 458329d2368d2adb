"""What came of the files: one line each, in plain words what was new, what waits, what was refused."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.panels.file_words import (
    all_things,
    count_words,
    gap_words,
    number_words,
    things_words,
    told_error,
)
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, clear
from desktop.ui.widgets.labels import Label, Sign, Tone
from desktop.ui.widgets.table import Table

# Result of a file → icon and tone; its word is the text ``report_<result>``.
_RESULTS: dict[str, tuple[str, Tone]] = {
    "taken": ("circle-check", "ok"),
    "nothing_new": ("check-check", "muted"),
    "held": ("hourglass", "warn"),
    "quarantined": ("hourglass", "warn"),
    "refused": ("circle-x", "err"),
}
_REASONS = {
    "signature": "reason_signature",
    "link": "reason_link",
    "held_cap": "reason_held_cap",
    "no_key": "reason_no_key",
    "not_canonical": "reason_form",
    "other_district": "reason_district",
    "trust_withheld": "reason_trust",
}
# Desk → what came, which page goes on with it, the most pressing first; its button is ``onward_<thing>``.
_ONWARD: dict[str, tuple[tuple[str, str, object], ...]] = {
    "coordinator": (
        ("returned", "triage", "returned"),
        ("aspirations", "triage", "new"),
        ("answers", "aspirations", {"status": "ditanggapi"}),
    ),
    "officer": (("answers", "answers", None), ("aspirations", "aspirations", None)),
    "agency": (("assigned", "incoming", None),),
}
# What came → its icon and tone; what is to be done with it is the text ``came_<thing>``.
_CAME: dict[str, tuple[str, Tone]] = {
    "aspirations": ("messages-square", "pri"),
    "answers": ("message-circle", "ok"),
    "returned": ("corner-up-left", "warn"),
    "assigned": ("inbox", "pri"),
}
Line = tuple[str, Tone, str]


class ImportReport(Card):
    """The report on one go of taking in.

    Args:
        look: how it looks.
    """

    closed = Signal()
    went = Signal(str, object)
    """The page that goes on with what came, and what it shall show."""
    asked = Signal(str)
    """A part of the page that goes on with what waits: ``newcomers`` or ``conflicts``."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.text("report_title"), padding=8)
        self._look = look
        self.report: Mapping[str, Any] = {"files": [], "conflicts": 0}
        self._desk = "coordinator"
        self.summary = Label(look, "", "label", wrap=True)
        self.summary.setContentsMargins(8, 0, 8, 0)
        self.model = PagedModel(self._columns(), self._fetch)
        self.table = Table(look, self.model, look.text("report_title"))
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(8, 0, 8, 0)
        self._lines.setSpacing(4)
        self._way: tuple[str, object] | None = None
        self.onward = Button(look, "", icon="arrow-right", keys="Enter", kind="primary")
        self.done = Button(look, look.text("report_done"), icon="check", keys="Enter")
        self.copy = Button(look, look.text("report_copy"), icon="copy")
        self.newcomers = Button(look, look.text("report_newcomers"), icon="arrow-right")
        self.conflicts = Button(look, look.text("report_conflicts"), icon="arrow-right")
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 8)
        row.setSpacing(8)
        for button in (self.onward, self.done, self.newcomers, self.conflicts, self.copy):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(self._lines)
        self.body.addLayout(row)
        self.table.moved.connect(self._on_moved)
        self.table.opened.connect(lambda _item: self.on_onward())
        self.onward.clicked.connect(self.on_onward)
        self.done.clicked.connect(self.closed)
        self.copy.clicked.connect(self.on_copy)
        self.newcomers.clicked.connect(lambda: self.asked.emit("newcomers"))
        self.conflicts.clicked.connect(lambda: self.asked.emit("conflicts"))

    def show_report(
        self, report: Mapping[str, Any], requests: int, decides: bool, desk: str = "coordinator"
    ) -> None:
        """Shows what `take_in` answered.

        Args:
            report: ``{"files", "conflicts"}``.
            requests: laptops that asked to be let in, in the same go.
            decides: this desk lets laptops in and decides conflicts.
            desk: ``coordinator``, ``officer`` or ``agency``: what came goes on elsewhere at each.
        """
        self.report, self._desk = report, desk
        self.model.ask(self._fetch)
        files = report["files"]
        worst = next((row for row, one in enumerate(files) if one["result"] == "refused"), 0)
        self.table.go_to(worst)
        self._on_moved(self.table.item())
        self.summary.setText(self._summary(files))
        strangers = sum(one["result"] == "quarantined" for one in files)
        self.newcomers.setVisible(decides and bool(strangers or requests))
        self.newcomers.show_count(str(strangers + requests))
        self.conflicts.setVisible(decides and bool(report["conflicts"]))
        self.conflicts.show_count(str(report["conflicts"]))
        self._offer(all_things(files))

    def on_onward(self) -> None:
        """Goes on with what came; nothing of that came: the report is done with."""
        if self._way is None:
            self.closed.emit()
        else:
            self.went.emit(*self._way)

    def _offer(self, things: Mapping[str, int]) -> None:
        first = next((one for one in _ONWARD[self._desk] if things.get(one[0])), None)
        self._way = first[1:] if first else None
        self.onward.setVisible(first is not None)
        if first is not None:
            words = self._look.text(f"onward_{first[0]}")
            self.onward.setText(words)
            self.onward.setAccessibleName(words)
        self.done.show_keys("Esc" if first else "Enter")

    def on_copy(self) -> None:
        """The whole report as text, to be sent to whoever asks."""
        parts = [self.summary.text()]
        for one in self.report["files"]:
            head = f"{Path(one['path']).name}: {self._look.text('report_' + one['result'])}"
            parts.append("\n".join([head, *(f"- {words}" for _, _, words in lines_of(self._look, one))]))
        QGuiApplication.clipboard().setText("\n\n".join(parts))

    def _summary(self, files: Sequence[Mapping[str, Any]]) -> str:
        look = self._look
        taken = sum(one["result"] in ("taken", "held") for one in files)
        refused = sum(one["result"] == "refused" for one in files)
        new, known = (count_words(sum(one[name] for one in files)) for name in ("new", "known"))
        things = things_words(look, all_things(files))
        told = {"taken": taken, "count": len(files), "new": new, "known": known}
        said = [
            look.text("report_things", things=things, **told)
            if things
            else look.text("report_summary", **told)
        ]
        if refused:
            said.append(look.text("report_summary_refused", count=refused))
        return " ".join(said)

    def _on_moved(self, item: Mapping[str, Any] | None) -> None:
        clear(self._lines)
        for icon, tone, words in lines_of(self._look, item) if item else ():
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(Sign(self._look, icon, "muted" if tone == "text" else tone, 16))
            row.addWidget(Label(self._look, words, "body", tone, wrap=True), 1)
            self._lines.addWidget(holder)

    def _fetch(self, _after: str | None) -> Mapping[str, Any]:
        return {"items": self.report["files"], "next": None}

    def _columns(self) -> list[Column]:
        text = self._look.text
        return [
            Column("file", text("file_column_file"), lambda item: Cell(Path(item["path"]).name)),
            Column("from", text("file_column_from"), self._from, 215),
            Column("number", text("file_column_number"), self._number, 120),
            Column("new", text("report_new"), self._new, 240),
            Column("result", text("file_column_state"), self._result, 215),
        ]

    def _from(self, item: Mapping[str, Any]) -> Cell:
        if item["result"] == "quarantined":
            return Cell(self._look.text("report_unknown"), "warn")
        return Cell(str(item["from"] or ""))

    def _new(self, item: Mapping[str, Any]) -> Cell:
        things = things_words(self._look, item.get("came") or {})
        if things or not item["new"]:
            return Cell(things or "0", "text" if things else "muted")
        return Cell(self._look.text("file_records", count=count_words(item["new"])))

    def _number(self, item: Mapping[str, Any]) -> Cell:
        return Cell(number_words(self._look, item), "muted")

    def _result(self, item: Mapping[str, Any]) -> Cell:
        icon, tone = _RESULTS[item["result"]]
        return Cell(self._look.text(f"report_{item['result']}"), tone, icon)


def lines_of(look: Look, item: Mapping[str, Any]) -> list[Line]:
    """What is to be said of one file beside its figures: (icon, tone, words)."""
    if item.get("error"):
        sentence, hint = told_error(look, item["error"])
        return [("circle-alert", "err", sentence), ("arrow-right", "text", hint)]
    found: list[Line] = [
        (icon, tone, look.text(f"came_{name}", count=count_words(item["came"][name])))
        for name, (icon, tone) in _CAME.items()
        if (item.get("came") or {}).get(name)
    ]
    if item["result"] == "quarantined":
        found.append(("hourglass", "warn", look.text("report_quarantined_words")))
    if item["held"]:
        found.append(("hourglass", "warn", look.text("report_held_words", count=count_words(item["held"]))))
    for one in item["refused"]:
        reason = look.text(_REASONS.get(one["reason"], "reason_other"))
        told = look.text("report_refused_words", count=count_words(one["count"]), reason=reason)
        found.append(("circle-x", "err", told))
    if item["gaps"]:
        numbers = [gap["number"] for gap in item["gaps"]]
        found.append(("unlink", "warn", gap_words(look, {**item["gaps"][0], "numbers": numbers})))
    if item["photos_awaited"]:
        awaited = look.text("report_photos_awaited", count=count_words(item["photos_awaited"]))
        found.append(("image", "muted", awaited))
    return found or [("circle-check", "muted", look.text("report_nothing_else"))]
