"""A coordinator's morning: eleven aspirations get their next step by keyboard, and one slip is taken back."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener
from tests.ui.coordinator import OFFSCREEN, Coordinator, Held, Key, heard

pytestmark = OFFSCREEN

BRIDGES = [{"text": f"Jembatan gantung RT {number} lapuk dan jalan rusak"} for number in range(1, 4)]
LAMPS = [{"text": f"Lampu jalan RT {number} mati"} for number in range(1, 4)]
OTHERS = [
    {"text": "Listrik padam tiap malam"},
    {"text": "Mohon dibantu"},
    {"text": "Terima kasih atas kunjungannya", "kind": "apresiasi"},
    {"text": "Jembatan gantung RT 1 lapuk dan jalan rusak sekali"},
    {"text": "Dugaan korupsi bantuan", "kind": "laporan_penyimpangan"},
]


def test_from_the_overview_to_the_last_one(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    home, codes = heard(tmp_path, *BRIDGES, *LAMPS, *OTHERS)
    bridges, lamps, (power, unclear, thanks, same, secret) = codes[:3], codes[3:6], codes[6:]
    person = Coordinator(qtbot, open_window, home)
    person.press(Key.Key_P)
    assert sorted(person.listed()) == sorted(codes)
    # Two keys each for what the program is right about.
    for code in bridges[1:]:
        person.to(code)
        person.press(Key.Key_A, Key.Key_Return)
    assert person.statuses(bridges[1:]) == ["ditugaskan", "ditugaskan"]
    with_reasons(person, power, unclear, thanks)
    # Said twice; the code is typed.
    person.to(same)
    person.press(Key.Key_D)
    person.type(bridges[0])
    person.press(Key.Key_Return)
    assert person.statuses([same]) == ["duplikat"]
    person.wait(lambda: same not in person.listed())
    together(person, lamps)
    # The restricted one is opened, read and given to the Inspektorat.
    person.wait(lambda: sorted(person.listed()) == sorted([bridges[0], secret]))
    person.to(secret)
    person.press(Key.Key_Return, Key.Key_A, Key.Key_Return)
    person.wait(lambda: person.listed() == [bridges[0]])
    assert person.shown(secret)["agency"] == "INSPEKTORAT"
    person.press(Key.Key_V)
    person.wait(lambda: person.listed() == [])
    assert person.triage.head.subtitle.text().startswith("0 aspirasi belum dipilah · 1 siap ditugaskan")


def with_reasons(person: Coordinator, power: str, unclear: str, thanks: str) -> None:
    """Not ours (the letter goes to whom the suggestion names), unclear, and nothing to be done."""
    person.to(power)
    person.press(Key.Key_A, Key.Key_Return)
    person.type("Urusan PLN")
    person.press(Key.Key_Return)
    person.to(unclear)
    person.press(Key.Key_T)
    person.type("Bantuan apa, di RT mana?")
    person.press(Key.Key_Return)
    person.to(thanks)
    person.press(Key.Key_R)
    person.type("Ucapan terima kasih")
    person.press(Key.Key_Return)
    assert person.statuses([power, unclear, thanks]) == ["bukan_kewenangan", "perlu_data", "diarsipkan"]


def together(person: Coordinator, lamps: list[str]) -> None:
    """Three marked at once; a slip taken back, then assigned."""
    mark(person, lamps)
    person.press(Key.Key_V)
    assert person.statuses(lamps) == ["diverifikasi"] * 3
    person.press(Key.Key_Z, held=Held.ControlModifier)
    assert person.statuses(lamps) == ["dicatat"] * 3
    person.wait(lambda: set(lamps) <= set(person.listed()))
    mark(person, lamps)
    person.press(Key.Key_A, Key.Key_Return)
    assert person.statuses(lamps) == ["ditugaskan"] * 3
    assert {person.shown(code)["agency"] for code in lamps} == {"DISHUB"}


def mark(person: Coordinator, codes: list[str]) -> None:
    """Walks to each and marks it."""
    for code in codes:
        person.to(code)
        person.press(Key.Key_Space)
