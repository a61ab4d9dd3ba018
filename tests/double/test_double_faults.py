"""Faults on demand, met by python-telegram-bot's own client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.double import BotApi, Fault, ManualClock, Person
from bot.double.request import DoubleRequest

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("ignore:.*PTB_TIMEDELTA")]


@pytest_asyncio.fixture
async def bot(api: BotApi, maude: Person) -> AsyncIterator[Bot]:
    async with Bot(api.token, request=DoubleRequest(api), get_updates_request=DoubleRequest(api)) as bot:
        yield bot


async def test_a_429_says_how_long_to_wait_and_touches_its_chat_only(api: BotApi, bot: Bot) -> None:
    api.person(43).start()
    api.faults.add(Fault("too_many", chat_id=43, retry_after=7))
    await bot.send_message(42, "a")
    with pytest.raises(RetryAfter, match=r"0:00:07|7 seconds"):
        await bot.send_message(43, "a")
    await bot.send_message(43, "a")


async def test_a_fault_may_last_and_touch_everybody(api: BotApi, bot: Bot, clock: ManualClock) -> None:
    api.faults.add(Fault("too_many", lasting=10))
    for _ in range(3):
        with pytest.raises(RetryAfter):
            await bot.send_message(42, "a")
    clock.advance(10)
    await bot.send_message(42, "a")
    assert api.counters["fault too_many"] == 3


async def test_an_error_of_the_server_is_a_network_error(api: BotApi, bot: Bot) -> None:
    api.faults.add(Fault("error", code=502, method="sendMessage", times=2))
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(42, "a")
    await bot.send_message(42, "a")


async def test_a_dropped_connection_hides_whether_the_message_left(api: BotApi, bot: Bot, maude: Person) -> None:
    api.faults.add(Fault("drop_before"))
    api.faults.add(Fault("drop_after"))
    for text in ("jamais", "parti"):
        with pytest.raises(NetworkError):
            await bot.send_message(42, text)
    assert [message.text for message in maude.messages()] == ["parti"]


async def test_a_slow_answer_comes_late_or_too_late(api: BotApi, bot: Bot, clock: ManualClock, maude: Person) -> None:
    api.faults.add(Fault("slow", seconds=3))
    api.faults.add(Fault("slow", seconds=30))
    late = asyncio.create_task(bot.send_message(42, "lent"))
    await asyncio.sleep(0.01)
    clock.advance(3)
    assert (await late).text == "lent"
    lost = asyncio.create_task(bot.send_message(42, "perdu"))
    await asyncio.sleep(0.01)
    clock.advance(5)
    with pytest.raises(TimedOut):
        await lost
    assert maude.last.text == "perdu"


async def test_an_unknown_fault_is_refused(api: BotApi) -> None:
    with pytest.raises(ValueError, match="a fault is one of"):
        api.faults.add(Fault("earthquake"))
