"""`?` shows every key, also where large text leaves no room for all of them at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.panels.key_card import KeyCard
from tests.ui.conftest import Opener
from tests.ui.induk import PASSPHRASE, focused, induk, keys, page_of, typed


def seen(card: KeyCard) -> list[QLabel]:
    """Words of the card that lie whole where one can see them."""
    found = []
    for label in card.card.findChildren(QLabel):
        whole = QRect(label.mapTo(card, QPoint()), label.size())
        if (label.visibleRegion().boundingRect() == label.rect()) and card.rect().contains(whole):
            found.append(label)
    return found


@pytest.mark.parametrize(
    ("size", "percent", "whole"),
    [((1366, 768), 100, True), ((1366, 768), 150, True), ((1100, 500), 150, False)],
)
def test_every_key_can_be_read(
    open_window: Opener, tmp_path: Path, qtbot: QtBot, size: tuple[int, int], percent: int, whole: bool
) -> None:
    application = open_window(induk(tmp_path / "rumah"), PASSPHRASE)
    window = application.window
    window.resize(*size)
    application.wishes.choose(percent=percent)
    page_of(application, 4)
    typed("?")
    card = window.findChild(KeyCard)
    assert isinstance(card, KeyCard)
    qtbot.waitUntil(card.isVisible)
    words = {label for label in card.card.findChildren(QLabel) if label.text() and label.isVisibleTo(card)}
    assert len(words) > 30
    found = set(seen(card))
    assert (words <= found) == whole
    assert (focused() is card.close_button) == whole
    if not whole:
        for _ in range(60):
            keys("Down")
            found |= set(seen(card))
    assert [label.text() for label in words - found] == []
    keys("Return")
    assert card.isHidden()
