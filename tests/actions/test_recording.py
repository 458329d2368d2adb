"""A visit is taken whole or refused whole; loose in, strict inside; bad input changes nothing."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.actions import aspirations, visits
from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.finding import find
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.actions.shapes import AspirationIn, VisitIn, convert
from desktop.actions.visit_sheet import visit_sheet
from desktop.errors import UserError
from tests.actions.homes import (
    ANGSANA,
    BAROKAH,
    BAROKAH_2,
    SENTENCES,
    District,
    dump,
    parts,
    record,
    refused,
    visit,
)

NIK = "6310094107900001"
FULL: dict[str, Any] = {
    "start": "9.10",
    "end": "1140",
    "place": "  Balai   Desa ",
    "point": [-3.74, 115.61],
    "team": [{"name": "Rahmiati", "nip": "199006102014022909"}],
    "counterpart": {"name": "Suriansyah", "position": "Kepala Desa"},
    "agenda": "Jemput bola",
    "attendance": {"male": 31, "female": 27, "groups": ["BPD", "PKK"]},
    "services": [{"service": "Perekaman KTP-el", "count": 12}],
    "notes": "baris satu\r\nbaris dua  ",
}


def test_a_visit_is_taken_with_everything(petugas: Session) -> None:
    row = {
        "kind": "usulan",
        "text": "  Drainase di depan pasar  ",
        "category": "Jalan dan Jembatan",
        "citizen": {"name": "Ani", "nik": "6310.0941 0790-0001", "phone": "0812 3456 789", "consent": True},
        "place": {"dusun": "Dusun I", "rt": "3", "rw": "rw 1", "point": [-3.75, 115.6]},
        "proposal": {"volume": 12.5, "unit": "m", "cost": 150_000_000, "priority": 1},
    }
    added = visits.add_visit(petugas, visit(row, village="desa angsana", **FULL), Path())
    found = added["visit"]
    assert (found["village"], found["village_name"], found["date"]) == (ANGSANA, "Angsana", "2026-11-21")
    assert (found["start"], found["end"], found["place"]) == ("09:10", "11:40", "Balai Desa")
    assert (found["point"], found["notes"]) == ([-3.74, 115.61], "baris satu\nbaris dua")
    assert (found["aspirations"], found["finished"], found["by"]) == (1, False, "Petugas")
    shown = show_aspiration(petugas, added["aspirations"][0]["code"])
    assert (shown["title"], shown["category"]) == ("Drainase di depan pasar", "jalan_jembatan")
    assert shown["place"] == {"dusun": "Dusun I", "rt": "03", "rw": "01", "point": [-3.75, 115.6]}
    assert shown["proposal"] == {"volume": 12.5, "unit": "m", "cost": 150_000_000, "priority": 1}
    assert shown["citizen"] == {
        "mode": "open",
        "name": "Ani",
        "nik": "6310********0001",
        "phone": "+62*******789",
        "consent": True,
    }
    assert all(entry["signature"] and entry["counts"] for entry in shown["history"])


def test_the_least_is_village_date_and_text(petugas: Session) -> None:
    added = visits.add_visit(petugas, visit({"text": "lampu mati"}), Path())
    one = find(petugas, added["aspirations"][0]["code"])
    assert (one.kind, one.status, one.urgency, one.mode) == ("keluhan", "dicatat", "biasa", "open")
    assert one.citizen is None
    assert visits.show_visit(petugas, added["visit"]["id"])["aspirations"][0]["title"] == "lampu mati"


BAD: dict[str, tuple[str, dict[str, Any]]] = {
    "too long": ("text_too_long", {"text": "a" * 20_001}),
    "long title": ("text_too_long", {"title": "a" * 161}),
    "control character": ("text_control", {"text": "a\x07b"}),
    "c1 control": ("text_control", {"text": "a\x85b"}),
    "lone surrogate": ("text_surrogate", {"text": "a\ud83d"}),
    "nothing": ("text_empty", {"text": " \u200b\n"}),
    "nik length": ("nik_length", {"citizen": {"nik": "631009410790000", "consent": True}}),
    "nik date": ("nik_date", {"citizen": {"nik": "6310093902900001", "consent": True}}),
    "nik letters": ("nik_digits", {"citizen": {"nik": "63100941079O0001", "consent": True}}),
    "phone": ("phone_wrong", {"citizen": {"phone": "12", "consent": True}}),
    "no letters": ("name_wrong", {"citizen": {"name": "123", "consent": True}}),
    "no consent": ("consent_needed", {"citizen": {"name": "Ani"}}),
    "named anonymous": ("anonymous_named", {"citizen": {"mode": "anonymous", "phone": "081234567890"}}),
    "category": ("category_unknown", {"category": "antah berantah"}),
    "retired category": ("category_unknown", {"category": "lama"}),
    "rt": ("rt_wrong", {"place": {"rt": "kosong"}}),
    "not on earth": ("point_wrong", {"place": {"point": [115.6, -3.7]}}),
    "elsewhere": ("point_outside", {"place": {"point": [0, 0]}}),
    "cost": ("number_range", {"proposal": {"cost": 2**60}}),
    "negative cost": ("number_range", {"proposal": {"cost": -1}}),
    "volume": ("number_range", {"proposal": {"volume": 1e300}}),
    "photo not there": ("attachment_missing", {"attachments": ["tidak-ada.jpg"]}),
    "thirteen photos": ("attachments_many", {"attachments": ["a.jpg"] * 13}),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_and_changes_nothing(name: str, petugas: Session, tmp_path: Path) -> None:
    code, row = BAD[name]
    with refused(code, petugas):
        visits.add_visit(petugas, visit({}, {}, row), tmp_path)
    with pytest.raises(UserError) as error:
        visits.add_visit(petugas, visit({}, {}, row), tmp_path)
    assert str(error.value.values["place"]).startswith("aspirasi 3")
    assert SENTENCES.sentence(error.value)[0].startswith("Aspirasi 3")
    assert NIK not in str(error.value.values)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("village_unknown", {"village": "64.01.01.2001"}),
        ("village_unknown", {"village": "63.10.09.2999"}),
        ("village_unknown", {"village": "Negeri di Awan"}),
        ("village_ambiguous", {"village": "Barokah"}),
        ("text_empty", {"village": " "}),
        ("date_wrong", {"date": "31-02-2026"}),
        ("date_wrong", {"date": "2026-13-01"}),
        ("date_wrong", {"date": "kapan-kapan"}),
        ("time_wrong", {"start": "25:00"}),
        ("time_order", {"start": "11:00", "end": "09:00"}),
        ("number_range", {"attendance": {"male": -1}}),
        ("name_wrong", {"team": [{"name": "Ani"}, {"name": "-"}]}),
        ("too_many_rows", {"team": [{"name": "Ani"}] * 201}),
        ("text_control", {"notes": "\x00"}),
        ("text_surrogate", {"agenda": "\udc00"}),
    ],
)
def test_a_bad_visit_is_refused_whole(code: str, change: dict[str, Any], petugas: Session) -> None:
    given = {"village": ANGSANA, "date": "2026-11-21", "aspirations": [{"text": "a"}], **change}
    with refused(code, petugas):
        visits.add_visit(petugas, convert(given, VisitIn), Path())


def test_both_villages_of_a_name_are_named(petugas: Session) -> None:
    with pytest.raises(UserError) as caught:
        visits.add_visit(petugas, visit(village="barokah"), Path())
    assert caught.value.values["villages"] == f"{BAROKAH}, {BAROKAH_2}"


NICE = "👨‍👩‍👧 keluarga; \u202eturath\u202c مرحبا <script>alert('x')</script> {nama} \"kutip\"\nbaris dua"


def test_emoji_right_to_left_and_markup_survive(petugas: Session) -> None:
    [code] = record(petugas, {"text": NICE})
    assert find(petugas, code).text == NICE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.text(max_size=60))
def test_any_text_is_kept_or_refused(petugas: Session, typed: str) -> None:
    before = dump(petugas)
    try:
        [code] = record(petugas, {"text": typed, "title": typed[:20]})
    except UserError:
        assert dump(petugas) == before
    else:
        found = find(petugas, code).text
        assert found
        record(petugas, {"text": found})


def test_nothing_is_written_when_the_last_act_fails(petugas: Session) -> None:
    before = dump(petugas)
    huge = "\U0001f3e1" * 20_000
    row = {"text": huge, "place": {"landmark": "a"}}
    record(petugas, row)
    after = dump(petugas)
    assert before != after
    with refused("not_writable", petugas):
        team = [{"name": "\U0001f3e1a" * 60, "nip": "1"}] * 200
        visits.add_visit(petugas, visit({}, team=team, agenda=huge), Path())


def test_secret_words_stay_in_the_field(petugas: Session) -> None:
    who = {"mode": "secret", "name": "Ani", "consent": True}
    [code] = record(petugas, {"text": "pupuk dijual mahal", "citizen": who, "place": {"rt": "2"}})
    one = find(petugas, code)
    assert parts(petugas, one.thing) == {"all.aspiration", "field.words", "citizen.link"}
    assert one.citizen is not None
    assert parts(petugas, one.citizen) == {"citizen.identity"}
    assert one.citizen[6] >> 4 == 4


@pytest.mark.parametrize(
    "row", [{"restricted": True}, {"kind": "laporan_penyimpangan"}, {"category": "pengawasan"}]
)
def test_restricted_goes_through_its_own_channel(row: dict[str, Any], petugas: Session) -> None:
    [code] = record(petugas, {**row, "citizen": {"name": "Ani", "consent": True}})
    one = find(petugas, code)
    assert one.restricted
    assert one.values["restricted"] is True
    found = parts(petugas, one.thing) | parts(petugas, one.citizen or b"")
    assert {name.partition(".")[0] for name in found} == {"restricted"}


def test_an_anonymous_citizen_leaves_only_gender_and_group(petugas: Session) -> None:
    codes = record(
        petugas,
        {"citizen": {"mode": "anonymous", "gender": "P", "group": "PKK"}},
        {"citizen": {"mode": "anonymous", "name": " ", "consent": True}},
    )
    shown = show_aspiration(petugas, codes[0])["citizen"]
    assert shown == {"mode": "anonymous", "gender": "P", "group": "PKK"}
    assert find(petugas, codes[1]).citizen is None


def test_consent_is_kept_with_version_and_time(petugas: Session) -> None:
    [code] = record(petugas, {"citizen": {"name": "Ani", "consent": True}})
    citizen = find(petugas, code).citizen or b""
    [event] = petugas.log.of_thing(citizen)
    consent = event.event.parts["citizen.identity"]["d"]["consent"]
    assert consent["given"] is True
    assert consent["version"] == "1"
    assert consent["at"].endswith("+08:00")


def test_a_visit_counts_what_its_sheet_shows(petugas: Session) -> None:
    rows = ({"text": "Jalan rusak"}, {"text": "Ada pungutan", "restricted": True}, {"text": "salah ketik"})
    added = visits.add_visit(petugas, visit(*rows), Path())
    id = added["visit"]["id"]
    assert added["visit"]["aspirations"] == 3
    aspirations.withdraw(petugas, [added["aspirations"][2]["code"]], "salah ketik")
    assert visits.show_visit(petugas, id)["visit"]["aspirations"] == 2
    assert len(visit_sheet(petugas, id)["items"]) == 2


def test_aspirations_are_added_later_even_to_a_finished_visit(petugas: Session) -> None:
    added = visits.add_visit(petugas, visit({}), Path())
    id = added["visit"]["id"]
    assert visits.finish_visit(petugas, id)["visit"]["finished"] is True
    with refused("visit_finished", petugas):
        visits.finish_visit(petugas, id)
    rows = [convert({"text": "menyusul"}, AspirationIn)]
    more = aspirations.add_aspirations(petugas, id, rows, Path())
    assert find(petugas, more["aspirations"][0]["id"]).village == ANGSANA
    assert visits.show_visit(petugas, id)["visit"]["aspirations"] == 2


def test_what_cannot_be_added(petugas: Session) -> None:
    row = AspirationIn(text="a")
    for id in ("", "bukan id", "0" * 32):
        with refused("visit_unknown", petugas):
            aspirations.add_aspirations(petugas, id, [row], Path())
    id = visits.add_visit(petugas, visit(), Path())["visit"]["id"]
    with refused("rows_missing", petugas):
        aspirations.add_aspirations(petugas, id, [], Path())


def test_another_laptop_may_add_to_a_visit_but_not_finish_it(district: District, petugas: Session) -> None:
    teman = district.home("teman", "officer")
    id = visits.add_visit(petugas, visit(), Path())["visit"]["id"]
    district.carry(petugas, teman)
    aspirations.add_aspirations(teman, id, [AspirationIn(text="dari laptop kedua")], Path())
    with refused("visit_not_yours", teman):
        visits.finish_visit(teman, id)


def test_an_agency_records_nothing(district: District) -> None:
    pupr = district.home("pupr", "agency:PUPR")
    with refused("wrong_desk", pupr):
        visits.add_visit(pupr, visit({}), Path())


def test_visits_are_listed_page_by_page(petugas: Session) -> None:
    shapes = [msgspec.structs.replace(visit(), date=f"{day}-11-2026") for day in (3, 1, 2, 2)]
    ids = [visits.add_visit(petugas, shape, Path())["visit"]["id"] for shape in shapes]
    first = visits.list_visits(petugas, Query(limit=2))
    second = visits.list_visits(petugas, Query(limit=2, after=first["next"]))
    dates = [item["date"] for item in first["items"] + second["items"]]
    assert dates == ["2026-11-03", "2026-11-02", "2026-11-02", "2026-11-01"]
    assert {item["id"] for item in first["items"] + second["items"]} == set(ids)
    assert second["next"] is None
    assert len(visits.list_visits(petugas, Query(where={"date": "before:2026-11-02"}))["items"]) == 1
    assert visits.list_visits(petugas, Query(search="mante"))["items"] == []
    assert len(visits.list_visits(petugas, Query(search="ANGS"))["items"]) == 4
    assert visits.list_visits(petugas, Query(where={"finished": "ya"}))["items"] == []
