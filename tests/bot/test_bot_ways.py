"""How updates come: polled or brought, from numbers that begin again, while the database is away, in a flood."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError
from support.running import FORM, Running, rows_of, serving, walk

from bot import outage
from bot.double import BotApi
from bot.double.request import DoubleRequest
from bot.double.webhook import Reply
from bot.house import House
from bot.service import Service, Way
from bot.settings import Settings
from bot.web import webhook
from bot.web.application import application
from catalogue.store.database import Database
from handlers import registry

HOOK = "http://127.0.0.1:8080/hook"
SECRET = "made_up_secret"


@asynccontextmanager
async def hooked(house: House) -> AsyncIterator[Running]:
    """A service that Telegram calls, its site in process."""
    settings = Settings(_env_file=None, webhook_url=HOOK, webhook_secret=SECRET)  # type: ignore[call-arg, arg-type]  # pydantic reads the text
    house = House(settings, house.database, house.vault, house.rules, house.clock, house.desk, house.assistant, house.holder)
    sites: list[httpx.AsyncClient] = []

    async def post(url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        answer = await sites[0].post(url, headers=dict(headers), content=body)
        return Reply(answer.status_code, answer.headers, answer.content)

    api = BotApi(post=post)
    service = Service(house, api.token, "https://double.invalid", DoubleRequest(api), DoubleRequest(api), way=Way.CALLED)
    app = application([webhook.routes("/hook", SECRET, service.hooked)])
    sites.append(httpx.AsyncClient(transport=httpx.ASGITransport(app)))
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    try:
        yield Running(api, service)
    finally:
        stop.set()
        await task
        await api.close()
        await sites[0].aclose()


async def test_a_registration_by_webhook_with_only_the_kinds_that_are_handled(house: House) -> None:
    async with hooked(house) as bot:
        zoe = bot.api.person(1, "Zoé", "fr")
        await walk(bot, zoe, FORM)
        kinds = bot.api.world.updates.allowed
    assert len(rows_of(house, "registration")) == 1
    assert kinds == set(registry.UPDATES)
    assert bot.service.tally.last_webhook is not None


async def test_going_back_to_polling_deletes_the_webhook_and_loses_nothing(house: House, api: BotApi) -> None:
    await api.call("setWebhook", {"url": "https://example.org/hook"})
    api.world.webhook._post = _nobody  # type: ignore[union-attr]  # nothing answers there
    zoe = api.person(1, "Zoé", "fr")
    zoe.say("bonjour")
    async with serving(house, api) as bot:
        await bot.settle()
    assert api.world.webhook is None
    assert zoe.messages()


async def _nobody(url: str, headers: Mapping[str, str], body: bytes) -> Reply:
    raise OSError


async def test_numbers_that_begin_again_are_answered_and_a_redelivery_is_still_known(house: House) -> None:
    for name in ("Zoé", "Léa"):
        api = BotApi()
        person = api.person(7 if name == "Zoé" else 8, name, "fr")
        received: list[list[dict[str, Any]]] = []
        async with serving(house, api) as bot:
            keep = bot.service.intake.receive

            async def noted(updates: Sequence[dict[str, Any]], keep: Any = keep, received: Any = received) -> None:
                received.append(list(updates))
                await keep(updates)

            bot.service.poller.receive = noted
            person.say("bonjour")
            await bot.settle()
            assert len(person.messages()) == 1
            await keep(received[0])
            await bot.settle()
            assert len(person.messages()) == 1
    numbers = [row["update_id"] for row in rows_of(house, "inbox")]
    assert len(set(numbers)) == 2


class Away:
    """A database that can be away, as the service sees it."""

    def __init__(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self._writing = database.writing
        monkeypatch.setattr(database, "writing", self.writing)
        self.now = False

    def writing(self) -> Any:
        if self.now:
            raise OperationalError("BEGIN", {}, Exception("gone"))
        return self._writing()


async def test_while_the_database_is_away_people_are_told_once_and_then_answered(
    house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outage, "PATIENCE", 0.0)
    monkeypatch.setattr("bot.polling.STORE_PAUSE", 0.02)
    away = Away(house.database, monkeypatch)
    zoe, bob = api.person(1, "Zoé", "fr"), api.person(2, "Bob", "en")
    async with serving(house, api) as bot:
        zoe.say("bonjour")
        await bot.settle()
        told = len(zoe.messages())
        away.now = True
        zoe.say("avez-vous des cours gratuits?")
        bob.say("any free courses?")
        async with asyncio.timeout(10):
            while not (len(zoe.messages()) > told and bob.messages()):
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        assert len(zoe.messages()) == told + 1
        assert len(bob.messages()) == 1
        assert "nothing to send again" in bob.last.text
        away.now = False
        await bot.settle()
        assert "gratuit" in zoe.last.text.casefold()
        assert "free" in bob.last.text.casefold()


async def test_a_stop_while_the_database_is_away_is_clean(house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    away = Away(house.database, monkeypatch)
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        zoe.say("bonjour")
        await bot.settle()
        away.now = True
        zoe.say("aide")
        await asyncio.sleep(0.1)
    assert len(zoe.messages()) == 1
    away.now = False
    async with serving(house, api) as bot:
        await bot.settle()
    assert len(zoe.messages()) == 2


async def test_a_flood_gets_one_line_and_every_message_its_answer_while_others_are_served(
    house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.CROWD", 3)
    monkeypatch.setattr("bot.intake.PACE", 0.01)
    monkeypatch.setattr("enrolment.store.inbox.WAITED", timedelta(days=-1))
    zoe, bob = api.person(1, "Zoé", "fr"), api.person(2, "Bob", "en")
    async with serving(house, api) as bot:
        for _ in range(12):
            zoe.say("bonjour")
        bob.say("hello")
        await bot.settle(60)
    lines = [message.text for message in zoe.messages()]
    assert len(lines) == 13
    assert sum("un peu plus lentement" in line for line in lines) == 1
    assert len(bob.messages()) == 1


@pytest.mark.parametrize("spoiled", [{"date": 2**70}, {"chat": {"id": [None], "type": "private"}}, {"message_id": "9"}])
async def test_an_update_of_no_shape_the_bot_api_gives_is_set_aside_at_once(house: House, api: BotApi, spoiled: dict[str, Any]) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        api.world.emit_raw({"message": {"message_id": 9, "date": 0, "chat": zoe.chat.data, "from": zoe.user, "text": "?", **spoiled}})
        zoe.say("bonjour")
        await bot.settle()
    assert bot.service.tally.errors == {"Hopeless": 1}
    assert [(row["state"], row["attempts"]) for row in rows_of(house, "inbox")] == [("set_aside", 1), ("handled", 1)]
    assert zoe.messages()
