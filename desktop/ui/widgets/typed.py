"""What the words typed into a choice may mean."""

from PySide6.QtCore import Qt

from desktop.ui.widgets.fields import Choice


def meant(choice: Choice) -> list[str]:
    """Codes: of the very words that stand there, else the match that is marked, else every match."""
    typed, rows = choice.currentText().strip().lower(), range(choice.count())
    same = [row for row in rows if choice.itemText(row).lower() == typed]
    completer = choice.completer()
    popup = completer.popup() if completer is not None else None
    if not same and popup is not None and popup.isVisible() and popup.currentIndex().isValid():
        same = [choice.findText(str(popup.currentIndex().data()), Qt.MatchFlag.MatchFixedString)]
    found = same[:1] or [row for row in rows if typed in choice.itemText(row).lower()]
    return [str(choice.itemData(row) or "") for row in found]
