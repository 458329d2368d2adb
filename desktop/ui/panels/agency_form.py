"""What may be put right of one SKPD, or said of a new one."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.actions.changes import Changes
from desktop.actions.pack_edit import add_agency, change_agency
from desktop.actions.session import Session
from desktop.core.pack_types import SCOPES, Agency
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.scrolled import AHEAD, EDGE, scrolled
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Choice, Field, Line, Prose
from desktop.ui.widgets.labels import Label

_OTHER_FOCUS = Qt.FocusReason.OtherFocusReason


class AgencyForm(Card):
    """What may be put right of one SKPD.

    Args:
        place: the workplace.
    """

    saved = Signal(object)
    """The agency as it was before."""
    added = Signal(str, str)
    """Code and short name of a new one."""
    left = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.look)
        self._place, self.look = place, place.look
        self.agency: Agency | None = None
        self._fresh = False
        self._shown: dict[str, str] = {}
        look, text = self.look, self.look.text
        self._title = Label(look, "", "h2", wrap=True)
        self._about = Label(look, "", "body", "muted", wrap=True)
        self.scope = Choice(look, [(one, one[:1].upper() + one[1:]) for one in SCOPES])
        self.fields = {
            "code": Field(look, text("district_code"), Line(look), text("district_code_hint")),
            "name": Field(look, text("district_name"), Line(look)),
            "short": Field(look, text("district_short"), Line(look), text("district_short_hint")),
            "scope": Field(look, text("district_scope"), self.scope, text("district_scope_hint")),
            "keywords": Field(
                look, text("district_keywords"), Prose(look, 5), text("district_keywords_hint")
            ),
            "ambiguous": Field(
                look,
                text("district_ambiguous"),
                Prose(look, 2),
                text("district_ambiguous_hint"),
                optional=True,
            ),
        }
        self.body.setContentsMargins(12, 12, 0, 16)
        for label in (self._title, self._about):
            # Level with the fields, which keep room for the ring round them.
            label.setContentsMargins(AHEAD, 0, EDGE, 0)
            self.body.addWidget(label)
        self.body.addSpacing(4)
        form = QVBoxLayout()
        form.setSpacing(12)
        for field in self.fields.values():
            form.addWidget(field)
        form.addStretch(1)
        self.body.addWidget(scrolled(form), 1)
        self.go = Button(look, text("district_save"), icon="save", keys="Ctrl+S", kind="primary")
        self.go.clicked.connect(self.save)
        row = QHBoxLayout()
        row.setContentsMargins(AHEAD, 0, EDGE, 0)
        row.addStretch(1)
        row.addWidget(self.go)
        self.body.addLayout(row)
        self.setFocusProxy(self.fields["name"].editor)
        leave = QShortcut(QKeySequence("Escape"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)

    def show_agency(self, agency: Agency | None) -> None:
        """Another agency."""
        self.agency = agency
        self._show_known(agency is not None)
        for field in self.fields.values():
            field.complain("")
        if agency is None:
            self._title.setText("")
            self._about.setText("")
            return
        text = self.look.text
        self._title.setText(agency.short)
        kind = text("district_external") if agency.external else text("district_internal")
        self._about.setText(text("district_agency_about", code=agency.code, scope=agency.scope, kind=kind))
        self._put("name", agency.name)
        self._put("short", agency.short)
        self._put("keywords", ", ".join(agency.keywords))
        self._put("ambiguous", ", ".join(agency.ambiguous))
        self._shown = self._typed()

    def show_new(self) -> None:
        """An empty one, which also asks for what never changes: code and authority."""
        self.show_agency(None)
        self._fresh = True
        self._show_known(True)
        text = self.look.text
        self._title.setText(text("district_new"))
        self._about.setText(text("district_new_words"))
        for name in ("code", "name", "short", "keywords", "ambiguous"):
            self._put(name, "")

    def save(self) -> None:
        """Writes what is there, as one change of the pack."""
        before, fresh = self.agency, self._fresh
        if before is None and not fresh:
            return
        if before is not None and self._typed() == self._shown:
            self._place.messages.tell(self.look.text("district_unchanged"))
            return
        for field in self.fields.values():
            field.complain("")
        code, short = self._get("code").strip().upper(), self._get("short").strip()
        scope = self.scope.code()
        values: dict[str, Any] = {
            "name": self._get("name"),
            "short": short,
            "keywords": _words(self._get("keywords")),
            "ambiguous": _words(self._get("ambiguous")),
        }

        def work(session: Session) -> Changes:
            if before is not None:
                return change_agency(session, before.code, **values)
            return add_agency(session, code, scope=scope, **values)

        def done(changes: Changes) -> None:
            self._place.wrote(changes)
            if before is not None:
                self.saved.emit(before)
            else:
                self.added.emit(code, short)

        self._place.background.run(work, done, self._on_refused)

    def _show_known(self, known: bool) -> None:
        """Something can be filled in; code and authority only while it is new."""
        self.setEnabled(known)
        if self.agency is not None or not known:
            self._fresh = False
        for name in ("code", "scope"):
            self.fields[name].setVisible(self._fresh)

    def _on_refused(self, error: UserError) -> None:
        about = "code" if error.code == "pack_code" else str(error.values.get("field")).rpartition(".")[2]
        field = self.fields.get(about)
        if field is None:
            self._place.messages.complain(error)
            return
        field.complain(" ".join(self.look.words.sentence(error)))
        field.editor.setFocus(_OTHER_FOCUS)

    def _typed(self) -> dict[str, str]:
        return {name: self._get(name) for name in self.fields}

    def _put(self, name: str, words: str) -> None:
        editor = self.fields[name].editor
        if isinstance(editor, Line):
            editor.setText(words)
        elif isinstance(editor, Prose):
            editor.setPlainText(words)

    def _get(self, name: str) -> str:
        editor = self.fields[name].editor
        if isinstance(editor, Line):
            return editor.text()
        return editor.toPlainText() if isinstance(editor, Prose) else ""


def _words(typed: str) -> list[str]:
    return [one for line in typed.splitlines() for one in line.split(",")]
