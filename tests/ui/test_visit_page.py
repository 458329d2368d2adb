"""The visit page: what it shows of what is recorded, and how fast it hears a key."""

from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.actions.drafting import kept
from desktop.ui.pages.officer.visit import VisitPage
from desktop.ui.pages.officer.visits import VisitsPage
from tests.ui.officer import ALT, CTRL, Key, Officer, Opener, officer_home

HEARD = ({"text": "lampu jalan depan pasar mati"}, {"text": "kades memotong bantuan", "restricted": True})


@pytest.fixture
def officer(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> Officer:
    """At the list, with one earlier visit to Angsana."""
    home = officer_home(tmp_path, *HEARD, team=[{"name": "Siti", "nip": "19"}])
    officer = Officer(qtbot, open_window, home)
    officer.press(Key.Key_2, held=ALT)
    return officer


def test_the_models_keep_the_rules_of_qt(officer: Officer, qtmodeltester: ModelTester) -> None:
    page = officer.window.page
    assert isinstance(page, VisitsPage)
    models: list[QAbstractItemModel] = [page.model, page.form.village.model]
    officer.press(Key.Key_Return)
    models += [officer.page.sheet.model, officer.page.services.model]
    for model in models:
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_new_visit_carries_over_yesterdays_values(officer: Officer) -> None:
    officer.press(Key.Key_N, held=CTRL)
    officer.line("bar sat")
    officer.line("lusa")
    officer.press(Key.Key_Return, Key.Key_Return)
    officer.wait(lambda: isinstance(officer.window.page, VisitPage))
    latest = officer.visits()[0]
    assert (latest["village_name"], latest["district"]) == ("Barokah", "Satui")
    assert (latest["start"], latest["team"]) == ("09:10", [{"name": "Siti", "nip": "19"}])
    # It is planned: first it is begun, and can be finished only then.
    assert officer.page.begin_now.isVisible()
    assert not officer.page.done.isVisible()
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(officer.page.done.isVisible)
    assert officer.visits()[0]["date"] == officer.reader.today.isoformat()


def test_a_wrong_date_is_said_when_it_is_left(officer: Officer) -> None:
    officer.press(Key.Key_N, held=CTRL)
    officer.line("mant")
    officer.line("31 februari")
    page = officer.window.page
    assert isinstance(page, VisitsPage)
    assert page.form.fields["date"].problem.isVisible()


def test_restricted_words_are_hidden_in_the_list(officer: Officer) -> None:
    officer.press(Key.Key_Return)
    model = officer.page.sheet.model
    shown = [model.index(row, column).data() for row in range(2) for column in range(4)]
    assert shown[:3] == ["1", "lampu jalan depan pasar mati", "Dishub"]
    assert not any("memotong" in words for words in shown)
    assert "Isi disembunyikan" in shown[5]
    assert shown[6] == "Inspektorat"


def test_earlier_ones_show_while_typing(officer: Officer) -> None:
    officer.new_visit()
    officer.type("lampu jalan pasar padam")
    similar = officer.page.sheet.left.similar
    officer.wait(lambda: len(similar.items) == 1)
    assert similar.items[0]["text"] == HEARD[0]["text"]
    assert officer.kinds()[-1] == "visit.recorded"
    officer.press(Key.Key_F8)
    assert officer.page.sheet.reading.isVisible()
    officer.press(Key.Key_Escape)
    assert officer.page.sheet.editor.isVisible()
    assert officer.page.sheet.entry.text() == "lampu jalan pasar padam"


def test_a_correction_after_the_end_needs_a_reason(officer: Officer) -> None:
    officer.press(Key.Key_Return, Key.Key_Up)
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(officer.page.finish.isVisible)
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(lambda: officer.visits()[0]["finished"])
    officer.settle()
    sheet = officer.page.sheet
    assert not sheet.entry.isVisible()
    sheet.table.go_to(0)
    sheet.editor.focus_field("text")
    officer.press(Key.Key_End, held=CTRL)
    officer.type(" total")
    officer.page.sheet.leave()
    officer.settle()
    assert officer.kinds()[-1] == "visit.finished"
    assert sheet.editor.can_complain("reason")
    sheet.editor.focus_reason()
    officer.line("didengar ulang")
    officer.settle()
    assert officer.texts()[0] == "lampu jalan depan pasar mati total"


def finish(officer: Officer) -> None:
    """By keys, past what is missing."""
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(officer.page.finish.isVisible)
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(lambda: officer.visits()[0]["finished"])
    officer.settle()


def test_once_it_is_finished_the_form_that_is_shown_wants_a_reason(officer: Officer) -> None:
    officer.press(Key.Key_Return)
    finish(officer)
    sheet = officer.page.sheet
    before = officer.kinds()
    officer.press(Key.Key_Escape)
    assert sheet.table.hasFocus()
    officer.press(Key.Key_Delete, Key.Key_Delete)
    officer.settle()
    assert officer.kinds() == before
    assert sheet.editor.isAncestorOf(officer.focus)
    officer.type("tercatat dua kali")
    assert sheet.editor.reason == "tercatat dua kali"


def test_once_it_is_finished_nothing_is_withdrawn_without_a_reason(officer: Officer) -> None:
    officer.press(Key.Key_Return)
    officer.page.sheet.entry.line.setFocus()
    officer.line("jembatan rusak")
    officer.settle()
    finish(officer)
    officer.press(Key.Key_Escape)
    before = officer.kinds()
    assert officer.page.sheet.table.hasFocus()
    officer.press(Key.Key_Z, held=CTRL)
    officer.settle()
    assert officer.kinds() == before


def test_what_is_typed_while_the_summary_is_shown_is_recorded_before_the_end(officer: Officer) -> None:
    officer.press(Key.Key_Return)
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(officer.page.finish.isVisible)
    sheet = officer.page.sheet
    sheet.table.go_to(0)
    sheet.editor.focus_field("place")
    officer.type("depan SD")
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(lambda: officer.visits()[0]["finished"])
    officer.settle()
    assert officer.heard()[0]["place"] == {"landmark": "depan SD"}
    assert officer.kinds()[-2:] == ["aspiration.corrected", "visit.finished"]


def withdraw_first(officer: Officer, reason: str) -> None:
    """Says why in the form of the first one, and presses Delete twice in the list."""
    sheet = officer.page.sheet
    sheet.table.go_to(0)
    before = sheet.model.rowCount()
    sheet.editor.focus_reason()
    officer.type(reason)
    officer.press(Key.Key_Escape)
    assert sheet.table.hasFocus()
    officer.press(Key.Key_Delete, Key.Key_Delete)
    officer.wait(lambda: sheet.model.rowCount() == before - 1)
    officer.settle()


def test_withdrawn_after_the_end_the_reason_given_is_said_and_no_words_come_back(officer: Officer) -> None:
    officer.press(Key.Key_Return)
    finish(officer)
    page = officer.page
    officer.press(Key.Key_Escape)
    assert page.sheet.table.hasFocus()
    key = f"visit/{officer.visits()[0]['id']}/entry"
    # The second leaves the list empty: the form then knows of no visit any more.
    for reason in ("warga mencabut laporannya", "tercatat dua kali"):
        withdraw_first(officer, reason)
        told = officer.window.messages.sentence.text()
        assert told == page.text("sheet_withdrawn", count=1, reason=reason)
        assert page.sheet.entry.text() == ""
        page.leave()
        officer.settle()
        assert kept(officer.reader, key) is None
    assert officer.heard() == []
    assert officer.kinds()[-2:] == ["aspiration.withdrawn"] * 2


def test_the_summary_leads_to_its_fields(officer: Officer) -> None:
    officer.new_visit()
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(officer.page.finish.isVisible)
    officer.page.finish.jumped.emit({"gap": "counterpart", "id": None, "number": None})
    assert officer.page.facts.fields["host"].editor.hasFocus()
    officer.type("Hj. Aminah")
    officer.press(Key.Key_Escape)
    officer.press(Key.Key_3, held=CTRL)
    officer.settle()
    assert officer.visits()[0]["counterpart"] == {"name": "Hj. Aminah"}


def test_a_key_is_painted_within_a_frame(officer: Officer) -> None:
    """Reported by the benchmarks; here only that nothing slow stands on the way of a key."""
    officer.new_visit()
    line = officer.page.sheet.entry.line
    spent = []
    for sign in "lampu jalan di depan pasar mati sejak dua minggu yang lalu":
        start = perf_counter()
        QTest.keyClicks(line, sign)
        line.repaint()
        spent.append(perf_counter() - start)
    assert sorted(spent)[len(spent) // 2] < 0.016


def test_the_number_of_an_urgent_one_without_place_is_told(officer: Officer) -> None:
    officer.new_visit()
    officer.line("pohon hampir tumbang")
    officer.wait(lambda: officer.page.sheet.model.rowCount() == 1)
    officer.page.sheet.editor.focus_field("urgency")
    officer.press(Key.Key_Right)
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(officer.page.finish.isVisible)
    assert officer.heard()[0]["urgency"] == "segera"
    officer.page.finish.jumped.emit({"gap": "spot", "id": officer.heard()[0]["id"], "number": 1})
    assert officer.page.sheet.editor.made.editors["place"].hasFocus()
