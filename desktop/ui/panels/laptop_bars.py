"""What is asked about laptops: who may come in, why one retires, which villages an officer receives."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal

from desktop.actions.arrivals import preview
from desktop.actions.enrolment import accept_request, retire, set_scope
from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.choosing import Bar
from desktop.ui.panels.file_line import FileLine
from desktop.ui.panels.file_words import desk_words, said, told_error
from desktop.ui.panels.voice_code import VoiceCode
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Label

Item = Mapping[str, Any]
_OTHER_FOCUS = Qt.FocusReason.OtherFocusReason


class AskBar(Bar):
    """A bar that writes one thing and says so.

    Args:
        place: the workplace.
        go: words of the button.
    """

    done = Signal(str, str)
    """What was done, and the writer it was done to."""

    def __init__(self, place: Workplace, go: str) -> None:
        super().__init__(place.look)
        self._place = place
        self.writer = ""
        self.go = Button(self.look, go, keys="Enter")
        self.go.clicked.connect(self.on_answered)

    def on_answered(self) -> None:
        """Writes it."""
        raise NotImplementedError

    def run(self, work: Callable[[Session], Item], field: Field, told: Callable[[Item], str]) -> None:
        """Writes behind the window; what is refused stands beside the field."""

        def done(answer: Item) -> None:
            self.done.emit(told(answer), str(answer["writer"]))

        def failed(error: UserError) -> None:
            field.complain(" ".join(said(self.look, error)))
            field.editor.setFocus(_OTHER_FOCUS)

        self._place.background.run(work, done, failed)


class ReasonAsk(AskBar):
    """Why a laptop retires."""

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        super().__init__(place, text("district_retire_go"))
        self.line = Line(self.look)
        self.field = Field(self.look, text("bar_reason"), self.line, text("district_retire_hint"))
        self.column.addWidget(self.field)
        self.foot(self.go)
        self.line.returnPressed.connect(self.on_answered)

    def ask(self, item: Item) -> None:
        """About one laptop."""
        self.writer = str(item["writer"])
        self.title.setText(self.look.text("district_retire_ask", name=item["name"]))
        self.line.clear()
        self.field.complain("")
        self.show()
        self.line.setFocus(_OTHER_FOCUS)

    def on_answered(self) -> None:
        """Retires it."""
        reason, writer = self.line.text().strip(), self.writer
        if not reason:
            self.field.complain(self.look.text("district_reason_missing"))
            return
        text = self.look.text
        self.run(
            lambda session: retire(session, writer, reason),
            self.field,
            lambda answer: text("district_retired_told", name=answer["name"]),
        )


class VillagesAsk(AskBar):
    """Which villages an officer receives."""

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        super().__init__(place, text("district_save"))
        self.line = Line(self.look)
        self.field = Field(self.look, text("district_villages"), self.line, text("district_villages_hint"))
        self.column.addWidget(self.field)
        self.foot(self.go)
        self.line.returnPressed.connect(self.on_answered)

    def ask(self, item: Item) -> None:
        """About one laptop."""
        self.writer = str(item["writer"])
        self.title.setText(self.look.text("district_villages_ask", name=item["name"]))
        names = {one.code: one.name for one in self._place.reader.pack.villages}
        self.line.setText(", ".join(names.get(code, code) for code in item["villages"] or ()))
        self.field.complain("")
        self.show()
        self.line.setFocus(_OTHER_FOCUS)

    def on_answered(self) -> None:
        """Sets them."""
        codes = self._codes()
        if codes is None:
            return
        writer, text = self.writer, self.look.text
        self.run(
            lambda session: set_scope(session, writer, codes),
            self.field,
            lambda answer: text("district_villages_told", name=answer["name"], count=len(answer["villages"])),
        )

    def _codes(self) -> list[str] | None:
        found: list[str] = []
        for typed in (one.strip() for one in self.line.text().split(",")):
            if not typed:
                continue
            named = self._named(typed)
            if len(named) != 1:
                code = "district_village_twice" if named else "district_village_unknown"
                districts = ", ".join(one.district for one in named)
                self.field.complain(self.look.text(code, name=typed, districts=districts))
                return None
            found.append(named[0].code)
        return found

    def _named(self, typed: str) -> Sequence[Any]:
        said_name = typed.casefold()
        return [
            one
            for one in self._place.reader.pack.villages
            if said_name in (one.name.casefold(), one.code, f"{one.name} {one.district}".casefold())
        ]


class AcceptBar(AskBar):
    """A request to join: whose it is, and the digits heard on the telephone."""

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        super().__init__(place, text("district_accept_go"))
        self.title.setText(text("district_accept"))
        self.file = FileLine(self.look, text("district_request_files"), ("*.jbreq",))
        self.field = Field(self.look, text("district_request"), self.file, text("district_request_hint"))
        self.who = Label(self.look, "", "label", wrap=True)
        self.voice = VoiceCode(self.look)
        self.column.addWidget(self.field)
        self.column.addWidget(self.who)
        self.column.addWidget(self.voice)
        self.foot(self.go)
        self._path: Path | None = None
        self.file.line.returnPressed.connect(self.on_named)
        self.voice.submitted.connect(self.on_answered)
        self.file.line.textChanged.connect(lambda _text: self._forget())

    def ask(self, path: Path | None) -> None:
        """Asks for the file, or looks at one that was dropped."""
        self.file.line.setText(str(path) if path else "")
        self._forget()
        self.show()
        self.file.line.setFocus(_OTHER_FOCUS)
        if path:
            self.on_named()

    def on_named(self) -> None:
        """The file was named: who asks?"""
        path = self.file.path()
        if path is None:
            self.field.complain(self.look.text("district_request_missing"))
            return
        self._place.background.run(
            lambda session: preview(session, [path]), lambda found: self._on_looked(path, found["files"][0])
        )

    def on_answered(self) -> None:
        """Lets the laptop in, when the digits are right."""
        path = self._path
        if path is None:
            self.on_named()
            return
        code = self.voice.demand()
        if code is None:
            return

        def done(answer: Item) -> None:
            told = self.look.text("district_accepted", name=answer["name"])
            self.done.emit(told, str(answer["writer"]))

        def failed(error: UserError) -> None:
            self.voice.complain(" ".join(said(self.look, error)))

        self._place.background.run(lambda session: accept_request(session, path, code), done, failed)

    def _on_looked(self, path: Path, found: Item) -> None:
        text = self.look.text
        if found["error"]:
            self.field.complain(" ".join(told_error(self.look, found["error"])))
        elif found["kind"] != "request" or found["state"] == "taken":
            code = "district_request_known" if found["kind"] == "request" else "district_request_other"
            self.field.complain(text(code, name=found["from"]))
        else:
            self._path = path
            desk = f"{found['desk']}:{found['agency'] or ''}".rstrip(":")
            self.who.setText(text("district_asks", name=found["from"], desk=desk_words(self.look, desk)))
            self.who.show()
            self.voice.show()
            self.voice.line.setFocus(_OTHER_FOCUS)

    def _forget(self) -> None:
        self._path = None
        self.field.complain("")
        self.who.hide()
        self.voice.clear()
        self.voice.hide()
