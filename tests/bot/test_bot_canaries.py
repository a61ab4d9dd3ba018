"""Canaries in every field of a whole conversation: nothing is written but what is sealed, and nothing is left after the erasure."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from support.running import Running, rows_of, serving, walk

from bot.double import BotApi, Fault, Person
from bot.house import House
from bot.logs import set_up_logs
from bot.web.metrics import page
from enrolment.assistant import mine
from enrolment.store import backup
from enrolment.store.copying import names
from enrolment.store.sql import run, table

TELEGRAM_ID = 77_777_123
CANARIES = {
    "first_name": "Canarine",
    "last_name": "Serinette",
    "email": "canari.jaune@oiseaux-chanteurs.ca",
    "phone": "418-555-0177",
    "organisation": "Volière Kakatoès",
    "job_title": "Oiselière-fauconnière",
    "accessibility": "Perchoir à mobilité réduite",
}
TRACES = (
    "Canarine",
    "Serinette",
    "canari.jaune",
    "oiseaux-chanteurs",
    "5550177",
    "555-0177",
    "Kakatoès",
    "Oiselière",
    "Perchoir",
    "Télécanari",
    "usager_canari",
    str(TELEGRAM_ID),
)
ADMIN = 9


def traces_in(written: object) -> list[str]:
    """The canaries in a text, its JSON escapes undone; digits are searched for with their separators gone too."""
    text = str(written)
    bare = text.replace(" ", "").replace("-", "")
    return [trace for trace in TRACES if trace.casefold() in text.casefold() or (trace.isdigit() and trace in bare)]


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Everything logged, from DEBUG."""
    kept = io.StringIO()
    monkeypatch.setattr(sys, "stderr", kept)
    set_up_logs("DEBUG")
    return kept


async def registered(bot: Running, canary: Person) -> None:
    """The whole form, the optional rest, a correction; questions that hold her own words."""
    await walk(bot, canary, ("je veux m'inscrire à Python pour grands débutants", "[0]", "[0]"))
    name = f"{CANARIES['first_name']} {CANARIES['last_name']}"
    await walk(bot, canary, (name, CANARIES["email"], CANARIES["organisation"], "[0]", "[0]", "[0]"))
    more = next(button for row in rows(canary) for button in row if str(button.get("callback_data", "")).startswith("more:"))
    canary.press(more["callback_data"])
    await bot.settle()
    for field in ("phone", "job_title", "accessibility"):
        canary.forge_press(f"my:fix:{field}")
        await bot.settle()
        await walk(bot, canary, (CANARIES[field],))
    question = f"mon nom est {name}, écrivez-moi à {CANARIES['email']} au sujet du cours de soudure"
    await walk(bot, canary, (question, "/mine", "/mydata"))
    canary.send("voice")
    await bot.settle()


def copy_of(bot: Running, person: Person) -> str:
    """The file of /mydata as it was sent."""
    [sent, *_] = [message.data["document"] for message in reversed(person.messages()) if "json" in str(message.data.get("document"))]
    content: bytes = bot.api.world.files.find(sent["file_id"]).upload.content
    return content.decode()


def rows(person: Person) -> Iterator[list[dict[str, Any]]]:
    for message in reversed(person.messages()):
        yield from message.buttons


def everything_in(house: House) -> Iterator[tuple[str, object]]:
    """Every cell of every table, with its place."""
    for name in names():
        with house.database.reading() as session:
            for row in run(session, select(table(name))).mappings():
                for column, value in row.items():
                    yield f"{name}.{column}", value.decode("latin-1") if isinstance(value, bytes) else value


def files_under(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield path, path.read_bytes()


async def test_nothing_of_hers_is_in_logs_errors_metrics_names_buttons_or_any_cell(
    house: House, api: BotApi, logs: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = api.person(TELEGRAM_ID, "Télécanari", "fr", username="usager_canari")
    chief = api.person(ADMIN, "Chef", "fr")
    async with serving(house, api) as bot:
        await registered(bot, canary)
        await fails(bot, canary, monkeypatch)
        await exported(bot, chief)
        assert [value for value in CANARIES.values() if value not in copy_of(bot, canary)] == []
        figures = (await page(bot.service.pulse)).decode()
    assert "inscria_errors" in figures
    assert traces_in(figures) == []
    assert "update_failed" in logs.getvalue()
    assert traces_in(logs.getvalue()) == []
    assert {place: traces_in(value) for place, value in everything_in(house) if traces_in(value)} == {}
    assert [message for message in chief.messages() if message.data.get("document")]
    for person in (canary, chief):
        for message in person.messages():
            assert traces_in(message.data.get("document", {}).get("file_name", "")) == []
            for row in message.buttons:
                assert [traces_in(button.get("callback_data", "")) for button in row if traces_in(button.get("callback_data", ""))] == []


async def fails(bot: Running, canary: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours whose message holds what she typed, and faults of Telegram's."""

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError(f"cannot show {' '.join(CANARIES.values())}")

    with monkeypatch.context() as patched:
        patched.setattr(mine, "_rows", breaks)
        patched.setattr("bot.intake.MOST_TRIES", 1)
        canary.say("/mine")
        await bot.settle()
    bot.api.faults.add(Fault("error", "sendMessage", code=502))
    canary.say(f"ici {CANARIES['first_name']}")
    await bot.settle()


async def exported(bot: Running, chief: Person) -> None:
    """An administrator looks for her, looks at her, takes the file."""
    await walk(bot, chief, ("/people Serinette", "[0]", "/export"))
    send = next(button for row in rows(chief) for button in row if "adm:send" in str(button.get("callback_data", "")))
    chief.press(send["callback_data"])
    await bot.settle()


async def test_after_the_erasure_no_file_anywhere_holds_anything_of_hers(
    house: House, api: BotApi, logs: io.StringIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spool))
    canary = api.person(TELEGRAM_ID, "Télécanari", "fr", username="usager_canari")
    async with serving(house, api) as bot:
        await registered(bot, canary)
        await exported(bot, api.person(ADMIN, "Chef", "fr"))
        backup.save(house.database, tmp_path / "saved")
        [person] = [row for row in rows_of(house, "person") if row["telegram_hash"] == house.vault.lookup("telegram", TELEGRAM_ID)]
        [key] = [row["wrapped"] for row in rows_of(house, "person_key") if row["person_id"] == person["id"]]
        hashes = [row["hash"] for row in rows_of(house, "person_lookup") if row["person_id"] == person["id"]]
        sealed = [person["sealed"], *(row["sealed"] for row in rows_of(house, "conversation") if row["person_id"] == person["id"])]
        await walk(bot, canary, ("/erase",))
        for data in ("erase:sure", "erase:now"):
            canary.press(data)
            await bot.settle()
        bot.service.clockwork.once()
    house.database.close()
    (tmp_path / "logs").write_text(logs.getvalue(), encoding="utf-8")
    everywhere = dict(files_under(tmp_path))
    assert {path.name for path in everywhere} >= {"bot.db", "saved", "logs"}
    gone = [person["telegram_hash"].encode(), key, *(each.encode() for each in hashes)]
    for path, content in everywhere.items():
        assert traces_in(content.decode("latin-1")) + traces_in(content.decode("utf-8", "ignore")) == [], path
        assert [each for each in gone if each in content] == [], path
    assert [each for each in sealed if each in everywhere[tmp_path / "bot.db"]] == []


def test_the_search_would_notice_a_canary() -> None:
    assert traces_in(json.dumps({"a": "CANARINE"})) == ["Canarine"]
    assert traces_in("tel 418 555-0177") == ["5550177", "555-0177"]
