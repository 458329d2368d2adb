"""Tables for people: aligned whatever is in them, and nothing in them commands a terminal."""

from desktop.app import build
from desktop.cli.output import WIDEST, Progress, facts, listing, printable, table

WORDS = build().catalogue


def test_columns_stand_below_each_other() -> None:
    rows = [{"code": "TB-1", "title": "Jalan 🛣️ rusak"}, {"code": "TB-22222", "title": "道路"}]
    lines = table(WORDS, [dict(row, status="dicatat") for row in rows]).splitlines()
    assert lines[0].split() == ["Kode", "Judul", "Status"]
    assert lines[1].endswith("dicatat")
    assert lines[2].index("道") == lines[1].index("J")


def test_empty_columns_are_left_out() -> None:
    assert table(WORDS, [{"code": "a", "due": None}], ("code", "due")).splitlines() == ["Kode", "a"]


def test_long_cells_are_cut() -> None:
    line = table(WORDS, [{"text": "a" * 500}]).splitlines()[1]
    assert len(line) <= WIDEST
    assert line.endswith("…")


def test_nothing_commands_the_terminal() -> None:
    assert printable("a\x1b[31mb\nc\u202ed") == "a [31mb cd"


def test_facts_skip_what_is_empty_and_list_what_is_many() -> None:
    text = facts(WORDS, {"path": "a", "practice": True, "nip": None, "files": [], "items": [{"code": "x"}]})
    assert text.splitlines() == ["Berkas   a", "Latihan  ya", "", "Kode", "x"]


def test_an_empty_list_says_so() -> None:
    assert listing()(WORDS, {"items": [], "next": None}) == "Tidak ada."


def test_a_list_that_goes_on_says_how() -> None:
    assert "--after abc" in listing("code")(WORDS, {"items": [{"code": "x"}], "next": "abc"})


def test_progress_is_told_at_tenths_of_long_work() -> None:
    said: list[str] = []
    progress = Progress(said.append, WORDS)
    for done in range(0, 10_000_001, 100_000):
        progress(done, 10_000_000)
    progress(1, 2)
    assert said == [f"... {percent} persen" for percent in range(10, 101, 10)]
