"""Photos put to what is recorded, from bytes too; taken off and put back, here and at the coordinator's."""

from pathlib import Path

import pytest

from desktop.actions import visits
from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.attachments import Given, Handed
from desktop.actions.photo_changes import Of, add_photos, put_back_photo, take_off_photo
from desktop.actions.session import Session
from desktop.actions.today import today
from tests.actions.homes import District, record, refused
from tests.actions.test_attachments import jpeg


def shown(session: Session, code: str) -> list[str]:
    return [one["sha256"] for one in show_aspiration(session, code)["attachments"]]


def with_photos(session: Session, folder: Path) -> Of:
    """An aspiration with two photos: a file, and one that was pasted."""
    [code] = record(session, {})
    (folder / "satu.jpg").write_bytes(jpeg((300, 200)))
    of = Of("aspiration", code)
    given: list[Given] = [str(folder / "satu.jpg"), Handed("tempelan", jpeg((2400, 1200), told=True))]
    add_photos(session, of, given)
    return of


def test_bytes_are_a_photo_like_a_file(petugas: Session, tmp_path: Path) -> None:
    of = with_photos(petugas, tmp_path)
    entry = show_aspiration(petugas, of.id)["attachments"][1]
    assert entry["taken"] == "2026-11-21T09:12:13+08:00"
    assert entry["point"] == pytest.approx([-3.74, 115.61])
    assert len(petugas.blobs.get(entry["sha256"])) == entry["size"]
    with refused("photo_unreadable", petugas):
        add_photos(petugas, of, [Handed("tempelan.png", b"\x89PNG\r\n\x1a\nrusak")])
    with refused("attachment_large", petugas):
        add_photos(petugas, of, [Handed("tempelan.png", bytes(20 * 1_048_576 + 1))])


def test_a_photo_is_taken_off_and_put_back_where_it_was(
    district: District, setda: Session, petugas: Session, tmp_path: Path
) -> None:
    of = with_photos(petugas, tmp_path)
    before = shown(petugas, of.id)
    assert today(petugas)["unsent"]["photos"] == 2
    taken = take_off_photo(petugas, of, before[0])
    assert shown(petugas, of.id) == before[1:]
    assert today(petugas)["unsent"]["photos"] == 1
    with refused("nothing_to_change", petugas):
        take_off_photo(petugas, of, before[0])
    district.carry(petugas, setda)
    assert shown(setda, of.id) == before[1:]
    put_back_photo(petugas, of, taken["entry"], taken["at"])
    with refused("nothing_to_change", petugas):
        put_back_photo(petugas, of, taken["entry"], taken["at"])
    district.carry(petugas, setda)
    assert shown(petugas, of.id) == shown(setda, of.id) == before


def test_the_last_one_too(petugas: Session, tmp_path: Path) -> None:
    of = with_photos(petugas, tmp_path)
    for sha in shown(petugas, of.id):
        take_off_photo(petugas, of, sha)
    assert shown(petugas, of.id) == []
    assert show_aspiration(petugas, of.id)["photos"] == 0


def test_only_the_author_and_after_the_end_with_a_reason(
    district: District, setda: Session, petugas: Session, tmp_path: Path
) -> None:
    of = with_photos(petugas, tmp_path)
    first, second = shown(petugas, of.id)
    district.carry(petugas, setda)
    with refused("words_of_author", setda):
        take_off_photo(setda, of, first)
    visit = Of("visit", show_aspiration(petugas, of.id)["visit"])
    added = add_photos(petugas, visit, [Handed("tempelan", jpeg())])["attachments"]
    visits.finish_visit(petugas, visit.id)
    for one, sha in ((of, first), (visit, added[0]["sha256"])):
        with refused("reason_needed", petugas):
            take_off_photo(petugas, one, sha)
        with refused("reason_needed", petugas):
            add_photos(petugas, one, [Handed("tempelan", jpeg((80, 80)))])
        take_off_photo(petugas, one, sha, "salah orang")
    assert shown(petugas, of.id) == [second]
    assert visits.show_visit(petugas, visit.id)["visit"]["attachments"] == []
    with refused("visit_not_yours", setda):
        take_off_photo(setda, visit, added[0]["sha256"], "alasan")
