"""Reads what people hand in: JSON into the shapes, each error naming the key and its place."""

import json
from typing import Any, NoReturn, TypeVar

import msgspec

from desktop.actions.letter_shapes import LetterIn as LetterIn
from desktop.actions.shape_csv import csv_columns as csv_columns
from desktop.actions.shape_csv import read_csv as read_csv
from desktop.actions.shape_errors import explain
from desktop.actions.shape_types import AspirationChange as AspirationChange
from desktop.actions.shape_types import AspirationIn as AspirationIn
from desktop.actions.shape_types import AssignRow as AssignRow
from desktop.actions.shape_types import FollowupIn as FollowupIn
from desktop.actions.shape_types import VisitIn as VisitIn
from desktop.errors import WRONG_USE, UserError

Shape = TypeVar("Shape")

SCHEMAS: dict[str, type[msgspec.Struct]] = {
    "visit": VisitIn,
    "aspiration": AspirationIn,
    "change": AspirationChange,
    "followup": FollowupIn,
    "assign": AssignRow,
    "letter": LetterIn,
}
"""What `schema` prints; with "-csv" behind the name, the columns of its table."""

LARGEST = 16 * 1_048_576


def parse(data: bytes, shape: type[Shape]) -> Shape:
    """JSON as one of the shapes, or as a list of one (``list[AspirationIn]``).

    Raises:
        UserError: ``json_wrong`` (with the line), ``json_twice``, ``json_large``, ``unknown_key``,
            ``missing_key``, ``wrong_type``, ``wrong_choice``, ``wrong_length``; each names key and place.
    """
    return convert(read_json(data), shape)


def parse_aspirations(data: bytes) -> list[AspirationIn]:
    """The aspirations of a file that holds one, a list, or ``{"aspirations": [...]}``.

    Raises:
        UserError: as `parse`.
    """
    found = read_json(data)
    if isinstance(found, dict) and "aspirations" in found:
        if others := sorted(set(found) - {"aspirations"}):
            raise UserError("unknown_key", key=others[0], place="berkas")
        found = found["aspirations"]
    return convert(found if isinstance(found, list) else [found], list[AspirationIn])


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a shape, or ``{"columns": [...]}`` for ``NAME-csv``.

    Raises:
        UserError: ``schema_unknown`` (exit 2).
    """
    table = name.removesuffix("-csv")
    if table not in SCHEMAS or (table != name and table not in ("aspiration", "followup", "assign")):
        raise UserError("schema_unknown", name=name, known=", ".join(SCHEMAS), exit_code=WRONG_USE)
    return {"columns": csv_columns(table)} if table != name else msgspec.json.schema(SCHEMAS[name])


def read_json(data: bytes) -> Any:
    """The values of a JSON text; keys that stand twice are refused, not dropped."""
    if len(data) > LARGEST:
        raise UserError("json_large", limit=LARGEST // 1_048_576)
    try:
        return json.loads(data, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise UserError("json_wrong", line=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError):
        raise UserError("json_wrong", line=1, column=1) from None


def convert(value: Any, shape: type[Shape]) -> Shape:
    """Values as they came from JSON, as a shape; errors as `parse`."""
    try:
        return msgspec.convert(value, shape)
    except UnicodeError:
        raise UserError("json_wrong", line=1, column=1) from None
    except msgspec.ValidationError as error:
        raise explain(str(error)) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise UserError("json_twice", key=twice)
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
