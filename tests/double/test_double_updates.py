"""Delivery: offsets, redelivery, long polling, expiry, webhooks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.double import ApiError, BotApi, ManualClock, Person
from bot.double.webhook import SECRET_HEADER, Reply

pytestmark = pytest.mark.asyncio


async def poll(api: BotApi, **params: Any) -> list[dict[str, Any]]:
    updates: list[dict[str, Any]] = await api.call("getUpdates", params)
    return updates


async def turn(times: int = 20) -> None:
    for _ in range(times):
        await asyncio.sleep(0)


async def test_updates_are_redelivered_until_an_offset_confirms_them(api: BotApi, maude: Person) -> None:
    maude.say("un")
    first = await poll(api)
    assert [update["message"]["text"] for update in first] == ["/start", "un"]
    assert await poll(api) == first
    assert await poll(api, offset=first[0]["update_id"] + 1) == first[1:]
    assert await poll(api, offset=first[1]["update_id"] + 1) == []
    assert await poll(api) == []


async def test_a_negative_offset_keeps_the_end_of_the_queue(api: BotApi, maude: Person) -> None:
    maude.say("un")
    maude.say("deux")
    assert [update["message"]["text"] for update in await poll(api, offset=-1)] == ["deux"]
    assert len(await poll(api)) == 1


async def test_the_limit_is_1_to_100(api: BotApi, maude: Person) -> None:
    maude.say("un")
    assert len(await poll(api, limit=1)) == 1
    with pytest.raises(ApiError, match="limit"):
        await poll(api, limit=101)


async def test_a_long_poll_answers_as_soon_as_something_comes(api: BotApi) -> None:
    polling = asyncio.create_task(poll(api, timeout=50))
    await turn()
    assert not polling.done()
    api.person(42).start()
    assert len(await polling) == 1


async def test_a_long_poll_ends_after_its_timeout_of_at_most_50_seconds(api: BotApi, clock: ManualClock) -> None:
    polling = asyncio.create_task(poll(api, timeout=300))
    await turn()
    clock.advance(49)
    await turn()
    assert not polling.done()
    clock.advance(1)
    assert await polling == []


async def test_a_second_poller_ends_the_first_with_a_conflict(api: BotApi) -> None:
    older = asyncio.create_task(poll(api, timeout=50))
    await turn()
    newer = asyncio.create_task(poll(api, timeout=50))
    with pytest.raises(ApiError, match="409 Conflict: terminated by other getUpdates request"):
        await older
    api.person(42).start()
    assert len(await newer) == 1


async def test_allowed_updates_are_remembered(api: BotApi, maude: Person) -> None:
    await poll(api, offset=-1, allowed_updates=["callback_query"])
    maude.say("perdu")
    assert len(await poll(api)) == 1
    await poll(api, offset=2_000_000_000, allowed_updates=[])
    maude.say("vu")
    assert len(await poll(api)) == 1


async def test_an_update_lives_a_day_and_a_press_150_seconds(api: BotApi, maude: Person, clock: ManualClock) -> None:
    await api.call(
        "sendMessage", {"chat_id": 42, "text": "?", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}}
    )
    maude.press("a")
    assert len(await poll(api)) == 2
    clock.advance(151)
    assert len(await poll(api)) == 1
    clock.advance(86400)
    assert await poll(api) == []


class Server:
    """A bot's server that answers what it is told."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.script: list[Reply | OSError] = []
        self.heard: list[tuple[float, str]] = []
        self.headers: Mapping[str, str] = {}

    async def __call__(self, _url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        self.headers = headers
        self.heard.append((self.clock.now(), json.loads(body)["message"]["text"]))
        answer = self.script.pop(0) if self.script else Reply(200)
        if isinstance(answer, OSError):
            raise answer
        return answer


@pytest.fixture
def server(clock: ManualClock) -> Server:
    return Server(clock)


@pytest.fixture
def hooked(clock: ManualClock, server: Server) -> BotApi:
    return BotApi(clock=clock, post=server)


async def hook(api: BotApi, **params: Any) -> None:
    await api.call("setWebhook", {"url": "https://example.org/hook", "secret_token": "s3cret", **params})


async def test_a_webhook_gets_what_was_pending_with_its_secret(hooked: BotApi, server: Server) -> None:
    hooked.person(42).start()
    await hook(hooked)
    await turn()
    assert [text for _, text in server.heard] == ["/start"]
    assert server.headers[SECRET_HEADER] == "s3cret"
    assert (await hooked.call("getWebhookInfo"))["pending_update_count"] == 0


async def test_a_failing_update_holds_back_its_own_chat_only(hooked: BotApi, server: Server, clock: ManualClock) -> None:
    await hook(hooked)
    server.script = [Reply(500), Reply(500), OSError("refused"), Reply(500)]
    began = clock.now()
    maude, leo = hooked.person(42), hooked.person(43)
    maude.say("un")
    maude.say("deux")
    await turn()
    leo.say("moi")
    server.script.insert(0, Reply(204))
    await turn()
    for _ in range(20):
        clock.advance(1)
        await turn()
    assert (began, "moi") in server.heard
    assert [(at - began, text) for at, text in server.heard if text != "moi"] == [
        (0, "un"), (0, "un"), (2, "un"), (6, "un"), (14, "un"), (14, "deux"),
    ]  # fmt: skip
    assert (await hooked.call("getWebhookInfo"))["last_error_message"].startswith("Wrong response")


async def test_retry_after_is_honoured_and_an_update_dropped_after_a_day(hooked: BotApi, server: Server, clock: ManualClock) -> None:
    await hook(hooked)
    server.script = [Reply(503, {"Retry-After": "30"}), *[Reply(500)] * 5000]
    hooked.person(42).say("un")
    await turn()
    clock.advance(29)
    await turn()
    assert len(server.heard) == 1
    clock.advance(1)
    await turn()
    assert len(server.heard) == 2
    for _ in range(1500):
        clock.advance(60)
        await turn(4)
    tries = len(server.heard)
    clock.advance(600)
    await turn()
    assert len(server.heard) == tries
    assert (await hooked.call("getWebhookInfo"))["pending_update_count"] == 0


async def test_polling_is_refused_while_a_webhook_is_set_and_gets_what_it_left(hooked: BotApi, server: Server) -> None:
    await hook(hooked)
    server.script = [Reply(500)]
    hooked.person(42).say("un")
    with pytest.raises(ApiError, match="409 Conflict: can't use getUpdates"):
        await poll(hooked)
    await hooked.call("deleteWebhook")
    assert [update["message"]["text"] for update in await poll(hooked)] == ["un"]


async def test_a_call_in_the_reply_to_a_webhook_is_carried_out(hooked: BotApi, server: Server) -> None:
    await hook(hooked)
    maude = hooked.person(42)
    server.script = [Reply(200, body=json.dumps({"method": "sendMessage", "chat_id": 42, "text": "reçu"}).encode())]
    maude.say("un")
    await turn()
    assert maude.last.text == "reçu"


@pytest.mark.parametrize("params", [{"url": "http://example.org"}, {"url": "https://example.org:8080"}, {"secret_token": "é"}])
async def test_a_webhook_telegram_would_refuse_is_refused(hooked: BotApi, params: dict[str, str]) -> None:
    with pytest.raises(ApiError, match="400"):
        await hook(hooked, **params)


async def test_a_webhook_on_the_machine_itself_needs_no_https(hooked: BotApi) -> None:
    await hook(hooked, url="http://127.0.0.1:8080/hook")
    assert (await hooked.call("getWebhookInfo"))["url"] == "http://127.0.0.1:8080/hook"
