"""A full disk: people are told, nothing is lost, and it all goes on by itself once there is room."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from support.processes import Program, answered, step, until
from support.running import FORM, rows_of, serving, walk

from bot import outage
from bot.double import BotApi
from bot.double.front import serving as front
from bot.house import House
from catalogue.store.database import Database
from catalogue.words.say import in_language

ROOMY = 2**30
AWAY = {language: in_language(language).plain(outage.WORDS) for language in ("fr", "en")}  # type: ignore[arg-type]  # these two


class Disk:
    """The room a SQLite database has, as its own page limit."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pages = ROOMY
        event.listen(database.engine, "checkout", self._limit)

    def _limit(self, connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count={self._pages}")

    def fill(self) -> None:
        """Not a page is left, nor one free within the file."""
        self._run("CREATE TABLE IF NOT EXISTS filler (junk BLOB)")
        with self._database.engine.connect() as connection:
            self._pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        for size in (65536, 4000, 100):
            with contextlib.suppress(OperationalError):
                while True:
                    self._run("INSERT INTO filler VALUES (zeroblob(?))", size)

    def _run(self, statement: str, *given: int) -> None:
        with self._database.writing() as session:
            session.connection().exec_driver_sql(statement, given)

    def clear(self) -> None:
        self._pages = ROOMY


async def test_on_a_full_disk_people_are_told_once_and_answered_when_there_is_room(
    house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outage, "PATIENCE", 0.0)
    monkeypatch.setattr("bot.polling.STORE_PAUSE", 0.02)
    monkeypatch.setattr("bot.intake.FIRST_WAIT", timedelta(0))
    disk = Disk(house.database)
    zoe, bob = api.person(1, "Zoé", "fr"), api.person(2, "Bob", "en")
    async with serving(house, api) as bot:
        await walk(bot, zoe, FORM[:5])
        seen = len(zoe.messages())
        disk.fill()
        zoe.say("Ferblanterie Boréale")
        for _ in range(3):
            bob.say("any free courses?" + " please" * 500)
        await until(lambda: bool(bob.messages()) and len(zoe.messages()) > seen)
        await asyncio.sleep(0.3)
        assert [message.text for message in bob.messages()] == [AWAY["en"]]
        assert [message.text for message in zoe.messages()[seen:]] == [AWAY["fr"]]
        disk.clear()
        await bot.settle()
        assert len(bob.messages()) == 4
        await walk(bot, zoe, FORM[6:])
    assert len(rows_of(house, "registration")) == 1
    assert {row["state"] for row in rows_of(house, "inbox")} == {"handled"}


async def test_an_update_is_not_given_up_for_what_the_database_cannot_do(
    house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Received while there was room for it, but none for its effects: tried more often than a faulty one would be."""
    monkeypatch.setattr("bot.intake.FIRST_WAIT", timedelta(0))
    refusals, hear = [OperationalError("COMMIT", {}, Exception("database or disk is full"))] * 12, house.assistant.hear

    def at_last(*given: Any) -> Any:
        if refusals:
            raise refusals.pop()
        return hear(*given)

    monkeypatch.setattr(house.assistant, "hear", at_last)
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        zoe.say("bonjour")
        await bot.settle()
    assert not refusals
    assert [row["state"] for row in rows_of(house, "inbox")] == ["handled"]
    assert len(zoe.messages()) == 1


def test_a_line_of_the_log_that_cannot_be_written_stops_nothing() -> None:
    code = "import logging, structlog; from bot.logs import set_up_logs; set_up_logs('INFO')\n"
    code += "structlog.get_logger().warning('x' * 100_000); logging.getLogger('other').warning('y'); print('goes on')"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-c", code], stderr=full, stdout=subprocess.PIPE, text=True, check=False)
    assert (done.stdout, done.returncode) == ("goes on\n", 0)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("only root mounts a disk of its own")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder: Path) -> None:
    """To the last byte."""
    with (folder / "filler").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        for size in (65536, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size))


@pytest.mark.slow
async def test_a_bot_whose_database_and_log_are_on_a_full_disk_lives_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    api = BotApi()
    async with front(api) as url:
        program = Program(api, url, small_disk)
        program.start()
        zoe, bob = api.person(1, "Zoé", "fr"), api.person(2, "Bob", "en")
        try:
            for what in FORM[:5]:
                await answered(zoe, step(zoe, what))
                await asyncio.sleep(0.3)
            fill(small_disk)
            zoe.say("Ferblanterie Boréale")
            for _ in range(40):
                bob.say("any free courses?" + " please" * 500)
            await until(lambda: AWAY["en"] in {message.text for message in bob.messages()})
            await asyncio.sleep(3)
            assert program.process is not None
            assert program.process.poll() is None
            asked = await asyncio.to_thread(exported, program, small_disk / "file.csv")
            (small_disk / "filler").unlink()
            await until(lambda: len(bob.messages()) >= 41 and not api.world.pending())
            for what in FORM[6:]:
                await answered(zoe, step(zoe, what))
                await asyncio.sleep(0.3)
            await until(lambda: len(program.rows("registration")) == 1)
            assert program.send(signal.SIGTERM) == 0
        finally:
            program.end()
        assert program.doctor() == 0
        assert {row["state"] for row in program.rows("inbox")} == {"handled"}
        assert sum(message.text == AWAY["en"] for message in bob.messages()) == 1
        assert asked.returncode == 1
        assert "No space left on device" in asked.stderr or "disk is full" in asked.stderr
        assert "Traceback" not in asked.stderr
        assert not [name for name in os.listdir(small_disk) if name.endswith(".csv") or name.startswith(".inscria")]  # noqa: PTH208  (a list)


def exported(program: Program, file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "export", "--output", str(file)]
    return subprocess.run(command, env={**os.environ, **program.settings()}, capture_output=True, text=True, check=False)
