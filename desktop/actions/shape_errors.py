"""Why a value does not fit its shape, in words that name the key and its place."""

import re
from typing import get_args

from desktop.actions import shape_types as types
from desktop.actions.letter_shapes import Security
from desktop.errors import UserError

_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(types.AspirationKind),
    "urgency": get_args(types.Urgency),
    "authority": get_args(types.Authority),
    "mode": get_args(types.Mode),
    "security": get_args(Security),
    "gender": get_args(types.Gender),
    "status": ("diterima", "diproses", "ditanggapi"),
    "outcome": get_args(types.Outcome),
}
# How a list's rows, and the types of JSON, are called to people.
_ROWS = {"aspirations": "aspirasi", "services": "layanan", "team": "anggota tim", "attachments": "lampiran"}
_TYPES = {
    "str": "teks",
    "int": "bilangan bulat",
    "float": "bilangan",
    "bool": "true atau false",
    "array": "daftar [...]",
    "object": "isian {...}",
}
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")
_MESSAGE = re.compile(r"(.*?)(?: - at `\$?(.*)`)?", re.DOTALL)


def explain(message: str, before: str = "") -> UserError:
    """What the library says of a value that does not fit, as one of our errors.

    Args:
        message: of a `msgspec.ValidationError`.
        before: the place the value itself stands in, "baris 3".
    """
    match = _MESSAGE.fullmatch(message)
    said, path = (match[1], match[2] or "") if match else (message, "")
    steps = [(found[1], found[2]) for found in _STEP.finditer(path)]
    quoted = re.findall(r"`([^`]*)`", said)
    if "unknown field" in said:
        return UserError("unknown_key", key=quoted[0][:60], place=_place(steps, before))
    if "missing required" in said:
        return UserError("missing_key", key=quoted[0][:60], place=_place(steps, before))
    key, place = _key(steps), _place(steps[:-1], before)
    if "enum value" in said:
        return UserError("wrong_choice", key=key, place=place, choices=", ".join(_CHOICES.get(key, ())))
    if "of length" in said:
        return UserError("wrong_length", key=key, place=place)
    expected = [word for word in (quoted[0].split(" | ") if quoted else []) if word in _TYPES]
    wanted = " atau ".join(_TYPES[word] for word in expected)
    return UserError("wrong_type", key=key, place=place, expected=wanted or "isian lain")


def _key(steps: list[tuple[str | None, str | None]]) -> str:
    if not steps:
        return "berkas"
    name, _ = steps[-1]
    return name or _place(steps[-2:])


def _place(steps: list[tuple[str | None, str | None]], before: str = "") -> str:
    """`aspirasi 3 › citizen` for `.aspirations[2].citizen`; a list at the top has rows (``baris``)."""
    words = [before] if before else []
    for name, number in steps:
        if name is not None:
            words.append(name)
        elif number is not None:
            row = words.pop() if words else "baris"
            words.append(f"{_ROWS.get(row, row)} {int(number) + 1}")
    return " › ".join(words) or "berkas"
