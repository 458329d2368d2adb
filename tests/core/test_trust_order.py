"""Proof that the roster is the same in every order, and that no odd value breaks it."""

import random
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.canonical import b64
from desktop.core.events import district_thing
from desktop.core.roster import Roster
from tests.core.builders import DISTRICT, District, Office, Writer, thing

ON_DISTRICT = district_thing(DISTRICT)


def everything() -> District:
    """A long story with every kind of trust event in it."""
    office = Office()
    office.say(office.root.write("roster.keepers", ON_DISTRICT, {"keepers": [b64(office.desk.writer)]}))
    office.say(office.induk.write("roster.scope_set", office.ani.writer, {"villages": ["a"]}))
    office.say(office.induk.write("roster.scope_set", office.ani.writer, {"villages": ["a", "b"]}))
    for old, new in ((office.ani, "ani-2"), (office.budi, "budi-2"), (office.budi, "budi-3")):
        office.follow(old, Writer(new))
    office.accept(office.induk, Writer("budi-2"), "officer", owner="budi")
    office.follow(Writer("ani-2"), Writer("ani-3"))
    office.retire(office.induk, office.roads, 4)
    office.retire(office.induk, office.roads, 2)
    named = office.name_induk(office.desk, 12, replaces=[office.events[2]])
    office.accept(office.desk, Writer("late"), "agency:9")
    office.retire(office.desk, office.induk, 11, office.induk.made[-2].id)
    office.accept(office.induk, Writer("thief"), "officer", seq=3, prev=office.induk.made[0].id, aside=True)
    heir = Writer("heir", root=True)
    office.say(office.root.write("roster.successor", ON_DISTRICT, {"key": b64(heir.key)}))
    office.name_induk(office.desk, 11, by=heir, replaces=[named])
    office.say(
        office.desk.write(
            "review.accepted", thing("e"), {"event": b64(office.events[-1].id), "decision": "x"}
        )
    )
    return office


STORY = everything()


@given(st.randoms(use_true_random=False), st.integers(0, 40))
def test_order_and_duplicates_do_not_matter(chance: random.Random, cut: int) -> None:
    events = STORY.events[: max(3, len(STORY.events) - cut)]
    straight = STORY.roster(events)
    shuffled = [*events, *chance.choices(events, k=5)]
    chance.shuffle(shuffled)
    other = STORY.roster(shuffled)
    assert other == straight
    assert list(other.roots) == list(straight.roots)
    assert list(other.induks) == list(straight.induks)


@given(st.sets(st.integers(0, len(STORY.events) - 1)), st.randoms(use_true_random=False))
def test_any_part_of_the_story_in_any_order(places: set[int], chance: random.Random) -> None:
    events = [STORY.events[place] for place in sorted(places)]
    straight = STORY.roster(events)
    chance.shuffle(events)
    assert STORY.roster(events) == straight
    assert straight.counted <= {event.id for event in events}


VALUES: list[object] = [
    None,
    True,
    0,
    -1,
    2**53 - 1,
    "",
    "x",
    [],
    [1],
    {},
    {"a": None},
    b64(bytes(16)),
    b64(bytes(32)),
]


@given(st.data())
def test_odd_values_never_break_the_roster(data: st.DataObject) -> None:
    office = Office()
    kinds: dict[str, list[str]] = {
        "roster.accepted": ["key", "age", "desks", "owner"],
        "roster.retired": ["writer", "seq", "id"],
        "roster.scope_set": ["villages"],
        "roster.induk": ["induk", "before_seq"],
        "roster.keepers": ["keepers"],
        "roster.recovery": ["recovery"],
        "roster.successor": ["key"],
        "writer.continued": ["key", "age", "proof"],
        "review.accepted": ["event", "decision"],
    }
    pick: Callable[[st.SearchStrategy[object]], object] = data.draw
    for _ in range(4):
        kind = str(pick(st.sampled_from(sorted(kinds))))
        by = data.draw(st.sampled_from([office.root, office.induk, office.ani]))
        fields = {name: pick(st.sampled_from(VALUES)) for name in kinds[kind] if pick(st.booleans())}
        on = data.draw(st.sampled_from([office.ani.writer, ON_DISTRICT, thing("x")]))
        office.say(by.write(kind, on, fields))
    assert isinstance(office.roster(), Roster)
