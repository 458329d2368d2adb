"""From an act to a signed event: fields into parts by the table of kinds, heads seen, stamp, signature."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop.core.canonical import NotCanonical, b64
from desktop.core.clock import StampClock, local_iso
from desktop.core.events import SALT, Event, Signer, thing_text
from desktop.core.history import heads_seen
from desktop.core.kinds import KINDS, part_name
from desktop.core.lines import build
from desktop.errors import UserError


@dataclass(frozen=True, slots=True)
class Act:
    """One act to be written: becomes one signed event.

    Attributes:
        kind: a key of `KINDS`.
        thing: 16 bytes.
        values: field → value; fields go into the parts of `kinds.PARTS`.
        note: reason and remarks, written beside the values and never folded.
        secret: the citizen asked to stay unknown: words are for coordinator and author only.
        restricted: the restricted channel: everything goes into ``restricted.`` parts.
    """

    kind: str
    thing: bytes
    values: Mapping[str, Any]
    note: Mapping[str, Any] = field(default_factory=dict)
    secret: bool = False
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Where an event stands in its writer's chain, and who signs it."""

    writer: bytes
    seq: int
    prev: bytes
    clock: StampClock
    sign: Signer


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes acts as events for one person of one district; `now` and `random` are passed in."""

    district: bytes
    actor: str
    now: Callable[[], datetime]
    random: Callable[[int], bytes]

    def compose(self, act: Act, link: Link, earlier: Sequence[Event]) -> Event:
        """The signed event of an act.

        Args:
            act: what happened.
            link: its place in the writer's chain.
            earlier: the accepted events on the same thing, for the heads it replaces.

        Raises:
            UserError: ``reason_needed``, ``not_writable``.
        """
        if KINDS[act.kind].reason and not act.note.get("reason"):
            raise UserError("reason_needed")
        moment = self.now()
        fields = {
            "actor": self.actor,
            "at": local_iso(moment),
            "district": b64(self.district),
            "kind": act.kind,
            "replaces": heads_seen(earlier, list(act.values)),
            "seq": link.seq,
            "stamp": b64(link.clock.tick(int(moment.timestamp() * 1000))),
            "thing": thing_text(act.thing),
            "writer": b64(link.writer),
        }
        try:
            return build(fields, self._parts(act), link.prev, link.sign)
        except NotCanonical as error:
            raise UserError("not_writable", reason=str(error)) from error

    def _parts(self, act: Act) -> dict[str, dict[str, Any]]:
        noun = KINDS[act.kind].thing
        parts: dict[str, dict[str, Any]] = {}
        for name, value in act.values.items():
            part = part_name(noun, name, secret=act.secret, restricted=act.restricted)
            parts.setdefault(part, {"d": {}, "salt": b64(self.random(SALT))})["d"][name] = value
        if act.note:
            # The reason goes where the first thing it explains goes: whoever sees the act sees why.
            next(iter(parts.values()))["note"] = dict(act.note)
        return parts
