"""The letters' desk by keys: a preview that follows, letters issued, numbered, voided, made all at once."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.ui.pages.coordinator.letters import LettersPage
from tests.ui.conftest import Opener
from tests.ui.induk import focused, keys, letters, letters_page, message, typed, until

NUMBER = "B/1/400.10.2/UM/2026"


@pytest.fixture
def page(open_window: Opener, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> LettersPage:
    return letters_page(open_window, tmp_path, qtbot, monkeypatch)


def test_who_waits_and_what_each_letter_would_say(page: LettersPage, qtbot: QtBot) -> None:
    assert focused() is page.desk.list.table
    assert [(one["short"], one["kind"]) for one in page.desk.list.wanted()] == [
        ("DPUPR", "penugasan"),
        ("Dishub", "penugasan"),
        ("PLN", "koordinasi"),
    ]
    assert page.desk.paper.pages == page.desk.told["pages"]
    assert page.desk.told["carries_data"]
    assert "tersegel" in page.desk.fields._inside.text()
    keys("J")
    until(qtbot, lambda: page.desk.told.get("agency") == "DISHUB")
    assert "tidak membawa data" in page.desk.fields._inside.text()
    keys("J")
    until(qtbot, lambda: page.desk.told.get("agency") == "PLN")
    assert "PLN bukan SKPD" in page.desk.list._title.text()
    keys("K", "K", "K")
    until(qtbot, lambda: page.desk.told.get("agency") == "PUPR")
    assert page.desk.told["urgency"] == "segera"


def test_the_preview_follows_what_is_typed_and_can_not_be_printed(page: LettersPage, qtbot: QtBot) -> None:
    before = page.desk.paper.data
    keys("Return")
    typed("12/UJI")
    until(qtbot, lambda: page.desk.told.get("number") == "12/UJI" and page.desk.paper.data != before)
    keys("Ctrl+P")
    assert "pratinjau" in message(page)
    assert letters(page) == []


def test_a_letter_is_issued_and_the_paper_shown_is_the_file(page: LettersPage, qtbot: QtBot) -> None:
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    [made] = letters(page)
    assert (made["agency"], made["state"]) == ("PUPR", "belum_bernomor")
    folder = Path(page.desk.fields.out())
    [pdf] = folder.glob("*.pdf")
    assert pdf.read_bytes() == page.stack.blank.paper.data
    assert [one.suffix for one in sorted(folder.iterdir())] == [".docx", ".jbola", ".pdf"]
    assert focused() is page.stack.blank.table
    keys("Ctrl+Shift+C")
    copied = QGuiApplication.clipboard().text()
    assert f"Hal: {made['subject']}" in copied
    assert "Sifat: Segera" in copied


def test_the_next_number_is_taken_and_a_taken_one_refused_beside_its_field(
    page: LettersPage, qtbot: QtBot
) -> None:
    keys("Return", "Tab", "Return")
    line = page.desk.fields.number.line
    until(qtbot, line.text)
    number = line.text()
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "numbered" and page.stack.numbered.table.item())
    assert [one["number"] for one in letters(page)] == [number]
    page.tabs.setFocus()
    page._open("desk")
    page.desk.list.table.setFocus()
    until(qtbot, lambda: (page.desk.list.item() or {}).get("agency") == "DISHUB")
    keys("Return")
    typed(number)
    field = page.desk.fields._number_field
    until(qtbot, field.problem.text)
    assert "sudah dipakai" in field.problem.text()
    assert "jemputbola" not in field.problem.text()


def test_a_wrong_date_is_said_beside_it(page: LettersPage) -> None:
    keys("Return", "Tab", "Tab")
    keys("Ctrl+A")
    typed("31 feb")
    assert "31 feb" in page.desk.fields.date.problem.text()
    keys("Ctrl+Return")
    assert letters(page) == []


def test_numbered_delivered_and_void(page: LettersPage, qtbot: QtBot, tmp_path: Path) -> None:
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    without = page.stack.blank.paper.data
    keys("N")
    typed("77/A")
    keys("Return")
    until(qtbot, lambda: page.tab == "numbered" and page.stack.numbered.told.get("number") == "77/A")
    assert page.stack.numbered.paper.data != without
    assert focused() is page.stack.numbered.table
    keys("S", "Return")
    assert page.stack.numbered.record.bars.bar("deliver").isVisible()
    typed("Andi Baso Mahmud")
    keys("Return")
    until(qtbot, lambda: letters(page)[0]["delivered"])
    assert letters(page)[0]["delivered"]["to"] == "Andi Baso Mahmud"
    scan = tmp_path / "pindaian.pdf"
    scan.write_bytes(page.stack.numbered.paper.data)
    until(qtbot, lambda: focused() is page.stack.numbered.table)
    keys("L")
    typed(str(scan))
    keys("Return")
    until(qtbot, lambda: page.stack.numbered.record.item and page.stack.numbered.record.item["attachments"])
    until(qtbot, lambda: focused() is page.stack.numbered.table)
    keys("V", "Return")
    bar = page.stack.numbered.record.bars.bar("void")
    assert bar._fields[0].problem.text()
    typed("Salah alamat")
    keys("Return")
    until(qtbot, lambda: letters(page)[0]["state"] == "batal")
    until(qtbot, lambda: any(one["agency"] == "PUPR" for one in page.desk.list.wanted()))


def test_all_at_once_with_a_line_for_each(page: LettersPage, qtbot: QtBot) -> None:
    keys("Ctrl+B")
    assert page.all.isVisible()
    keys("Shift+Tab", "Shift+Tab", "Right")
    assert page.all.number.code() == "auto"
    keys("Return")
    until(qtbot, lambda: page.all.table.isVisible())
    rows = [page.all.model.item(row) for row in range(page.all.model.rowCount())]
    assert [(one["short"], one["made"]["number"]) for one in rows if one] == [
        ("DPUPR", NUMBER),
        ("Dishub", NUMBER.replace("1", "2", 1)),
        ("PLN", NUMBER.replace("1", "3", 1)),
    ]
    keys("Escape")
    assert not page.all.isVisible()
    until(qtbot, lambda: not page.desk.empty.isHidden())


def test_the_register_shows_a_letter_again_and_checks_codes(page: LettersPage, qtbot: QtBot) -> None:
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.record.item)
    assert page.stack.blank.record.item is not None
    code, identity = page.stack.blank.record.item["code"], page.stack.blank.record.item["id"]
    [pdf] = page.desk.fields.out().glob("*.pdf")
    keys("F3")
    assert focused() is page.stack.register.code
    typed(code)
    keys("Return")
    until(qtbot, lambda: page.stack.register.verdict.isVisible())
    assert "asli" in page.stack.register.verdict.sentence.text()
    assert page.take_files([pdf])
    until(qtbot, lambda: "isinya tidak berubah" in page.stack.register.verdict.sentence.text())
    keys("Ctrl+A")
    typed(code[:-3] + ("AAA" if not code.endswith("AAA") else "BBB"))
    keys("Return")
    until(qtbot, lambda: "tidak cocok" in page.stack.register.verdict.sentence.text())
    keys("Escape", "Return")
    until(qtbot, lambda: page.stack.register.told)
    item = page.stack.register.table.item()
    assert item is not None
    assert item["id"] == identity
    assert page.stack.register.paper.data == pdf.read_bytes()
    assert not page.take_files([pdf.with_suffix(".jbola")])


def test_a_subject_of_ones_own_is_on_the_paper_and_in_the_letter(page: LettersPage, qtbot: QtBot) -> None:
    own = page.desk.told["subject"]
    keys("Return", "Tab", "Tab", "Tab")
    assert focused() is page.desk.fields.subject
    until(qtbot, lambda: page.desk.fields.subject.words() == own)
    keys("Ctrl+A")
    typed("Perbaikan Jembatan")
    until(qtbot, lambda: page.desk.told.get("subject") == "Perbaikan Jembatan")
    keys("Ctrl+A", "Delete")
    until(qtbot, lambda: page.desk.told["subject"] == own)
    typed("Perbaikan Jembatan Gantung")
    keys("Return")
    assert focused() is not page.desk.fields.subject
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    assert [one["subject"] for one in letters(page)] == ["Perbaikan Jembatan Gantung"]
    # The next addressee begins with a subject of its own.
    page.tabs.setFocus()
    page._open("desk")
    until(qtbot, lambda: page.desk.told.get("agency") == "DISHUB")
    assert page.desk.told["subject"] == page.desk.fields.subject.words() != "Perbaikan Jembatan Gantung"


def test_a_subject_that_is_too_long_is_said_beside_it(page: LettersPage, qtbot: QtBot) -> None:
    page.desk.fields.subject.setPlainText("x" * 501)
    problem = page.desk.fields._subject_field.problem
    until(qtbot, problem.text)
    keys("Ctrl+Return")
    until(qtbot, lambda: problem.text() and not page.desk._making)
    assert letters(page) == []


def test_while_a_paper_is_made_it_says_so_and_nothing_older_is_printed(
    page: LettersPage, qtbot: QtBot
) -> None:
    paper = page.desk.paper
    paper.clear()
    assert paper.nothing.text() == page.text("letters_choose")
    page.desk.again()
    assert paper.nothing.text() == page.text("letters_preparing")
    until(qtbot, lambda: not paper.waiting)
    assert not paper.nothing.isVisible()
    keys("J", "Ctrl+P")
    assert message(page) == page.text("letters_preparing")


def test_rare_things_are_folded_away_and_open_by_keys(page: LettersPage) -> None:
    fields = page.desk.fields
    assert not fields.folder.isVisible()
    fields.fold.button.setFocus()
    keys("Return")
    assert fields.folder.isVisible()
    assert fields.folder.line.toPlainText() == str(fields.out())
    keys("Space")
    assert not fields.folder.isVisible()


def test_an_empty_register_teaches_and_prints_nothing(page: LettersPage) -> None:
    keys("F3")
    assert page.stack.register.empty.isVisible()
    assert not page.stack.register.table.isVisible()
    keys("Ctrl+P")
    assert message(page) == page.text("letters_register_choose")
    keys("Ctrl+Shift+C")
    assert message(page) == page.text("letters_copy_none")


@pytest.mark.parametrize("name", ["number", "deliver", "scan", "replace", "void"])
def test_no_bar_is_wider_than_its_column(page: LettersPage, qtbot: QtBot, name: str) -> None:
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.record.item)
    page.stack.blank.ask(name)
    bar = page.stack.blank.record.bars.bar(name)
    inside = bar.parentWidget()
    assert inside is not None
    seen = inside.parentWidget()
    assert seen is not None
    port = seen.parentWidget()
    assert port is not None
    assert bar.minimumSizeHint().width() <= port.width()
