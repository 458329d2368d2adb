"""From the folded state of a thing to its row in the present-state tables; pure."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from desktop.core.canonical import encode_trusted
from desktop.core.codes import code_symbols
from desktop.core.events import Event, audience_bit
from desktop.core.history import State
from desktop.core.status import outcome, round_of, status

Row = tuple[object, ...]
_ENDED = frozenset({"berakhir", "dikembalikan"})
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_decoder = msgspec.json.Decoder()


@dataclass(frozen=True, slots=True)
class Folded:
    """One thing ready to be written down: accepted events (never empty) and their state."""

    thing: bytes
    noun: str
    events: Sequence[Event]
    state: State

    @property
    def first(self) -> Event:
        """The event the thing began with here: the recorded one if it has come, else the lowest id."""
        if len(self.events) == 1:
            return self.events[0]
        begun = [event for event in self.events if event.kind.endswith((".recorded", ".made", ".issued"))]
        return min(begun or self.events, key=lambda event: event.id)

    @property
    def restricted(self) -> bool:
        """Whether only keepers and the author may know of it."""
        if self.state.values.get("restricted") is True:
            return True
        for event in self.events:
            for name in event.envelope.fields:
                if name.startswith("restricted."):
                    return True
        return False


def state_text(state: State) -> str:
    """The whole folded state as canonical JSON, so that no field is ever out of reach."""
    kept: dict[str, Any] = {"values": state.values}
    if state.hidden:
        kept["hidden"] = sorted(state.hidden)
    if state.incomplete:
        kept["incomplete"] = sorted(state.incomplete)
    return encode_trusted(kept).decode()


def state_values(text: str) -> dict[str, Any]:
    """The values of a state column."""
    values = _decoder.decode(text)["values"]
    return values if isinstance(values, dict) else {}


def thing_of(value: object) -> bytes | None:
    """The bytes of a uuid written in a value; None for anything else."""
    if not isinstance(value, str):
        return None
    if _UUID.fullmatch(value):
        # What nearly every value looks like; `uuid` takes ten times as long for it.
        return bytes.fromhex(value.replace("-", ""))
    try:
        return uuid.UUID(value).bytes
    except ValueError:
        return None


def text_of(value: object) -> str | None:
    """A value if it is text."""
    return value if isinstance(value, str) else None


def visit_row(folded: Folded) -> Row:
    """Row of `visit`."""
    values, first = folded.state.values, folded.first
    finished = 1 if values.get("finished") else 0
    day = text_of(values.get("date"))
    village = text_of(values.get("village"))
    return (folded.thing, village, day, finished, first.writer, first.envelope.at, state_text(folded.state))


def aspiration_row(folded: Folded, lead: Mapping[str, Any] | None) -> Row:
    """Row of `aspiration`; `lead` = values of the assignment it names, None when that is not here."""
    values, first = folded.state.values, folded.first
    texts = (text_of(values.get(name)) for name in ("kind", "category", "title", "text", "summary"))
    more = (text_of(values.get(name)) for name in ("urgency", "authority", "mode"))
    return (
        folded.thing,
        code_symbols(folded.thing),
        thing_of(values.get("visit")),
        text_of(values.get("village")),
        *texts,
        *more,
        1 if folded.restricted else 0,
        status(values, lead),
        outcome(values, lead),
        text_of(values.get("triage")),
        round_of(values),
        thing_of(values.get("lead")),
        text_of((lead or {}).get("agency")),
        text_of((lead or {}).get("due")),
        thing_of(values.get("joined_into")),
        thing_of(values.get("citizen")),
        first.writer,
        first.envelope.at,
        state_text(folded.state),
    )


def assignment_row(folded: Folded) -> Row:
    """Row of `assignment`; running = neither ended nor returned in its latest round."""
    values = folded.state.values
    states = {name: value for name, value in values.items() if name.startswith("state.")}
    latest = states[max(states, key=_round_number)] if states else None
    number = values.get("round")
    return (
        folded.thing,
        thing_of(values.get("aspiration")),
        text_of(values.get("agency")),
        text_of(values.get("role")),
        number if isinstance(number, int) else None,
        text_of(values.get("due")),
        1 if values.get("contact") is True else 0,
        0 if latest in _ENDED else 1,
        folded.first.envelope.at,
        state_text(folded.state),
    )


def _round_number(name: str) -> int:
    tail = name.rpartition(".")[2]
    return int(tail) if tail.isdigit() else 0


def citizen_row(folded: Folded) -> Row:
    """Row of `citizen`."""
    name = text_of(folded.state.values.get("name"))
    restricted = 1 if folded.restricted else 0
    return folded.thing, name, restricted, folded.first.writer, state_text(folded.state)


def letter_row(folded: Folded) -> Row:
    """Row of `letter`."""
    values = folded.state.values
    texts = (text_of(values.get(name)) for name in ("agency", "number", "date"))
    return folded.thing, *texts, state_text(folded.state)


def survey_row(folded: Folded) -> Row:
    """Row of `survey`."""
    visit = thing_of(folded.state.values.get("visit"))
    return folded.thing, visit, folded.first.writer, state_text(folded.state)


def pack_row(folded: Folded) -> Row:
    """Row of `pack`."""
    return folded.thing, state_text(folded.state)


def attachment_rows(folded: Folded) -> list[Row]:
    """Rows of `attachment`: every file the thing names, also in answers, with who may see it."""
    found: dict[str, Row] = {}
    for name, value in folded.state.values.items():
        if not isinstance(value, dict | list):
            continue
        listed = value.get("attachments") if name.startswith("answer.") and isinstance(value, dict) else None
        for entry in (value if name == "attachments" else listed) or ():
            if isinstance(entry, dict) and isinstance(entry.get("sha256"), str):
                size, kind = entry.get("size"), text_of(entry.get("type"))
                checked = size if isinstance(size, int) else None
                mask = _audience_of(folded, name, value)
                found[entry["sha256"]] = (folded.thing, entry["sha256"], folded.noun, checked, kind, mask)
    return list(found.values())


def _audience_of(folded: Folded, name: str, value: object) -> int:
    """The audience bits of the parts that carry a field's present value."""
    mask = 0
    for event in folded.events:
        for part, content in event.parts.items():
            if content["d"].get(name) == value:
                mask |= audience_bit(part)
    return mask


def search_text(row: Row) -> str:
    """What the search index holds of an aspiration's row: code, title, words, summary."""
    return " ".join(str(row[place]) for place in (1, 6, 7, 8) if row[place])
