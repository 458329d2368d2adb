"""The five parts of the page of letters, each made when it is first opened: all five took half a second."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QStackedWidget

from desktop.ui.page import Workplace
from desktop.ui.panels.letter_desk import LetterDesk
from desktop.ui.panels.letter_register import LetterRegister
from desktop.ui.panels.letter_shelf import Item, LetterShelf
from desktop.ui.panels.letter_writing import LetterWriting

if TYPE_CHECKING:
    from reports.press import Press

TABS = ("desk", "write", "blank", "numbered", "register")
Part = LetterDesk | LetterWriting | LetterShelf | LetterRegister


class LetterTabs(QStackedWidget):
    """Shows one of them.

    Args:
        place: the workplace.
        press: makes what documents are set with; behind the window only.
        connect: gets each part that is made.

    Attributes:
        desk: what is to be made, which is there from the beginning.
        tab: which part is shown.
    """

    def __init__(
        self, place: Workplace, press: "Callable[[], Press]", connect: Callable[[Part], object]
    ) -> None:
        super().__init__()
        self._place, self._press, self._connect = place, press, connect
        self.tab = "desk"
        self.desk = LetterDesk(place, press)
        self._parts: dict[str, Part] = {"desk": self.desk}
        self.addWidget(self.desk)

    def part(self, tab: str) -> Part:
        """One of `TABS`, made now if nobody has opened it."""
        if tab not in self._parts:
            part = self._parts[tab] = self._make(tab)
            self.addWidget(part)
            self._connect(part)
        return self._parts[tab]

    @property
    def write(self) -> LetterWriting:
        """Letters that nothing waits for."""
        return cast(LetterWriting, self.part("write"))

    @property
    def blank(self) -> LetterShelf:
        """Letters without a number."""
        return cast(LetterShelf, self.part("blank"))

    @property
    def numbered(self) -> LetterShelf:
        """Letters with one."""
        return cast(LetterShelf, self.part("numbered"))

    @property
    def register(self) -> LetterRegister:
        """All of them."""
        return cast(LetterRegister, self.part("register"))

    @property
    def shown(self) -> Part:
        """The part that is shown."""
        return self.part(self.tab)

    def open(self, tab: str) -> None:
        """Shows another part."""
        self.tab = tab
        self.setCurrentWidget(self.shown)

    def step(self, by: int) -> None:
        """Further down or up in the list that is shown."""
        if not isinstance(self.shown, LetterWriting):
            self.shown.step(by)

    def ask(self, name: str) -> None:
        """Something done to the letter that is chosen, as its key says."""
        if isinstance(self.shown, LetterShelf):
            self.shown.ask(name)
        elif name == "void" and isinstance(self.shown, LetterRegister):
            self.shown.on_void()

    def undelivered(self) -> list[Item]:
        """The letters of the list that is shown which may still have to be printed."""
        return self.shown.undelivered() if isinstance(self.shown, LetterShelf) else []

    def turn(self) -> None:
        """The other half, where there is room for one alone."""
        self.shown.parts.turn()

    def _make(self, tab: str) -> Part:
        if tab == "write":
            return LetterWriting(self._place, self._press)
        if tab == "register":
            return LetterRegister(self._place, self._press)
        status = {"blank": "belum_bernomor", "numbered": "bernomor"}[tab]
        return LetterShelf(self._place, self._press, status, self.desk.fields.out)
