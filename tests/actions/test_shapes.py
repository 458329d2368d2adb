"""What is handed in as JSON or CSV: every error names the key and its place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.actions.shapes import (
    SCHEMAS,
    AspirationIn,
    AssignRow,
    FollowupIn,
    VisitIn,
    csv_columns,
    parse,
    parse_aspirations,
    read_csv,
    schema,
)
from desktop.errors import UserError
from tests.actions.homes import refused


def said(value: Any) -> bytes:
    return json.dumps(value).encode()


def with_third(aspiration: dict[str, Any]) -> bytes:
    rows = [{"text": "a"}, {"text": "b"}, aspiration]
    return said({"village": "x", "date": "x", "aspirations": rows})


@pytest.mark.parametrize(
    ("data", "code", "values"),
    [
        (said({"village": "x"}), "missing_key", {"key": "date", "place": "berkas"}),
        (said({"village": "x", "date": "x", "tgl": 1}), "unknown_key", {"key": "tgl", "place": "berkas"}),
        (with_third({"text": "c", "jenis": 1}), "unknown_key", {"key": "jenis", "place": "aspirasi 3"}),
        (
            with_third({"text": "c", "citizen": {"nama": "Ani"}}),
            "unknown_key",
            {"key": "nama", "place": "aspirasi 3 › citizen"},
        ),
        (with_third({}), "missing_key", {"key": "text", "place": "aspirasi 3"}),
        (with_third({"text": 5}), "wrong_type", {"key": "text", "place": "aspirasi 3", "expected": "teks"}),
        (with_third({"text": None}), "wrong_type", {"key": "text", "place": "aspirasi 3"}),
        (with_third({"text": "c", "kind": "aduan"}), "wrong_choice", {"key": "kind", "place": "aspirasi 3"}),
        (
            with_third({"text": "c", "place": {"point": [1]}}),
            "wrong_length",
            {"key": "point", "place": "aspirasi 3 › place"},
        ),
        (
            with_third({"text": "c", "attachments": ["a.jpg", 7]}),
            "wrong_type",
            {"key": "lampiran 2"},
        ),
        (said({"village": "x", "date": "x", "attendance": {"male": 1.5}}), "wrong_type", {"key": "male"}),
        (said([]), "wrong_type", {"key": "berkas"}),
        (b'{"village": "x",\n "date": }', "json_wrong", {"line": 2}),
        (b'{"village": "x", "village": "y"}', "json_twice", {"key": "village"}),
        (b'{"village": NaN}', "json_wrong", {}),
        (b"\xff\xfe\x00", "json_wrong", {}),
        (b"[" * 100_000, "json_wrong", {}),
        (b'{"village": ' + b"9" * 5_000 + b"}", "json_wrong", {}),
        (b'{"\\ud800": 1}', "json_wrong", {}),
        (b"", "json_wrong", {}),
    ],
)
def test_an_error_names_key_and_place(data: bytes, code: str, values: dict[str, Any]) -> None:
    with refused(code, **values):
        parse(data, VisitIn)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse(b"\xef\xbb\xbf" + said({"text": "a"}), AspirationIn).text == "a"


@pytest.mark.parametrize("value", [{"text": "a"}, [{"text": "a"}], {"aspirations": [{"text": "a"}]}])
def test_aspirations_come_alone_in_a_list_or_under_their_name(value: Any) -> None:
    assert [row.text for row in parse_aspirations(said(value))] == ["a"]


def test_beside_aspirations_nothing_else_is_taken() -> None:
    with refused("unknown_key", key="visit"):
        parse_aspirations(said({"aspirations": [], "visit": 1}))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_comes_is_a_shape_or_one_refusal(data: bytes) -> None:
    for act in (lambda: parse(data, VisitIn), lambda: parse_aspirations(data)):
        try:
            act()
        except UserError:
            continue


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["village", "date", "aspirations", "text", "citizen", "mode", "point", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(VALUES)
def test_whatever_json_comes_is_a_shape_or_one_refusal(value: Any) -> None:
    shapes: tuple[Any, ...] = (*SCHEMAS.values(), list[AspirationIn])
    for shape in shapes:
        try:
            parse(said(value), shape)
        except UserError:
            continue


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_shape_has_its_schema(name: str) -> None:
    found = schema(name)
    text = json.dumps(found)
    assert '"additionalProperties": false' in text
    assert "$defs" in found


def test_tables_have_columns_and_unknown_names_are_refused() -> None:
    assert schema("aspiration-csv")["columns"] == csv_columns("aspiration")
    assert csv_columns("aspiration")[0] == "text"
    assert {"code", "agency", "support", "due"} <= set(csv_columns("assign"))
    for name in ("visits", "visit-csv", ""):
        with refused("schema_unknown"):
            schema(name)


def test_a_table_is_read_loosely() -> None:
    table = (
        "\ufeffText;Mode;Name;Consent;RT;Cost;Volume;Point;Attachments;restricted\r\n"
        '"jalan; rusak";open;Ani;ya;3;Rp 1.500.000,-;12,5;"-3,74; 115,6";a.jpg|b.jpg;tidak\r\n'
        ";;;;;;;;;\r\n"
        "kedua;;;;;;1.000;;;\r\n"
    ).replace('"-3,74; 115,6"', "-3.74 115.6")
    first, second = read_csv(table.encode(), "aspiration")
    assert (first.text, first.citizen.name, first.citizen.consent) == ("jalan; rusak", "Ani", True)
    assert (first.proposal.cost, first.proposal.volume) == (1_500_000, 12.5)
    assert (first.place.rt, first.place.point) == ("3", (-3.74, 115.6))
    assert (first.attachments, first.restricted) == (["a.jpg", "b.jpg"], False)
    assert (second.text, second.proposal.volume, second.place) == ("kedua", 1000, None)


def test_columns_may_be_written_in_full() -> None:
    rows = read_csv(b"text,citizen.name,citizen.consent\na,Ani,1\n", "aspiration")
    assert rows[0].citizen.name == "Ani"


def test_the_other_tables() -> None:
    assert read_csv(b"code,agency,support\nTB-1,PUPR,DISHUB|DLH\n", "assign") == [
        AssignRow(code="TB-1", agency="PUPR", support=["DISHUB", "DLH"])
    ]
    assert read_csv(b"code\tstatus\tyear\nTB-1\tditanggapi\t2027\n", "followup") == [
        FollowupIn(code="TB-1", status="ditanggapi", year=2027)
    ]


@pytest.mark.parametrize(
    ("data", "code", "values"),
    [
        (b"text,kata\na,b\n", "unknown_key", {"key": "kata", "place": "baris 1"}),
        (b"title\na\n", "missing_key", {"key": "text", "place": "baris 1"}),
        (b"text,title\na,b\n,c\n", "missing_key", {"key": "text", "place": "baris 3"}),
        (b"text,text\na,b\n", "csv_column_twice", {"column": "text"}),
        (b"text,cost\na,murah\n", "wrong_type", {"key": "cost", "place": "baris 2"}),
        (b"text,consent\na,mungkin\n", "wrong_type", {"key": "consent", "place": "baris 2"}),
        (b"text,volume\na,banyak\n", "wrong_type", {"key": "volume", "place": "baris 2"}),
        (b"text,point\na,utara\n", "wrong_length", {"key": "point", "place": "baris 2"}),
        (b"text,gender\na,X\n", "wrong_choice", {"key": "gender", "place": "baris 2 › citizen"}),
        (b"text,title\na,b,c\n", "csv_row", {"row": 2, "cells": 3, "expected": 2}),
        ("text\nén".encode("latin-1"), "csv_encoding", {}),
        (b'text\n"a\n', "csv_broken", {}),
        (b"", "missing_key", {"key": "text"}),
        (b"text\n" + b"a\n" * 5_001, "csv_many", {}),
    ],
)
def test_a_wrong_table_is_refused_with_its_row(data: bytes, code: str, values: dict[str, Any]) -> None:
    with refused(code, **values):
        read_csv(data, "aspiration")


@given(st.binary(max_size=120) | st.text(alphabet='text,;"\n\x00é', max_size=80).map(str.encode))
def test_whatever_table_comes_is_rows_or_one_refusal(data: bytes) -> None:
    try:
        read_csv(data, "aspiration")
    except UserError:
        return
