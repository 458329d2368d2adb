"""Letters that nothing waits for, by keys: nota dinas, surat tugas, corrections, numbers set aside."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.actions.drafting import kept
from desktop.actions.letter_items import show_letter
from desktop.ui.pages.coordinator.letters import LettersPage
from desktop.ui.panels.paper_signs import signs_words
from tests.ui.conftest import Opener
from tests.ui.induk import PASSPHRASE, focused, keys, letters, letters_page, message, page_of, typed, until

NO_FONT = "\U00013080"
"""An Egyptian eye: nobody has a font for it."""


@pytest.fixture
def page(open_window: Opener, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> LettersPage:
    return letters_page(open_window, tmp_path, qtbot, monkeypatch)


def write_note(page: LettersPage, subject: str = "Rapat Jemput Bola") -> None:
    """A nota dinas, from the first key to the last."""
    keys("Ctrl+N")
    assert focused() is page.stack.write.first()
    keys("Tab", "Tab", "Tab", "Tab")
    typed(subject)
    keys("Tab")
    typed("Kepala Bagian Pemerintahan")
    keys("Tab")
    typed("Rapat pukul 09.00.")
    keys("Return")
    typed("Harap hadir.")


def test_a_nota_dinas_from_the_first_key_to_its_paper(page: LettersPage, qtbot: QtBot) -> None:
    write_note(page)
    until(qtbot, lambda: page.stack.write.told.get("subject") == "Rapat Jemput Bola")
    assert page.stack.write.paper.pages == 1
    keys("Ctrl+P")
    assert "pratinjau" in message(page)
    assert letters(page) == []
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    [made] = letters(page)
    assert (made["kind"], made["subject"], made["state"]) == (
        "nota_dinas",
        "Rapat Jemput Bola",
        "belum_bernomor",
    )
    assert "Nota dinas dibuat, 1 halaman" in message(page)
    assert focused() is page.stack.blank.table
    assert "Nota dinas" in page.stack.blank.record._title.text()
    keys("Ctrl+N")
    assert page.stack.write.form._words("subject") == ""


def test_what_is_missing_is_said_beside_it_and_gets_the_focus(page: LettersPage) -> None:
    keys("Ctrl+N", "Ctrl+Return")
    form = page.stack.write.form
    assert focused() is form.subject
    assert form.fields["subject"].problem.isVisible()
    typed("Rapat")
    assert not form.fields["subject"].problem.isVisible()
    keys("Ctrl+Return")
    assert focused() is form.fields["to"].editor
    assert letters(page) == []


def test_what_is_asked_for_is_in_sight(page: LettersPage, qtbot: QtBot) -> None:
    keys("Ctrl+N", "Right")
    form = page.stack.write.form
    form.fold.button.setFocus()
    keys("Return")
    bar = form._scroll.verticalScrollBar()
    until(qtbot, lambda: bar.value() > 0)
    keys("Ctrl+Return")
    assert focused() is form.subject
    assert not form.fields["subject"].visibleRegion().isEmpty()
    bar.setValue(bar.maximum())
    form.begin_anew()
    assert bar.value() == 0
    assert not form.fold.open


def test_a_surat_tugas_names_its_officers_and_days(page: LettersPage, qtbot: QtBot) -> None:
    keys("Ctrl+N", "Right")
    form = page.stack.write.form
    assert form.kind == "surat_tugas"
    assert not form.fields["to"].isVisible()
    form.subject.setFocus()
    typed("Kunjungan Jemput Bola")
    form.fields["persons"].editor.setFocus()
    typed("Budi Santoso, S.STP.; 199508222022032902; Penata; Analis")
    form.fields["visits"].editor.setFocus()
    typed("32 Nov 2026, Desa Angsana")
    until(qtbot, lambda: form.fields["visits"].problem.isVisible())
    keys("Ctrl+Return")
    assert letters(page) == []
    keys("Ctrl+A")
    typed("21 Nov 2026, Desa Angsana")
    until(qtbot, lambda: page.stack.write.told.get("kind") == "surat_tugas")
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    assert [one["kind"] for one in letters(page)] == ["surat_tugas"]


def test_a_visit_fills_in_who_and_where(page: LettersPage) -> None:
    keys("Ctrl+N", "Right")
    form = page.stack.write.form
    visits = list(form._visits)
    assert visits
    assert [form.visit.itemData(row) for row in range(form.visit.count())] == ["", *visits]
    form.visit.setFocus()
    keys("Down")
    form._on_visit(form.visit.code())
    assert "2026" in form._words("visits")
    once = form._words("visits")
    form._on_visit(form.visit.code())
    assert form._words("visits") == once


def test_a_nota_dinas_is_written_anew_in_place_of_the_first(page: LettersPage, qtbot: QtBot) -> None:
    write_note(page)
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    [first] = letters(page)
    keys("R")
    form = page.stack.write.form
    until(qtbot, lambda: page.tab == "write" and focused() is form.reason)
    assert form._words("to") == "Kepala Bagian Pemerintahan"
    keys("Ctrl+Return")
    assert form.fields["reason"].problem.isVisible()
    typed("Salah hari")
    form.subject.setFocus()
    keys("Ctrl+A")
    typed("Rapat Jemput Bola Kedua")
    keys("Ctrl+Return")
    until(
        qtbot,
        lambda: page.tab == "blank" and page.stack.blank.told.get("subject") == "Rapat Jemput Bola Kedua",
    )
    states = {one["subject"]: one["state"] for one in letters(page)}
    assert states == {"Rapat Jemput Bola": "batal", "Rapat Jemput Bola Kedua": "belum_bernomor"}
    assert show_letter(page.place.reader, str(page.stack.blank.table.item()["id"]))["earlier"] == first["id"]  # type: ignore[index]


def test_a_correction_can_be_left_and_changes_nothing(page: LettersPage, qtbot: QtBot) -> None:
    write_note(page)
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    keys("R")
    form = page.stack.write.form
    until(qtbot, lambda: focused() is form.reason)
    form.renounce.setFocus()
    keys("Return")
    assert not form.renounce.isVisible()
    assert form._words("subject") == ""
    assert [one["state"] for one in letters(page)] == ["belum_bernomor"]


def test_an_assignment_letter_is_corrected_with_its_reason(page: LettersPage, qtbot: QtBot) -> None:
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    [first] = letters(page)
    keys("R", "Return")
    bar = page.stack.blank.record.bars.bar("replace")
    assert bar.isVisible()
    assert bar._fields[0].problem.text()
    assert not page.stack.blank.record.buttons["void"].isVisible()
    typed("Tenggat keliru")
    keys("Tab", "Ctrl+A")
    typed("Penugasan yang Diralat")
    keys("Tab")
    typed("15/RALAT")
    keys("Return")
    until(qtbot, lambda: page.tab == "numbered" and page.stack.numbered.told.get("number") == "15/RALAT")
    states = {one["subject"]: one["state"] for one in letters(page)}
    assert states == {first["subject"]: "batal", "Penugasan yang Diralat": "bernomor"}


def test_numbers_are_set_aside_used_and_given_up(page: LettersPage, qtbot: QtBot) -> None:
    keys("Ctrl+R")
    bar = page.stack.register.bars.bar("reserve")
    assert bar.isVisible()
    typed("seratus")
    keys("Return")
    assert bar._fields[0].problem.text()
    keys("Ctrl+A")
    typed("101")
    keys("Return")
    until(qtbot, lambda: bar._fields[0].problem.text())
    assert letters(page) == []
    keys("Ctrl+A")
    typed("3")
    keys("Return")
    until(qtbot, lambda: len(letters(page)) == 3)
    until(qtbot, lambda: focused() is page.stack.register.table)
    assert "3 nomor dicadangkan" in message(page)
    numbers = sorted(str(one["number"]) for one in letters(page))
    assert numbers[0] in message(page)
    page._open("desk")
    page.desk.list.table.setFocus()
    keys("Return")
    typed(numbers[1])
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "numbered" and page.stack.numbered.told.get("number") == numbers[1])
    page._open("register")
    page.stack.register.table.setFocus()
    page.stack.register.table.go_to(
        next(row for row in range(3) if page.stack.register.model.item(row)["state"] == "dicadangkan")  # type: ignore[index]
    )
    keys("V")
    typed("tidak jadi")
    keys("Return")
    until(qtbot, lambda: "tidak dipakai lagi" in message(page))
    assert "batal" in [one["state"] for one in letters(page)]


def test_signs_without_a_font_are_told_until_somebody_has_read_it(page: LettersPage, qtbot: QtBot) -> None:
    write_note(page)
    # No keyboard has it: it came by the clipboard.
    page.stack.write.form.subject.insert(NO_FONT)
    page.stack.write.form.subject.setFocus()
    typed(" Kedua")
    until(qtbot, lambda: page.stack.write.paper.signs.isVisible())
    assert NO_FONT in page.stack.write.paper.signs.text()
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    assert NO_FONT in message(page)
    assert not page.place.messages._timer.isActive()
    assert page.stack.blank.paper.signs.isVisible()


def test_fields_of_every_paper_are_called_as_people_call_them(page: LettersPage) -> None:
    told = signs_words(page.look, [{"field": "summary", "signs": "x"}, {"field": "hal", "signs": "y"}])
    assert "ringkasan" in told
    assert "hal" in told
    many = signs_words(page.look, [{"field": f"isian {number}", "signs": "x"} for number in range(5)])
    assert "2 isian lain" in many
    assert signs_words(page.look, []) == ""


def test_what_is_being_written_comes_back_and_goes_with_its_letter(
    page: LettersPage, qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    keys("Ctrl+N", "Right")
    form = page.stack.write.form
    form.subject.setFocus()
    typed("Kunjungan Jemput Bola")
    form.fields["persons"].editor.setFocus()
    typed("Budi Santoso; 199508222022032902")
    form.number.line.setFocus()
    typed("7/ST")
    until(qtbot, lambda: ((kept(page.place.reader, "letter/written") or {}).get("words") or {}).get("number"))
    # Killed: nobody asks the page to leave. What the disk holds then is read by a new process.
    home, copy = tmp_path / "rumah", tmp_path / "sesudah"
    shutil.copytree(home, copy)
    again = page_of(open_window(copy, PASSPHRASE), 4)
    assert isinstance(again, LettersPage)
    until(qtbot, lambda: again.desk.told)
    keys("Ctrl+N")
    form = again.stack.write.form
    assert (form.kind, form._words("subject"), form.number_typed()) == (
        "surat_tugas",
        "Kunjungan Jemput Bola",
        "7/ST",
    )
    assert form._words("persons") == "Budi Santoso; 199508222022032902"
    assert "dikembalikan" in message(again)
    keys("Ctrl+Return")
    until(qtbot, lambda: again.tab == "numbered" and again.stack.numbered.told)
    until(qtbot, lambda: kept(again.place.reader, "letter/written") is None)
    keys("Ctrl+N")
    assert form._words("subject") == ""
