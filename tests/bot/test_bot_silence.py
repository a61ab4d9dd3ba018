"""A PostgreSQL that falls silent, its connections open: people are told once, nothing is lost, and it all comes back by itself."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from support.machines import KEY, Postgres, Replica
from support.processes import answered, step, until
from support.running import FORM
from support.wires import Wire

from bot import outage
from bot.double import BotApi
from bot.double.front import serving
from catalogue.store.database import Database
from catalogue.words.say import in_language
from enrolment.store.sql import run, table

pytestmark = pytest.mark.slow
AWAY = {language: in_language(language).plain(outage.WORDS) for language in ("fr", "en")}  # type: ignore[arg-type]  # these two
SILENCE = float(os.environ.get("CHAOS_SILENCE", "60"))


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    yield server
    server.stop()


def through(wire: Wire) -> str:
    return f"postgresql://postgres@127.0.0.1:{wire.port}/inscria"


async def test_a_server_that_says_nothing_is_left_and_found_again(postgres: Postgres) -> None:
    async with Wire(postgres.socket) as wire:
        database = Database(through(wire))
        database.limit_silence(0.5)
        assert await asyncio.to_thread(one, database) == 1
        wire.fall_silent()
        began = time.monotonic()
        with pytest.raises(OperationalError):  # first the connection it has says nothing, then neither does a new one
            await asyncio.to_thread(one, database)
        assert time.monotonic() - began < 10
        wire.sound()
        assert await asyncio.to_thread(one, database) == 1
        with pytest.raises(OperationalError, match="said nothing for 0 s"):
            await asyncio.to_thread(one, database, "SELECT pg_sleep(5)")
        database.limit_silence(0)
        assert await asyncio.to_thread(one, database, "SELECT pg_sleep(1.5)") == ""
        database.close()


def one(database: Database, asked: str = "SELECT 1") -> object:
    with database.reading() as session:
        return run(session, text(asked)).scalar_one()


def ready(replica: Replica, address: str = "readyz") -> tuple[int, dict[str, object]]:
    try:
        with urlopen(f"http://127.0.0.1:{replica.port}/{address}", timeout=10) as answer:
            return answer.status, json.load(answer)
    except OSError as refused:
        code = getattr(refused, "code", 0)
        return code, json.load(refused) if code else {}  # type: ignore[arg-type]  # an HTTPError is an answer


async def test_while_postgresql_is_silent_people_are_told_once_and_everything_is_answered_after(postgres: Postgres, tmp_path: Path) -> None:
    api = BotApi()
    async with serving(api) as url, Wire(postgres.socket) as wire:
        settings = {"INSCRIA_API_URL": url, "INSCRIA_TOKEN": api.token, "INSCRIA_DATABASE_URL": through(wire), "INSCRIA_DATA_KEY": KEY}
        replica = Replica(settings, tmp_path / "log.jsonl", words=("run", "--sample"))
        replica.start()
        try:
            zoe, bob = api.person(1, "Zoé", "fr"), api.person(2, "Bob", "en")
            for what in FORM[:5]:
                await answered(zoe, step(zoe, what))
                await asyncio.sleep(0.3)
            seen = len(zoe.messages())
            wire.fall_silent()
            began = time.monotonic()
            zoe.say("Ferblanterie Boréale")
            bob.say("any free courses?")
            await until(lambda: bool(bob.messages()) and len(zoe.messages()) > seen)
            assert time.monotonic() - began < 30
            code, report = await asyncio.to_thread(ready, replica)
            assert (code, report["database"]) == (503, "away")
            assert (await asyncio.to_thread(ready, replica, "healthz"))[0] == 200
            bob.say("and in Montréal?")
            await asyncio.sleep(max(0.0, SILENCE - (time.monotonic() - began)))
            assert [message.text for message in bob.messages()] == [AWAY["en"]]
            assert [message.text for message in zoe.messages()[seen:]] == [AWAY["fr"]]
            wire.sound()
            await until(lambda: len(bob.messages()) == 3 and len(zoe.messages()) == seen + 2)
            for what in FORM[6:]:
                await answered(zoe, step(zoe, what))
                await asyncio.sleep(0.3)
            assert (await asyncio.to_thread(ready, replica))[0] == 200
            assert await asyncio.to_thread(replica.send, signal.SIGTERM) == 0
        finally:
            replica.end()
        command = [sys.executable, "-m", "bot", "doctor"]
        assert (await asyncio.to_thread(subprocess.run, command, env={**os.environ, **settings}, check=False)).returncode == 0
    database = Database(postgres.url)
    with database.reading() as session:
        assert len(run(session, table("registration").select()).all()) == 1
        assert {row.state for row in run(session, table("inbox").select())} == {"handled"}
    database.close()
