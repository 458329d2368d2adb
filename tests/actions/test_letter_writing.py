"""Letters written by hand as they would print, an earlier one begun anew, and subjects of one's own."""

from pathlib import Path

import pytest

from desktop.actions import assignments
from desktop.actions.letter_items import list_letters
from desktop.actions.letter_preview import preview_letter
from desktop.actions.letter_register import reserve_numbers, void_letter
from desktop.actions.letter_shapes import LetterIn, LetterPerson
from desktop.actions.letter_writing import preview_written, written_before
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.actions.visits import add_visit
from tests.actions.homes import ANGSANA, record, refused, visit
from tests.actions.papers import make, press, printed

NOTE = LetterIn(subject="Rekap triwulan", to=["Sekretaris Daerah"], points=["Satu", "Dua"], urgency="segera")
ORDER = LetterIn(
    subject="Kunjungan",
    persons=[LetterPerson(name="Citra, S.E.", nip="199508222022032902", rank="III/a", position="Analis")],
    points=["Mendengar warga"],
    visits=["2026-11-21 Desa Angsana"],
)


@pytest.mark.parametrize(("kind", "typed"), [("nota_dinas", NOTE), ("surat_tugas", ORDER)])
def test_a_preview_says_what_is_issued_afterwards(
    desk: Session, tmp_path: Path, kind: str, typed: LetterIn
) -> None:
    seen = preview_written(desk, press(), kind, typed, "auto")
    assert list_letters(desk, Query())["items"] == []
    [made] = make(desk, tmp_path, None, kind=kind, content=typed, number="auto")
    assert (seen["number"], seen["pages"], seen["kind"]) == (made["number"], made["pages"], kind)
    content = printed(desk, made["id"]).content
    assert (seen["subject"], seen["urgency"], seen["due"]) == (content.subject, typed.urgency, None)
    assert seen["data"][:5] == b"%PDF-"
    with refused("number_taken", desk):
        preview_written(desk, press(), kind, typed, made["number"])


def test_a_preview_is_refused_as_the_letter_would_be(desk: Session) -> None:
    with refused("missing_key", desk, key="to"):
        preview_written(desk, press(), "nota_dinas", LetterIn(subject="x"))
    with refused("missing_key", desk, key="persons"):
        preview_written(desk, press(), "surat_tugas", LetterIn(subject="x"))
    with refused("letter_kind_unknown", desk):
        preview_written(desk, press(), "undangan", NOTE)


def test_the_team_of_a_visit_is_sent_in_the_preview_too(desk: Session) -> None:
    shape = visit({}, village=ANGSANA, team=[{"name": "Nor Aulia"}])
    identity = add_visit(desk, shape, Path())["visit"]["id"]
    typed = LetterIn(subject="Kunjungan", points=["Mendengar warga"])
    assert preview_written(desk, press(), "surat_tugas", typed, visits=[identity])["pages"] == 1


@pytest.mark.parametrize(("kind", "typed"), [("nota_dinas", NOTE), ("surat_tugas", ORDER)])
def test_what_was_written_is_there_to_be_written_anew(
    desk: Session, tmp_path: Path, kind: str, typed: LetterIn
) -> None:
    [first] = make(desk, tmp_path, None, kind=kind, content=typed, number="auto")
    before = written_before(desk, first["id"])
    assert (before["kind"], before["number"]) == (kind, first["number"])
    again = before["content"]
    assert (again.subject, again.to, again.points, again.persons, again.visits, again.urgency) == (
        typed.subject,
        typed.to,
        typed.points,
        typed.persons,
        typed.visits,
        typed.urgency,
    )
    assert preview_written(desk, press(), kind, again, instead_of=first["id"])["pages"] == first["pages"]
    [second] = make(desk, tmp_path, None, instead_of=first["id"], content=again, reason="Salah hari")
    states = {one["id"]: one["state"] for one in list_letters(desk, Query())["items"]}
    assert states == {first["id"]: "batal", second["id"]: "belum_bernomor"}
    with refused("letter_is_void", desk):
        written_before(desk, first["id"])


def test_nothing_can_be_begun_from_a_number_alone(desk: Session) -> None:
    [kept] = reserve_numbers(desk, "nota_dinas")["items"]
    with refused("letter_only_reserved", desk):
        written_before(desk, kept["id"])
    void_letter(desk, kept["id"], "tidak jadi")


def test_a_subject_of_ones_own_stands_in_the_letter(desk: Session, tmp_path: Path) -> None:
    assignments.assign(desk, record(desk, {}), "PUPR")
    own = "Tindak  Lanjut Jembatan"
    assert preview_letter(desk, press(), "penugasan", "PUPR", subject=own)["subject"] == " ".join(own.split())
    assert "Angsana" in preview_letter(desk, press(), "penugasan", "PUPR", subject=" ")["subject"]
    [made] = make(desk, tmp_path, "PUPR", subject=own)
    assert printed(desk, made["id"]).content.subject == "Tindak Lanjut Jembatan"
    assert list_letters(desk, Query())["items"][0]["subject"] == "Tindak Lanjut Jembatan"
    with refused("text_too_long", desk):
        make(desk, tmp_path, None, instead_of=made["id"], subject="x" * 501)
