"""What the coordinator decides before an agency is asked."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.actions import assignments, triage
from desktop.actions.aspiration_lists import list_aspirations, show_aspiration
from desktop.actions.aspirations import withdraw
from desktop.actions.finding import final_target, find
from desktop.actions.lists import Query
from desktop.actions.session import Session
from tests.actions.homes import District, parts, record, refused, status


def test_the_states_and_their_reasons(desk: Session) -> None:
    codes = record(desk, {}, {}, {}, {})
    assert triage.verify(desk, codes[:1])["items"] == [{"code": codes[0], "status": "diverifikasi"}]
    triage.ask(desk, [codes[1]], "bantuan apa, di RT mana?")
    triage.archive(desk, [codes[2]], "terlalu umum")
    triage.outside(desk, [codes[3]], "urusan PLN", "pln")
    assert [status(desk, code) for code in codes] == [
        *("diverifikasi", "perlu_data", "diarsipkan", "bukan_kewenangan")
    ]
    note = desk.log.of_thing(find(desk, codes[3]).thing)[-1].event.parts["all.state"]["note"]
    assert note == {"reason": "urusan PLN", "recipient": "PLN"}
    assert show_aspiration(desk, codes[2])["history"][-1]["reason"] == "terlalu umum"
    triage.verify(desk, codes)
    assert {status(desk, code) for code in codes} == {"diverifikasi"}


def test_what_is_verified_already_stays_untouched(desk: Session) -> None:
    codes = record(desk, {}, {})
    triage.verify(desk, codes)
    before = len(desk.log.of_thing(find(desk, codes[0]).thing))
    triage.verify(desk, codes)
    assert len(desk.log.of_thing(find(desk, codes[0]).thing)) == before


@pytest.mark.parametrize("act", [triage.ask, triage.archive, triage.outside])
def test_reasons_are_demanded(act: Callable[..., Any], desk: Session) -> None:
    codes = record(desk, {})
    for reason in (None, "", " \n"):
        with refused("reason_needed", desk):
            act(desk, codes, reason)
    with refused("text_control", desk):
        act(desk, codes, "a\x00")


def test_recipients_are_outside_bodies_of_the_pack(desk: Session) -> None:
    codes = record(desk, {})
    with refused("recipient_inside", desk):
        triage.outside(desk, codes, "x", "PUPR")
    with refused("agency_unknown", desk):
        triage.outside(desk, codes, "x", "ANTAH")


def test_all_or_nothing(desk: Session) -> None:
    codes = record(desk, {}, {})
    withdraw(desk, [codes[1]], "x")
    with refused("status_forbids", desk, code=codes[1]):
        triage.archive(desk, codes, "x")
    assert status(desk, codes[0]) == "dicatat"


def test_only_a_coordinator_triages(district: District, petugas: Session) -> None:
    codes = record(petugas, {}, {})
    with refused("wrong_desk", petugas):
        triage.verify(petugas, codes)
    with refused("wrong_desk", petugas):
        triage.join(petugas, codes[:1], codes[1])
    with refused("wrong_desk", petugas):
        assignments.assign(petugas, codes, "PUPR")


def test_joining_follows_to_the_last_and_never_in_a_circle(desk: Session) -> None:
    a, b, c, d = record(desk, {}, {}, {}, {})
    triage.join(desk, [a], b)
    triage.join(desk, [b], c)
    triage.join(desk, [d], a)
    assert status(desk, d) == "duplikat"
    assert find(desk, d).joined_into == find(desk, c).thing
    assert final_target(desk, find(desk, a)).thing == find(desk, c).thing
    for code, into in ((c, c), (c, a), (c, b), (c, d)):
        with refused("join_itself", desk):
            triage.join(desk, [code], into)
    with refused("status_forbids", desk):
        triage.join(desk, [a], d)
    shown = show_aspiration(desk, c)
    assert sorted(shown["joined"]) == sorted([b, d])
    assert show_aspiration(desk, a)["duplicate_of"] == b
    triage.unjoin(desk, [a, d])
    assert status(desk, a) == "dicatat"
    with refused("not_joined", desk):
        triage.unjoin(desk, [a])


def test_what_may_not_be_a_target(desk: Session) -> None:
    a, b, c = record(desk, {}, {}, {"restricted": True})
    withdraw(desk, [b], "x")
    with refused("join_target", desk):
        triage.join(desk, [a], b)
    for code, into in ((a, c), (c, a)):
        with refused("join_restricted", desk):
            triage.join(desk, [code], into)
    with refused("code_unknown", desk):
        triage.join(desk, [a], "TB-00000-00000")


def test_acts_on_a_restricted_one_stay_restricted(desk: Session) -> None:
    [code] = record(desk, {"restricted": True})
    triage.verify(desk, [code])
    triage.ask(desk, [code], "di mana?")
    found = parts(desk, find(desk, code).thing)
    assert {name.partition(".")[0] for name in found} == {"restricted"}
    assert list_aspirations(desk, Query())["items"] == []
    asked = list_aspirations(desk, Query(where={"restricted": "true"}))
    assert [item["code"] for item in asked["items"]] == [code]
