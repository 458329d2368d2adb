"""What is hashed of a letter, and its QR read back however it was typed."""

import uuid

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.canonical import decode
from desktop.core.letters import (
    Content,
    Person,
    Ref,
    Row,
    content_bytes,
    content_hash,
    letter_qr,
    read_letter_qr,
    short_hash,
)
from desktop.core.profile import SignatureLines, Signer
from tests.core.refusals import refusal

LETTER = "0b5f8d3a-1111-4222-8333-444455556666"
ROW = Row(
    "TB-7K3M9-2QXAH",
    village="Desa Angsana, Kec. Angsana",
    words="Jalan rusak",
    by="Warga RT 03",
    contact="Siti, 0812 0000 0000",
)
FULL = Content(
    "penugasan",
    LETTER,
    agency="PUPR",
    to=["Kepala Dinas PUPR"],
    to_place="Batulicin",
    date="2026-11-21",
    subject="Penugasan",
    visits=["Desa Angsana, 3 November 2026"],
    rows=[ROW],
    due="2026-12-11",
    points=["Satu"],
    basis=["Dasar"],
    persons=[Person("Andi", nip="1")],
    refers=[Ref("B/1/2026", "2026-10-01", "Lama")],
    signer=Signer(name="Fauzan", title="SEKRETARIS DAERAH"),
    copies=["Bupati"],
)

# A change of every field; for each of these the hash must be another one.
CHANGED: dict[str, object] = {
    "kind": "pengingat",
    "letter": LETTER.replace("0b", "0c"),
    "agency": "PLN",
    "to": ["Kepala Dinas Perhubungan"],
    "to_place": "Kotabaru",
    "date": "2026-11-22",
    "urgency": "segera",
    "security": "rahasia",
    "subject": "Lain",
    "visits": [],
    "rows": [ROW, ROW],
    "due": None,
    "points": ["Dua"],
    "basis": [],
    "persons": [],
    "refers": [],
    "signer": Signer(name="Fauzan", title="SEKRETARIS DAERAH", standing="plh"),
    "copies": ["Bupati", "Camat"],
    "version": 2,
}
FREE = {"carries_data"}


def changed(**values: object) -> Content:
    return msgspec.structs.replace(FULL, **values)


@pytest.mark.parametrize("field", sorted(CHANGED))
def test_all_a_letter_says_is_in_its_hash(field: str) -> None:
    assert content_hash(changed(**{field: CHANGED[field]})) != content_hash(FULL)


def test_every_field_is_spoken_for() -> None:
    assert {field.name for field in msgspec.structs.fields(Content)} == set(CHANGED) | FREE


@pytest.mark.parametrize("field", sorted({field.name for field in msgspec.structs.fields(Row)} - {"contact"}))
def test_all_of_a_row_is_in_the_hash(field: str) -> None:
    row = msgspec.structs.replace(ROW, **{field: "lain"})
    assert content_hash(changed(rows=[row])) != content_hash(FULL)


def test_contacts_and_the_file_are_not() -> None:
    assert content_hash(changed(carries_data=True)) == content_hash(FULL)
    row = msgspec.structs.replace(ROW, contact="")
    assert content_hash(changed(rows=[row])) == content_hash(FULL)
    assert b"0812" not in content_bytes(FULL)


def test_the_bytes_are_canonical_and_known() -> None:
    """The hash of an issued letter must never change with the program."""
    small = Content("penugasan", LETTER, to=["A"], date="2026-11-21", signer=Signer(name="B"))
    assert content_bytes(small) == (
        b'{"date":"2026-11-21","kind":"penugasan","letter":"0b5f8d3a-1111-4222-8333-444455556666",'
        b'"security":"biasa","signer":{"basis":"direct","caps":true,"kind":"sekda","name":"B",'
        b'"standing":"definitif"},"to":["A"],"urgency":"biasa","version":1}'
    )
    assert decode(content_bytes(FULL))["rows"][0]["code"] == ROW.code
    assert short_hash(content_hash(small)) == "J961B671E2PBYRH3"


def test_a_field_that_is_empty_and_one_that_is_not_there_are_the_same() -> None:
    raw = msgspec.to_builtins(FULL)
    for field in ("carries_data", "agency"):
        del raw[field]
    assert content_hash(msgspec.convert(raw, Content)) == content_hash(changed(agency=""))


def test_an_empty_line_is_still_a_line() -> None:
    assert content_hash(changed(to=["A", "", "B"])) != content_hash(changed(to=["A", "B"]))


def test_an_override_is_in_the_hash() -> None:
    own = msgspec.structs.replace(FULL.signer, override=SignatureLines(["a"], "b", ["c"]))
    assert content_hash(changed(signer=own)) != content_hash(FULL)


def test_the_qr_names_letter_and_hash() -> None:
    digest = bytes(range(32))
    assert letter_qr(LETTER, digest) == f"JB1:L:{LETTER}:000G40R40M30E209"
    assert read_letter_qr(letter_qr(LETTER, digest)) == (LETTER, short_hash(digest))


@settings(max_examples=50)
@given(st.uuids(), st.binary(min_size=32, max_size=32))
def test_a_qr_is_read_however_it_was_typed(thing: uuid.UUID, digest: bytes) -> None:
    text = letter_qr(str(thing), digest)
    loose = text.lower().replace("0", "o").replace("1", "l").replace(":", " : ")
    for typed in (text, loose, text.replace("-", ""), text.removeprefix("JB1:"), text.replace("1", "I")):
        assert read_letter_qr(typed) == (str(thing), short_hash(digest))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "JB1:TB-7K3M9-2QXAH",
        f"JB1:L:{LETTER}",
        f"JB1:L:{LETTER}:000G40R40M30E20",
        f"JB1:L:{LETTER}:000G40R40M30E2099",
        f"JB1:L:{LETTER[:-1]}:000G40R40M30E209",
        f"JB1:L:{LETTER}:000G40R40M30E20U",
        f"JB2:L:{LETTER}:000G40R40M30E209",
        f"https://example.org/{LETTER}:000G40R40M30E209",
        f"JB1:L:{LETTER}:000G40R40M30E209\0",
    ],
)
def test_other_text_is_refused(text: str) -> None:
    assert refusal(lambda: read_letter_qr(text)) == "letter_code_wrong"


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_any_text_is_a_code_or_a_clear_refusal(text: str) -> None:
    assert refusal(lambda: read_letter_qr(text)) in {None, "letter_code_wrong"}
