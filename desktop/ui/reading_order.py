"""The order in which Tab walks: as one reads, which is the order of the layouts."""

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

_WHOLE = (QComboBox, QAbstractItemView, QPlainTextEdit, QLineEdit)


def walk_as_one_reads(whole: QWidget) -> None:
    """Sets it anew; to be called when controls were made or laid elsewhere after the first time.

    Args:
        whole: what has the layouts; what stands in it without a layout keeps its place.
    """
    before: QWidget | None = None
    for control in _below(whole):
        if before is not None:
            QWidget.setTabOrder(before, control)
        before = control


def _below(widget: QWidget) -> Iterator[QWidget]:
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        yield from _below(inner)
    elif (layout := widget.layout()) is not None and not isinstance(widget, _WHOLE):
        yield from _laid(layout)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            # A control whose focus goes to another one is not a stop itself.
            if widget.focusPolicy().value and widget.focusProxy() is None:
                yield widget
            yield from _below(widget)
        elif (deeper := item.layout()) is not None:
            yield from _laid(deeper)
