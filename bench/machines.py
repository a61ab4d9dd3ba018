"""Several processes on PostgreSQL, one on SQLite, the echo bot, under one driver; waits at a steady pace; memory after many people."""

import asyncio
import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import psutil

from bench.driver import Act, Measure, Walker, bot, everyone, says, started
from bench.serving import QUESTIONS
from bot.double import BotApi
from bot.double.front import serving
from tests.support.machines import Postgres, balancer, free_port

PEOPLE, TURNS = 60, 8
PACE, SECONDS = 50, 20  # people a second, each with one question, for so long
MANY = 3000


def measure() -> None:
    asyncio.run(_measure())


async def _measure() -> None:
    async with _machines(0, echo=True) as (api, processes):
        echo = await _load(api, processes)
    print(f"echo bot: {echo.rate:.0f} updates a second, {echo.memory / 2**20:.0f} MB")
    async with _machines(0) as (api, processes):
        _print("1 on SQLite, polling", await _load(api, processes), echo)
    for count in (1, 3):
        async with _machines(count) as (api, processes):
            _print(f"{count} on PostgreSQL, webhooks", await _load(api, processes), echo)
            if count == 3:
                await _paced(api)
                await _many(api, processes)


def _print(what: str, ours: Measure, echo: Measure) -> None:
    print(f"{what}: {ours.rate:.0f} updates a second (ratio {ours.rate / echo.rate:.2f} of the echo bot), {PEOPLE} people at once")
    print(
        f"  waits: p50 {ours.wait(0.5) * 1000:.0f} ms, p99 {ours.wait(0.99) * 1000:.0f} ms; {ours.memory / 2**20:.0f} MB a process at most"
    )


@contextlib.asynccontextmanager
async def _machines(count: int, *, echo: bool = False) -> AsyncIterator[tuple[BotApi, list[psutil.Process]]]:
    """The echo bot, one process on SQLite (count 0), or so many on PostgreSQL behind a balancer."""
    if count == 0:
        async with bot(("bench/echo.py",) if echo else ("-m", "bot", "run", "--sample")) as (api, process):
            yield api, [psutil.Process(process.pid)]
        return
    with tempfile.TemporaryDirectory() as name:
        async with _replicas(count, Path(name)) as made:
            yield made


@contextlib.asynccontextmanager
async def _replicas(count: int, folder: Path) -> AsyncIterator[tuple[BotApi, list[psutil.Process]]]:
    postgres, api = Postgres(), BotApi(journal=0)
    processes: list[subprocess.Popen[bytes]] = []
    ports = [free_port() for _ in range(count)]
    front = balancer(folder / "front", ports)
    await front.start()
    try:
        async with serving(api) as url:
            given = {
                "INSCRIA_API_URL": url,
                "INSCRIA_TOKEN": api.token,
                "INSCRIA_DATABASE_URL": postgres.url,
                "INSCRIA_DATA_KEY": "ab" * 32,
                "INSCRIA_WEBHOOK_URL": f"http://127.0.0.1:{front.port}/hook",
                "INSCRIA_WEBHOOK_SECRET": "bench",
            }
            for port in ports:
                environment = {**os.environ, **given, "INSCRIA_LISTEN": f"127.0.0.1:{port}"}
                processes.append(started(("-m", "bot", "run", "--sample"), environment))
            while api.counters["setWebhook"] < count:  # noqa: ASYNC110  (another process's doing)
                await asyncio.sleep(0.05)
            yield api, [psutil.Process(process.pid) for process in processes]
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(30)
    finally:
        for process in processes:
            process.kill()
        await front.stop()
        postgres.stop()


async def _load(api: BotApi, processes: Sequence[psutil.Process]) -> Measure:
    """Everyone asks again as soon as she is answered; the first answer is not counted."""
    scripts: list[list[Act]] = [[says(QUESTIONS[(number + turn) % len(QUESTIONS)]) for turn in range(TURNS)] for number in range(PEOPLE)]
    walkers = [Walker(api.person(100_000 + number, first_name="Banc"), [says("bonjour")]) for number in range(PEOPLE)]
    await everyone(walkers)
    for walker, acts in zip(walkers, scripts, strict=True):
        walker.acts, walker.done, walker.waits = list(acts), asyncio.Event(), []
        walker.person.chat.heard.clear()
    start = time.perf_counter()
    await everyone(walkers)
    rate = PEOPLE * TURNS / (time.perf_counter() - start)
    return Measure(rate, [wait for walker in walkers for wait in walker.waits], max(process.memory_info().rss for process in processes))


async def _paced(api: BotApi) -> None:
    """So many people a second, each with a question of her own, whatever the answers take."""
    walkers = []
    for number in range(PACE * SECONDS):
        walkers.append(Walker(api.person(200_000 + number, first_name="Banc"), [says(QUESTIONS[number % len(QUESTIONS)])]))
        walkers[-1].start()
        await asyncio.sleep(1 / PACE)
    await asyncio.gather(*(walker.done.wait() for walker in walkers))
    waits = Measure(0, [wait for walker in walkers for wait in walker.waits], 0)
    print(f"{PACE} people a second for {SECONDS} s: p50 {waits.wait(0.5) * 1000:.0f} ms, p99 {waits.wait(0.99) * 1000:.0f} ms")


async def _many(api: BotApi, processes: Sequence[psutil.Process]) -> None:
    """Memory before and after many people who write once."""
    before = [process.memory_info().rss for process in processes]
    for first in range(0, MANY, 100):
        await everyone([Walker(api.person(300_000 + first + number, first_name="Banc"), [says("bonjour")]) for number in range(100)])
    grown = max(process.memory_info().rss - was for process, was in zip(processes, before, strict=True))
    print(f"memory after {MANY} more people: +{grown / 2**20:.1f} MB a process at most")
