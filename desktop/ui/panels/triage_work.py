"""Carries out what was decided at the triage desk, says so, and keeps the way back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.actions import triage
from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.changes import Changes
from desktop.actions.corrections import correct
from desktop.actions.session import Session
from desktop.actions.shape_types import AspirationChange, AssignRow
from desktop.actions.triage_acts import assign_listed, restore, unassign
from desktop.core.events import thing_bytes
from desktop.errors import UserError
from desktop.ui.page import Workplace

Item = Mapping[str, Any]
Items = Sequence[Item]
Refuse = Callable[[UserError], None]


class TriageWork(QObject):
    """One decision after the other, each in the background.

    Args:
        place: the workplace.
    """

    done = Signal()
    """Something was refused: look again. What was written is told to the whole window."""

    undoable = Signal(bool)
    joined = Signal(list)
    corrected = Signal()
    returned = Signal(list)
    """A decision on these was taken back."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._text = place, place.look.text
        self._undo: Callable[[], None] | None = None
        self.under_way: set[str] = set()
        """Ids of what is being written: it is not decided twice."""
        self.sorted = 0
        """How many were decided since the window was opened."""

    def verify(self, items: Items) -> None:
        """Clear and in order."""
        codes = _codes(items)
        self._decide(items, lambda session: triage.verify(session, codes), "triage_verified")

    def ask(self, items: Items, reason: str) -> None:
        """The officer shall ask the citizen."""
        codes = _codes(items)
        self._decide(items, lambda session: triage.ask(session, codes, reason), "triage_asked")

    def outside(self, items: Items, reason: str, recipient: str) -> None:
        """Not this kabupaten's authority."""
        codes = _codes(items)
        self._decide(
            items,
            lambda session: triage.outside(session, codes, reason, recipient or None),
            "triage_put_outside",
        )

    def reasoned(self, what: str, items: Items, reason: str, recipient: str) -> None:
        """``ask``, ``outside`` or ``archive``, for this reason."""
        if what == "ask":
            self.ask(items, reason)
        elif what == "outside":
            self.outside(items, reason, recipient)
        else:
            self.archive(items, reason)

    def archive(self, items: Items, reason: str) -> None:
        """Nothing will be done."""
        codes = _codes(items)
        self._decide(items, lambda session: triage.archive(session, codes, reason), "triage_archived")

    def join(self, items: Items, into: str, refused: Refuse) -> None:
        """They say the same as another; `refused` hears what is wrong with that one."""
        codes = _codes(items)

        def take_back() -> None:
            self._back(items, lambda session: triage.unjoin(session, codes))

        def told(_answer: object) -> None:
            self._tell("triage_joined", len(items), take_back, into=self._main(items[0], into))
            self.joined.emit(list(items))

        self._run(
            items,
            lambda session: triage.join(session, codes, into),
            told,
            refused,
        )

    def free(self, items: Items) -> None:
        """They are not the same as the other after all: each is on its own again."""
        codes = _codes(items)

        def join_again(session: Session) -> None:
            for item in items:
                triage.join(session, [str(item["id"])], str(item["duplicate_of"]))

        self._run(
            items,
            lambda session: triage.unjoin(session, codes),
            lambda _answer: self._tell("triage_freed", len(items), lambda: self._back(items, join_again)),
        )

    def assign(self, items: Items, rows: Sequence[AssignRow], name: str, refused: Refuse) -> None:
        """They get a responsible agency; `refused` hears what is wrong with the order.

        Args:
            items: what is assigned.
            rows: to whom, and how.
            name: of the agency, empty for several.
            refused: gets the error.
        """

        def told(answer: dict[str, Any]) -> None:
            made = answer["made"]

            def take_back() -> None:
                self._back(items, lambda session: unassign(session, made))

            back = take_back if answer["undo"] else None
            code = "triage_assigned_to" if name else "triage_assigned_each"
            self._tell(code, len(rows), back, name=name)

        self._run(items, lambda session: assign_listed(session, rows), told, refused)

    def correct(self, item: Item, change: AspirationChange, reason: str, refused: Refuse) -> None:
        """Puts the record right."""
        code = str(item["id"])

        def told(_answer: object) -> None:
            self._forget_undo()
            self._place.messages.tell(self._text("triage_corrected", code=item["code"]))
            self.corrected.emit()

        self._run([item], lambda session: correct(session, code, change, reason), told, refused)

    def assigned(self, answer: dict[str, Any]) -> None:
        """Many were assigned at once by somebody else's hand; keeps the way back."""
        made = answer["made"]

        def take_back() -> None:
            self._back([], lambda session: unassign(session, made), len(made))

        self._tell("triage_assigned_each", len(made), take_back if answer["undo"] else None)
        self._look_again([])

    def take_back(self) -> None:
        """Undoes the last decision, if there is a way back."""
        undo, self._undo = self._undo, None
        self.undoable.emit(False)
        if undo is not None:
            undo()

    def _decide(self, items: Items, work: Callable[[Session], Any], code: str) -> None:
        before = [(str(item["id"]), item.get("triage")) for item in items]

        def take_back() -> None:
            self._back(items, lambda session: restore(session, before))

        self._run(items, work, lambda _answer: self._tell(code, len(items), take_back))

    def _run(
        self,
        items: Items,
        work: Callable[[Session], Any],
        told: Callable[[Any], None],
        refused: Refuse | None = None,
    ) -> None:
        ids = {str(item["id"]) for item in items}
        self.under_way |= ids

        def done(answer: Any) -> None:
            self.sorted += len(ids)
            self.under_way -= ids
            told(answer)
            self._look_again(items)

        def failed(error: UserError) -> None:
            self.under_way -= ids
            (refused or self._place.messages.complain)(error)
            self.done.emit()

        self._place.background.run(work, done, failed)

    def _main(self, item: Item, named: str) -> str:
        """The one it now belongs to, by code and title: not always the one that was named."""
        code = show_aspiration(self._place.reader, str(item["id"]))["duplicate_of"]
        return self._named(show_aspiration(self._place.reader, code)) if code else named.upper()

    def _named(self, item: Item) -> str:
        title = "" if item.get("restricted") else str(item.get("title") or "")
        return f"{item['code']} {title}".strip()

    def _back(self, items: Items, work: Callable[[Session], Any], count: int = 0) -> None:
        count = count or len(items)
        what = self._named(items[0]) if len(items) == 1 else self._text("triage_count", count=count)

        def done(_answer: object) -> None:
            self._place.messages.tell(self._text("triage_taken_back", what=what))
            self.sorted = max(0, self.sorted - len(items))
            self._look_again(items)
            self.returned.emit(list(items))

        self._place.background.run(work, done)

    def _tell(self, code: str, count: int, undo: Callable[[], None] | None, **values: object) -> None:
        if undo is None:
            self._forget_undo()
            self._place.messages.tell(self._text(code, count=count, **values))
            return

        def once() -> None:
            # The message and the page offer the same way back; it is gone once.
            if self._undo is undo:
                self.take_back()

        self._undo = undo
        self.undoable.emit(True)
        self._place.messages.tell(self._text(code, count=count, **values), once)

    def _forget_undo(self) -> None:
        self._undo = None
        self.undoable.emit(False)

    def _look_again(self, items: Items) -> None:
        # Many at once are not named one by one: everything that shows aspirations looks again.
        things = frozenset(thing_bytes(str(item["id"])) for item in items)
        self._place.wrote(Changes({"aspiration": things or frozenset({b""})}))


def _codes(items: Items) -> list[str]:
    """Ids rather than codes: a code may belong to two, an id never."""
    return [str(item["id"]) for item in items]
