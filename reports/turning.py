"""Words from right to left in lines from left to right: which parts turn, and where each stands."""

from collections.abc import Sequence
from itertools import groupby

from reports.breaking import Atom
from reports.signs import LEFT, NEUTRAL, NUMBER, RIGHT

_OPENING, _CLOSING = "([{«", ")]}»"


def levels_of(atoms: Sequence[Atom]) -> list[int]:
    """How deep each atom is turned: 0 not, 1 yes, 2 a number in it (Unicode annex 9, based left to right)."""
    turns = [atom.run.turn for atom in atoms]
    levels = [0] * len(atoms)
    if RIGHT not in turns:
        return levels
    strong = LEFT
    for place, turn in enumerate(turns):
        if turn in (LEFT, RIGHT):
            strong = turn
        if strong == RIGHT and turn != NEUTRAL:
            levels[place] = 2 if turn == NUMBER else 1
    place = 0
    for neutral, group in groupby(turns, lambda turn: turn == NEUTRAL):
        end = place + len(list(group))
        if neutral and place and levels[place - 1] and end < len(levels) and levels[end]:
            levels[place:end] = [1] * (end - place)
        place = end
    return _with_brackets(atoms, levels)


def _with_brackets(atoms: Sequence[Atom], levels: list[int]) -> list[int]:
    """A closing bracket turns if the opening one did, whatever follows it."""
    turned: list[bool] = []
    for place, atom in enumerate(atoms):
        if atom.run.turn == NEUTRAL and atom.run.text[0] in _OPENING:
            turned.append(levels[place] > 0)
        elif atom.run.turn == NEUTRAL and atom.run.text[0] in _CLOSING and turned and turned.pop():
            levels[place] = 1
    return levels


def _from_left_to_right(levels: Sequence[int]) -> list[int]:
    """Positions in reading order → from left to right."""
    order: list[int] = []
    place = 0
    for turned, group in groupby(levels, lambda level: level > 0):
        end = place + len(list(group))
        part = list(range(place, end))
        if turned:
            part = []
            for number, inner in groupby(range(place, end), lambda at: levels[at] == 2):
                found = list(inner)
                part = [*(found if number else reversed(found)), *part]
        order += part
        place = end
    return order


def entries_of(atoms: Sequence[Atom], levels: Sequence[int]) -> list[int]:
    """From left to right the position of each atom, and -1 for each space."""
    entries: list[int] = []
    depths: list[int] = []
    for place, atom in enumerate(atoms):
        if atom.spaced:
            entries.append(-1)
            depths.append(min(1, levels[place - 1], levels[place]))
        entries.append(place)
        depths.append(levels[place])
    return [entries[at] for at in _from_left_to_right(depths)]


def places_of(
    atoms: Sequence[Atom], levels: Sequence[int], space: float, widths: Sequence[float]
) -> list[float]:
    """How far from the left of the line each atom stands, in points."""
    places = [0.0] * len(atoms)
    x = 0.0
    for entry in entries_of(atoms, levels):
        if entry < 0:
            x += space
        else:
            places[entry] = x
            x += widths[entry]
    return places
