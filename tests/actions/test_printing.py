"""From what was recorded to the paper: who is on it, who never is, and where the file goes."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.actions import visits
from desktop.actions.aspirations import withdraw
from desktop.actions.corrections import correct
from desktop.actions.finding import find
from desktop.actions.people import forget
from desktop.actions.print_answers import print_answers
from desktop.actions.print_receipt import print_receipt, print_receipts
from desktop.actions.print_visit import print_minutes
from desktop.actions.printing import discreet, may_be_named
from desktop.actions.session import Session
from desktop.actions.shapes import AspirationChange
from desktop.app import build
from reports.press import Press
from tests.actions.homes import ANGSANA, District, refused, visit
from tests.actions.prints import NIK, ROWS, VISIT, assert_nobody, codes, words


@pytest.fixture(scope="session")
def press() -> Press:
    return build().press()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "kertas.pdf"


@pytest.fixture
def held(petugas: Session) -> dict[str, Any]:
    """A visit with everybody who may not be on paper, and some who may."""
    return visits.add_visit(petugas, visit(*ROWS, **VISIT), Path())


def test_minutes(petugas: Session, press: Press, held: dict[str, Any], out: Path) -> None:
    made = print_minutes(petugas, press, held["visit"]["id"], out)
    assert made == {"path": str(out), "pages": made["pages"], "warnings": [], "left_out": 3}
    assert_nobody(out)
    said = words(out)
    assert "KONSEP" in said
    assert "berjumlah5(lima)" in said
    listed = [code for code in codes(held) if code in said]
    assert listed == [codes(held)[place] for place in (0, 1, 5, 6, 7)]
    assert [said.index(code) for code in listed] == sorted(said.index(code) for code in listed)
    for there in (
        *(
            "S.T.",
            "RT03RW01",
            "WargaRT05",
            "Mekar,RT05",
            "WargaRT09",
            "Camatjaranghadir",
            "Terimakasih",
        ),
        *("pukul09.10sampaidengan11.40", "BalaiDesa,DesaAngsana", "NIP199508222022032902", "AndiBaso"),
        *(
            "H.Arsyad(Pj.KepalaDesa)",
            "Pj.KepalaDesaAngsana,",
            "MendengarWarga".replace("W", "w"),
            "58(limapuluhdelapan)",
        ),
        *("PerekamanKTP-el12", "KetuaBPDDesaAngsana", "Daerahlatihan", "************"),
    ):
        assert there in said, there
    assert "catatandalam" not in said


def test_a_finished_visit_is_no_draft(
    petugas: Session, press: Press, held: dict[str, Any], out: Path
) -> None:
    visits.finish_visit(petugas, held["visit"]["id"])
    print_minutes(petugas, press, held["visit"]["id"], out)
    assert "KONSEP" not in words(out)


def test_minutes_at_the_coordinators(
    district: District, setda: Session, petugas: Session, press: Press, held: dict[str, Any], out: Path
) -> None:
    district.carry(petugas, setda)
    print_minutes(setda, press, held["visit"]["id"], out)
    assert_nobody(out)
    assert "berjumlah5(lima)" in words(out)


def test_what_changed_since_changes_the_minutes(
    petugas: Session, press: Press, held: dict[str, Any], out: Path
) -> None:
    lamp, drain, *_ = codes(held)
    withdraw(petugas, [drain], "Tercatat dua kali")
    correct(petugas, lamp, AspirationChange(kind="kritik"), "Ternyata kritik", Path())
    print_minutes(petugas, press, held["visit"]["id"], out)
    said = words(out)
    assert "berjumlah4(empat)" in said
    assert "SitiTerbuka" not in said
    assert "Drainase" not in said


def test_whoever_was_forgotten_is_not_named(setda: Session, press: Press, out: Path) -> None:
    added = visits.add_visit(setda, visit(ROWS[0]), Path())
    forget(setda, codes(added)[0], "Warga mencabut persetujuan")
    print_minutes(setda, press, added["visit"]["id"], out)
    said = words(out)
    assert "SitiTerbuka" not in said
    assert "WargaRT03" in said


def test_only_the_open_are_named_whatever_is_known(
    petugas: Session, press: Press, held: dict[str, Any], out: Path
) -> None:
    # An anonymous citizen with a name is refused here; a file from elsewhere may hold one.
    petugas.store.connection.execute(
        "UPDATE aspiration SET mode = 'anonymous' WHERE text = 'Lampu jalan mati'"
    )
    print_minutes(petugas, press, held["visit"]["id"], out)
    assert "SitiTerbuka" not in words(out)


def test_who_speaks_about_officials_is_not_named(petugas: Session, held: dict[str, Any]) -> None:
    one = find(petugas, codes(held)[0])
    assert may_be_named(one)
    assert not may_be_named(msgspec.structs.replace(one, values={**one.values, "supervision": True}))


@pytest.mark.parametrize(
    ("position", "named"),
    [
        *(("Kepala Desa", True), ("Pambakal", True), ("Plt. Kepala  Desa Angsana", True), ("kades", True)),
        *(("Sekretaris Desa", False), ("Ketua BPD", False), (None, False), ("Staf kelurahan", False)),
    ],
)
def test_who_signs_for_the_village(
    position: str | None, named: bool, petugas: Session, press: Press, out: Path
) -> None:
    host = {"name": "H. Arsyad", **({"position": position} if position else {})}
    added = visits.add_visit(petugas, visit(counterpart=host), Path())
    print_minutes(petugas, press, added["visit"]["id"], out)
    assert words(out).count("H.Arsyad") == 1 + named


def test_aspirations_keep_the_order_they_were_written_in(petugas: Session, press: Press, out: Path) -> None:
    moment = petugas.now()
    petugas.now = lambda: moment
    added = visits.add_visit(petugas, visit(*[{}] * 40), Path())
    print_minutes(petugas, press, added["visit"]["id"], out)
    said = words(out)
    places = [said.index(code) for code in codes(added)]
    assert places == sorted(places)


def test_the_same_home_prints_the_same_bytes(
    petugas: Session, press: Press, held: dict[str, Any], tmp_path: Path
) -> None:
    moment = petugas.now()
    petugas.now = lambda: moment
    for name in "ab":
        print_minutes(petugas, press, held["visit"]["id"], tmp_path / f"m{name}")
        print_receipts(petugas, press, held["visit"]["id"], tmp_path / f"r{name}")
        print_answers(petugas, build().press(), ANGSANA, tmp_path / f"j{name}")
    for kind in "mrj":
        assert (tmp_path / f"{kind}a").read_bytes() == (tmp_path / f"{kind}b").read_bytes()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (f"NIK {NIK}", "NIK ****************"),
        ("6310-0945-0195-0002 ya", "****-****-****-**** ya"),
        ("hp 0812 5000 9001.", "hp **** **** ****."),
        ("+62 812-5000-9001", "+** ***-****-****"),
        ("tahun 2023 2024 2025 2026", "tahun 2023 2024 2025 2026"),
        ("Rp150.000.000 untuk 12 rumah", "Rp150.000.000 untuk 12 rumah"),
        ("jalan 08 dan RT 03", "jalan 08 dan RT 03"),
        ("surat 000.7.1.6/12/2026", "surat 000.7.1.6/12/2026"),
    ],
)
def test_numbers_of_people_become_stars(text: str, printed: str) -> None:
    assert discreet(text) == printed


def test_printing_is_noted_without_names(
    petugas: Session, press: Press, held: dict[str, Any], out: Path
) -> None:
    print_minutes(petugas, press, held["visit"]["id"], out)
    print_receipt(petugas, press, codes(held)[0], out)
    noted = petugas.store.connection.execute("SELECT what, detail FROM log ORDER BY id").fetchall()
    ids = [held["visit"]["id"], held["aspirations"][0]["id"]]
    assert noted == [("printed", f"minutes {ids[0]}"), ("printed", f"receipt {ids[1]}")]


def test_where_the_file_cannot_go(
    petugas: Session, press: Press, held: dict[str, Any], tmp_path: Path
) -> None:
    id = held["visit"]["id"]
    with refused("print_no_folder", petugas, folder=str(tmp_path / "tidak ada")):
        print_minutes(petugas, press, id, tmp_path / "tidak ada" / "a.pdf")
    with refused("print_not_file", petugas):
        print_minutes(petugas, press, id, tmp_path)
    with refused("print_failed", petugas):
        print_minutes(petugas, press, id, tmp_path / ("a" * 300 + ".pdf"))


def test_a_failed_print_leaves_what_was_there(
    petugas: Session, press: Press, held: dict[str, Any], out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.write_bytes(b"yang lama")

    def broken(_path: Path) -> None:
        raise OSError(28, "penuh")

    monkeypatch.setattr("desktop.actions.printing.sync_file", broken)
    with refused("print_no_room", petugas):
        print_minutes(petugas, press, held["visit"]["id"], out)
    assert out.read_bytes() == b"yang lama"
    assert [path.name for path in out.parent.glob("*kertas*")] == ["kertas.pdf"]


def test_an_older_print_is_replaced(petugas: Session, press: Press, held: dict[str, Any], out: Path) -> None:
    out.write_bytes(b"yang lama")
    print_minutes(petugas, press, held["visit"]["id"], out)
    assert out.read_bytes().startswith(b"%PDF-1.7")


def test_what_cannot_be_printed(district: District, petugas: Session, press: Press, out: Path) -> None:
    with refused("visit_unknown", petugas):
        print_minutes(petugas, press, "x", out)
    with refused("code_unknown", petugas):
        print_receipt(petugas, press, "TB-00000-00000", out)
    with refused("village_unknown", petugas):
        print_answers(petugas, press, "Entah", out)
    with refused("paper_unknown", petugas, paper="a3"):
        print_receipt(petugas, press, "TB-00000-00000", out, "a3")
    empty = visits.add_visit(petugas, visit(), Path())
    with refused("receipts_none", petugas):
        print_receipts(petugas, press, empty["visit"]["id"], out)
    agency = district.home("dinas", "agency:PUPR")
    with refused("wrong_desk", agency):
        print_minutes(agency, press, empty["visit"]["id"], out)
    assert not out.exists()
