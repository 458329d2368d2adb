"""Tables typed in a spreadsheet: each row becomes one shape, columns bear the names of its fields."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from types import UnionType
from typing import Any, get_args, get_origin

import msgspec

from desktop.actions import shape_types as types
from desktop.actions.shape_errors import explain
from desktop.errors import UserError

MOST_ROWS = 5_000

_TABLES: dict[str, type[msgspec.Struct]] = {
    "aspiration": types.AspirationIn,
    "followup": types.FollowupIn,
    "assign": types.AssignRow,
}
_YES = frozenset({"ya", "y", "yes", "true", "1", "x", "benar"})
_NO = frozenset({"", "tidak", "t", "no", "n", "false", "0", "-", "salah"})
_NUMBER = re.compile(r"(?:rp\.?\s*)?(-?\d{1,3}(?:[. ]\d{3})+|-?\d+)(?:,(\d+))?(?:,-)?", re.IGNORECASE)
_DECIMAL = re.compile(r"-?\d+[.,]\d+")


def csv_columns(name: str) -> list[str]:
    """The columns of a table (``aspiration``, ``followup``, ``assign``), those that must be there first."""
    fields = _columns(_TABLES[name])
    return sorted(fields, key=lambda column: not fields[column].required)


def read_csv(data: bytes, name: str) -> list[Any]:
    """The rows of a table as shapes; empty rows are passed over.

    UTF-8; comma, semicolon or tab between the cells, as the first row shows. A column of a nested field may
    also be written in full (``citizen.name``). Several files in a cell are divided by "|" or ";".

    Raises:
        UserError: ``csv_encoding``, ``csv_broken``, ``csv_column_twice``, ``csv_many``, ``csv_row``,
            ``unknown_key``, ``missing_key``, ``wrong_type``, ``wrong_choice``; each names the row.
    """
    shape = _TABLES[name]
    columns = _columns(shape)
    rows = _rows(data)
    head = [_folded(cell) for cell in next(rows, (1, []))[1]]
    _check_head(head, columns)
    shapes = []
    for row, cells in rows:
        if len(cells) > len(head) and any(cells[len(head) :]):
            raise UserError("csv_row", row=row, cells=len(cells), expected=len(head))
        given = {column: cell.strip() for column, cell in zip(head, cells, strict=False) if cell.strip()}
        if given:
            shapes.append(_shape(shape, columns, given, f"baris {row}"))
        if len(shapes) > MOST_ROWS:
            raise UserError("csv_many", limit=MOST_ROWS)
    return shapes


class _Column(msgspec.Struct, frozen=True):
    path: tuple[str, ...]
    read: Callable[[str, str, str], Any]
    required: bool


def _columns(shape: type[msgspec.Struct], path: tuple[str, ...] = ()) -> dict[str, _Column]:
    found: dict[str, _Column] = {}
    hints = shape.__annotations__
    for field in msgspec.structs.fields(shape):
        inner = _struct(hints[field.name])
        if inner is not None:
            found |= _columns(inner, (*path, field.name))
        else:
            column = _Column((*path, field.name), _reader(hints[field.name]), field.required and not path)
            found[field.name] = column
    return found


def _struct(hint: Any) -> type[msgspec.Struct] | None:
    for one in get_args(hint) if isinstance(hint, UnionType) else (hint,):
        if isinstance(one, type) and issubclass(one, msgspec.Struct):
            return one
    return None


def _reader(hint: Any) -> Callable[[str, str, str], Any]:
    kinds = set(get_args(hint)) if isinstance(hint, UnionType) else {hint}
    if float in kinds:
        return _number
    if int in kinds:
        return _whole
    if bool in kinds:
        return _truth
    if types.Point in kinds:
        return _point
    return _list if any(get_origin(kind) is list for kind in kinds) else _text


def _text(cell: str, column: str, place: str) -> str:
    return cell


def _list(cell: str, column: str, place: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|;]", cell) if part.strip()]


def _truth(cell: str, column: str, place: str) -> bool:
    if cell.lower() in _YES:
        return True
    if cell.lower() in _NO:
        return False
    raise UserError("wrong_type", key=column, place=place, expected="ya atau tidak")


def _whole(cell: str, column: str, place: str) -> int:
    found = _NUMBER.fullmatch(cell)
    if found is None or (found[2] and int(found[2])) or len(cell) > 30:
        raise UserError("wrong_type", key=column, place=place, expected="bilangan bulat")
    return int(re.sub(r"[. ]", "", found[1]))


def _number(cell: str, column: str, place: str) -> float:
    if len(cell) <= 30 and _DECIMAL.fullmatch(cell) and not re.fullmatch(r"\d{1,3}\.\d{3}", cell):
        return float(cell.replace(",", "."))
    found = _NUMBER.fullmatch(cell)
    if found is None or len(cell) > 30:
        raise UserError("wrong_type", key=column, place=place, expected="bilangan")
    return float(re.sub(r"[. ]", "", found[1]) + "." + (found[2] or "0"))


def _point(cell: str, column: str, place: str) -> tuple[float, float]:
    try:
        latitude, longitude = (float(part) for part in re.split(r"[\s,;]+", cell.strip("[]() ")))
    except ValueError:
        raise UserError("wrong_length", key=column, place=place) from None
    return latitude, longitude


def _shape(
    shape: type[msgspec.Struct], columns: dict[str, _Column], given: dict[str, str], place: str
) -> Any:
    values: dict[str, Any] = {}
    for name, column in columns.items():
        if name in given:
            inner = values
            for step in column.path[:-1]:
                inner = inner.setdefault(step, {})
            inner[column.path[-1]] = column.read(given[name], name, place)
        elif column.required:
            raise UserError("missing_key", key=name, place=place)
    try:
        return msgspec.convert(values, shape)
    except msgspec.ValidationError as error:
        raise explain(str(error), place) from None


def _check_head(head: list[str], columns: dict[str, _Column]) -> None:
    for place, name in enumerate(head):
        if name not in columns:
            raise UserError("unknown_key", key=name[:40], place="baris 1")
        if name in head[:place]:
            raise UserError("csv_column_twice", column=name)
    for name, column in columns.items():
        if column.required and name not in head:
            raise UserError("missing_key", key=name, place="baris 1")


def _folded(cell: str) -> str:
    return cell.strip().lower().replace(" ", "_").rpartition(".")[2]


def _rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError("csv_encoding") from None
    first = text.partition("\n")[0]
    sign = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error:
        raise UserError("csv_broken", row=reader.line_num) from None
