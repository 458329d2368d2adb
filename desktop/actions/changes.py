"""What an action changed, so that whoever shows things knows what to read again."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """The outcome of one write.

    Attributes:
        things: noun (``visit``, ``aspiration``, …) → the things whose present state was folded again.
        events: ids of the events that were appended, in order.
    """

    things: Mapping[str, frozenset[bytes]] = field(default_factory=dict)
    events: tuple[bytes, ...] = ()

    def touches(self, *nouns: str) -> bool:
        """Whether anything of these nouns changed."""
        return any(self.things.get(noun) for noun in nouns)
