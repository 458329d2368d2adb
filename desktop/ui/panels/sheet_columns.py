"""What the list of a visit shows: number, words, whom they may concern, where."""

from collections.abc import Mapping
from typing import Any

from desktop.actions.finding import AGENCY_OF_RESTRICTED
from desktop.core.pack_types import Pack
from desktop.core.routing import Router
from desktop.ui.look import Look
from desktop.ui.models.paged import Cell, Column
from desktop.ui.panels.entry import NUMBER
from desktop.ui.states import words_cell

Item = Mapping[str, Any]
_NOWHERE = "—"


class SheetColumns:
    """The columns; suggestions are worked out once per wording.

    Args:
        look: how they look.
        pack: for the names of agencies.
        router: whom words may concern.
    """

    def __init__(self, look: Look, pack: Pack, router: Router) -> None:
        self._look, self._router = look, router
        self._names: dict[str, str] = {agency.code: agency.short for agency in pack.agencies}
        self._known: dict[tuple[str, str], str] = {}

    def all(self) -> list[Column]:
        """In order."""
        text = self._look.text
        return [
            Column("number", text("sheet_number"), _number, NUMBER, right=True),
            Column("words", text("sheet_words"), lambda item: words_cell(self._look, item)),
            Column("agency", text("sheet_agency"), self._agency, 108),
            Column("place", text("sheet_place"), _place, 96),
        ]

    def agency_name(self, words: str, category: str | None = None) -> str:
        """Short name of whom words may concern, empty when nothing says so."""
        key = (words, category or "")
        if key not in self._known:
            if len(self._known) > 2_000:
                self._known.clear()
            found = self._router.suggest(words, category, 1)
            self._known[key] = self._names.get(found[0].agency, found[0].agency) if found else ""
        return self._known[key]

    def _agency(self, item: Item) -> Cell:
        if agency := str(item.get("agency") or ""):
            return Cell(self._names.get(agency, agency))
        if item.get("restricted"):
            return Cell(self._names.get(AGENCY_OF_RESTRICTED, AGENCY_OF_RESTRICTED))
        return Cell(self.agency_name(str(item.get("text") or ""), item.get("category")))


def _number(item: Item) -> Cell:
    return Cell(str(item["number"]), "muted")


def _place(item: Item) -> Cell:
    place = item.get("place") or {}
    if item.get("restricted") or not place:
        return Cell(_NOWHERE, "muted")
    parts = [f"RT {place['rt']}" if place.get("rt") else "", place.get("dusun") or ""]
    if place.get("rw") and not place.get("rt"):
        parts[0] = f"RW {place['rw']}"
    return Cell(", ".join(filter(None, parts)) or str(place.get("landmark") or _NOWHERE), "muted")
