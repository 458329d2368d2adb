"""Which SKPD a listed aspiration may belong to: asked only for what is shown, and remembered."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.actions.finding import AGENCY_OF_RESTRICTED
from desktop.actions.session import Session
from desktop.core.pack_types import Agency
from desktop.core.routing import Router, Suggestion

_REMEMBERED = 2_000

Item = Mapping[str, Any]


class Suggester:
    """The keyword table of the pack, made ready once; made anew when the pack has changed.

    Args:
        reader: a session that only reads.
    """

    def __init__(self, reader: Session) -> None:
        self._reader = reader
        self._pack = reader.pack
        self._router = Router(reader.pack.agencies, reader.pack.categories)
        self._known: dict[tuple[str, ...], list[Suggestion]] = {}
        self.agencies: dict[str, Agency] = {one.code: one for one in reader.pack.agencies}

    def of(self, item: Item) -> Sequence[Suggestion]:
        """At most three suggestions, best first; a restricted one goes to one place only."""
        self._look_again()
        if item.get("restricted"):
            known = AGENCY_OF_RESTRICTED in self.agencies
            return [Suggestion(AGENCY_OF_RESTRICTED, 1.0, "")] if known else []
        words = " ".join(str(item[name]) for name in ("title", "summary", "text") if item.get(name))
        key = (words, str(item.get("category") or ""))
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = self._router.suggest(words, item.get("category"))
        return self._known[key]

    def name(self, code: str | None) -> str:
        """An agency as people call it."""
        self._look_again()
        agency = self.agencies.get(code or "")
        return (agency.short or agency.name) if agency else code or ""

    def external(self, code: str) -> bool:
        """Whether an agency can only be asked."""
        agency = self.agencies.get(code)
        return agency is not None and agency.external

    def assignable(self, item: Item) -> str:
        """The best suggestion that can be assigned without a person's word, empty for none."""
        found = next(iter(self.of(item)), None)
        if found is None or self.external(found.agency):
            return ""
        return "" if item.get("mode") == "secret" and not item.get("summary") else found.agency

    def _look_again(self) -> None:
        pack = self._reader.pack
        if pack is not self._pack:
            self._pack, self._router = pack, Router(pack.agencies, pack.categories)
            self._known.clear()
            self.agencies = {one.code: one for one in pack.agencies}
