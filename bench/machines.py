"""Several processes on PostgreSQL, one on SQLite, the echo bot, under one driver: what each sustains, waits at a steady pace, memory.

`FULL=1 make bench ARGS=machines` measures the memory after 100,000 people instead of telling its slope.
"""

import asyncio
import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.driver import bot, started
from bench.loads import AT_ONCE, LATE, PACE, Grown, Paced, Steady, many, paced, sustained
from bot.double import BotApi
from bot.double.front import serving
from tests.support.machines import Forwarder, Nginx, Postgres, balancer, free_port

FULL = os.environ.get("FULL") == "1"
SECONDS = 20  # of each load
MANY = 100_000 if FULL else 5_000
MEMORY_SECONDS = 24 * 3600 if FULL else 150
PATIENCE = 120  # seconds for the processes to begin
MEGABYTE = 2**20


@dataclass(frozen=True)
class Town:
    """A double, the processes of the bot, and how much processor the database has taken so far, in seconds."""

    api: BotApi
    processes: list[psutil.Process]
    database: Callable[[], float] = lambda: 0.0


@dataclass(frozen=True)
class Row:
    """What one way of running gave."""

    name: str
    steady: Steady
    paced: Paced


def measure() -> None:
    asyncio.run(_measure())


async def _measure() -> None:
    rows = []
    async with bot(("bench/echo.py",)) as (api, process):
        rows.append(await _row("echo bot, polling", Town(api, [psutil.Process(process.pid)]), None))
    async with bot(("-m", "bot", "run", "--sample")) as (api, process):
        town = Town(api, [psutil.Process(process.pid)])
        rows.append(await _row("1 on SQLite, polling", town, rows[0]))
        _print_memory(await many(api, town.processes[0], MANY, MEMORY_SECONDS))
    for count in (1, 3):
        async with _replicas(count) as town:
            rows.append(await _row(f"{count} on PostgreSQL, webhooks", town, rows[0]))
    _print_table(rows)


async def _row(name: str, town: Town, echo: Row | None) -> Row:
    began = time.perf_counter()
    row = Row(name, await sustained(town.api, town.processes, town.database, SECONDS), await paced(town.api, SECONDS))
    steady, waits = row.steady, row.paced.measure
    ratio = f" (ratio {steady.rate / echo.steady.rate:.2f} of the echo bot)" if echo else ""
    print(
        f"{name}: {steady.rate:.0f} updates a second{ratio}, {AT_ONCE} people at once; {steady.memory / MEGABYTE:.0f} MB a process at most"
    )
    print(f"  processor an update: bot {steady.bot:.1f} ms, database {steady.database:.1f} ms, driver {steady.driver:.1f} ms")
    print(f"  {PACE} people a second for {SECONDS} s: p50 {waits.wait(0.5) * 1000:.0f} ms, p99 {waits.wait(0.99) * 1000:.0f} ms", end="")
    print(f", {row.paced.unanswered} without an answer {LATE:.0f} s after the last came" if row.paced.unanswered else "", end="")
    print(f" ({time.perf_counter() - began:.0f} s)", flush=True)
    return row


def _print_memory(grown: Grown) -> None:
    (_, first), (people, last) = grown.looks[0], grown.looks[-1]
    print(f"  memory: {first / MEGABYTE:.0f} MB, after {people:,} more people {last / MEGABYTE:.0f} MB", end="")
    print(f"; {grown.slope:.0f} bytes a person, so {(last + grown.slope * (100_000 - people)) / MEGABYTE:.0f} MB at 100,000", flush=True)


def _print_table(rows: list[Row]) -> None:
    """For docs/operations.md."""
    print(f"\n| | updates a second | p50 at {PACE} a second | p99 | processor an update, bot + database | memory a process |")
    print("|---|---|---|---|---|---|")
    for row in rows:
        steady, waits = row.steady, row.paced.measure
        late = f" ({row.paced.unanswered} unanswered)" if row.paced.unanswered else ""
        print(
            f"| {row.name} | {steady.rate:.0f} | {waits.wait(0.5) * 1000:.0f} ms | {waits.wait(0.99) * 1000:.0f} ms{late} "
            f"| {steady.bot:.1f} + {steady.database:.1f} ms | {steady.memory / MEGABYTE:.0f} MB |"
        )


@contextlib.asynccontextmanager
async def _replicas(count: int) -> AsyncIterator[Town]:
    """So many on PostgreSQL, durable as by default, behind a balancer."""
    with tempfile.TemporaryDirectory() as name:
        postgres, api = Postgres(durable=True), BotApi(journal=0)
        ports = [free_port() for _ in range(count)]
        front = balancer(Path(name) / "front", ports)
        processes: list[subprocess.Popen[bytes]] = []
        await front.start()
        try:
            async with serving(api) as url:
                processes += [started(("-m", "bot", "run", "--sample"), _settings(api, url, postgres, front, port)) for port in ports]
                await _begun(api, processes)
                yield Town(api, [psutil.Process(process.pid) for process in processes], lambda: _tree(postgres.pid))
                _end(processes)
        finally:
            for process in processes:
                process.kill()
            await front.stop()
            postgres.stop()


def _settings(api: BotApi, url: str, postgres: Postgres, front: Nginx | Forwarder, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "INSCRIA_API_URL": url,
        "INSCRIA_TOKEN": api.token,
        "INSCRIA_DATABASE_URL": postgres.url,
        "INSCRIA_DATA_KEY": "ab" * 32,
        "INSCRIA_WEBHOOK_URL": f"http://127.0.0.1:{front.port}/hook",
        "INSCRIA_WEBHOOK_SECRET": "bench",
        "INSCRIA_LISTEN": f"127.0.0.1:{port}",
    }


async def _begun(api: BotApi, processes: list[subprocess.Popen[bytes]]) -> None:
    """Each has told Telegram where it is called."""
    async with asyncio.timeout(PATIENCE):
        while api.counters["setWebhook"] < len(processes):
            if any(process.poll() is not None for process in processes):
                raise RuntimeError("a replica ended before it had begun")
            await asyncio.sleep(0.05)


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(30)


def _tree(pid: int) -> float:
    """Seconds of processor of a process and its children."""
    first, spent = psutil.Process(pid), 0.0
    for process in (first, *first.children()):
        with contextlib.suppress(psutil.NoSuchProcess):
            spent += sum(process.cpu_times()[:2])
    return spent
