"""Giving aspirations to agencies: one leads, the lead before ends, identities stay where they belong."""

from datetime import date
from typing import Any

import pytest

from desktop.actions import assignments, triage
from desktop.actions.aspiration_lists import list_aspirations, show_aspiration
from desktop.actions.aspirations import withdraw
from desktop.actions.finding import find
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.actions.shapes import AssignRow
from desktop.core.events import thing_bytes
from tests.actions.homes import parts, record, refused, status


def test_one_leads_others_support(desk: Session) -> None:
    a, b = record(desk, {}, {"urgency": "segera"})
    triage.join(desk, record(desk, {}, {}), a)
    helping = ["DISHUB", "dishub", "PUPR"]
    done = assignments.assign(desk, [a, b], "pupr", support=helping, instruction="periksa")
    first, second = done["items"]
    assert (first["status"], first["agency"], first["support"]) == ("ditugaskan", "PUPR", ["DISHUB"])
    # 14 and 5 working days after Saturday 21 November, one holiday in between.
    assert (first["due"], second["due"]) == ("2026-12-11", "2026-11-30")
    lead, support = show_aspiration(desk, a)["assignments"]
    assert (lead["role"], lead["joined"], lead["instruction"], lead["state"]) == (
        *("lead", 2, "periksa", "ditugaskan"),
    )
    assert (support["role"], support["agency"], support["contact"]) == ("support", "DISHUB", False)


def test_another_lead_ends_the_one_before_in_the_same_write(desk: Session) -> None:
    [code] = record(desk, {})
    first = assignments.assign(desk, [code], "PUPR", support=["DISHUB"])["items"][0]["id"]
    with refused("already_assigned", desk):
        assignments.assign(desk, [code], "PUPR")
    second = assignments.assign(desk, [code], "DISHUB", due=date(2026, 12, 1))["items"][0]
    assert (second["agency"], second["due"], second["support"]) == ("DISHUB", "2026-12-01", [])
    rows = {row["id"]: row for row in show_aspiration(desk, code)["assignments"]}
    assert (rows[first]["running"], rows[first]["state"]) == (False, "berakhir")
    assert [row["role"] for row in rows.values() if row["running"]] == ["lead"]


@pytest.mark.parametrize(
    ("row", "more", "code"),
    [
        ({}, {"agency": "PLN"}, "agency_external"),
        ({}, {"agency": "ANTAH"}, "agency_unknown"),
        ({}, {"support": ["PLN"]}, "agency_external"),
        ({}, {"due": date(2026, 11, 20)}, "due_past"),
        ({}, {"instruction": "a\x00"}, "text_control"),
        ({"kind": "kritik", "citizen": {"gender": "P"}}, {"contact": True}, "contact_criticism"),
        ({}, {"contact": True}, "contact_nobody"),
        ({"citizen": {"mode": "secret"}}, {}, "summary_needed"),
        (
            {"citizen": {"mode": "secret", "name": "Ani", "consent": True}},
            {"contact": True, "summary": "x"},
            "contact_secret",
        ),
        ({"restricted": True}, {}, "agency_restricted"),
        ({"restricted": True}, {"agency": "INSPEKTORAT", "support": ["PUPR"]}, "agency_restricted"),
    ],
)
def test_what_is_refused(row: dict[str, Any], more: dict[str, Any], code: str, desk: Session) -> None:
    plain, wrong = record(desk, {}, row)
    given = {"agency": "PUPR", **more}
    codes = [wrong] if "contact" in more else [plain, wrong]
    with refused(code, desk):
        assignments.assign(desk, codes, given.pop("agency"), **given)


def test_one_summary_is_for_one(desk: Session) -> None:
    codes = record(desk, {}, {})
    with refused("summary_one", desk):
        assignments.assign(desk, codes, "PUPR", summary="sama")


def test_a_secret_one_goes_with_the_coordinators_summary(desk: Session) -> None:
    [code] = record(desk, {"text": "kios milik anu", "citizen": {"mode": "secret"}})
    assignments.assign(desk, [code], "PUPR", summary="dugaan harga di atas ketentuan", instruction="cek")
    one = find(desk, code)
    assert one.summary == "dugaan harga di atas ketentuan"
    assert {"agency.summary", "field.words"} <= parts(desk, one.thing)
    assert "agency.words" not in parts(desk, one.thing)


def test_a_restricted_one_goes_to_the_inspectorate_in_its_own_channel(desk: Session) -> None:
    [code] = record(desk, {"restricted": True})
    done = assignments.assign(desk, [code], "INSPEKTORAT", instruction="rahasia")
    found = parts(desk, thing_bytes(done["items"][0]["id"])) | parts(desk, find(desk, code).thing)
    assert {name.partition(".")[0] for name in found} == {"restricted"}


def test_contact_is_for_the_lead_alone(desk: Session) -> None:
    [code] = record(desk, {"citizen": {"name": "Ani", "consent": True}})
    assignments.assign(desk, [code], "PUPR", support=["DISHUB"], contact=True)
    assert [row["contact"] for row in show_aspiration(desk, code)["assignments"]] == [True, False]


def test_what_is_closed_off_is_not_assigned(desk: Session) -> None:
    [code] = record(desk, {})
    withdraw(desk, [code], "x")
    with refused("status_forbids", desk):
        assignments.assign(desk, [code], "PUPR")


def test_rows_of_a_table_all_or_none(desk: Session) -> None:
    a, b = record(desk, {}, {})
    rows = [
        AssignRow(code=a, agency="PUPR", due="1 des", support=["DISHUB"]),
        AssignRow(code=b, agency="DISHUB", instruction="lampu"),
    ]
    with refused("agency_external", desk, place="penugasan 3"):
        assignments.assign_rows(desk, [*rows, AssignRow(code=b, agency="PLN")])
    with refused("row_twice", desk, place="penugasan 3"):
        assignments.assign_rows(desk, [*rows, AssignRow(code=b, agency="PUPR")])
    with refused("rows_missing", desk):
        assignments.assign_rows(desk, [])
    done = assignments.assign_rows(desk, rows)
    assert [(item["agency"], item["support"]) for item in done["items"]] == [
        *(("PUPR", ["DISHUB"]), ("DISHUB", []))
    ]
    assert done["items"][0]["due"] == "2026-12-01"


def test_suggested_ones_are_assigned_when_sure_enough(desk: Session) -> None:
    lamp, power, vague, secret, fresh = record(
        desk,
        {"text": "lampu jalan mati di depan masjid"},
        {"text": "listrik padam terus"},
        {"text": "terima kasih"},
        {"text": "jembatan retak", "citizen": {"mode": "secret"}},
        {"text": "jembatan goyang"},
    )
    triage.verify(desk, [lamp, power, vague, secret])
    for wrong in (-0.1, 1.1, float("nan")):
        with refused("confidence_range", desk):
            assignments.assign_suggested(desk, wrong)
    assert assignments.assign_suggested(desk, 1.0) == {"items": [], "skipped": 4}
    done = assignments.assign_suggested(desk, 0.5)
    assert [(item["code"], item["agency"]) for item in done["items"]] == [(lamp, "DISHUB")]
    assert done["skipped"] == 3
    assert status(desk, fresh) == "dicatat"


def test_due_dates_change_with_a_reason(desk: Session) -> None:
    [code] = record(desk, {})
    later = date(2026, 12, 24)
    with refused("not_assigned", desk):
        assignments.change_due(desk, code, None, later, "x")
    assignments.assign(desk, [code], "PUPR", support=["DISHUB"])
    with refused("reason_needed", desk):
        assignments.change_due(desk, code, None, later, None)
    with refused("due_past", desk):
        assignments.change_due(desk, code, None, date(2026, 11, 1), "x")
    assert assignments.change_due(desk, code, None, later, "menunggu alat")["items"][0]["due"] == "2026-12-24"
    assignments.change_due(desk, code, "DISHUB", date(2026, 12, 31), "ikut")
    assert [row["due"] for row in show_aspiration(desk, code)["assignments"]] == ["2026-12-24", "2026-12-31"]
    page = list_aspirations(desk, Query(where={"agency": "pupr", "due": "before:2027-01-01"}, order="due"))
    assert [item["code"] for item in page["items"]] == [code]


def test_ending_the_lead_leaves_it_waiting(desk: Session) -> None:
    [code] = record(desk, {})
    triage.verify(desk, [code])
    assignments.assign(desk, [code], "PUPR", support=["DISHUB"])
    with refused("reason_needed", desk):
        assignments.end(desk, code, None, None)
    done = assignments.end(desk, code, None, "salah alamat")["items"][0]
    assert (done["status"], done["agency"], done["id"], done["support"]) == (
        *("diverifikasi", None, None, ["DISHUB"]),
    )
    with refused("not_assigned", desk):
        assignments.end(desk, code, "PUPR", "lagi")
    assignments.end(desk, code, "DISHUB", "juga")
