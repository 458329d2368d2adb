"""The region pack: its values, its check, and its tables read from CSV."""

import csv
import io
from collections.abc import Iterator

from desktop.core.pack_check import check_pack
from desktop.core.pack_types import INSIDE, Agency, Category, Holiday, Pack, Village
from desktop.errors import UserError

__all__ = [
    "Agency",
    "Category",
    "Holiday",
    "Pack",
    "Village",
    "check_pack",
    "read_agencies",
    "read_categories",
]

_AGENCY_COLUMNS = {
    "code": "kode",
    "name": "nama_skpd",
    "short": "singkatan",
    "variants": "varian_nama",
    "scope": "lingkup",
    "keywords": "kata_kunci",
    "ambiguous": "kata_kunci_ambigu",
    "note": "catatan_rute",
}
_CATEGORY_COLUMNS = {
    "code": "kode",
    "name": "nama",
    "agency": "skpd",
    "restricted": "terbatas",
    "retired": "tidak_dipakai",
}


def read_agencies(csv_text: str) -> list[Agency]:
    """The agencies of a table like `resources/routing.csv`; lists within a cell are divided by ";".

    Further columns are ignored. Whoever is of no kabupaten or desa scope is external.

    Raises:
        UserError: `csv_column` for one that is missing, `csv_row` for a row with more or fewer cells.
    """
    return [
        Agency(
            code=row["code"],
            name=row["name"],
            short=row["short"] or row["name"],
            variants=_split(row["variants"]),
            scope=row["scope"],
            external=row["scope"] not in INSIDE,
            keywords=_split(row["keywords"]),
            ambiguous=_split(row["ambiguous"]),
            note=row["note"],
        )
        for row in _read(csv_text, _AGENCY_COLUMNS)
    ]


def read_categories(csv_text: str) -> list[Category]:
    """The categories of a table like `resources/categories.csv`; "ya" in the last two columns means yes.

    Raises:
        UserError: as `read_agencies`.
    """
    return [
        Category(
            code=row["code"],
            name=row["name"],
            agency=row["agency"] or None,
            restricted=row["restricted"] == "ya",
            retired=row["retired"] == "ya",
        )
        for row in _read(csv_text, _CATEGORY_COLUMNS)
    ]


def _read(csv_text: str, columns: dict[str, str]) -> Iterator[dict[str, str]]:
    """Each row under our own column names; empty lines are skipped."""
    rows = csv.reader(io.StringIO(csv_text.removeprefix("\ufeff"), newline=""))
    header = [cell.strip() for cell in next(rows, [])]
    for column in columns.values():
        if column not in header:
            raise UserError("csv_column", column=column)
    for cells in rows:
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise UserError("csv_row", row=rows.line_num, cells=len(cells), expected=len(header))
        found = dict(zip(header, cells, strict=True))
        yield {name: found[column].strip() for name, column in columns.items()}


def _split(cell: str) -> list[str]:
    return [value for part in cell.split(";") if (value := part.strip())]
