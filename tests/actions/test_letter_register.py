"""The register: numbers are given once, voided and reserved ones never again, and begin anew each January."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.actions import assignments, letter_register
from desktop.actions.letter_items import find_letter, list_letters, show_letter
from desktop.actions.letter_numbers import Register
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.events import pack_thing
from desktop.core.profile import Profile
from desktop.store import letters as shelf
from tests.actions.homes import WITA, record, refused
from tests.actions.papers import make

ONE_BOOK = {"pattern": "{no:03d}/{bulan_romawi}", "register": "satu"}
NEXT_YEAR = datetime(2027, 1, 1, 8, 0, tzinfo=WITA)


def letter(desk: Session, out: Path, **order: Any) -> dict[str, Any]:
    """A letter about an aspiration of its own."""
    assignments.assign(desk, record(desk, {}), "PUPR")
    return make(desk, out, **order)[0]


def serials(desk: Session) -> list[tuple[str | None, str]]:
    items = list_letters(desk, Query())["items"]
    return sorted(((one["number"], one["state"]) for one in items), key=str)


def test_numbers_follow_each_other_and_begin_anew_in_january(desk: Session, tmp_path: Path) -> None:
    numbers = [letter(desk, tmp_path, number="auto")["number"] for _ in range(2)]
    assert numbers == ["B/1/400.10.2/UM/2026", "B/2/400.10.2/UM/2026"]
    early = letter(desk, tmp_path, number="auto", day=date(2027, 1, 4))
    assert early["number"] == "B/1/400.10.2/UM/2027"
    desk.now.time = NEXT_YEAR  # type: ignore[attr-defined]
    assert letter(desk, tmp_path, number="auto")["number"] == "B/2/400.10.2/UM/2027"
    late = letter(desk, tmp_path, number="auto", day=date(2026, 12, 31))
    assert late["number"] == "B/3/400.10.2/UM/2026"


def test_void_and_reserved_numbers_are_never_given_again(desk: Session, tmp_path: Path) -> None:
    first = letter(desk, tmp_path, number="auto")
    reserved = letter_register.reserve_numbers(desk, "penugasan", 2)["items"]
    assert [one["number"] for one in reserved] == ["B/2/400.10.2/UM/2026", "B/3/400.10.2/UM/2026"]
    assert {one["state"] for one in reserved} == {"dicadangkan"}
    letter_register.void_letter(desk, first["id"], "salah")
    letter_register.void_letter(desk, reserved[1]["id"], "tidak jadi")
    assert letter(desk, tmp_path, number="auto")["number"] == "B/4/400.10.2/UM/2026"
    for taken in (first["number"], reserved[1]["number"], " b/1/400.10.2/UM/2026"):
        assignments.assign(desk, record(desk, {}), "PUPR")
        with refused("number_taken", desk, year=2026):
            make(desk, tmp_path, number=taken)


def test_a_reserved_number_becomes_that_very_letter(desk: Session, tmp_path: Path) -> None:
    by_number, by_id = letter_register.reserve_numbers(desk, "penugasan", 2)["items"]
    with refused("letter_only_reserved", desk):
        letter_register.deliver_letter(desk, by_number["id"], "Ani")
    one = letter(desk, tmp_path, number=by_number["number"].lower())
    two = letter(desk, tmp_path, number=by_id["id"])
    assert (one["id"], one["number"]) == (by_number["id"], by_number["number"])
    assert (two["id"], two["number"]) == (by_id["id"], by_id["number"])
    assert {state for _, state in serials(desk)} == {"bernomor"}
    assignments.assign(desk, record(desk, {}), "PUPR")
    with refused("number_taken", desk):
        make(desk, tmp_path, number=by_id["id"])


def test_a_number_reserved_for_another_year_or_register(desk: Session, tmp_path: Path) -> None:
    [reserved] = letter_register.reserve_numbers(desk, "penugasan", day=date(2027, 1, 4))["items"]
    assignments.assign(desk, record(desk, {}), "PUPR")
    for typed in (reserved["number"], reserved["id"]):
        with refused("number_other_year", desk, year=2026):
            make(desk, tmp_path, number=typed)
    assert make(desk, tmp_path, number=reserved["id"], day=date(2027, 1, 5))[0]["id"] == reserved["id"]


def test_a_number_is_recorded_after_signing_once(desk: Session, tmp_path: Path) -> None:
    made = letter(desk, tmp_path)
    assert serials(desk) == [(None, "belum_bernomor")]
    done = letter_register.number_letter(desk, made["id"], " B/17/400.10.2/UM/2026 ", date(2026, 11, 23))
    assert (done["letter"]["number"], done["letter"]["date"]) == ("B/17/400.10.2/UM/2026", "2026-11-23")
    with refused("letter_numbered", desk, number="B/17/400.10.2/UM/2026"):
        letter_register.number_letter(desk, made["id"], "auto")
    assert show_letter(desk, "B/17/400.10.2/UM/2026")["serial"] == 17
    assert letter(desk, tmp_path, number="auto")["number"] == "B/18/400.10.2/UM/2026"
    other = letter(desk, tmp_path)
    with refused("number_taken", desk, number="B/17/400.10.2/UM/2026"):
        letter_register.number_letter(desk, other["id"], "B/17/400.10.2/UM/2026")
    [reserved] = letter_register.reserve_numbers(desk, "penugasan")["items"]
    with refused("number_reserved", desk):
        letter_register.number_letter(desk, other["id"], reserved["number"])
    assert letter_register.number_letter(desk, other["id"], "auto")["letter"]["number"].startswith("B/20/")


def test_numbers_of_any_shape_and_length(desk: Session, tmp_path: Path) -> None:
    odd = "360/        /426.205/" + "X" * 80
    assert letter(desk, tmp_path, number=odd)["number"] == "360/ /426.205/" + "X" * 80
    assert show_letter(desk, "360/ /426.205/" + "X" * 80)["serial"] is None
    assignments.assign(desk, record(desk, {}), "PUPR")
    with refused("text_too_long", desk):
        make(desk, tmp_path, number="X" * 121)
    with refused("text_empty", desk):
        make(desk, tmp_path, number="  ")


def test_registers_count_apart_and_kinds_may_share_one(desk: Session, tmp_path: Path) -> None:
    letter(desk, tmp_path, number="auto")
    assert letter_register.reserve_numbers(desk, "nota_dinas")["items"][0]["number"] == "001/000.8.3/2026"
    assert letter_register.reserve_numbers(desk, "koordinasi")["items"][0]["number"].startswith("B/2/")
    pattern = {"numbering": dict.fromkeys(("penugasan", "nota_dinas"), ONE_BOOK)}
    desk.write([Act("pack.set", pack_thing(desk.district), {"letterhead": pattern})])
    assert letter(desk, tmp_path, number="auto")["number"] == "001/XI"
    assert letter_register.reserve_numbers(desk, "nota_dinas")["items"][0]["number"] == "002/XI"


def test_one_number_is_not_for_many_letters(desk: Session, tmp_path: Path) -> None:
    assignments.assign(desk, record(desk, {}), "PUPR", support=["DISHUB"])
    with refused("letter_one_number", desk, count=2):
        make(desk, tmp_path, None, number="B/9/2026")
    assert len({one["number"] for one in make(desk, tmp_path, None, number="AUTO")}) == 2


def test_a_void_letter_can_do_nothing_more(desk: Session, tmp_path: Path) -> None:
    made = letter(desk, tmp_path)
    with refused("reason_needed", desk):
        letter_register.void_letter(desk, made["id"], " ")
    assert letter_register.void_letter(desk, made["id"], "salah")["letter"]["state"] == "batal"
    attempts: list[Callable[[], object]] = [
        lambda: letter_register.void_letter(desk, made["id"], "lagi"),
        lambda: letter_register.number_letter(desk, made["id"], "auto"),
        lambda: letter_register.deliver_letter(desk, made["id"], "Ani"),
        lambda: letter_register.attach_scan(desk, made["id"], ["a.pdf"], tmp_path),
    ]
    for act in attempts:
        with refused("letter_is_void", desk):
            act()


def test_the_delivery_book(desk: Session, tmp_path: Path) -> None:
    made = letter(desk, tmp_path)
    with refused("letter_delivered_future", desk):
        letter_register.deliver_letter(desk, made["id"], "Ani", date(2026, 11, 22))
    with refused("text_empty", desk):
        letter_register.deliver_letter(desk, made["id"], " ")
    done = letter_register.deliver_letter(desk, made["id"], "Andi  Baso", date(2026, 11, 20), "diantar")
    assert done["letter"]["delivered"] == {"date": "2026-11-20", "to": "Andi Baso", "how": "diantar"}
    assert list_letters(desk, Query(where={"delivered": "ya"}))["items"][0]["id"] == made["id"]
    assert list_letters(desk, Query(where={"delivered": "tidak"}))["items"] == []


def test_scans_of_the_signed_letter(desk: Session, tmp_path: Path) -> None:
    made = letter(desk, tmp_path)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 scan")
    (tmp_path / "b.mp3").write_bytes(b"ID3 sound")
    with refused("letter_scan_kind", desk):
        letter_register.attach_scan(desk, made["id"], ["b.mp3"], tmp_path)
    with refused("attachment_missing", desk):
        letter_register.attach_scan(desk, made["id"], ["c.pdf"], tmp_path)
    letter_register.attach_scan(desk, made["id"], ["a.pdf"], tmp_path)
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 second page")
    letter_register.attach_scan(desk, made["id"], ["c.pdf"], tmp_path)
    shown = show_letter(desk, made["id"])["attachments"]
    assert [one["type"] for one in shown] == ["application/pdf"] * 2
    assert desk.blobs.get(shown[0]["sha256"]) == b"%PDF-1.7 scan"


def test_reserving_within_bounds(desk: Session) -> None:
    for count in (0, 101):
        with refused("number_range", desk):
            letter_register.reserve_numbers(desk, "penugasan", count)
    with refused("letter_kind_unknown", desk):
        letter_register.reserve_numbers(desk, "undangan")


def test_letters_are_found_by_id_code_and_number(desk: Session, tmp_path: Path) -> None:
    made = letter(desk, tmp_path, number="auto")
    for typed in (made["id"], made["code"], made["code"].lower(), made["number"]):
        assert find_letter(desk, typed).thing.hex() == made["id"].replace("-", "")
    for typed in ("B/99", "0190f2a4-7c1e-7b52-9f10-3b6f5d1c2e4a"):
        with refused("letter_unknown", desk):
            find_letter(desk, typed)
    with refused("letter_code_wrong", desk):
        find_letter(desk, "JB1:TB-7K3M9-2QXAH")
    letter(desk, tmp_path, number="sama", day=date(2025, 1, 2))
    letter(desk, tmp_path, number="sama")
    with refused("letter_ambiguous", desk):
        find_letter(desk, "sama")


def test_lists_are_paged_newest_first_and_filtered(desk: Session, tmp_path: Path) -> None:
    days = [date(2026, 11, day) for day in (3, 1, 2)]
    made = [letter(desk, tmp_path, day=day)["id"] for day in days]
    wanted = [made[0], made[2], made[1]]
    first = list_letters(desk, Query(limit=2))
    rest = list_letters(desk, Query(limit=2, after=first["next"]))
    assert [one["id"] for one in first["items"] + rest["items"]] == wanted
    assert rest["next"] is None
    letter_register.void_letter(desk, made[0], "salah")
    for where, ids in [
        ({"state": "batal"}, wanted[:1]),
        ({"state": "belum_bernomor"}, wanted[1:]),
        ({"agency": "pupr", "kind": "penugasan"}, wanted),
        ({"agency": "DISHUB"}, []),
        ({"date": "until:2026-11-02"}, wanted[1:]),
    ]:
        assert [one["id"] for one in list_letters(desk, Query(where=where))["items"]] == ids
    with refused("where_unknown", desk):
        list_letters(desk, Query(where={"warna": "biru"}))


def test_the_history_of_a_letter(desk: Session, tmp_path: Path) -> None:
    made = letter(desk, tmp_path)
    letter_register.number_letter(desk, made["id"], "auto")
    letter_register.void_letter(desk, made["id"], "Salah alamat")
    history = show_letter(desk, made["id"])["history"]
    assert [one["kind"] for one in history] == ["letter.issued", "letter.numbered", "letter.voided"]
    assert history[-1]["reason"] == "Salah alamat"
    assert all(one["signature"] and one["counts"] for one in history)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["auto", "reserve", "void", "typed", "year"]), max_size=12))
def test_no_number_is_ever_given_twice(acts: list[str]) -> None:
    """Against the register alone: a shelf that is a list."""
    shelved: list[tuple[int, str, int | None]] = []
    day, profile = date(2026, 12, 30), Profile()

    class Desk(Register):
        def _taken(self, day: date) -> list[shelf.Taken]:
            return [
                shelf.Taken(bytes(16), number, serial, "bernomor")
                for year, number, serial in shelved
                if year == day.year
            ]

        def _reserved_otherwise(self, number: str) -> bool:
            return False

    register = Desk(None, profile, "penugasan")  # type: ignore[arg-type]
    for act in acts:
        if act == "year":
            day = date(2027, 1, 1)
        elif act == "typed":
            number = f"B/{len(shelved) + 3}/400.10.2/UM/{day.year}"
            if all(number != one for _, one, _ in shelved):
                given_now = register.choose(number, day)
                shelved.append((day.year, given_now.number or "", given_now.serial))
        else:
            given_now = register.choose("auto", day)
            shelved.append((day.year, given_now.number or "", given_now.serial))
    assert len({(year, number) for year, number, _ in shelved}) == len(shelved)
    assert len({(year, serial) for year, _, serial in shelved}) == len(shelved)


@pytest.mark.parametrize("kind", ["penugasan", "nota_dinas"])
def test_a_reserved_number_says_nothing_to_whoever_asks_for_its_paper(
    desk: Session, tmp_path: Path, kind: str
) -> None:
    [reserved] = letter_register.reserve_numbers(desk, kind)["items"]
    with refused("letter_only_reserved", desk):
        show_letter(desk, reserved["id"], None if tmp_path is None else object(), tmp_path)  # type: ignore[arg-type]
