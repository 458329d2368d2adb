"""Which agency an aspiration belongs to, by the district's keyword table, and the words that say so."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from desktop.core.pack_types import Agency, Category
from desktop.core.words import tokens

_GAP = 2
"""So many other words may stand inside a phrase of two: "jalan desa kami rusak"."""
_GAP_WEIGHT = 0.7
_AMBIGUOUS_WEIGHT = 0.4
_LANDMARK_WEIGHT = 0.3
"""In "jalan rusak depan masjid" the mosque only says where."""
_BESIDE = frozenset(
    {"depan", "dekat", "samping", "sebelah", "belakang", "seberang", "sekitar", "menuju", "arah"}
)
_CATEGORY_WEIGHT = 1.5
_DOUBT = 0.45
"""What speaks against every suggestion: the more words agree, the less it weighs."""


class Suggestion(msgspec.Struct, frozen=True):
    """An agency, how sure (0 to 1), and why: the keywords met, and as a phrase `kata "lampu jalan"`."""

    agency: str
    confidence: float
    reason: str
    words: tuple[str, ...] = ()


class _Keyword(NamedTuple):
    phrase: str
    agency: str
    weight: float


class _Hit(NamedTuple):
    places: frozenset[int]
    keyword: _Keyword
    weight: float


class Router:
    """The keyword table made ready once; `suggest` then takes well under a millisecond."""

    def __init__(self, agencies: Sequence[Agency], categories: Sequence[Category]) -> None:
        """Indexes the keywords of `agencies` and the default agency of each category."""
        known = {agency.code for agency in agencies}
        self._categories = {row.code: row for row in categories if row.agency in known}
        self._index: dict[str, dict[tuple[str, ...], list[_Keyword]]] = {}
        for agency in agencies:
            for phrase in agency.keywords:
                self._add(phrase, agency.code, 1.0)
            for phrase in agency.ambiguous:
                self._add(phrase, agency.code, _AMBIGUOUS_WEIGHT)

    def suggest(self, text: str, category: str | None, limit: int = 3) -> list[Suggestion]:
        """The agencies whose keywords are in the text or whose category it is, best first; may be empty.

        The longest phrase wins: "listrik padam" says nothing about what "listrik" alone says.
        """
        met: dict[str, dict[str, _Hit]] = {}
        for hit in _longest(list(self._hits(tokens(text)))):
            hits = met.setdefault(hit.keyword.agency, {})
            known = hits.get(hit.keyword.phrase)
            if known is None or hit.weight > known.weight:
                hits[hit.keyword.phrase] = hit
        scores = {agency: sum(hit.weight for hit in hits.values()) for agency, hits in met.items()}
        chosen = self._categories.get(category or "")
        if chosen and chosen.agency:
            scores[chosen.agency] = scores.get(chosen.agency, 0.0) + _CATEGORY_WEIGHT
        # Among equals the one named first: people begin with what matters to them.
        first = {agency: min(min(hit.places) for hit in hits.values()) for agency, hits in met.items()}
        best = sorted(scores, key=lambda agency: (-scores[agency], first.get(agency, 0), agency))
        total = sum(scores.values()) + _DOUBT
        return [
            _suggestion(agency, scores[agency] / total, met.get(agency, {}), chosen)
            for agency in best[:limit]
        ]

    def _add(self, phrase: str, agency: str, weight: float) -> None:
        key = tuple(tokens(phrase))
        if key:
            weight *= 1 + 0.6 * (len(key) - 1)
            known = self._index.setdefault(key[0], {}).setdefault(key, [])
            known.append(_Keyword(phrase, agency, weight))

    def _hits(self, words: list[str]) -> Iterator[_Hit]:
        for start, first in enumerate(words):
            for key, keywords in self._index.get(first, {}).items():
                places = _places(words, start, key)
                if places:
                    trust = 1.0 if places[-1] - start == len(key) - 1 else _GAP_WEIGHT
                    if start and words[start - 1] in _BESIDE:
                        trust *= _LANDMARK_WEIGHT
                    for keyword in keywords:
                        yield _Hit(frozenset(places), keyword, keyword.weight * trust)


def suggest(
    text: str,
    category: str | None,
    agencies: Sequence[Agency],
    categories: Sequence[Category],
    limit: int = 3,
) -> list[Suggestion]:
    """One suggestion without a `Router` kept; for many texts keep one."""
    return Router(agencies, categories).suggest(text, category, limit)


def _places(words: list[str], start: int, key: tuple[str, ...]) -> list[int]:
    """Where the words of a phrase stand; empty when it is not there."""
    if tuple(words[start : start + len(key)]) == key:
        return list(range(start, start + len(key)))
    if len(key) == 2:
        for place in range(start + 2, min(start + 2 + _GAP, len(words))):
            if words[place] == key[1]:
                return [start, place]
    return []


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """Without those whose words all stand within a longer phrase that was met."""
    longer: dict[int, list[frozenset[int]]] = {}
    for hit in hits:
        if len(hit.places) > 1:
            for place in hit.places:
                longer.setdefault(place, []).append(hit.places)
    return [hit for hit in hits if not any(hit.places < places for places in longer.get(min(hit.places), ()))]


def _suggestion(
    agency: str, confidence: float, met: Mapping[str, _Hit], category: Category | None
) -> Suggestion:
    words = tuple(sorted(met, key=lambda phrase: (-met[phrase].weight, phrase)))[:4]
    reasons = ["kata " + ", ".join(f'"{word}"' for word in words)] if words else []
    if category and category.agency == agency:
        reasons.append(f'bidang "{category.name}"')
    return Suggestion(agency, round(confidence, 3), "; ".join(reasons), words)
