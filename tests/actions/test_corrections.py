"""Who may correct what and until when; withdrawing, closing, reopening."""

from typing import Any

import pytest

from desktop.actions import aspirations, triage, visits
from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.aspirations import correct
from desktop.actions.finding import find
from desktop.actions.session import Session
from desktop.actions.shapes import AspirationChange, convert
from tests.actions.homes import District, parts, record, refused, status


def change(**given: Any) -> AspirationChange:
    return convert(given, AspirationChange)


def test_the_author_corrects_everything_before_it_is_triaged(petugas: Session) -> None:
    [code] = record(petugas, {"place": {"rt": "1"}, "proposal": {"cost": 5}})
    correct(petugas, code, change(text="kata baru", title=None, urgency="segera", place=None), None)
    one = find(petugas, code)
    assert (one.text, one.title, one.urgency) == ("kata baru", "kata baru", "segera")
    assert one.values["place"] is None
    assert one.values["proposal"] == {"cost": 5}
    assert show_aspiration(petugas, code)["place"] is None


def test_after_the_visit_is_finished_a_reason_is_needed(petugas: Session) -> None:
    [code] = record(petugas, {})
    visits.finish_visit(petugas, show_aspiration(petugas, code)["visit"])
    for reason in (None, "", "  \u200b"):
        with refused("reason_needed", petugas):
            correct(petugas, code, change(text="baru"), reason)
    correct(petugas, code, change(text="baru"), "salah ketik")
    assert show_aspiration(petugas, code)["history"][-1]["reason"] == "salah ketik"


def test_words_are_the_authors_and_titles_the_coordinators_once_triaged(
    district: District, setda: Session, petugas: Session
) -> None:
    [code] = record(petugas, {})
    district.carry(petugas, setda)
    with refused("words_of_author", setda):
        correct(setda, code, change(text="kata lain"), "alasan")
    correct(setda, code, change(title="Judul rapi", summary="ringkasan"), None)
    triage.verify(setda, [code])
    district.carry(setda, petugas)
    assert (find(petugas, code).title, find(petugas, code).summary) == ("Judul rapi", "ringkasan")
    with refused("already_triaged", petugas):
        correct(petugas, code, change(title="judul saya"), "alasan")
    with refused("summary_by_coordinator", petugas):
        correct(petugas, code, change(summary="x"), "alasan")
    correct(petugas, code, change(text="kata warga sebenarnya"), None)


def test_nobody_else_corrects(district: District, petugas: Session) -> None:
    teman = district.home("teman", "officer")
    pupr = district.home("pupr", "agency:PUPR")
    [code] = record(petugas, {})
    for other in (teman, pupr):
        district.carry(petugas, other)
    with refused("not_author", teman):
        correct(teman, code, change(title="x"), None)
    with refused("wrong_desk", pupr):
        correct(pupr, code, change(title="x"), None)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "nothing_to_change"),
        ({"text": "a" * 20_001}, "text_too_long"),
        ({"text": " "}, "text_empty"),
        ({"category": "tidak ada"}, "category_unknown"),
        ({"citizen": {"mode": "secret"}}, "mode_fixed"),
        ({"citizen": {"name": "Ani"}}, "consent_needed"),
        ({"attachments": ["tidak-ada.jpg"]}, "attachment_missing"),
        ({"restricted": False}, "nothing_to_change"),
    ],
)
def test_a_wrong_correction_changes_nothing(given: dict[str, Any], code: str, petugas: Session) -> None:
    [mine] = record(petugas, {})
    with refused(code, petugas):
        correct(petugas, mine, change(**given), "alasan")


def test_a_citizen_is_added_and_corrected(petugas: Session) -> None:
    [code] = record(petugas, {"citizen": {"mode": "anonymous"}})
    correct(petugas, code, change(citizen={"name": "Ani", "consent": True}), None)
    first = find(petugas, code)
    assert first.mode == "open"
    correct(petugas, code, change(citizen={"name": "Ani Rahmah", "gender": "P", "consent": True}), None)
    assert find(petugas, code).citizen == first.citizen
    assert show_aspiration(petugas, code)["citizen"]["name"] == "Ani Rahmah"


def test_corrections_stay_in_their_channel(petugas: Session) -> None:
    [secret] = record(petugas, {"citizen": {"mode": "secret"}})
    correct(petugas, secret, change(text="lebih jelas", title="judul", urgency="segera"), None)
    assert "agency.words" not in parts(petugas, find(petugas, secret).thing)
    [plain] = record(petugas, {})
    correct(petugas, plain, change(kind="laporan_penyimpangan"), None)
    one = find(petugas, plain)
    assert one.restricted
    with refused("restricted_fixed", petugas):
        correct(petugas, plain, change(restricted=False), None)
    correct(petugas, plain, change(text="sekarang terbatas"), None)
    last = petugas.log.of_thing(one.thing)[-1].event
    assert set(last.envelope.fields) == {"restricted.words"}


def test_withdrawing_is_the_authors_and_wants_a_reason(
    district: District, setda: Session, petugas: Session
) -> None:
    [code] = record(petugas, {})
    district.carry(petugas, setda)
    with refused("not_author", setda):
        aspirations.withdraw(setda, [code], "alasan")
    with refused("reason_needed", petugas):
        aspirations.withdraw(petugas, [code], None)
    assert aspirations.withdraw(petugas, [code, code], "sudah beres") == {
        "items": [{"code": code, "status": "ditarik"}]
    }
    with refused("status_forbids", petugas, status="ditarik"):
        aspirations.withdraw(petugas, [code], "lagi")


def test_reopening_begins_the_next_round(desk: Session) -> None:
    codes = record(desk, {}, {}, {}, {})
    aspirations.withdraw(desk, codes[:1], "ditarik")
    triage.join(desk, [codes[1]], codes[3])
    triage.archive(desk, [codes[2]], "terlalu umum")
    with refused("status_forbids", desk):
        aspirations.reopen(desk, codes, "semua")
    with refused("reason_needed", desk):
        aspirations.reopen(desk, codes[:3], "")
    aspirations.reopen(desk, codes[:3], "ternyata belum")
    for code in codes[:3]:
        one = find(desk, code)
        assert (one.round, one.status, one.joined_into) == (2, "diverifikasi", None)


def test_closing_wants_a_reason_unless_answered(desk: Session) -> None:
    [code] = record(desk, {"kind": "apresiasi"})
    with refused("reason_needed", desk):
        aspirations.close(desk, [code], None)
    aspirations.close(desk, [code], "sudah diteruskan")
    assert status(desk, code) == "selesai"
    with refused("status_forbids", desk):
        aspirations.close(desk, [code], "lagi")
    aspirations.reopen(desk, [code], "masih ada")
    assert status(desk, code) == "diverifikasi"


def test_an_officer_reopens_only_where_he_has_been(district: District, petugas: Session) -> None:
    teman = district.home("teman", "officer")
    [code] = record(petugas, {})
    aspirations.withdraw(petugas, [code], "x")
    district.carry(petugas, teman)
    with refused("not_visitor", teman):
        aspirations.reopen(teman, [code], "x")
    record(teman)
    aspirations.reopen(teman, [code], "x")
    district.carry(teman, petugas)
    assert status(petugas, code) == "diverifikasi"


@pytest.mark.parametrize("typed", ["", "TB-00000-00000", "bukan kode", "\ud800", "0" * 32, "☃" * 50])
def test_unknown_codes_are_refused(typed: str, petugas: Session) -> None:
    with refused("code_unknown", petugas):
        aspirations.withdraw(petugas, [typed], "x")
    with refused("codes_missing", petugas):
        aspirations.withdraw(petugas, [], "x")
