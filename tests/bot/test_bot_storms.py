"""Telegram at its worst: replies lost after acceptance, storms of 5xx and 429, slowness, long messages; and our clock that jumps."""

import asyncio
from typing import Any

import pytest
from support.processes import until
from support.running import FORM, rows_of, serving, walk
from telegram.request import HTTPXRequest

from bot.double import BotApi, Fault
from bot.double.front import serving as front
from bot.house import House
from bot.service import Service
from handlers import delivery


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for Telegram."""
    monkeypatch.setattr(delivery, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(delivery, "LONGEST_PAUSE", 0.05)


@pytest.mark.usefixtures("quick")
async def test_an_answer_accepted_whose_reply_is_lost_comes_twice_and_its_effect_once(house: House, api: BotApi) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        await walk(bot, zoe, FORM[:-1])
        seen = len(zoe.messages())
        api.faults.add(Fault("drop_after", method="sendMessage"))
        api.faults.add(Fault("drop_after", method="editMessageText"))
        await walk(bot, zoe, FORM[-1:])
    shown = [message.text for message in zoe.messages()[seen:] if message.text]  # the session's file comes after it
    [registered] = rows_of(house, "registration")
    reference = f"{registered['reference'][:4]}-{registered['reference'][4:]}"
    assert len(shown) == 2
    assert len(set(shown)) == 1
    assert reference in shown[0]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("code", [500, 502])
async def test_in_a_storm_of_server_errors_everyone_is_answered_once_it_is_over(house: House, api: BotApi, code: int) -> None:
    people = [api.person(number, f"P{number}", ("fr", "en")[number % 2]) for number in range(1, 25)]
    async with serving(house, api) as bot:
        await bot.settle()
        api.faults.add(Fault("error", code=code, lasting=1.0))
        api.faults.add(Fault("error", method="getUpdates", code=code, times=2))
        for person in people:
            person.say("bonjour")
        await bot.settle()
    assert api.counters["fault error"] > len(people)
    assert {len(person.messages()) for person in people} == {1}


@pytest.mark.usefixtures("quick")
async def test_in_a_storm_of_429_each_waits_as_told_and_is_answered_once(
    house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "seconds", lambda _: 0.01)
    people = [api.person(number, f"P{number}", "fr") for number in range(1, 25)]
    async with serving(house, api) as bot:
        await bot.settle()
        api.faults.add(Fault("too_many", retry_after=1, times=100))
        for person in people:
            person.say("bonjour")
        await bot.settle()
    assert {len(person.messages()) for person in people} == {1}


async def test_a_429_at_the_start_is_waited_for_as_long_as_it_asks(house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.service.seconds", lambda _: 0.01)
    api.faults.add(Fault("too_many", method="getMe", retry_after=1, times=30))
    async with serving(house, api) as bot:
        api.person(1).say("bonjour")
        await bot.settle(10)
    assert api.person(1).messages()


async def test_a_telegram_slow_for_one_holds_back_nobody_else(house: House, api: BotApi) -> None:
    slow, others = api.person(1, "Lente", "fr"), [api.person(number, f"P{number}", "fr") for number in range(2, 20)]
    async with serving(house, api) as bot:
        await bot.settle()
        api.faults.add(Fault("slow", chat_id=slow.id, seconds=4.0))
        slow.say("bonjour")
        for person in others:
            person.say("bonjour")
        await until(lambda: all(person.messages() for person in others))
        assert bot.service.tally.outcomes["answered"] == len(others)
        await bot.settle()


@pytest.mark.slow
async def test_messages_as_long_as_telegram_lets_them_be_are_answered_through_polling_over_http(house: House) -> None:
    """A batch of a megabyte: full texts with a hundred entities each, replies to such, captions, in scripts of four bytes a letter."""
    api = BotApi()
    async with front(api) as url:
        service = Service(house, api.token, url, HTTPXRequest(connection_pool_size=32), HTTPXRequest())
        stop = asyncio.Event()
        people = [api.person(number, f"P{number}", "fr") for number in range(1, 91)]
        for number, person in enumerate(people):
            person.say("bonjour")
            api.world.emit_raw({"message": _longest(person.user, person.chat.data, number, "𝔞é漢x"[number % 4])}, person.id)
        assert len(str(list(api.world.updates._waiting))) > 2**20
        task = asyncio.create_task(service.run(stop))
        try:
            await until(lambda: all(len(person.messages()) == 2 for person in people))
        finally:
            stop.set()
            await task
    assert not service.tally.errors


def _longest(sender: dict[str, Any], chat: dict[str, Any], number: int, letter: str) -> dict[str, Any]:
    entities = [{"type": "bold", "offset": place * 20, "length": 10} for place in range(100)]
    text = letter * (4096 // len(letter.encode("utf-16-le")) * 2)
    head = {"date": 1_800_000_000, "chat": chat, "from": sender}
    replied = {**head, "message_id": number + 1, "text": text, "entities": entities}
    if number % 3 == 0:
        photo = [{"file_id": "A" * 80, "file_unique_id": "B", "width": 90, "height": 90}]
        return {**head, "message_id": number + 100, "photo": photo, "caption": text[:1024], "caption_entities": entities[:50]}
    return {**head, "message_id": number + 100, "text": text, "entities": entities, "reply_to_message": replied}


async def test_a_clock_that_jumps_forward_and_back_leaves_nobody_unanswered(house: House, api: BotApi, hands: Any) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        for hours in (0, 5, -5, -30, 40):
            hands.turn(hours=hours)
            seen = len(zoe.messages())
            zoe.say("bonjour")
            await bot.settle()
            assert len(zoe.messages()) == seen + 1
            await asyncio.to_thread(bot.service.clockwork.once)
    assert {row["state"] for row in rows_of(house, "inbox")} == {"handled"}
