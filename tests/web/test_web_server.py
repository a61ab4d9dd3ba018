"""What `run` serves over HTTP: it answers, stops with grace, and says where it cannot listen."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.commands.trouble import Stopped, explain
from bot.web.application import application
from bot.web.server import Server, listen


async def here(_: Request) -> Response:
    return PlainTextResponse("here")


@asynccontextmanager
async def served(*extra: Route) -> AsyncIterator[tuple[str, asyncio.Event, asyncio.Task[None]]]:
    listening = listen("127.0.0.1:0")
    stop = asyncio.Event()
    task = asyncio.create_task(Server(listening, application([[Route("/here", here), *extra]])).run(stop))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", stop, task
    finally:
        stop.set()
        await task


async def test_what_is_served_is_answered_and_nothing_else() -> None:
    async with served() as (url, _, _), httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"{url}/here")).status_code == 200
        assert (await client.post(f"{url}/here")).status_code == 405
        assert (await client.get(f"{url}/nothing")).status_code == 404


async def test_a_request_under_way_is_answered_after_the_stop_and_no_other_is_taken() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(_: Request) -> Response:
        begun.set()
        await go_on.wait()
        return PlainTextResponse("done")

    async with served(Route("/slow", slow)) as (url, stop, task), httpx.AsyncClient(trust_env=False) as client:
        asking = asyncio.create_task(client.get(f"{url}/slow"))
        await begun.wait()
        stop.set()
        await asyncio.sleep(0)
        go_on.set()
        assert (await asking).text == "done"
        await task
        with pytest.raises(httpx.ConnectError):
            await client.get(f"{url}/here")


async def test_a_fault_of_ours_is_told_without_its_words() -> None:
    async def fails(_: Request) -> Response:
        raise ValueError("Zoé, 514 555-0199")

    async with served(Route("/fails", fails)) as (url, _, _), httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{url}/fails")
        assert answer.status_code == 500
        assert "Zoé" not in answer.text


def test_a_taken_port_is_one_clear_line_and_a_failure_at_work() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        place = f"127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(Stopped) as caught:
            listen(place)
    lines, code = explain(caught.value)
    assert code == 1
    assert len(lines) == 1
    assert lines[0].startswith("INSCRIA_LISTEN")
    assert place in lines[0]
