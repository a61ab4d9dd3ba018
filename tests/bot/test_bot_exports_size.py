"""Long exports as people meet them: a bar in the terminal, and the others served meanwhile."""

import asyncio
import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.running import serving

from bench.exports import DATA_KEY, NOW, seed
from bot.double import BotApi
from bot.house import House, build
from bot.settings import read_settings
from catalogue.store.database import Database

ADMIN = 9
MANY = 40_000


def exported(folder: Path, *, seen: tuple[str, ...], more: tuple[str, ...] = (), code: int = 0) -> tuple[str, str]:
    """What `inscria export` writes to standard output and standard error, those named being a terminal."""
    settings = {"INSCRIA_DATABASE_URL": f"sqlite:///{folder / 'many.db'}", "INSCRIA_DATA_KEY": DATA_KEY.hex(), "COLUMNS": "80"}
    ends, files = {}, {}
    for name in ("stdout", "stderr"):
        if name in seen:
            ends[name], terminal = pty.openpty()
            files[name] = os.fdopen(terminal, "wb")
        else:
            files[name] = (folder / name).open("wb")
    with files["stdout"], files["stderr"]:
        command = [sys.executable, "-m", "bot", "export", *more]
        done = subprocess.run(command, env={**os.environ, **settings}, cwd=folder, check=False, timeout=120, **files)  # type: ignore[call-overload]  # by name
    assert done.returncode == code
    out, err = (screen(ends[name]) if name in seen else (folder / name).read_text("utf-8") for name in files)
    return out, err


def screen(end: int) -> str:
    """All that was written to a terminal nobody writes to any more."""
    said = b""
    with os.fdopen(end, "rb", buffering=0) as terminal, contextlib.suppress(OSError):
        while piece := terminal.read(1 << 16):
            said += piece
    return said.decode()


@pytest.mark.parametrize(("seen", "bar"), [(("stderr",), True), (("stdout", "stderr"), False), ((), False)])
def test_a_bar_is_drawn_where_somebody_looks_and_never_among_the_rows(tmp_path: Path, seen: tuple[str, ...], bar: bool) -> None:
    seed(tmp_path / "many.db", 7)
    out, err = exported(tmp_path, seen=seen)
    assert out.count("@exemple.ca") == 7
    assert ("7/7" in err) is bar
    assert "7/7" not in out


def test_a_file_has_its_bar_too(tmp_path: Path) -> None:
    seed(tmp_path / "many.db", 7)
    out, err = exported(tmp_path, seen=("stdout", "stderr"), more=("--output", "a.csv"))
    assert out == ""
    assert "7/7" in err
    assert "a.csv: 7 rows" in err


def test_a_workbook_is_not_poured_on_a_screen(tmp_path: Path) -> None:
    seed(tmp_path / "many.db", 7)
    out, err = exported(tmp_path, seen=("stdout",), more=("--format", "xlsx"), code=2)
    assert out == ""
    assert "--output FILE" in err


@pytest.fixture
def large(tmp_path: Path) -> Iterator[House]:
    """A house with so many registrations that an export takes seconds."""
    seed(tmp_path / "many.db", MANY)
    database = Database(f"sqlite:///{tmp_path / 'many.db'}")
    yield build(read_settings(None), database, key=DATA_KEY, admins=frozenset({ADMIN}), clock=lambda: NOW)
    database.close()


@pytest.mark.slow
async def test_somebody_gets_her_answers_while_tens_of_thousands_of_rows_are_written(large: House, api: BotApi) -> None:
    admin, zoe = api.person(ADMIN, "Chef", "fr"), api.person(1, "Zoé", "fr")

    def files() -> int:
        return sum("document" in message.data for message in admin.messages())

    async with serving(large, api) as bot:
        admin.say("/export")
        await bot.settle()
        admin.forge_press("adm:send:xlsx:-:-:-")
        async with asyncio.timeout(120):
            while not bot.service.outgoing.making:
                await asyncio.sleep(0.005)
            answered = 0
            for asked in ("bonjour", "quels cours sont gratuits?", "combien coûte le cours GEN-20?"):
                zoe.say(asked)
                while len(zoe.messages()) <= answered:
                    await asyncio.sleep(0.005)
                answered = len(zoe.messages())
                assert files() == 0, "she was answered only once the export was over"
            while not files():
                await asyncio.sleep(0.01)
