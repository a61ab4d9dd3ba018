"""Long exports in the chat: people are answered meanwhile, how far it is is told, a file too big for Telegram finds its way."""

import asyncio
import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import pytest
from support.running import Running, rows_of, serving

from bot import making
from bot.double import BotApi, Message, Person
from bot.house import House
from enrolment.assistant import admin_export, long_exports
from enrolment.exports import export, pieces
from enrolment.registration import people, registering
from enrolment.registration.unit import one_unit
from enrolment.registration.values import Consent

ROWS, ADMIN = 30, 9


@pytest.fixture(autouse=True)
def crowd(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some registrations, too many for anybody to wait for their file."""
    monkeypatch.setattr(admin_export, "LONG", 5)
    offer = house.desk.current().catalogue
    code = next(one.code for _, one in offer.sessions() if one.seats is None and one.first_day > house.clock().date() and not one.cancelled)
    with one_unit(house.database, house.vault, offer, house.rules, now=house.clock()) as unit:
        for number in range(ROWS):
            person = people.meet(unit, 10_000 + number, "fr")
            people.correct_answers(unit, person.id, {"first_name": "Marie-Ève", "last_name": f"Roy {number}"})
            registering.register(unit, person.id, code, Consent("1", unit.now, "fr"), language="fr")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """An export that has written ten rows waits for it before it goes on."""
    opened, whole = threading.Event(), export.export

    def slow(source: object, request: object, sink: object, actor: object, progress: Callable[[int, int], None]) -> int:
        progress(10, ROWS)
        while not opened.wait(0.01):
            progress(10, ROWS)
        return whole(source, request, sink, actor, progress)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(export, "export", slow)
    yield opened
    opened.set()


async def until(true: Callable[[], object], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.01)


async def asked(bot: Running, format_name: str = "csv") -> Person:
    """An administrator who asked for everything."""
    admin = bot.api.person(ADMIN, "Chef", "fr")
    admin.say("/export")
    await bot.settle()
    admin.forge_press(f"adm:send:{format_name}:-:-:-")
    return admin


def documents(person: Person) -> list[Message]:
    return [message for message in person.messages() if message.data.get("document")]


def content(api: BotApi, message: Message) -> bytes:
    return api.world.files.find(message.data["document"]["file_id"]).upload.content


async def test_people_are_answered_while_a_long_export_is_written(house: House, api: BotApi, gate: threading.Event) -> None:
    zoe = api.person(1, "Zoé", "fr")
    async with serving(house, api) as bot:
        admin = await asked(bot)
        await until(lambda: [row for row in rows_of(house, "outbox") if row["claimed_by"]])
        zoe.say("bonjour")
        admin.say("/stats")
        await until(lambda: zoe.messages() and "30" in admin.last.text)
        assert not documents(admin)
        gate.set()
        await until(lambda: documents(admin))
    assert content(api, documents(admin)[0]).decode("utf-8-sig").count("Marie-Ève") == ROWS


async def test_how_far_it_is_is_told_in_one_message_that_ends_with_the_rows(
    house: House, api: BotApi, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "FIRST", 0.01)
    monkeypatch.setattr(making, "EVERY", 0.01)
    async with serving(house, api) as bot:
        admin = await asked(bot)
        await until(lambda: "10 lignes" in admin.last.text)
        gate.set()
        await until(lambda: documents(admin) and "lignes." in admin.messages()[-2].text)
    told = admin.messages()[-2]
    assert "sur 30" in told.versions[0]["text"]
    assert told.text == "30 lignes."


async def test_a_file_too_big_for_telegram_comes_zipped(house: House, api: BotApi) -> None:
    api.world.files.most = 3_000
    async with serving(house, api) as bot:
        admin = await asked(bot)
        await until(lambda: documents(admin))
        await bot.settle()
    (sent,) = documents(admin)
    with zipfile.ZipFile(io.BytesIO(content(api, sent))) as archive:
        (name,) = archive.namelist()
        assert archive.read(name).decode("utf-8-sig").count("Marie-Ève") == ROWS
    assert sent.data["document"]["file_name"] == f"{name}.zip"
    assert "compressé" in admin.last.text


async def test_one_still_too_big_is_found_on_the_pages_by_a_link_that_signs_in(
    house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_exports, "LARGEST", 300)
    house.assistant.pages = "https://inscria.example"
    async with serving(house, api) as bot:
        admin = await asked(bot, "xlsx")
        await until(lambda: admin.last.buttons and "url" in admin.last.buttons[0][0])
    address = admin.last.buttons[0][0]["url"]
    assert address.startswith("https://inscria.example/in/")
    assert unquote(address.partition("?to=")[2]) == "/registrations"
    assert not documents(admin)


async def test_where_no_pages_are_served_it_is_said_what_else_to_do(house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_exports, "LARGEST", 300)
    async with serving(house, api) as bot:
        admin = await asked(bot)
        await until(lambda: "trop" in admin.last.text)
    assert not documents(admin)


async def test_what_takes_longer_than_its_claim_is_sent_once(
    house: House, api: BotApi, hands: Any, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "RENEWED", 0.01)
    async with serving(house, api) as bot:
        admin = await asked(bot)
        await until(lambda: claimed(house))
        for _ in range(6):
            before = claimed(house)
            hands.turn(seconds=30)
            await until(lambda before=before: claimed(house) != before)  # type: ignore[misc]  # bound in the loop
            assert await bot.service.outgoing.once() == 0
        gate.set()
        await until(lambda: documents(admin))
        await bot.settle()
    assert len(documents(admin)) == 1
    assert [row["attempts"] for row in rows_of(house, "outbox") if row["kind"] == long_exports.ASKED] == [1]


def claimed(house: House) -> list[datetime]:
    return [row["claimed_until"] for row in rows_of(house, "outbox") if row["claimed_until"]]


async def test_one_under_way_at_a_stop_is_made_by_the_next_start(
    house: House, api: BotApi, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outgoing.LAST_WORDS", 0.05)
    async with serving(house, api) as bot:
        admin = await asked(bot)
        await until(lambda: claimed(house))
    assert not documents(admin)
    gate.set()
    async with serving(house, api):
        await until(lambda: documents(admin))
    assert len(documents(admin)) == 1


async def test_helpers_write_it_in_a_running_bot(house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "ALONE", 5)
    async with serving(house, api) as bot:
        admin = await asked(bot, "json")
        await until(lambda: documents(admin), 60)
    assert content(api, documents(admin)[0]).decode().count("Marie-Ève") == ROWS
