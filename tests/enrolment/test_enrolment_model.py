"""The machine against a model of a few lines: whatever people do in whatever order, both say the same."""

import sqlite3
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from support.world import World, course, session

from catalogue.store.database import Database
from enrolment import doctor
from enrolment.registration import registering, registrar, standing, waiting
from enrolment.registration.refusals import Refusal
from enrolment.registration.states import Role
from enrolment.registration.values import Actor, Registration
from enrolment.store.migrate import migrate

CROWD = 4
PEOPLE = st.integers(0, CROWD - 1)
REGISTRAR = Actor("registrar", Role.REGISTRAR)
HOLDING = ("pre_registered", "confirmed", "offered")


@dataclass
class Model:
    """What should be: each person's state, the list in order, when offers end."""

    seats: int = 1
    states: dict[int, str] = field(default_factory=dict)
    queue: list[int] = field(default_factory=list)
    ends: dict[int, datetime] = field(default_factory=dict)
    silences: dict[int, int] = field(default_factory=dict)

    def taken(self) -> int:
        return sum(state in HOLDING for state in self.states.values())

    def register(self, who: int) -> None:
        if self.states.get(who) in (*HOLDING, "waitlisted"):
            return
        self.silences[who] = 0
        if not self.queue and self.taken() < self.seats:
            self.states[who] = "pre_registered"
        else:
            self.states[who] = "waitlisted"
            self.queue.append(who)

    def close(self, who: int, state: str, now: datetime) -> None:
        if self.states.get(who) in (*HOLDING, "waitlisted"):
            self.states[who] = state
            self.queue = [each for each in self.queue if each != who]
            self.ends.pop(who, None)
            self.fill(now)

    def accept(self, who: int, now: datetime) -> None:
        if self.states.get(who) == "offered" and now < self.ends[who]:
            self.states[who], self.silences[who] = "pre_registered", 0
            del self.ends[who]

    def settle(self, now: datetime) -> None:
        for who in sorted((each for each in self.ends if self.ends[each] <= now), key=lambda each: self.ends[each]):
            del self.ends[who]
            self.silences[who] += 1
            if self.silences[who] == 2:
                self.states[who] = "expired"
            else:
                self.states[who] = "waitlisted"
                self.queue.append(who)
        self.fill(now)

    def fill(self, now: datetime) -> None:
        while self.queue and self.taken() < self.seats:
            who = self.queue.pop(0)
            self.states[who], self.ends[who] = "offered", now + timedelta(hours=48)


class Machine(RuleBasedStateMachine):
    """The real commands beside the model."""

    @initialize()
    def begin(self) -> None:
        database = _emptied()
        self.model = Model()
        self.world = World(database).offers(course("IA-101", session("S1", seats=1, starts=date(2099, 1, 1), ends=date(2099, 1, 2))))
        self.world.with_rules(quiet_hours=None)
        self.people = [self.world.person(number) for number in range(CROWD)]
        self.made: dict[int, Registration] = {}
        for who in range(CROWD):
            self.register(who)

    @rule(who=PEOPLE)
    def register(self, who: int) -> None:
        self.made[who] = self.world.register(self.people[who]).registration
        self.model.register(who)

    @rule(who=PEOPLE)
    def withdraw(self, who: int) -> None:
        if who in self.made:
            with self.world.unit() as unit:
                registering.withdraw(unit, self.people[who], self.made[who].id)
            self.model.close(who, "cancelled", self.world.now)

    @rule(who=PEOPLE, takes=st.booleans())
    def answer(self, who: int, takes: bool) -> None:
        if who not in self.made:
            return
        in_time = who in self.model.ends and self.world.now < self.model.ends[who]
        try:
            with self.world.unit() as unit:
                command = waiting.accept if takes else waiting.decline_offer
                command(unit, self.people[who], self.made[who].id)
        except Refusal:
            assert not in_time
        if takes:
            self.model.accept(who, self.world.now)
        elif in_time:
            self.model.close(who, "cancelled", self.world.now)

    @rule(who=PEOPLE, yes=st.sampled_from([True, True, True, False]))
    def decide(self, who: int, yes: bool) -> None:
        if who not in self.made:
            return
        with self.world.unit() as unit:
            if yes:
                registrar.confirm(unit, [self.made[who].id], REGISTRAR)
            else:
                registrar.decline(unit, [self.made[who].id], None, REGISTRAR)
        if not yes:
            self.model.close(who, "declined", self.world.now)
        elif self.model.states[who] == "pre_registered":
            self.model.states[who] = "confirmed"

    @rule(hours=st.sampled_from([1, 25]))
    def time_passes(self, hours: int) -> None:
        self.world.wait(hours=hours)

    @rule()
    def silence(self) -> None:
        self.world.wait(hours=49)
        self.clock()

    @rule()
    def clock(self) -> None:
        with self.world.unit() as unit:
            waiting.settle(unit)
        self.model.settle(self.world.now)

    @rule(seats=st.integers(0, 3))
    def reseat(self, seats: int) -> None:
        self.world.reseat("S1", seats)
        self.model.seats = seats
        self.clock()

    @invariant()
    def both_say_the_same(self) -> None:
        if not hasattr(self, "made"):
            return
        assert {who: self.world.read(each).status.value for who, each in self.made.items()} == self.model.states
        now = self._now()
        with self.world.unit() as unit:
            ranked = {who: standing.standing(unit, each).position for who, each in now.items() if each.status.value == "waitlisted"}
        assert ranked == {who: place for place, who in enumerate(self.model.queue, start=1)}

    def teardown(self) -> None:
        if hasattr(self, "world"):
            with self.world.unit() as unit:
                assert {each.rule for each in doctor.breaches(unit)} <= {"offer_overdue"}

    def _now(self) -> dict[int, Registration]:
        return {who: self.world.read(each) for who, each in self.made.items()}


def _emptied() -> Database:
    """One database for all, put back as it began: its statements stay compiled."""
    database, template = _database()
    template.backup(_driver(database))
    return database


@cache
def _database() -> tuple[Database, sqlite3.Connection]:
    database, template = Database("sqlite://"), sqlite3.connect(":memory:")
    migrate(database)
    _driver(database).backup(template)
    return database, template


def _driver(database: Database) -> sqlite3.Connection:
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


Machine.TestCase.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
TestMachine = Machine.TestCase


@pytest.mark.slow
def test_the_machine_and_the_model_agree_for_long() -> None:
    run_state_machine_as_test(Machine, settings=settings(Machine.TestCase.settings, max_examples=300, stateful_step_count=50))
