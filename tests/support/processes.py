"""`inscria run` as a process of its own on SQLite, in a folder of its own, on a double over HTTP."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.double import BotApi, Person
from bot.double.front import serving
from catalogue.store.database import Database
from enrolment.store.sql import run, table

KEY = "ab" * 32
PATIENCE = 60.0


@dataclass
class Program:
    """`inscria run` on a folder of its own, to be started, told to stop, killed and started again."""

    api: BotApi
    url: str
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    listen: str = "none"
    more: dict[str, str] = field(default_factory=dict)

    def settings(self, token: str = "") -> dict[str, str]:
        return {
            "INSCRIA_API_URL": self.url,
            "INSCRIA_TOKEN": token or self.api.token,
            "INSCRIA_DATABASE_URL": f"sqlite:///{self.folder / 'run.db'}",
            "INSCRIA_DATA_KEY": KEY,
            "INSCRIA_LISTEN": self.listen,
            **self.more,
        }

    def start(self, token: str = "") -> None:
        command = [sys.executable, "-m", "bot", "run", "--sample"]
        with (self.folder / "log.jsonl").open("ab") as log:
            self.process = subprocess.Popen(command, env={**os.environ, **self.settings(token)}, stderr=log)

    def end(self) -> None:
        """At once, if it still runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def doctor(self) -> int:
        """The exit code of `inscria doctor` on the same database."""
        command = [sys.executable, "-m", "bot", "doctor"]
        return subprocess.run(command, env={**os.environ, **self.settings()}, check=False, capture_output=True).returncode

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
        made.end()


async def until(reached: Callable[[], bool], seconds: float = PATIENCE) -> None:
    async with asyncio.timeout(seconds):
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
