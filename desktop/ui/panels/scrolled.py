"""Forms longer than their card: they scroll, and keep one right edge whether the scroll bar shows or not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

EDGE = 16
"""Pixels a form keeps from the right edge of its card, as anything below it should."""

AHEAD = 4
"""Pixels left of its fields, for the ring round them; so much further in stands what is not scrolled."""


def scrolled(column: QVBoxLayout) -> QScrollArea:
    """A form that scrolls; its card leaves the right edge to it.

    Args:
        column: the form; gets its margins.
    """
    inside = QWidget()
    inside.setProperty("surface", "inside")
    column.setContentsMargins(AHEAD, AHEAD, EDGE, AHEAD)
    inside.setLayout(column)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.verticalScrollBar().rangeChanged.connect(lambda _low, _high: level_edge(area, EDGE))
    return area


def level_edge(scroll: QScrollArea, edge: int | None = None) -> None:
    """One right edge, whether the scroll bar takes its room or not: what stands below keeps to it too.

    Args:
        scroll: what is inside it keeps away from its right edge,
        edge: so many pixels; None = as many as from the left one.
    """
    inside = scroll.widget()
    column = inside.layout() if inside is not None else None
    if column is not None:
        bar, margins = scroll.verticalScrollBar(), column.contentsMargins()
        wide = margins.left() if edge is None else edge
        margins.setRight(max(0, wide - (bar.sizeHint().width() if bar.maximum() else 0)))
        column.setContentsMargins(margins)
