"""The whole program as a process, on a Bot API over HTTP: it serves, stops when told, and loses nothing when killed."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select
from support.running import FORM

from bot.double import BotApi, CannotDo, Person
from bot.double.front import serving
from catalogue.store.database import Database
from enrolment.store.sql import run, table

pytestmark = pytest.mark.slow
KEY = "ab" * 32
PATIENCE = 60.0


@dataclass
class Program:
    """`inscria run` on a folder of its own, to be started, told to stop, killed and started again."""

    api: BotApi
    url: str
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        settings = {
            "INSCRIA_API_URL": self.url,
            "INSCRIA_TOKEN": self.api.token,
            "INSCRIA_DATABASE_URL": f"sqlite:///{self.folder / 'run.db'}",
            "INSCRIA_DATA_KEY": KEY,
            "INSCRIA_LISTEN": "none",
        }
        command = [sys.executable, "-m", "bot", "run", "--sample"]
        with (self.folder / "log.jsonl").open("ab") as log:
            self.process = subprocess.Popen(command, env={**os.environ, **settings}, stderr=log)

    def send(self, name: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(name)
        return self.process.wait(PATIENCE)

    def rows(self, name: str) -> list[dict[str, object]]:
        database = Database(f"sqlite:///{self.folder / 'run.db'}")
        with database.reading() as session:
            found = [dict(row) for row in run(session, select(table(name))).mappings()]
        database.close()
        return found

    @property
    def log(self) -> str:
        return (self.folder / "log.jsonl").read_text(encoding="utf-8")


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    api = BotApi()
    async with serving(api, port=0) as url:
        made = Program(api, url, tmp_path)
        yield made
        if made.process is not None and made.process.poll() is None:
            made.process.kill()
            made.process.wait()


async def until(reached: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not reached():
            await asyncio.sleep(0.02)


async def answered(person: Person, act: Callable[[], object]) -> None:
    """Do it, and wait for something new or edited to be shown."""
    news = asyncio.Event()
    person.chat.heard.append(lambda event, message: news.set() if event in ("sent", "edited") and message.by_bot else None)
    act()
    async with asyncio.timeout(PATIENCE):
        await news.wait()


def step(person: Person, what: str) -> Callable[[], object]:
    if not what.startswith("["):
        return lambda: person.say(what)
    return lambda: person.press(person.labels()[int(what.strip("[]"))])


async def test_the_program_serves_and_stops_when_told_with_nothing_held_back(program: Program) -> None:
    program.start()
    zoe = program.api.person(1, "Zoé", "fr")
    for what in FORM:
        await answered(zoe, step(zoe, what))
        await asyncio.sleep(0.3)
    await until(lambda: len(program.rows("registration")) == 1)
    assert program.send(signal.SIGTERM) == 0
    assert {row["state"] for row in program.rows("inbox")} == {"handled"}
    assert program.api.world.pending() == 0
    assert program.api.world.commands
    assert KEY not in program.log
    assert program.api.token not in program.log
    assert "Zoé" not in program.log


async def test_a_wrong_token_ends_with_a_clear_line(program: Program) -> None:
    program.start()
    assert program.process is not None
    program.send(signal.SIGKILL)
    program.api.world.token = "1:other"
    program.start()
    assert await asyncio.to_thread(program.process.wait, PATIENCE) == 2
    assert "INSCRIA_TOKEN was refused" in program.log
    assert "Traceback" not in program.log


@asynccontextmanager
async def killed_at_random(program: Program, seed: int, times: int) -> AsyncIterator[None]:
    """SIGKILL the program again and again while the body runs, each time started anew."""
    chance = random.Random(seed)

    async def killer() -> None:
        for _ in range(times):
            await asyncio.sleep(chance.uniform(2.0, 6.0))
            program.send(signal.SIGKILL)
            program.start()

    task = asyncio.create_task(killer())
    try:
        yield
    finally:
        await task


async def stubborn(program: Program, number: int) -> None:
    """Somebody who goes through the form, repeating what got no answer for a while, as people do."""
    person = program.api.person(number, f"P{number}", "fr")
    for what in (*FORM[:3], f"Personne Numéro{number}", f"p{number}@exemple.ca", *FORM[5:]):
        for _ in range(30):
            try:
                async with asyncio.timeout(15):
                    await answered(person, step(person, what))
                break
            except (TimeoutError, CannotDo, IndexError):
                continue
        await asyncio.sleep(0.2)


async def test_killed_at_random_moments_everyone_ends_with_one_registration_and_its_confirmation(program: Program) -> None:
    program.start()
    async with killed_at_random(program, seed=7, times=6):
        await asyncio.gather(*(stubborn(program, number) for number in range(1, 13)))
    await until(lambda: program.api.world.pending() == 0)
    await asyncio.sleep(2)
    program.send(signal.SIGTERM)
    registrations = program.rows("registration")
    held = Counter(row["person_id"] for row in registrations)
    assert len(held) == 12
    assert set(held.values()) == {1}
    references = {str(row["reference"]) for row in registrations}
    shown = "\n".join(message.text for person in program.api.people.values() for message in person.messages())
    assert all(f"{reference[:4]}-{reference[4:]}" in shown for reference in references)
