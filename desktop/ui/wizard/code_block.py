"""A code that is read out or copied by hand: large, in groups, on a quiet surface."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.ui.look import Look
from desktop.ui.widgets.labels import Label

_GROUPS_A_LINE = 4


class CodeBlock(QFrame):
    """One code.

    Args:
        look: how it looks.
        title: what it is.
        code: groups divided by spaces or dashes.
        why: what it is for, below.
        role: how large.
    """

    def __init__(self, look: Look, title: str, code: str, why: str = "", *, large: bool = False) -> None:
        super().__init__()
        self.setProperty("surface", "quiet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(Label(look, title, "h3", wrap=True))
        self.code = Label(look, in_lines(code), "h1" if large else "entry")
        self.code.setAccessibleName(f"{title}: {code}")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column.addWidget(self.code)
        if why:
            column.addWidget(Label(look, why, "body", "muted", wrap=True))
        column.addStretch(1)


def in_lines(code: str) -> str:
    """Groups of a code, four a line, so that one keeps one's place."""
    groups = code.replace("-", " ").split()
    rows = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
    mark = "-" if "-" in code else "  "
    return "\n".join(mark.join(row) for row in rows)
