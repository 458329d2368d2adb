"""Letters made from what waits: to whom, about what, with nothing in them that is nobody's business."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.actions import assignments, letter_register, letter_verify, people, triage
from desktop.actions.letter_desk import letter_paper
from desktop.actions.letter_items import list_letters, show_letter
from desktop.actions.letter_papers import Printed
from desktop.actions.letter_shapes import LetterIn, LetterPerson
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.actions.visits import add_visit
from desktop.store.health import known_blobs
from tests.actions.homes import ANGSANA, record, refused, visit
from tests.actions.papers import make, press, printed

NAMED = {"name": "Siti Aminah Rahmah", "phone": "081234567890", "consent": True}


def test_one_letter_for_each_agency_that_has_something_running(desk: Session, tmp_path: Path) -> None:
    a, b, c = record(desk, {}, {"urgency": "segera"}, {})
    assignments.assign(desk, [a, b], "PUPR", support=["DISHUB"])
    first, second = make(desk, tmp_path / "surat", None)
    assert {(one["agency"], one["aspirations"]) for one in (first, second)} == {("PUPR", 2), ("DISHUB", 2)}
    assert (first["number"], first["data"], first["pages"]) == (None, None, 2)
    assert Path(first["path"]).read_bytes().startswith(b"%PDF-")
    assert Path(first["docx"]).read_bytes().startswith(b"PK")
    paper = printed(desk, first["id"]).content
    assert [row.code for row in paper.rows] == [a, b]
    assert (paper.urgency, paper.due, paper.carries_data) == ("segera", "2026-12-11", False)
    assert paper.to == ["Kepala Dinas PUPR", "Kabupaten Tanah Bumbu"]
    assert paper.subject == "Penugasan Tindak Lanjut Aspirasi Masyarakat Desa Angsana"
    assert paper.visits == ["2026-11-21 Desa Angsana, Kec. Angsana"]
    assert [row.role for row in printed(desk, second["id"]).content.rows] == ["support", "support"]
    assert c not in {row.code for row in paper.rows}


def test_what_a_letter_names_waits_for_none_until_that_one_is_void(desk: Session, tmp_path: Path) -> None:
    a, b = record(desk, {}, {})
    assignments.assign(desk, [a], "PUPR")
    [first] = make(desk, tmp_path)
    with refused("letter_nothing_waiting", desk, agency="DPUPR"):
        make(desk, tmp_path)
    assert make(desk, tmp_path, None) == []
    assignments.assign(desk, [b], "PUPR")
    [second] = make(desk, tmp_path)
    assert [row.code for row in printed(desk, second["id"]).content.rows] == [b]
    letter_register.void_letter(desk, first["id"], "salah")
    [third] = make(desk, tmp_path)
    assert [row.code for row in printed(desk, third["id"]).content.rows] == [a]


def test_what_has_ended_is_in_no_letter(desk: Session, tmp_path: Path) -> None:
    codes = record(desk, {}, {}, {}, {})
    assignments.assign(desk, codes, "PUPR")
    assignments.end(desk, codes[0], None, "salah")
    triage.join(desk, [codes[1]], codes[2])
    [letter] = make(desk, tmp_path)
    assert [row.code for row in printed(desk, letter["id"]).content.rows] == codes[2:]


def test_restricted_aspirations_are_in_no_letter(desk: Session, tmp_path: Path) -> None:
    hidden, open_one = record(desk, {"kind": "laporan_penyimpangan"}, {})
    assignments.assign(desk, [hidden], "INSPEKTORAT")
    assert make(desk, tmp_path, None) == []
    assignments.assign(desk, [open_one], "INSPEKTORAT")
    [letter] = make(desk, tmp_path, "INSPEKTORAT")
    assert [row.code for row in printed(desk, letter["id"]).content.rows] == [open_one]
    assert printed(desk, letter["id"]).content.to == ["Inspektur Kabupaten Tanah Bumbu"]


@pytest.mark.parametrize(
    ("row", "contact", "by", "kept"),
    [
        ({"citizen": NAMED}, False, "S. A. R.", ""),
        ({"citizen": NAMED}, True, "S. A. R.", "Siti Aminah Rahmah\n+6281234567890"),
        ({"citizen": NAMED, "kind": "kritik", "place": {"rt": "3"}}, False, "Warga RT 03", ""),
        ({"citizen": {"mode": "anonymous"}, "place": {"rt": "3"}}, False, "Warga RT 03", ""),
        ({}, False, "Warga", ""),
    ],
)
def test_who_said_it_is_initials_or_less(
    desk: Session, tmp_path: Path, row: dict[str, object], contact: bool, by: str, kept: str
) -> None:
    assignments.assign(desk, record(desk, row), "PUPR", contact=contact)
    [letter] = make(desk, tmp_path)
    line = printed(desk, letter["id"]).content.rows[0]
    assert (line.by, line.contact) == (by, kept)
    assert "Siti" not in line.words + line.place + line.by


def test_who_is_forgotten_is_on_no_paper_printed_again(desk: Session, tmp_path: Path) -> None:
    codes = record(desk, {"citizen": NAMED}, {})
    assignments.assign(desk, codes[:1], "PUPR", contact=True)
    [letter] = make(desk, tmp_path / "a")
    again = show_letter(desk, letter["id"], press(), tmp_path / "b")
    assert Path(again["path"]).read_bytes() == Path(letter["path"]).read_bytes()
    kept = [desk.blobs.get(sha) for sha in known_blobs(desk.store.connection)]
    assert not any(b"Siti" in data or b"81234567890" in data for data in kept)
    copies = people.forget(desk, codes[0], "Permintaan warga")["copies"]
    assert [(one["to"], one["sequence"]) for one in copies] == [("agency:PUPR", "paper")]
    assert printed(desk, letter["id"]).content.rows[0].contact == ""
    verified = letter_verify.verify_file(desk, press(), Path(letter["path"]))
    assert (verified["genuine"], verified["pages_match"]) == (True, None)


def test_of_a_secret_citizen_the_summary_alone(desk: Session, tmp_path: Path) -> None:
    row = {"citizen": {"mode": "secret", "name": "Ani", "consent": True}, "place": {"rt": "7"}}
    codes = record(desk, {**row, "text": "kata asli", "title": "judul asli"})
    assignments.assign(desk, codes, "PUPR", summary="ringkasan")
    [letter] = make(desk, tmp_path)
    line = printed(desk, letter["id"]).content.rows[0]
    assert (line.words, line.place, line.by) == ("ringkasan", "", "Warga")


def test_outside_bodies_are_asked_and_own_agencies_assigned(desk: Session, tmp_path: Path) -> None:
    with refused("letter_agency_external", desk, agency="PLN"):
        make(desk, tmp_path, "PLN")
    with refused("letter_agency_external", desk):
        make(desk, tmp_path, "PLN", kind="pengingat")
    with refused("letter_agency_internal", desk, agency="DPUPR"):
        make(desk, tmp_path, "PUPR", kind="koordinasi")
    with refused("agency_unknown", desk):
        make(desk, tmp_path, "ANTAH")
    with refused("letter_kind_unknown", desk):
        make(desk, tmp_path, kind="surat_cinta")


def test_a_surat_koordinasi_names_what_the_triage_left_to_others(desk: Session, tmp_path: Path) -> None:
    a, b, c, d = record(desk, {}, {}, {}, {"kind": "laporan_penyimpangan"})
    triage.outside(desk, [a, b, d], "Wewenang PLN", "PLN")
    triage.outside(desk, [c], "Wewenang lain")
    triage.outside(desk, [b], "Ternyata bukan")
    [letter] = make(desk, tmp_path, None, kind="koordinasi")
    paper = printed(desk, letter["id"]).content
    assert (letter["agency"], [row.code for row in paper.rows]) == ("PLN", [a])
    assert (paper.to, paper.rows[0].due, letter["docx"]) == (["Pimpinan PT PLN"], "", None)
    assert [one["code"] for one in show_letter(desk, letter["id"])["aspirations"]] == [a]
    with refused("letter_nothing_waiting", desk):
        make(desk, tmp_path, "PLN", kind="koordinasi")


def test_a_reminder_names_what_is_late_and_the_letter_that_assigned_it(desk: Session, tmp_path: Path) -> None:
    late, later = record(desk, {}, {})
    assignments.assign(desk, [late], "PUPR", due=date(2026, 11, 24))
    assignments.assign(desk, [later], "PUPR", due=date(2026, 12, 24))
    [first] = make(desk, tmp_path, number="auto")
    with refused("letter_nothing_waiting", desk):
        make(desk, tmp_path, kind="pengingat")
    desk.now.time = desk.now.time.replace(day=30)  # type: ignore[attr-defined]
    [letter] = make(desk, tmp_path, None, kind="pengingat")
    paper = printed(desk, letter["id"]).content
    assert [(row.code, row.instruction) for row in paper.rows] == [(late, "Terlambat 6 hari")]
    assert [(ref.number, ref.date) for ref in paper.refers] == [(first["number"], "2026-11-21")]


def test_a_nota_dinas_says_what_its_file_says(desk: Session, tmp_path: Path) -> None:
    typed = LetterIn(subject="Rekap  triwulan", to=["Sekretaris Daerah"], points=["Satu", " ", "Dua"])
    [letter] = make(desk, tmp_path, None, kind="nota_dinas", content=typed, number="auto")
    paper = printed(desk, letter["id"]).content
    assert (paper.subject, paper.points, letter["agency"]) == ("Rekap triwulan", ["Satu", "Dua"], None)
    assert letter["number"] == "001/000.8.3/2026"
    with refused("letter_content_needed", desk):
        make(desk, tmp_path, None, kind="nota_dinas")
    with refused("letter_agency_surplus", desk):
        make(desk, tmp_path, "PUPR", kind="nota_dinas", content=typed)
    with refused("letter_content_surplus", desk):
        make(desk, tmp_path, "PUPR", content=typed)
    with refused("missing_key", desk, key="to"):
        make(desk, tmp_path, None, kind="nota_dinas", content=LetterIn(subject="x"))


def test_a_surat_tugas_sends_the_team_of_a_visit(desk: Session, tmp_path: Path) -> None:
    team = [{"name": "Nor Aulia", "nip": "199508222022032902"}, {"name": "Budi"}]
    shape = visit({}, village=ANGSANA, team=team)
    identity = add_visit(desk, shape, Path())["visit"]["id"]
    typed = LetterIn(subject="Kunjungan", points=["Mendengar warga"])
    [letter] = make(desk, tmp_path, None, kind="surat_tugas", content=typed, visits=(identity,))
    paper = printed(desk, letter["id"]).content
    assert [(one.name, one.nip) for one in paper.persons] == [
        ("Nor Aulia", "199508222022032902"),
        ("Budi", ""),
    ]
    assert paper.visits == ["2026-11-21 Desa Angsana, Kec. Angsana"]
    named = LetterIn(subject="Kunjungan", persons=[LetterPerson(name="Citra", position="Analis")])
    [other] = make(desk, tmp_path, None, kind="surat_tugas", content=named)
    assert printed(desk, other["id"]).content.persons[0].position == "Analis"
    with refused("missing_key", desk, key="persons"):
        make(desk, tmp_path, None, kind="surat_tugas", content=typed)


def test_a_letter_in_place_of_another_voids_it_in_the_same_write(desk: Session, tmp_path: Path) -> None:
    codes = record(desk, {}, {})
    assignments.assign(desk, codes, "PUPR")
    [first] = make(desk, tmp_path, number="auto")
    [second] = make(desk, tmp_path, None, instead_of=first["number"], reason="Tenggat keliru")
    paper = printed(desk, second["id"]).content
    assert (paper.version, [row.code for row in paper.rows]) == (2, codes)
    assert paper.refers[0].number == first["number"]
    states = {one["id"]: one["state"] for one in list_letters(desk, Query())["items"]}
    assert states == {first["id"]: "batal", second["id"]: "belum_bernomor"}
    assert show_letter(desk, second["id"])["earlier"] == first["id"]
    with refused("letter_is_void", desk):
        make(desk, tmp_path, None, instead_of=first["id"])
    for code in codes:
        assignments.end(desk, code, None, "salah")
    with refused("letter_nothing_waiting", desk):
        make(desk, tmp_path, None, instead_of=second["id"])


def test_a_letter_that_cannot_be_printed_leaves_nothing(
    desk: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assignments.assign(desk, record(desk, {}), "PUPR")
    out = tmp_path / "surat"
    tables = ("event", "letter", "letter_paper", "sent_file", "blob")
    before = [desk.store.connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables]

    def broken(*_: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(Printed, "docx", broken)
    with pytest.raises(OSError, match="no room"):
        make(desk, out)
    monkeypatch.undo()
    assert list(out.iterdir()) == []
    assert before == [desk.store.connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables]
    assert len(make(desk, out)) == 1


def test_files_a_power_cut_left_without_a_name_get_it(desk: Session, tmp_path: Path) -> None:
    a, b = record(desk, {}, {})
    assignments.assign(desk, [a], "PUPR")
    [letter] = make(desk, tmp_path)
    whole = Path(letter["path"])
    waiting = whole.with_name(f".{whole.name}.belum")
    whole.rename(waiting)
    stranger = whole.with_name(f".{whole.stem[:-8]}00000000.pdf.belum")
    stranger.write_bytes(b"half")
    assignments.assign(desk, [b], "PUPR")
    make(desk, tmp_path)
    assert (whole.is_file(), waiting.exists(), stranger.exists()) == (True, False, False)


def test_shown_again_it_is_the_same_paper(desk: Session, tmp_path: Path) -> None:
    assignments.assign(desk, record(desk, {}), "PUPR")
    [letter] = make(desk, tmp_path / "a")
    again = show_letter(desk, letter["id"], press(), tmp_path / "b")
    assert Path(again["path"]).read_bytes() == Path(letter["path"]).read_bytes()
    assert Path(again["docx"]).read_bytes() == Path(letter["docx"]).read_bytes()
    letter_register.number_letter(desk, letter["id"], "B/77/x")
    numbered = show_letter(desk, letter["id"], press(), tmp_path / "b")
    assert Path(numbered["path"]).read_bytes() != Path(letter["path"]).read_bytes()
    assert numbered["path"] == again["path"]


def test_a_number_stands_in_the_names_of_its_files(desk: Session, tmp_path: Path) -> None:
    """A clerk with twenty letters on a stick looks for the one; once written the files keep their names."""
    things = record(desk, {}, {})
    assignments.assign(desk, [things[0]], "PUPR")
    [blank] = make(desk, tmp_path)
    assignments.assign(desk, [things[1]], "PUPR")
    [known] = make(desk, tmp_path, number="600.1/12/UM/2026")
    for letter, middle in ((blank, ""), (known, "-600-1-12-UM-2026")):
        begin, end = f"{desk.pack.prefix}-{desk.writer.hex()[:6]}", letter["id"].replace("-", "")[-8:]
        names = [Path(letter[one]).name for one in ("path", "docx", "data") if letter[one]]
        stem = f"{begin}-surat-penugasan-PUPR{middle}-{end}"
        assert names == [stem + ending for ending in (".pdf", ".docx", ".jbola")[: len(names)]]
        assert letter_paper(desk, press(), letter["id"])["name"] == f"{stem}.pdf"
    letter_register.number_letter(desk, blank["id"], "B/77/x")
    saved_as = letter_paper(desk, press(), blank["id"])["name"]
    assert saved_as == Path(blank["path"]).name.replace("PUPR-", "PUPR-B-77-x-")


def test_a_folder_that_cannot_be_written(desk: Session, tmp_path: Path) -> None:
    assignments.assign(desk, record(desk, {}), "PUPR")
    (tmp_path / "berkas").write_text("x")
    for out in (tmp_path / "berkas", tmp_path / "berkas" / "bawah"):
        with refused("letter_out_refused", desk):
            make(desk, out)


def test_only_the_laptop_induk_makes_letters(petugas: Session, tmp_path: Path) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: make(petugas, tmp_path),
        lambda: letter_register.reserve_numbers(petugas, "penugasan"),
        lambda: letter_register.void_letter(petugas, "1", "x"),
        lambda: letter_register.number_letter(petugas, "1", "2"),
        lambda: letter_register.deliver_letter(petugas, "1", "Ani"),
        lambda: letter_register.attach_scan(petugas, "1", ["a.pdf"], tmp_path),
    ]
    for attempt in attempts:
        with refused("not_induk", petugas):
            attempt()
