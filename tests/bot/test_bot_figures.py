"""What is shown to those who watch over the bot: it serves, it waits, it counts; never who."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import OperationalError
from support.running import FORM, rows_of, serving, walk

from bot.double import BotApi
from bot.house import House
from bot.pulse import Pulse
from bot.web import figures, health
from bot.web.application import application


def client(pulse: Pulse) -> httpx.AsyncClient:
    app = application([health.routes(pulse), figures.routes(pulse)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot")


async def test_a_serving_bot_is_ready_and_tells_its_backlog(house: House, api: BotApi) -> None:
    async with serving(house, api) as bot, client(bot.service.pulse) as web:
        await bot.settle()
        async with asyncio.timeout(10):
            while bot.service.tally.last_poll is None:
                await asyncio.sleep(0.01)
        answer = await web.get("/readyz")
        assert answer.status_code == 200
        assert answer.json()["backlog"] == {"inbox": 0, "inbox_age": 0.0, "outbox": 0, "outbox_age": 0.0}
        assert answer.json()["seconds_since"]["poll"] < 60


async def test_it_is_not_ready_while_the_database_is_away_but_alive(house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Iterator[None]:
        raise OperationalError("BEGIN", {}, Exception("gone"))

    async with serving(house, api) as bot, client(bot.service.pulse) as web:
        await bot.settle()
        monkeypatch.setattr(house.database, "reading", gone)
        answer = await web.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["database"] == "away"
        assert (await web.get("/healthz")).status_code == 200
        assert "inscria_database_up 0.0" in (await web.get("/metrics")).text
        monkeypatch.undo()


async def test_a_poll_that_hung_for_minutes_is_no_life(house: House, api: BotApi) -> None:
    async with serving(house, api) as bot, client(bot.service.pulse) as web:
        await bot.settle()
        bot.service.tally.last_poll = bot.service.tally.tick() - 120
        assert (await web.get("/readyz")).status_code == 503
        assert (await web.get("/healthz")).status_code == 200
        bot.service.tally.last_poll = bot.service.tally.tick() - 400
        assert (await web.get("/healthz")).status_code == 503


async def test_the_figures_count_what_happened_and_never_say_who(house: House, api: BotApi) -> None:
    zoe = api.person(424242, "Zoé", "fr")
    async with serving(house, api) as bot, client(bot.service.pulse) as web:
        await walk(bot, zoe, FORM)
        page = (await web.get("/metrics")).text
    found = {
        sample.name + "|" + "|".join(sample.labels.values()): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }
    assert found["inscria_updates_total|message"] >= 4
    assert found["inscria_updates_total|callback_query"] >= 4
    assert found["inscria_answer_seconds_count|"] == len(FORM)
    assert found["inscria_registrations|pre_registered"] == 1
    assert found["inscria_places|taken"] == 1
    assert found["inscria_backlog|inbox"] == 0
    assert "424242" not in page
    assert "Zo" not in page
    assert rows_of(house, "registration")[0]["reference"] not in page
