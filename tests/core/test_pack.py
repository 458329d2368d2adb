"""The region pack: tables read from CSV, and the row that is wrong is named."""

from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import pack
from desktop.errors import UserError
from tests.core.refusals import refusal

RESOURCES = Path(__file__).parents[2] / "resources"
AGENCIES = pack.read_agencies((RESOURCES / "routing.csv").read_text(encoding="utf-8"))
CATEGORIES = pack.read_categories((RESOURCES / "categories.csv").read_text(encoding="utf-8"))

ANGSANA = pack.Village("63.10.09.2001", "Angsana", "desa", "Angsana", "63.10.09")
GOOD = pack.Pack(
    region="63.10",
    name="Kabupaten Tanah Bumbu",
    prefix="TB",
    practice=True,
    villages=[ANGSANA, pack.Village("63.10.01.1001", "Batulicin", "kelurahan", "Batu Licin", "63.10.01")],
    agencies=AGENCIES,
    categories=CATEGORIES,
    holidays=[pack.Holiday(date(2026, 12, 25), "Hari Raya Natal")],
    deadlines={"ordinary": 14},
    letterhead={"government": "PEMERINTAH KABUPATEN TANAH BUMBU"},
)


Row = TypeVar("Row", bound=msgspec.Struct)


def changed(row: Row, **values: object) -> Row:
    return msgspec.structs.replace(row, **values)


def test_the_shipped_tables_make_a_good_pack() -> None:
    pack.check_pack(GOOD)
    assert len(AGENCIES) == 43
    assert len(CATEGORIES) == 30
    assert {agency.code for agency in AGENCIES if agency.external} == {
        *("PERUMDAM", "PLN", "PERTAMINA", "BPJSKES", "BPN", "POLRES", "KEMENAG", "PROV", "PUSAT_PU", "SWASTA")
    }
    assert [row.code for row in CATEGORIES if row.restricted] == ["perempuan_anak", "dugaan_penyimpangan"]


def test_no_keyword_has_two_owners() -> None:
    owners: dict[str, str] = {}
    for agency in AGENCIES:
        for keyword in agency.keywords:
            assert owners.setdefault(keyword.lower(), agency.code) == agency.code


def test_a_pack_travels_as_json() -> None:
    data = msgspec.json.encode(GOOD)
    assert msgspec.json.decode(data, type=pack.Pack) == GOOD
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.json.decode(b'{"region":"63.10","name":"x","prefix":"TB","extra":1}', type=pack.Pack)


@pytest.mark.parametrize(
    ("values", "code", "expected"),
    [
        ({"region": "6310"}, "pack_region", {"region": "6310"}),
        ({"prefix": "tb"}, "pack_prefix", {"prefix": "tb"}),
        ({"prefix": "T1"}, "pack_prefix", {"prefix": "T1"}),
        ({"name": " "}, "pack_empty", {"table": "pack", "row": 1, "field": "name"}),
        (
            {"villages": [ANGSANA] * 1001},
            "pack_too_many",
            {"table": "villages", "count": 1001, "limit": 1000},
        ),
        (
            {"villages": [ANGSANA, ANGSANA]},
            "pack_duplicate",
            {"table": "villages", "row": 2, "code": ANGSANA.code},
        ),
        ({"deadlines": {"ordinary": 0}}, "pack_deadline", {"name": "ordinary", "days": 0, "limit": 365}),
        ({"deadlines": {"Biasa!": 3}}, "pack_deadline", {"name": "Biasa!", "days": 3, "limit": 365}),
        ({"letterhead": {"logo": ""}}, "letterhead_key", {"key": "logo"}),
        ({"agencies": []}, "pack_agency", {"row": 1, "code": "jalan_jembatan", "agency": "PUPR"}),
        (
            {"holidays": GOOD.holidays * 2},
            "pack_duplicate",
            {"table": "holidays", "row": 2, "code": "2026-12-25"},
        ),
    ],
)
def test_a_wrong_pack_is_refused(values: dict[str, object], code: str, expected: dict[str, object]) -> None:
    with pytest.raises(UserError) as error:
        pack.check_pack(changed(GOOD, **values))
    assert (error.value.code, error.value.values) == (code, expected)


@pytest.mark.parametrize(
    ("table", "values", "code"),
    [
        ("villages", {"code": "63.10.09.201"}, "pack_code"),
        ("villages", {"code": "63.11.09.2001", "district_code": "63.11.09"}, "pack_outside"),
        ("villages", {"district_code": "63.10.08"}, "pack_outside"),
        ("villages", {"district_code": "63.10"}, "pack_code"),
        ("villages", {"district": ""}, "pack_empty"),
        ("villages", {"name": "\n"}, "pack_empty"),
        ("villages", {"kind": "dusun"}, "pack_choice"),
        ("villages", {"name": "a\x00"}, "text_control"),
        ("agencies", {"code": "dinas x"}, "pack_code"),
        ("agencies", {"name": ""}, "pack_empty"),
        ("agencies", {"short": ""}, "pack_empty"),
        ("agencies", {"scope": ""}, "pack_empty"),
        ("agencies", {"keywords": ["jalan", " "]}, "pack_empty"),
        ("agencies", {"keywords": ["k"] * 401}, "pack_keywords"),
        ("categories", {"code": "Jalan"}, "pack_code"),
        ("categories", {"name": ""}, "pack_empty"),
        ("holidays", {"name": ""}, "pack_empty"),
        ("holidays", {"kind": "libur"}, "pack_choice"),
    ],
)
def test_the_wrong_row_is_named(table: str, values: dict[str, object], code: str) -> None:
    rows = list(getattr(GOOD, table))
    rows[-1] = changed(rows[-1], **values)
    with pytest.raises(UserError, match=code) as error:
        pack.check_pack(changed(GOOD, **{table: rows}))
    if code.startswith("pack"):
        assert error.value.values["row"] == len(rows)


def test_one_district_has_one_name() -> None:
    other = pack.Village("63.10.09.2002", "Lain", "desa", "Angsana Baru", "63.10.09")
    with pytest.raises(UserError, match="pack_duplicate"):
        pack.check_pack(changed(GOOD, villages=[ANGSANA, other]))


def test_a_table_says_what_is_wrong_with_it() -> None:
    with pytest.raises(UserError, match="csv_column") as column:
        pack.read_categories("kode,nama\n")
    assert column.value.values == {"column": "skpd"}
    with pytest.raises(UserError, match="csv_row") as row:
        pack.read_categories("kode,nama,skpd,terbatas,tidak_dipakai\na,b,C,,\na,b\n")
    assert row.value.values == {"row": 3, "cells": 2, "expected": 5}


def test_a_table_from_a_spreadsheet_is_read() -> None:
    table = "\ufeffkode,nama,skpd,terbatas,tidak_dipakai\r\nair,Air bersih,,ya,ya\r\n\r\n"
    assert pack.read_categories(table) == [pack.Category("air", "Air bersih", None, True, True)]


@given(st.text(max_size=200))
def test_any_text_is_a_table_or_a_clear_refusal(csv_text: str) -> None:
    assert refusal(lambda: pack.read_agencies(csv_text)) in {None, "csv_column", "csv_row"}
