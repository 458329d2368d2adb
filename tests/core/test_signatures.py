"""The signature decision, row by row beside the rule each follows."""

from typing import Any

import msgspec
import pytest

from desktop.core.letters import KINDS
from desktop.core.profile import SignatureLines, Signer
from desktop.core.signatures import FAMILIES, Family, format_nip, shows_nip, shows_titles, signature_lines

BUPATI = "BUPATI TANAH BUMBU"
SEKDA = "SEKRETARIS DAERAH"
CAMAT = "CAMAT ANGSANA"
NIP = "197001011995031002"
NIP_LINE = "NIP 19700101 199503 1 002"
RANK = "Pembina Utama Muda, IV/c"


def signer(kind: str, **changes: Any) -> Signer:
    """Somebody with titles, rank and NIP; which of them are printed is what is tested."""
    titles = {"bupati": BUPATI, "wakil": f"WAKIL {BUPATI}", "sekda": SEKDA, "other": CAMAT}
    values = {"name": "H. Ahmad Fauzan", "titled_name": "Drs. H. Ahmad Fauzan, M.Si.", "title": titles[kind]}
    return msgspec.convert({**values, "rank": RANK, "nip": NIP, "kind": kind, **changes}, Signer)


PLAIN, TITLED = "H. AHMAD FAUZAN", "Drs. H. AHMAD FAUZAN, M.Si."
NONE: list[str] = []
BOTH = [RANK, NIP_LINE]

# family, kind, standing, titles above, name, lines below, the rule
WHO: list[tuple[Family, str, str, str, str, list[str], str]] = [
    ("pengaturan", "bupati", "definitif", f"{BUPATI},", PLAIN, NONE, "Pasal 44 (1)"),
    ("pengaturan", "bupati", "pj", f"Pj. {BUPATI},", PLAIN, NONE, "Pasal 44 (1), (4)"),
    ("pengaturan", "wakil", "definitif", f"WAKIL {BUPATI},", PLAIN, NONE, "Pasal 44 (1)"),
    ("pengaturan", "sekda", "definitif", f"{SEKDA},", PLAIN, NONE, "Pasal 44 (1)"),
    ("pengaturan", "sekda", "plh", f"Plh. {SEKDA},", PLAIN, NONE, "Pasal 44 (1), (5)"),
    ("pengaturan", "other", "definitif", f"{CAMAT},", PLAIN, NONE, "Pasal 44 (1); no NIP: domain.md A.8"),
    ("pengaturan", "other", "plt", f"Plt. {CAMAT},", PLAIN, NONE, "Pasal 44 (1)"),
    ("penugasan", "bupati", "definitif", f"{BUPATI},", TITLED, NONE, "Pasal 44 (2), (3)"),
    ("korespondensi", "bupati", "definitif", f"{BUPATI},", TITLED, NONE, "Pasal 44 (2), (3)"),
    ("khusus", "bupati", "definitif", f"{BUPATI},", TITLED, NONE, "Pasal 44 (2), (3)"),
    ("penugasan", "bupati", "pj", f"Pj. {BUPATI},", PLAIN, NONE, "Pasal 44 (4) penjabat"),
    ("korespondensi", "bupati", "pj", f"Pj. {BUPATI},", PLAIN, NONE, "Pasal 44 (4) penjabat"),
    ("korespondensi", "bupati", "pjs", f"Pjs. {BUPATI},", PLAIN, NONE, "Pasal 44 (4) penjabat sementara"),
    ("korespondensi", "bupati", "plt", f"Plt. {BUPATI},", PLAIN, NONE, "Pasal 44 (4) pelaksana tugas"),
    ("korespondensi", "bupati", "plh", f"Plh. {BUPATI},", PLAIN, NONE, "Pasal 44 (4) pelaksana harian"),
    ("khusus", "bupati", "plh", f"Plh. {BUPATI},", PLAIN, NONE, "Pasal 44 (4) pelaksana harian"),
    ("penugasan", "wakil", "definitif", f"WAKIL {BUPATI},", TITLED, NONE, "Pasal 44 (2), (3)"),
    ("korespondensi", "wakil", "definitif", f"WAKIL {BUPATI},", TITLED, NONE, "Pasal 44 (2), (3)"),
    ("khusus", "wakil", "definitif", f"WAKIL {BUPATI},", TITLED, NONE, "Pasal 44 (2), (3)"),
    ("penugasan", "sekda", "definitif", f"{SEKDA},", TITLED, NONE, "Pasal 44 (2), (3)"),
    ("korespondensi", "sekda", "definitif", f"{SEKDA},", TITLED, NONE, "Pasal 44 (2), (3)"),
    ("khusus", "sekda", "definitif", f"{SEKDA},", TITLED, NONE, "Pasal 44 (2), (3)"),
    ("penugasan", "sekda", "pj", f"Pj. {SEKDA},", PLAIN, NONE, "Pasal 44 (5) penjabat"),
    ("korespondensi", "sekda", "pj", f"Pj. {SEKDA},", PLAIN, NONE, "Pasal 44 (5) penjabat"),
    ("korespondensi", "sekda", "plh", f"Plh. {SEKDA},", PLAIN, NONE, "Pasal 44 (5) pelaksana harian"),
    ("khusus", "sekda", "plh", f"Plh. {SEKDA},", PLAIN, NONE, "Pasal 44 (5) pelaksana harian"),
    ("korespondensi", "sekda", "plt", f"Plt. {SEKDA},", TITLED, NONE, "Plt is not in (5): (2), (3)"),
    ("penugasan", "other", "definitif", f"{CAMAT},", TITLED, BOTH, "Pasal 44 (3)"),
    ("korespondensi", "other", "definitif", f"{CAMAT},", TITLED, BOTH, "Pasal 44 (3)"),
    ("khusus", "other", "definitif", f"{CAMAT},", TITLED, BOTH, "Pasal 44 (3)"),
    ("korespondensi", "other", "plt", f"Plt. {CAMAT},", TITLED, BOTH, "Pasal 44 (3); (4), (5) name others"),
    ("korespondensi", "other", "plh", f"Plh. {CAMAT},", TITLED, BOTH, "Pasal 44 (3); (4), (5) name others"),
    ("korespondensi", "other", "pj", f"Pj. {CAMAT},", TITLED, BOTH, "Pasal 44 (3); (4), (5) name others"),
]


@pytest.mark.parametrize(("family", "kind", "standing", "above", "name", "below", "rule"), WHO)
def test_who_signs_decides_what_is_printed(
    family: Family, kind: str, standing: str, above: str, name: str, below: list[str], rule: str
) -> None:
    found = signature_lines(family, signer(kind, standing=standing))
    assert found == SignatureLines([above], name, below), rule


# kind, changes, titles above, the layout of domain.md A.8
CHAINS: list[tuple[str, dict[str, Any], list[str], str]] = [
    ("sekda", {}, [f"{SEKDA},"], "direct: comma after the last title"),
    ("sekda", {"basis": "an", "behalf": [BUPATI]}, [f"a.n. {BUPATI}", f"{SEKDA},"], "a.n."),
    (
        "sekda",
        {"basis": "an", "behalf": [BUPATI], "standing": "plh"},
        [f"a.n. {BUPATI}", f"Plh. {SEKDA},"],
        "a.n. with Plh.: it belongs to the one who signs",
    ),
    (
        "other",
        {"basis": "ub", "behalf": [BUPATI, SEKDA], "title": "ASISTEN PEMERINTAHAN"},
        [f"a.n. {BUPATI}", f"{SEKDA},", "u.b. ASISTEN PEMERINTAHAN,"],
        "u.b.",
    ),
    (
        "other",
        {"basis": "ub", "behalf": [BUPATI, SEKDA], "title": "ASISTEN PEMERINTAHAN", "standing": "plt"},
        [f"a.n. {BUPATI}", f"{SEKDA},", "u.b. Plt. ASISTEN PEMERINTAHAN,"],
        "u.b. with Plt.",
    ),
    (
        "other",
        {"basis": "an", "behalf": [SEKDA], "title": "ASISTEN PEMERINTAHAN"},
        [f"a.n. {SEKDA}", "ASISTEN PEMERINTAHAN,"],
        "a.n. of the Sekda, one level down",
    ),
    ("sekda", {"basis": "an"}, [f"{SEKDA},"], "a.n. of nobody is direct"),
    ("sekda", {"title": ""}, [], "no title, no lone comma"),
]


@pytest.mark.parametrize(("kind", "changes", "above", "rule"), CHAINS)
def test_the_chain_stands_above(kind: str, changes: dict[str, Any], above: list[str], rule: str) -> None:
    assert signature_lines("korespondensi", signer(kind, **changes)).above == above, rule


def test_signing_on_behalf_does_not_lend_the_rights_of_the_other() -> None:
    """An Asisten a.n. Sekda is still an "other official" of Pasal 44 (3)."""
    lines = signature_lines("korespondensi", signer("other", basis="an", behalf=[SEKDA]))
    assert (lines.name, lines.below) == (TITLED, BOTH)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"caps": False}, "Drs. H. Ahmad Fauzan, M.Si."),
        ({"titled_name": ""}, PLAIN),
        ({"name": "Hj. Sari", "titled_name": "Hj. Sari, S.E."}, "Hj. SARI, S.E."),
        ({"titled_name": "Dr. Fauzan Noor"}, "Dr. Fauzan Noor"),
        ({"name": ""}, "Drs. H. Ahmad Fauzan, M.Si."),
        ({"name": "", "titled_name": ""}, ""),
    ],
)
def test_the_name_is_in_capitals_and_its_titles_as_written(changes: dict[str, Any], name: str) -> None:
    assert signature_lines("korespondensi", signer("sekda", **changes)).name == name


def test_an_override_replaces_the_lines_whole() -> None:
    own = SignatureLines(["An. BUPATI"], "Fauzan", ["Pembina"])
    given = msgspec.structs.replace(signer("sekda", basis="an", behalf=[BUPATI]), override=own)
    assert signature_lines("pengaturan", given) == own


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (NIP, NIP_LINE),
        ("19700101 199503 1 002", NIP_LINE),
        ("", ""),
        ("NI PPPK 198503122023212001", "NI PPPK 198503122023212001"),
        ("1234", "NIP 1234"),
    ],
)
def test_a_nip_is_printed_in_its_four_parts(typed: str, printed: str) -> None:
    assert format_nip(typed) == printed


def test_what_is_missing_leaves_no_line() -> None:
    assert signature_lines("khusus", signer("other", rank="", nip="")).below == []
    assert signature_lines("khusus", signer("other", rank="")).below == [NIP_LINE]


def test_every_kind_of_letter_has_its_family() -> None:
    assert set(KINDS) <= set(FAMILIES)
    assert FAMILIES["surat_tugas"] == "penugasan"


@pytest.mark.parametrize("family", ["pengaturan", "penugasan", "korespondensi", "khusus"])
@pytest.mark.parametrize("kind", ["bupati", "wakil", "sekda", "other"])
@pytest.mark.parametrize("standing", ["definitif", "pj", "pjs", "plt", "plh"])
def test_a_nip_never_stands_without_titles(family: Family, kind: str, standing: str) -> None:
    one = signer(kind, standing=standing)
    assert shows_titles(family, one) or not shows_nip(family, one)
