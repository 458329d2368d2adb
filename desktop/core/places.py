"""Places as people say them: RT, RW, dusun, landmark, a point, and the code of the village itself."""

import re

from desktop.core import text
from desktop.errors import UserError

_VILLAGE = re.compile(r"([0-9]{2})\.?([0-9]{2})\.?([0-9]{2})\.?([123][0-9]{3})")
_RT_RW = re.compile(
    r"\brt\W{0,3}([0-9]{1,3})(?:(?:\s*[/-]\s*|\W{0,3}(?=rw))(?:rw\W{0,3})?([0-9]{1,3}))?\b", re.IGNORECASE
)
_RW = re.compile(r"\brw\W{0,3}([0-9]{1,3})\b", re.IGNORECASE)
_RT_ALONE = re.compile(r"(?:r[tw]\W{0,3})?([0-9]{1,3})", re.IGNORECASE)
_DUSUN = re.compile(
    r"\b(?:dusun|dsn|dukuh|lingkungan)\b\.?\s*"
    r"(?P<name>(?:(?!\b(?:depan|dekat|samping|belakang|sebelah|seberang|sebrang|sekitar|arah|pinggir|ujung|di|rt|rw)\b)"
    r"[^,;])+)",
    re.IGNORECASE,
)
_BLANKS = " ,;./-\n\t"


def loose_place(typed: str) -> dict[str, str]:
    """`rt`, `rw`, `dusun` and `landmark` as found in words like "rt3/rw 1 dusun Mekar depan SD".

    Only what was found is in the answer; nothing is dropped: what is no RT, RW or dusun is the landmark.

    Raises:
        UserError: `rt_wrong` for RT or RW 0, and what `text.clean` raises.
    """
    rest = text.clean(typed, text.TITLE, "place", lines=False)
    place: dict[str, str] = {}
    if found := _RT_RW.search(rest):
        place["rt"] = check_rt(found[1])
        if found[2]:
            place["rw"] = check_rt(found[2])
        rest = _without(rest, found)
    if "rw" not in place and (found := _RW.search(rest)):
        place["rw"] = check_rt(found[1])
        rest = _without(rest, found)
    if found := _DUSUN.search(rest):
        place["dusun"] = found["name"].strip(_BLANKS)
        rest = _without(rest, found)
    place["landmark"] = rest.strip(_BLANKS)
    return {name: value for name, value in place.items() if value}


def check_rt(typed: str) -> str:
    """The number of an RT or RW with at least two digits: "3", "rt 3" and "003" are "03".

    Raises:
        UserError: `rt_wrong` with what was ``typed``.
    """
    found = _RT_ALONE.fullmatch(typed.strip())
    number = int(found[1]) if found and found[1].isascii() else 0
    if number == 0:
        raise UserError("rt_wrong", typed=typed[:40])
    return f"{number:02d}"


def check_village_code(typed: str) -> str:
    """A village's code with its dots, "63.10.09.2001" (kelurahan 1…, desa 2…, desa adat 3…; domain.md C.1).

    Raises:
        UserError: `village_code_wrong` with what was ``typed``.
    """
    found = _VILLAGE.fullmatch(typed.strip())
    if found is None:
        raise UserError("village_code_wrong", typed=typed[:40])
    return ".".join(found.groups())


def micro_degrees(latitude: float, longitude: float) -> list[int]:
    """A point in millionths of a degree, latitude first, as events carry it (no floats there; sync.md 1.4).

    Raises:
        UserError: `point_wrong` when it is not on earth.
    """
    # A NaN fails both comparisons.
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UserError("point_wrong", latitude=latitude, longitude=longitude)
    return [round(latitude * 1_000_000), round(longitude * 1_000_000)]


def in_indonesia(point: list[int]) -> bool:
    """Whether a point of `micro_degrees` lies in the box around Indonesia; a swapped or zero one does not."""
    latitude, longitude = point
    return -11_500_000 <= latitude <= 6_500_000 and 94_500_000 <= longitude <= 141_500_000


def _without(rest: str, found: re.Match[str]) -> str:
    return f"{rest[: found.start()].rstrip(_BLANKS)} {rest[found.end() :].lstrip(_BLANKS)}".strip()
