"""Single things of the region pack put right by the laptop induk; which laptop is which."""

from typing import Any

from desktop.actions import assignments
from desktop.actions.enrolment import members
from desktop.actions.pack_edit import add_agency, drop_agency
from desktop.actions.session import Session
from desktop.core.canonical import b64
from tests.actions.homes import District, record, refused

NEW: Any = {"name": " Dinas  Kelautan ", "short": "Dislaut", "keywords": ["nelayan", "nelayan", " "]}


def test_a_new_agency_stands_last_and_can_be_given_work(desk: Session) -> None:
    add_agency(desk, "dislaut", **NEW)
    made = desk.pack.agencies[-1]
    assert (made.code, made.name, made.short) == ("DISLAUT", "Dinas Kelautan", "Dislaut")
    assert (made.external, made.keywords) == (False, ["nelayan"])
    assignments.assign(desk, record(desk, {"text": "Dermaga nelayan roboh"}), "DISLAUT")
    with refused("agency_used", desk, agency="Dislaut"):
        drop_agency(desk, "DISLAUT")


def test_one_of_another_authority_can_only_be_asked(desk: Session) -> None:
    add_agency(desk, "BPJN", name="Balai Jalan", short="BPJN", scope="pusat")
    assert desk.pack.agencies[-1].external


def test_a_code_is_given_once_and_well_formed(desk: Session) -> None:
    known = list(desk.pack.agencies)
    with refused("agency_taken", desk, field="code"):
        add_agency(desk, known[0].code.lower(), **NEW)
    with refused("pack_code", desk):
        add_agency(desk, "dinas laut", **NEW)
    with refused("text_empty", desk, field="code"):
        add_agency(desk, "", **NEW)
    assert list(desk.pack.agencies) == known


def test_one_that_nobody_uses_is_taken_back(desk: Session) -> None:
    known = list(desk.pack.agencies)
    add_agency(desk, "DISLAUT", **NEW)
    drop_agency(desk, "dislaut")
    assert list(desk.pack.agencies) == known


def test_a_laptop_knows_itself_among_all(district: District, setda: Session) -> None:
    district.home("petugas_baru", "officer")
    own = [one["writer"] for one in members(setda)["items"] if one["own"]]
    assert own == [b64(setda.writer)]
