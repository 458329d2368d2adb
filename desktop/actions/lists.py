"""What a list is asked: conditions, words, page size, and where the page before ended."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.actions.finding import checks, thing_of
from desktop.actions.session import Session
from desktop.core.canonical import NotCanonical, b64, unb64
from desktop.core.codes import normalise_code
from desktop.errors import WRONG_USE, UserError
from desktop.store.listing import Filter, Key

LONGEST_PAGE = 500
_YES = {"1": True, "true": True, "ya": True, "0": False, "false": False, "tidak": False}
_BOUNDS = {"before": "<", "after": ">", "from": ">=", "until": "<="}
_CHECK = 6


@dataclass(frozen=True, slots=True)
class Query:
    """A question to a list.

    Attributes:
        where: field → value; dates also as ``before:…``, ``after:…``, ``from:…``, ``until:…``.
        search: words that must all occur, the last perhaps unfinished; or a tracking code.
        limit: rows of a page, 1 to 500.
        after: the cursor ``next`` of the page before.
        order: ``recorded`` (newest first) or ``due`` (earliest first, only those with a due date).
    """

    where: Mapping[str, str] = field(default_factory=dict)
    search: str | None = None
    limit: int = 50
    after: str | None = None
    order: str = "recorded"


def filters_of(session: Session, where: Mapping[str, str], known: Mapping[str, str]) -> list[Filter]:
    """The conditions of a question.

    Args:
        session: the open home.
        where: field → value as typed.
        known: field → how its value is read: text, thing, visit, code, village, date, flag, writer.

    Raises:
        UserError: ``where_unknown``, ``where_value``, ``visit_unknown`` and the like (exit 2 or 3).
    """
    found = []
    for name, typed in where.items():
        kind = known.get(name)
        if kind is None:
            raise UserError("where_unknown", field=name, known=", ".join(known), exit_code=WRONG_USE)
        found.append(_READERS[kind](session, name, typed.strip()))
    return found


def page_size(query: Query) -> int:
    """Rows of a page, or ``limit_range``."""
    if not 1 <= query.limit <= LONGEST_PAGE:
        raise UserError("limit_range", most=LONGEST_PAGE, exit_code=WRONG_USE)
    return query.limit


def cursor_of(query: Query, key: Key) -> str:
    """An opaque cursor that goes on after a row of this very question."""
    body = json.dumps([key[0], b64(key[1])]).encode()
    # The seal stands last: a cursor that began with a hyphen would be read as an option.
    return b64(body + _seal(query, body))


def key_of(query: Query) -> Key | None:
    """Where the page before ended, None at the beginning.

    Raises:
        UserError: ``cursor_wrong`` when it is damaged or belongs to another question.
    """
    if query.after is None:
        return None
    try:
        data = unb64(query.after)
        body = data[:-_CHECK]
        if data[-_CHECK:] != _seal(query, body):
            raise UserError("cursor_wrong", exit_code=WRONG_USE)
        value, thing = json.loads(body)
        return value, unb64(thing, 16)
    except (NotCanonical, ValueError):
        raise UserError("cursor_wrong", exit_code=WRONG_USE) from None


def _seal(query: Query, body: bytes) -> bytes:
    asked = json.dumps([sorted(query.where.items()), query.search, query.order]).encode()
    return hashlib.sha256(b"jb.cursor.1\0" + asked + b"\0" + body).digest()[:_CHECK]


def _text(session: Session, name: str, typed: str) -> Filter:
    return Filter(name, "is", None) if typed == "" else Filter(name, "=", typed)


def _agency(session: Session, name: str, typed: str) -> Filter:
    return Filter(name, "=", typed.upper()) if typed else Filter(name, "is", None)


def _thing(session: Session, name: str, typed: str) -> Filter:
    thing = thing_of(typed)
    if thing is None:
        raise UserError("where_value", field=name, value=typed[:40], exit_code=WRONG_USE)
    return Filter({"id": "thing"}.get(name, name), "=", thing)


def _code(session: Session, name: str, typed: str) -> Filter:
    symbols = normalise_code(typed)
    if symbols is None:
        raise UserError("code_unknown", code=typed[:40])
    return Filter("code", "=", symbols)


def _village(session: Session, name: str, typed: str) -> Filter:
    return Filter("village", "=", checks(session).village(typed))


def _date(session: Session, name: str, typed: str) -> Filter:
    word, divided, day = typed.partition(":")
    operator = _BOUNDS.get(word) if divided else "="
    if operator is None:
        raise UserError("where_value", field=name, value=typed[:40], exit_code=WRONG_USE)
    return Filter(name, operator, checks(session).day(day if divided else typed))


def _flag(session: Session, name: str, typed: str) -> Filter:
    if typed.lower() not in _YES:
        raise UserError("where_value", field=name, value=typed[:40], exit_code=WRONG_USE)
    return Filter(name, "=", int(_YES[typed.lower()]))


_READERS: dict[str, Callable[[Any, str, str], Filter]] = {
    "text": _text,
    "agency": _agency,
    "thing": _thing,
    "code": _code,
    "village": _village,
    "date": _date,
    "flag": _flag,
}
