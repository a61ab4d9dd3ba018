"""Several processes on one database: one polls, the round is done once, what a dead one held is taken over."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from support.running import Running, rows_of

from bot import candidacy
from bot.double import BotApi
from bot.double.request import DoubleRequest
from bot.house import House
from bot.outage import chosen
from bot.service import Service, Way
from catalogue.words.replacing import replace
from enrolment.assistant.assistant import Assistant
from enrolment.store import leases


def other(house: House, name: str) -> House:
    """The same house as another process has it."""
    holder = f"elsewhere:{name}:{name}"
    old = house.assistant
    assistant = Assistant(house.database, house.vault, house.desk, house.rules, house.clock, None, old.admins, old.bot_name, holder=holder)
    return replace(house, assistant=assistant, holder=holder)


class Replica(Running):
    """A service that competes to poll."""

    def __init__(self, house: House, api: BotApi, name: str) -> None:
        mine = other(house, name)
        super().__init__(api, Service(mine, api.token, "https://double.invalid", DoubleRequest(api), DoubleRequest(api), way=Way.ELECTED))
        self.stop = asyncio.Event()
        self.task = asyncio.create_task(self.service.run(self.stop))

    @property
    def elected(self) -> bool:
        assert self.service.candidacy is not None
        return self.service.candidacy.elected.is_set()

    async def end(self) -> None:
        self.stop.set()
        await self.task


async def until(reached: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not reached():
            await asyncio.sleep(0.01)


async def test_one_of_several_polls_and_another_takes_over_when_it_stops(
    house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidacy, "ROUND", 0.05)
    replicas = [Replica(house, api, name) for name in ("1", "2", "3")]
    zoe = api.person(1, "Zoé", "fr")
    await until(lambda: any(replica.elected for replica in replicas))
    [first] = [replica for replica in replicas if replica.elected]
    zoe.say("bonjour")
    await until(lambda: len(zoe.messages()) == 1)
    await first.end()
    left = [replica for replica in replicas if replica is not first]
    await until(lambda: any(replica.elected for replica in left))
    zoe.say("aide")
    await until(lambda: len(zoe.messages()) == 2)
    assert sum(replica.elected for replica in left) == 1
    assert "HTTP 409" not in api.counters
    for replica in left:
        await replica.end()
    assert {row["state"] for row in rows_of(house, "inbox")} == {"handled"}


def test_a_lease_whose_holder_died_silently_is_taken_over_within_a_minute(house: House) -> None:
    now = house.clock()
    with house.database.writing() as session:
        assert leases.take(session, "poll:7", "elsewhere:1:a", now, candidacy.HOLD)
        assert not leases.take(session, "poll:7", "elsewhere:2:b", now + timedelta(seconds=10), candidacy.HOLD)
        assert leases.take(session, "poll:7", "elsewhere:2:b", now + timedelta(seconds=21), candidacy.HOLD)


def test_a_clock_set_back_does_not_hold_a_lease_for_hours(house: House) -> None:
    now = house.clock()
    with house.database.writing() as session:
        assert leases.take(session, "round", "elsewhere:1:a", now + timedelta(hours=3))
        assert leases.take(session, "round", "elsewhere:2:b", now)


def test_all_replicas_choose_the_same_one_to_tell_a_person(house: House) -> None:
    names = ("here:a", "here:b", "here:c")
    picks = {person: chosen(person, names) for person in range(60)}
    assert {chosen(person, names[::-1]) for person in range(60)} == set(picks.values()) == set(names)
    assert all(chosen(person, names[::-1]) == pick for person, pick in picks.items())
    assert chosen(1, ()) is None
