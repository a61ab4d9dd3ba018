"""Replicas, database and network killed by a seeded schedule: every person ends with one outcome, every answer, and a clean database."""

import asyncio
import contextlib
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from support.crowd import REFERENCE, Visitor, crowd
from support.machines import KEY, SECRET, Forwarder, Nginx, Postgres, Replica, balancer, replicas

from bot.double import BotApi, Fault
from bot.double.front import serving
from catalogue.offer.sample import sample_catalogue
from catalogue.offer.writing import write_catalogue
from catalogue.store.database import Database
from enrolment.store.sql import run, table

pytestmark = pytest.mark.slow
PEOPLE = int(os.environ.get("CHAOS_PEOPLE", "200"))
AT_ONCE = 50
ENDED = (0, -signal.SIGTERM, 1)  # told to before it had begun; or it began while there was no database
SEED = int(os.environ.get("CHAOS_SEED", "7"))


@dataclass
class Town:
    """Three replicas on one database behind a balancer, Telegram's double before them."""

    api: BotApi
    postgres: Postgres
    replicas: list[Replica]
    front: Nginx | Forwarder
    settings: dict[str, str]
    folder: Path
    ways: Counter[str]

    def rows(self, name: str) -> list[dict[str, object]]:
        database = Database(self.postgres.url)
        with database.reading() as session:
            found = [dict(row) for row in run(session, select(table(name))).mappings()]
        database.close()
        return found

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *words], env={**os.environ, **self.settings}, capture_output=True, text=True, check=False
        )

    def logs(self) -> str:
        return "".join(replica.log.read_text(encoding="utf-8") for replica in self.replicas)


@contextlib.asynccontextmanager
async def town(folder: Path, count: int = 3, *, hooked: bool = True) -> AsyncIterator[Town]:
    """Everything started; a catalogue whose sessions have room for everyone."""
    offer = sample_catalogue(datetime.now(UTC).date())
    roomy = [
        course.model_copy(update={"sessions": tuple(s.model_copy(update={"seats": None}) for s in course.sessions)})
        for course in offer.courses
    ]
    write_catalogue(offer.model_copy(update={"courses": tuple(roomy)}), folder / "offer.json")
    postgres = await asyncio.to_thread(Postgres)
    api = BotApi(journal=0)
    try:
        async with serving(api, port=0) as url:
            settings = {"INSCRIA_API_URL": url, "INSCRIA_TOKEN": api.token, "INSCRIA_DATABASE_URL": postgres.url, "INSCRIA_DATA_KEY": KEY}
            settings["INSCRIA_CATALOGUE"] = str(folder / "offer.json")
            with replicas(count, settings, folder) as made:
                front = balancer(folder / "nginx", [replica.port for replica in made])
                if hooked:
                    settings |= {"INSCRIA_WEBHOOK_URL": f"http://127.0.0.1:{front.port}/telegram", "INSCRIA_WEBHOOK_SECRET": SECRET}
                await front.start()
                assert (
                    await asyncio.to_thread(
                        subprocess.run, [sys.executable, "-m", "bot", "migrate"], env={**os.environ, **settings}, check=False
                    )
                ).returncode == 0
                for replica in made:
                    replica.start()
                try:
                    yield Town(api, postgres, made, front, settings, folder, Counter())
                finally:
                    await front.stop()
    finally:
        await asyncio.to_thread(postgres.stop)


Blow = Callable[[Town, random.Random], Awaitable[None]]


async def kill_replica(place: Town, chance: random.Random) -> None:
    """SIGKILL, and a start a little later."""
    victim = chance.choice(place.replicas)
    await asyncio.to_thread(victim.send, signal.SIGKILL)
    await asyncio.sleep(chance.uniform(0, 2))
    victim.start()


async def restart_replica(place: Town, chance: random.Random) -> None:
    """SIGTERM, as a rolling restart does."""
    victim = chance.choice(place.replicas)
    assert await asyncio.to_thread(victim.send, signal.SIGTERM) in ENDED
    victim.start()


async def kill_database(place: Town, chance: random.Random) -> None:
    await asyncio.to_thread(place.postgres.kill)
    await asyncio.sleep(chance.uniform(2, 6))
    await asyncio.to_thread(place.postgres.start)


async def hang_up(place: Town, _: random.Random) -> None:
    """Every connection to the database is cut."""
    await asyncio.to_thread(place.postgres.hang_up)


async def close_front(place: Town, chance: random.Random) -> None:
    """Telegram cannot reach anyone for a while."""
    await place.front.stop()
    await asyncio.sleep(chance.uniform(1, 3))
    await place.front.start()


def telegram(kind: str, **what: object) -> Blow:
    """Telegram answers badly for a few calls or seconds."""

    async def blow(place: Town, _: random.Random) -> None:
        place.api.faults.add(Fault(kind, **what))  # type: ignore[arg-type]  # the table below says what each takes
        await asyncio.sleep(0)

    return blow


BLOWS: dict[str, Blow] = {
    "kill_replica": kill_replica,
    "restart_replica": restart_replica,
    "kill_database": kill_database,
    "hang_up": hang_up,
    "close_front": close_front,
    "429": telegram("too_many", retry_after=1, times=30),
    "502": telegram("error", code=502, lasting=2.0),
    "dropped_before": telegram("drop_before", times=10),
    "dropped_after": telegram("drop_after", times=10),
    "slow": telegram("slow", seconds=2.0, times=20),
}


async def strike(place: Town, seed: int, stop: asyncio.Event) -> None:
    """Blow after blow, each kind once before any comes again, until told to stop."""
    chance = random.Random(seed)
    while not stop.is_set():
        names = list(BLOWS)
        chance.shuffle(names)
        for name in names:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), chance.uniform(0.5, 2.5))
            if stop.is_set():
                return
            await BLOWS[name](place, chance)
            place.ways[name] += 1


async def supervise(place: Town) -> None:
    """What systemd does: a replica that could not begin is started again."""
    while True:
        for replica in place.replicas:
            if replica.process is not None and replica.process.poll() == 1:
                replica.start()
        await asyncio.sleep(1)


async def until_served(place: Town) -> None:
    """Somebody has an answer: the town is open."""
    async with asyncio.timeout(300):
        while place.api.world.webhook is None:
            await asyncio.sleep(0.1)


async def settled(place: Town) -> None:
    """Nothing is left to deliver, to answer, to send."""
    async with asyncio.timeout(180):
        while place.api.world.pending() or [row for row in place.rows("inbox") if row["state"] in {"received", "answered"}]:
            await asyncio.sleep(0.5)


def check(place: Town, visitors: list[Visitor]) -> None:
    """One outcome a person, the one she chose, and its confirmation in her chat."""
    troubles = {visitor.person.id: visitor.troubles for visitor in visitors if visitor.troubles}
    assert not troubles, f"{len(troubles)} people: {dict(list(troubles.items())[:5])}"
    registrations = place.rows("registration")
    held = Counter(row["person_id"] for row in registrations)
    assert len(held) == len(visitors)
    assert set(held.values()) == {1}
    leaving = sum(visitor.leaves for visitor in visitors)
    assert Counter(row["status"] for row in registrations) == {"cancelled": leaving, "pre_registered": len(visitors) - leaving}
    references = {str(row["reference"]) for row in registrations}
    shown = {
        found.replace("-", "") for visitor in visitors for message in visitor.person.messages() for found in REFERENCE.findall(message.text)
    }
    assert references <= shown
    assert not [row for row in place.rows("inbox") if row["state"] == "set_aside"]


async def test_whatever_is_killed_everyone_ends_with_one_outcome_and_every_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await until_served(place)
        stop = asyncio.Event()
        striking, supervising = asyncio.create_task(strike(place, SEED, stop)), asyncio.create_task(supervise(place))
        try:
            visitors = await crowd(place.api, PEOPLE, at_once=AT_ONCE, patience=240)
        finally:
            stop.set()
            await striking
        await settled(place)
        supervising.cancel()
        check(place, visitors)
        refusals = {name: count for name, count in place.api.counters.items() if name.startswith("HTTP 4")}
        assert set(refusals) <= {"HTTP 400"}  # a press that waited too long, a screen already so
        for replica in place.replicas:
            assert await asyncio.to_thread(replica.send, signal.SIGTERM) in ENDED
        doctor = place.command("doctor")
        assert doctor.returncode == 0, doctor.stdout + doctor.stderr
        logs = place.logs()
        assert "camille@" not in logs
        assert place.api.token not in logs
        assert SECRET not in logs
        print(f"\n{PEOPLE} people, seed {SEED}: {dict(place.ways)}; {dict(place.api.counters)}")
