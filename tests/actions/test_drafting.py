"""What is typed is kept, and given up in the transaction that records it; a visit is corrected as a whole."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.actions.drafting import drop, enter, keep, kept, kept_under
from desktop.actions.finding import find
from desktop.actions.recording_anew import record_anew
from desktop.actions.session import Session
from desktop.actions.shapes import AspirationIn, convert
from desktop.actions.similar_typing import earlier, village_words
from desktop.actions.triage import verify
from desktop.actions.visit_changes import VisitChange, correct_visit
from desktop.actions.visit_gaps import visit_gaps
from desktop.actions.visit_sheet import sheet_items, visit_sheet
from desktop.actions.visits import add_visit, finish_visit
from tests.actions.homes import ANGSANA, refused, status, visit

KEY = "visit/x/entry"


def begun(session: Session, *rows: dict[str, Any], **more: Any) -> str:
    return str(add_visit(session, visit(*rows, **more), Path())["visit"]["id"])


def change(**values: Any) -> VisitChange:
    return convert(values, VisitChange)


def test_kept_replaced_found_and_dropped(desk: Session) -> None:
    keep(desk, KEY, {"text": "jalan", "cursor": 3})
    keep(desk, KEY, {"text": "jalan rusak", "cursor": 5})
    assert kept(desk, KEY) == {"text": "jalan rusak", "cursor": 5}
    assert kept_under(desk, "visit/x/") == {KEY: {"text": "jalan rusak", "cursor": 5}}
    assert drop(desk, KEY) is True
    assert (kept(desk, KEY), drop(desk, KEY)) == (None, False)


def test_lines_are_recorded_in_order_and_their_draft_is_gone(desk: Session) -> None:
    id = begun(desk)
    keep(desk, KEY, {"text": "x"})
    answer = enter(desk, id, ["pertama", "kedua", "ketiga"], KEY)
    items = visit_sheet(desk, id)["items"]
    assert [item["text"] for item in items] == ["pertama", "kedua", "ketiga"]
    assert [item["number"] for item in items] == [1, 2, 3]
    assert [item["id"] for item in items] == [row["id"] for row in answer["aspirations"]]
    assert kept(desk, KEY) is None


def test_what_is_refused_leaves_the_draft(desk: Session) -> None:
    id = begun(desk)
    keep(desk, KEY, {"text": "x"})
    with refused("text_control", desk):
        enter(desk, id, ["baik", "buruk\x00"], KEY)
    with refused("rows_missing", desk):
        enter(desk, id, [], KEY)
    with refused("visit_unknown", desk):
        enter(desk, "0" * 32, ["x"], KEY)
    assert kept(desk, KEY) == {"text": "x"}


def test_a_visit_is_corrected_field_by_field(desk: Session) -> None:
    id = begun(desk, start="9.10", place="Balai Desa", team=[{"name": "Budi"}])
    after = correct_visit(
        desk, id, change(end="11.30", place=None, services=[{"service": "KTP", "count": 2}])
    )
    assert {name: after["visit"][name] for name in ("start", "end", "place", "services")} == {
        "start": "09:10",
        "end": "11:30",
        "place": None,
        "services": [{"service": "KTP", "count": 2}],
    }
    assert [one["name"] for one in after["visit"]["team"]] == ["Budi"]
    with refused("time_order", desk):
        correct_visit(desk, id, change(end="8.00"))
    with refused("nothing_to_change", desk):
        correct_visit(desk, id, VisitChange())
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"village": ANGSANA}, VisitChange)


def test_a_finished_visit_needs_a_reason_and_another_laptops_is_left_alone(
    setda: Session, petugas: Session
) -> None:
    id = begun(petugas)
    finish_visit(petugas, id)
    with refused("reason_needed", petugas):
        correct_visit(petugas, id, change(place="Aula"))
    assert correct_visit(petugas, id, change(place="Aula"), "keliru")["visit"]["place"] == "Aula"
    theirs = begun(setda)
    with refused("visit_unknown", petugas):
        correct_visit(petugas, theirs, change(place="Aula"))


def test_gaps_are_told_in_the_order_of_the_page(desk: Session) -> None:
    id = begun(desk)
    assert [gap["gap"] for gap in visit_gaps(desk, id)] == [
        *("start", "end", "place", "team", "counterpart", "attendance", "heard", "photos"),
    ]
    full = begun(
        desk,
        {"text": "jalan rusak", "urgency": "segera"},
        {"text": "entah apa"},
        {"text": "terima kasih", "kind": "apresiasi"},
        start="9",
        end="11",
        place="Balai",
        team=[{"name": "Budi"}],
        counterpart={"name": "Kades"},
        attendance={"male": 1, "female": 2},
    )
    assert [(gap["gap"], gap["number"]) for gap in visit_gaps(desk, full)] == [
        ("spot", 1),
        ("agency", 2),
        ("photos", None),
    ]


def test_another_mode_is_recorded_anew_in_one_step(desk: Session) -> None:
    id = begun(desk, {"text": "tetangga mengancam"})
    before = visit_sheet(desk, id)["items"][0]
    row = convert({"text": "tetangga mengancam", "citizen": {"mode": "secret"}}, AspirationIn)
    fresh = record_anew(desk, before["id"], row, "identitas berubah")
    items = visit_sheet(desk, id)["items"]
    assert [(item["id"], item["mode"], item["number"]) for item in items] == [(fresh["id"], "secret", 1)]
    assert status(desk, before["code"]) == "ditarik"
    with refused("reason_needed", desk):
        record_anew(desk, fresh["id"], row, " ")
    verify(desk, [fresh["code"]])
    with refused("status_forbids", desk):
        record_anew(desk, fresh["id"], row, "lagi")


def test_the_sheet_shows_restricted_ones_and_leaves_withdrawn_ones_out(desk: Session) -> None:
    id = begun(desk, {"text": "satu"}, {"text": "dua", "restricted": True})
    items = visit_sheet(desk, id)["items"]
    assert [(item["text"], item["restricted"]) for item in items] == [("satu", False), ("dua", True)]
    assert sheet_items(desk, [items[1]["id"], "0" * 32])[0]["id"] == items[1]["id"]


def test_earlier_ones_are_compared_without_this_visit(desk: Session) -> None:
    before = begun(desk, {"text": "lampu jalan mati"}, {"text": "rahasia", "restricted": True})
    now = begun(desk, {"text": "lampu jalan padam"})
    found = village_words(desk, ANGSANA, now)
    assert [find(desk, id).text for id, _ in found] == ["lampu jalan mati"]
    one = earlier(desk, [found[0][0]])[0]
    assert (one["text"], one["status"], one["answer"]) == ("lampu jalan mati", "dicatat", None)
    assert visit_sheet(desk, before)["total"] == 2
