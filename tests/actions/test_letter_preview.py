"""What the letters' desk shows before anything is issued: the very pages that will be printed."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from desktop.actions import assignments, letter_register, triage
from desktop.actions.laptops import list_laptops
from desktop.actions.letter_desk import letter_paper, make_waiting, waiting_letters
from desktop.actions.letter_items import list_letters
from desktop.actions.letter_preview import NOBODY, preview_letter, preview_sample
from desktop.actions.lists import Query
from desktop.actions.pack_edit import change_agency, change_letterhead, pack_versions, put_agency_back
from desktop.actions.session import Session
from desktop.core.events import thing_bytes, thing_text
from desktop.core.letters import letter_qr
from desktop.sync.letter_pdf import page_digests
from tests.actions.homes import TODAY, District, Random, record, refused
from tests.actions.papers import make, press, printed

SAMPLE = {"subject": "Contoh", "words": "Jalan rusak", "place": "RT 03", "by": "Warga"}


@pytest.mark.parametrize(("kind", "agency"), [("penugasan", "DISHUB"), ("koordinasi", "PLN")])
@pytest.mark.parametrize("number", [None, "auto"])
def test_a_preview_is_what_is_printed_byte_by_byte(
    desk: Session, tmp_path: Path, kind: str, agency: str, number: str | None
) -> None:
    codes = record(desk, {"urgency": "segera"}, {})
    if kind == "koordinasi":
        triage.outside(desk, codes, "listrik", agency)
    else:
        assignments.assign(desk, codes, agency)
    moment = desk.now().replace(microsecond=0)
    desk.now, desk.random = lambda: moment, Random("sama")
    letter = desk.new_thing()
    desk.random = Random("sama")
    seen = preview_letter(desk, press(), kind, agency, number, letter=letter, moment=moment)
    [made] = make(desk, tmp_path, agency, kind=kind, number=number)
    assert seen["data"] == Path(made["path"]).read_bytes()
    assert [seen[key] for key in ("pages", "number", "aspirations", "warnings")] == [
        made[key] for key in ("pages", "number", "aspirations", "warnings")
    ]
    content = printed(desk, made["id"]).content
    assert (seen["subject"], seen["due"], seen["urgency"]) == (content.subject, content.due, "segera")


def test_a_preview_of_a_letter_with_data_draws_the_same_pages(
    setda: Session, district: District, tmp_path: Path
) -> None:
    district.home("pupr", "agency:PUPR")
    setda.home = msgspec.structs.replace(setda.home, trusted=True)
    assignments.assign(setda, record(setda, {}), "PUPR")
    seen = preview_letter(setda, press(), "penugasan", "PUPR")
    [made] = make(setda, tmp_path)
    paper = printed(setda, made["id"])
    assert seen["carries_data"]
    assert paper.data is not None
    letter_register.void_letter(setda, made["id"], "uji")
    thing = thing_bytes(made["id"])
    again = preview_letter(setda, press(), "penugasan", "PUPR", letter=thing, moment=paper.moment)
    assert page_digests(again["data"]) == page_digests(Path(made["path"]).read_bytes())


def test_a_preview_changes_nothing_and_its_code_verifies_nowhere(desk: Session) -> None:
    assignments.assign(desk, record(desk, {}), "PUPR")
    before = desk.store.connection.execute("SELECT count(*) FROM event").fetchone()
    found = preview_letter(desk, press(), "penugasan", "PUPR", "auto", TODAY + timedelta(days=3))
    assert found["data"].startswith(b"%PDF-")
    assert found["date"] == (TODAY + timedelta(days=3)).isoformat()
    assert desk.store.connection.execute("SELECT count(*) FROM event").fetchone() == before
    assert list_letters(desk, Query())["items"] == []
    assert letter_qr(thing_text(NOBODY), bytes(32)).startswith("JB1:L:00000000-")


def test_a_preview_refuses_what_the_letter_would_be_refused_for(desk: Session, tmp_path: Path) -> None:
    with refused("letter_nothing_waiting", desk):
        preview_letter(desk, press(), "penugasan", "PUPR")
    with refused("letter_agency_external", desk):
        preview_letter(desk, press(), "penugasan", "PLN")
    assignments.assign(desk, record(desk, {}), "PUPR")
    make(desk, tmp_path, number="7/X")
    assignments.assign(desk, record(desk, {}), "PUPR")
    with refused("number_taken", desk):
        preview_letter(desk, press(), "penugasan", "PUPR", "7/x")


def test_who_waits_for_what(desk: Session, tmp_path: Path) -> None:
    a, b, c = record(desk, {}, {}, {})
    assignments.assign(desk, [a, b], "PUPR", support=["DISHUB"])
    triage.outside(desk, [c], "listrik", "PLN")
    found = waiting_letters(desk)
    assert [(one["kind"], one["agency"], one["aspirations"]) for one in found["items"]] == [
        ("penugasan", "PUPR", 2),
        ("penugasan", "DISHUB", 2),
        ("koordinasi", "PLN", 1),
    ]
    assert (found["wanted"], found["blank"], found["numbered"]) == (3, 0, 0)
    make(desk, tmp_path)
    make(desk, tmp_path, "DISHUB", number="auto")
    found = waiting_letters(desk)
    assert (found["wanted"], found["blank"], found["numbered"]) == (1, 1, 1)


def test_a_reminder_is_wanted_until_it_was_sent(desk: Session, tmp_path: Path) -> None:
    codes = record(desk, {})
    assignments.assign(desk, codes, "PUPR", due=TODAY)
    make(desk, tmp_path)
    desk.now.time += timedelta(days=5)  # type: ignore[attr-defined]
    [late] = waiting_letters(desk)["items"]
    assert (late["kind"], late["reminded"], late["aspirations"]) == ("pengingat", None, 1)
    make(desk, tmp_path, kind="pengingat")
    found = waiting_letters(desk)
    assert found["items"][0]["reminded"] == (TODAY + timedelta(days=5)).isoformat()
    assert found["wanted"] == 0


def test_many_are_made_and_one_that_is_refused_stops_none(desk: Session, tmp_path: Path) -> None:
    assignments.assign(desk, record(desk, {}), "PUPR", support=["DISHUB"])
    told: list[tuple[int, int]] = []
    wanted = [("penugasan", "PUPR"), ("koordinasi", "PLN"), ("penugasan", "DISHUB")]
    found = make_waiting(desk, press, tmp_path, wanted, "auto", progress=lambda *at: told.append(at))
    assert [one["number"] for one in found["letters"]] == ["B/1/400.10.2/UM/2026", "B/2/400.10.2/UM/2026"]
    assert [(one["agency"], one["error"]["code"]) for one in found["refused"]] == [
        ("PLN", "letter_nothing_waiting")
    ]
    assert (told, found["left"]) == ([(1, 3), (2, 3), (3, 3)], 0)
    assert make_waiting(desk, press, tmp_path, wanted, cancelled=lambda: True)["left"] == 3


def test_a_letter_is_shown_as_it_was_made(desk: Session, tmp_path: Path) -> None:
    assignments.assign(desk, record(desk, {}), "PUPR")
    [made] = make(desk, tmp_path)
    shown = letter_paper(desk, press(), made["id"])
    assert shown["data"] == Path(made["path"]).read_bytes()
    assert shown["name"] == Path(made["path"]).name
    letter_register.number_letter(desk, made["id"], "12/A")
    assert letter_paper(desk, press(), made["id"])["data"] != shown["data"]
    [reserved] = letter_register.reserve_numbers(desk, "penugasan")["items"]
    with refused("letter_only_reserved", desk):
        letter_paper(desk, press(), reserved["id"])


def test_a_sample_follows_the_letterhead_at_once(desk: Session) -> None:
    moment = desk.now()
    desk.now = lambda: moment
    plain = preview_sample(desk, press(), {}, SAMPLE)
    other = preview_sample(desk, press(), {"margins": [40, 20, 25, 30], "unit_code": "XX"}, SAMPLE)
    assert plain["data"] != other["data"]
    assert other["number"] == "B/1/400.10.2/XX/2026"
    # Half a value, as it stands while somebody types, stops nobody from seeing the rest.
    assert preview_sample(desk, press(), {"margins": [3], "seat": ""}, SAMPLE)["data"] == plain["data"]


def test_an_agency_is_put_right_in_one_event_and_back(desk: Session) -> None:
    before = next(one for one in desk.pack.agencies if one.code == "PUPR")
    others = [one for one in desk.pack.agencies if one.code != "PUPR"]
    changes = change_agency(
        desk, "PUPR", name=" Dinas  Jalan ", short="Jalan", keywords=["aspal", "aspal", ""], ambiguous=[]
    )
    after = next(one for one in desk.pack.agencies if one.code == "PUPR")
    assert changes.touches("pack")
    assert (after.name, after.short, after.keywords) == ("Dinas Jalan", "Jalan", ["aspal"])
    assert (after.scope, after.external, after.variants) == (before.scope, before.external, before.variants)
    assert [one for one in desk.pack.agencies if one.code != "PUPR"] == others
    put_agency_back(desk, before)
    assert next(one for one in desk.pack.agencies if one.code == "PUPR") == before
    assert [one["fields"] for one in pack_versions(desk)["items"]][:2] == [["agencies"], ["agencies"]]
    assert not put_agency_back(desk, before).touches("pack")


@pytest.mark.parametrize("field", ["name", "short"])
def test_an_agency_must_be_called_something(desk: Session, field: str) -> None:
    named = {"name": "Dinas", "short": "D", field: " "}
    with refused("text_empty", desk, field=field):
        change_agency(desk, "PUPR", keywords=[], ambiguous=[], **named)


def test_a_letterhead_is_kept_or_refused_whole(desk: Session) -> None:
    with refused("letterhead_value", desk, key="margins"):
        change_letterhead(desk, {"margins": [3, 20, 25, 30]})
    assert change_letterhead(desk, {"margins": [25, 20, 25, 30], "seat": "Batulicin"}).touches("pack")
    assert desk.pack.letterhead["seat"] == "Batulicin"
    assert msgspec.to_builtins(desk.pack)["letterhead"]["margins"] == [25, 20, 25, 30]


def test_laptops_and_when_they_were_heard(setda: Session, petugas: Session) -> None:
    items = list_laptops(setda)["items"]
    assert [(one["name"], one["induk"], one["own"], one["active"], one["heard"]) for one in items] == [
        ("Setda", True, True, True, None),
        ("Petugas", False, False, True, None),
    ]
