"""One damaged file among good ones: it is refused by name, the others come in all the same."""

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.journeys import deeds
from tests.journeys.homes import copied
from tests.ui.exchanging import OFFSCREEN, Desk, Opener

pytestmark = OFFSCREEN


def test_one_flipped_byte_is_refused_and_the_good_one_comes_in(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    world = copied(tmp_path / "district", cast=("induk", "officer", "officer2"))
    folder = tmp_path / "stik"
    folder.mkdir()
    for name in ("officer", "officer2"):
        deeds.do(world.homes[name], deeds.record_acts, "open", 1)
        for path in world.send(name, "coordinator"):
            shutil.copy(path, folder / f"{name}.jbola")
    damaged = folder / "officer.jbola"
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    induk.look_at([damaged, folder / "officer2.jbola"])
    preview = induk.intake.preview
    assert [one["state"] for one in preview.files] == ["refused", "ready"]
    message, hint = induk.sentence("file_damaged", file="officer.jbola")
    assert (preview.sentence.text(), preview.hint.text()) == (message, hint)
    induk.press("Return")
    induk.wait(lambda: induk.intake.currentWidget() is induk.intake.report)
    report = induk.intake.report
    assert [one["result"] for one in report.report["files"]] == ["refused", "taken"]
    assert report.table.currentIndex().row() == 0
    shown = [label.text() for label in report.findChildren(type(report.summary)) if label.isVisible()]
    assert message in shown
    assert hint in shown
    assert len(induk.received()) == 1
    world.close()
