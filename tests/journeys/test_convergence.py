"""Hypothesis plays a district: eight laptops, every kind of act, files in any order, all end the same."""

import random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from tests.journeys import deeds
from tests.journeys.game import Game
from tests.journeys.homes import CAST

OFFICERS = st.sampled_from(["officer", "officer2", "late", "induk"])
COORDINATORS = st.sampled_from(["induk", "second"])
AGENCIES = st.sampled_from(["pupr", "pupr2", "dinkes"])
EVERYBODY = st.sampled_from(list(CAST))
NUMBER = st.integers(0, 9_999)


class District(RuleBasedStateMachine):
    """The rules are what people do; what must hold is in `Game`."""

    def __init__(self) -> None:
        super().__init__()
        self.game = Game()

    @rule(name=OFFICERS, flavour=st.sampled_from(deeds.FLAVOURS), number=NUMBER)
    def record(self, name: str, flavour: str, number: int) -> None:
        deeds.do(self.game.home(name), deeds.record_acts, flavour, number)

    @rule(name=OFFICERS, what=st.sampled_from(deeds.FIELD), number=NUMBER)
    def mend(self, name: str, what: str, number: int) -> None:
        deeds.do(self.game.home(name), deeds.field_acts, what, number)

    @rule(name=COORDINATORS, what=st.sampled_from(deeds.OFFICE), number=NUMBER)
    def order(self, name: str, what: str, number: int) -> None:
        deeds.do(self.game.home(name), deeds.office_acts, what, number)

    @rule(name=AGENCIES, what=st.sampled_from(deeds.AGENCY), number=NUMBER)
    def answer(self, name: str, what: str, number: int) -> None:
        deeds.do(self.game.home(name), deeds.agency_acts, what, number)

    @rule(name=EVERYBODY, what=st.sampled_from(deeds.AFTER), number=NUMBER)
    def follow(self, name: str, what: str, number: int) -> None:
        deeds.do(self.game.home(name), deeds.after_acts, what, number)

    @rule(name=EVERYBODY, number=NUMBER)
    def decide(self, name: str, number: int) -> None:
        deeds.decide(self.game.home(name), number)

    @rule(
        name=st.sampled_from(["officer", "pupr", "second"]), what=st.sampled_from(deeds.OFFICE), number=NUMBER
    )
    def meddle_as_office(self, name: str, what: str, number: int) -> None:
        self.game.meddle(name, deeds.office_acts, what, number)

    @rule(name=st.sampled_from(["officer2", "dinkes"]), what=st.sampled_from(deeds.FIELD), number=NUMBER)
    def meddle_as_officer(self, name: str, what: str, number: int) -> None:
        self.game.meddle(name, deeds.field_acts, what, number)

    @rule(name=EVERYBODY, everything=st.booleans())
    def send(self, name: str, everything: bool) -> None:
        self.game.send(name, everything=everything)

    @rule(name=EVERYBODY)
    def send_and_carry(self, name: str) -> None:
        before = len(self.game.mail)
        self.game.send(name)
        for _, path, readers in self.game.mail[before:]:
            for reader in sorted(readers):
                self.game.take(reader, path)

    @precondition(lambda self: self.game.mail)
    @rule(numbers=st.lists(NUMBER, min_size=1, max_size=6))
    def take(self, numbers: list[int]) -> None:
        """Files turn up late, twice, in another order, or at a laptop they are not for."""
        for number in numbers:
            _, path, readers = self.game.mail[number % len(self.game.mail)]
            names = sorted(readers) if readers and number % 5 else list(CAST)
            self.game.take(names[number // 7 % len(names)], path)

    @precondition(lambda self: self.game.mail)
    @rule(name=EVERYBODY, number=NUMBER, how=st.sampled_from(["cut", "flipped", "longer"]))
    def damage(self, name: str, number: int, how: str) -> None:
        _, path, readers = self.game.mail[number % len(self.game.mail)]
        self.game.take_damaged(min(readers, default=name), path, number * 7919, how)

    @rule(days=st.sampled_from([-3650, -40, 1, 30, 70, 3650]))
    def jump(self, days: int) -> None:
        self.game.jump(days)

    @rule(
        what=st.sampled_from(
            ["retire", "scope", "enrol", "keepers", "induk", "review", "review", "erase", "erase"]
        ),
        number=NUMBER,
    )
    def rule_the_roster(self, what: str, number: int) -> None:
        self.game.play_roster(what, number)

    @rule(name=EVERYBODY)
    def copy(self, name: str) -> None:
        self.game.copy(name)

    @precondition(lambda self: self.game.copies)
    @rule(number=NUMBER, with_sequence=st.booleans())
    def put_back(self, number: int, with_sequence: bool) -> None:
        names = sorted(self.game.copies)
        self.game.put_back(names[number % len(names)], with_sequence=with_sequence)

    @rule(name=st.sampled_from(["officer", "officer2"]), number=NUMBER)
    def fork(self, name: str, number: int) -> None:
        self.game.fork(name, number)

    @invariant()
    def hold(self) -> None:
        self.game.look()

    def teardown(self) -> None:
        try:
            self.game.finish(random.Random(len(self.game.mail)))
        finally:
            self.game.close()


TestDistrict = District.TestCase
# Each example plays a whole district; `--hypothesis-profile=explore` plays many more.
TestDistrict.settings = settings(
    max_examples=settings().max_examples // 6,
    stateful_step_count=25,
    suppress_health_check=list(HealthCheck),
)
