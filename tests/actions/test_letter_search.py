"""The register as a list: numbers of a day in their order, letters found by what one remembers of them."""

from datetime import date
from pathlib import Path

from desktop.actions import letter_register
from desktop.actions.letter_items import list_letters
from desktop.actions.lists import Query
from desktop.actions.session import Session
from tests.actions.test_letter_register import letter


def test_numbers_of_a_day_stand_in_their_order_and_are_paged_so(desk: Session, tmp_path: Path) -> None:
    reserved = letter_register.reserve_numbers(desk, "penugasan", 12)["items"]
    blank = letter(desk, tmp_path)["id"]
    older = letter(desk, tmp_path, number="77/A", day=date(2026, 11, 1))["id"]
    wanted = [blank, *reversed([one["id"] for one in reserved]), older]
    found: list[str] = []
    after = None
    while after or not found:
        page = list_letters(desk, Query(limit=5, after=after))
        found += [one["id"] for one in page["items"]]
        after = page["next"]
    assert found == wanted


def test_letters_are_found_by_number_addressee_subject_and_kind(desk: Session, tmp_path: Path) -> None:
    first = letter(desk, tmp_path, number="auto", subject="Jembatan Gantung")["id"]
    second = letter(desk, tmp_path, number="auto", subject="Lampu Jalan")["id"]
    [third] = letter_register.reserve_numbers(desk, "penugasan", 1)["items"]
    for words, ids in [
        ("b/1/", [first]),
        ("B/2", [second]),
        ("B/3/400", [third["id"]]),
        ("jembatan", [first]),
        ("LAMPU dpupr", [second]),
        ("pupr gantung", [first]),
        ("penugasan lampu", [second]),
        ("100%", []),
        ("lampu gantung", []),
    ]:
        assert [one["id"] for one in list_letters(desk, Query({}, words))["items"]] == ids, words
