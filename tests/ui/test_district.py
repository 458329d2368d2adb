"""The district by keys: an SKPD put right and back, the letterhead with its sample, laptops, the pack."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.core.profile import profile_of
from desktop.ui.pages.coordinator.district import DistrictPage
from desktop.ui.panels.voice_code import ReadOut
from tests.ui.conftest import Opener
from tests.ui.induk import PASSPHRASE, focused, induk, keys, page_of, typed, until


@pytest.fixture
def page(open_window: Opener, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> DistrictPage:
    monkeypatch.setenv("HOME", str(tmp_path))
    application = open_window(induk(tmp_path / "rumah"), PASSPHRASE)
    shown = page_of(application, 6)
    assert isinstance(shown, DistrictPage)
    return shown


def tab(page: DistrictPage, steps: int) -> None:
    """Goes to a part by the arrows of the tabs."""
    page.tabs.setFocus()
    keys(*["Right"] * steps)


def events(page: DistrictPage) -> int:
    return int(page.place.reader.store.connection.execute("SELECT count(*) FROM event").fetchone()[0])


def test_an_agency_is_put_right_and_taken_back(page: DistrictPage, qtbot: QtBot) -> None:
    assert focused() is page.agencies.table
    before, written = page.place.reader.pack.agencies[0], events(page)
    keys("Return", "Ctrl+S")
    assert "tidak ada yang disimpan" in page.place.messages.sentence.text()
    answered: list[object] = []
    page.place.background.run(lambda _session: None, answered.append)
    until(qtbot, lambda: answered)
    assert events(page) == written
    keys("Ctrl+A")
    typed("Dinas Jalan dan Jembatan")
    keys("Ctrl+S")
    until(qtbot, lambda: page.place.reader.pack.agencies[0].name == "Dinas Jalan dan Jembatan")
    assert page.place.reader.pack.agencies[0].keywords == before.keywords
    until(qtbot, lambda: focused() is page.agencies.table)
    assert page.place.messages.take_back()
    until(qtbot, lambda: page.place.reader.pack.agencies[0] == before)
    keys("Return", "Ctrl+A", "Delete", "Ctrl+S")
    until(qtbot, page.agencies.form.fields["name"].problem.text)
    assert page.agencies.form.fields["name"].problem.text().startswith("Isian ini belum diisi.")
    keys("Escape")
    assert page.agencies.form.fields["name"].problem.text() == ""
    assert focused() is page.agencies.table


def test_a_new_agency_is_added_and_taken_back(page: DistrictPage, qtbot: QtBot) -> None:
    known = len(page.place.reader.pack.agencies)
    keys("Ctrl+N")
    form = page.agencies.form
    assert focused() is form.fields["code"].editor
    typed("pupr")
    keys("Ctrl+S")
    until(qtbot, form.fields["code"].problem.text)
    assert "PUPR" in form.fields["code"].problem.text(), "a code is not given twice"
    assert focused() is form.fields["code"].editor
    keys("Ctrl+A")
    typed("dislaut")
    keys("Ctrl+S")
    until(qtbot, form.fields["name"].problem.text)
    typed("Dinas Kelautan")
    keys("Tab")
    typed("Dislaut")
    keys("Ctrl+S")
    until(qtbot, lambda: len(page.place.reader.pack.agencies) == known + 1)
    made = page.place.reader.pack.agencies[-1]
    assert (made.code, made.short, made.scope, made.external) == ("DISLAUT", "Dislaut", "kabupaten", False)
    until(qtbot, lambda: focused() is page.agencies.table)
    assert (page.agencies.table.item() or {})["code"] == "DISLAUT"
    assert not form.fields["code"].isVisible(), "a code is for ever"
    assert page.place.messages.take_back()
    until(qtbot, lambda: len(page.place.reader.pack.agencies) == known)


def test_this_laptop_is_marked(page: DistrictPage) -> None:
    tab(page, 2)
    model = page.laptops.model
    marked = [row for row in range(model.rowCount()) if (model.item(row) or {})["own"]]
    assert len(marked) == 1
    shown = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert [row for row, words in enumerate(shown) if words == page.look.text("district_this")] == marked


def test_the_sample_follows_the_letterhead(page: DistrictPage, qtbot: QtBot) -> None:
    tab(page, 1)
    part = page.profile
    until(qtbot, lambda: part.paper.data)
    before = part.paper.data
    keys("Tab", "Tab", "Ctrl+A")
    typed("PEMERINTAH UJI COBA")
    until(qtbot, lambda: part.paper.data != before)
    assert "Belum disimpan" in part.state.text()
    keys("Ctrl+S")
    until(qtbot, lambda: profile_of(page.place.reader.pack).government == "PEMERINTAH UJI COBA")
    assert list(page.place.reader.pack.letterhead) == ["government"]
    assert page.place.messages.take_back()
    until(qtbot, lambda: page.place.reader.pack.letterhead == {})


def test_a_wrong_margin_complains_beside_its_own_field(page: DistrictPage, qtbot: QtBot) -> None:
    tab(page, 1)
    part = page.profile
    keys("Tab", "Right", "Tab", "Tab", "Ctrl+A")
    assert focused() is part.form.fields["top"].editor
    typed("3")
    wrong = {name for name, field in part.form.fields.items() if field.problem.text()}
    assert wrong == {"top"}
    keys("Ctrl+S")
    assert part.complaint.isVisible()
    assert focused() is part.form.fields["top"].editor
    assert page.place.reader.pack.letterhead == {}
    keys("Ctrl+A")
    typed("25")
    assert part.form.fields["top"].problem.text() == ""
    keys("Ctrl+S")
    until(qtbot, lambda: page.place.reader.pack.letterhead == {"margins": [25, 20, 25, 30]})
    part.form.go_to("SignerFields.default.title")
    typed("SEKRETARIS DAERAH")
    keys("Ctrl+S")
    until(qtbot, lambda: "signers" in page.place.reader.pack.letterhead)
    assert page.place.reader.pack.letterhead["signers"] == {"default": {"title": "SEKRETARIS DAERAH"}}


def test_a_laptop_retires_with_a_reason(page: DistrictPage, qtbot: QtBot) -> None:
    tab(page, 2)
    part = page.laptops
    part.table.setFocus()
    part.table.go_to(part.model.row_of("name", "Pupr"))
    keys("R", "Return")
    assert part.reason.field.problem.text()
    typed("Hilang")
    keys("Return")
    until(qtbot, lambda: not page.place.reader.roster.of_desk("agency:PUPR"))
    item = part.table.item()
    assert item is not None
    assert (item["name"], item["active"]) == ("Pupr", False)
    part.table.go_to(part.model.row_of("name", "Setda"))
    keys("R")
    assert not part.reason.isVisible()


def test_the_pack_is_written_with_digits_to_read_out(
    page: DistrictPage, qtbot: QtBot, tmp_path: Path
) -> None:
    tab(page, 3)
    page.pack.first().setFocus()
    keys("Ctrl+A")
    typed(str(tmp_path / "daerah.jbpack"))
    keys("Return")
    until(qtbot, lambda: page.pack.findChildren(ReadOut))
    assert (tmp_path / "daerah.jbpack").exists()
    [shown] = page.pack.findChildren(ReadOut)
    digits = [label.text() for label in shown.findChildren(QLabel) if label.text()[:1].isdigit()]
    assert [len(group) for group in digits[0].split()] == [5, 5, 5, 5]
    assert page.pack.model.rowCount() >= 1
    page.pack.file.line.setText(str(tmp_path / "tidak" / "ada" / "x.jbpack"))
    keys("Ctrl+S")
    until(qtbot, page.pack.field.problem.text)
