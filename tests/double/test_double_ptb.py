"""A real Application over the double: in process, and over HTTP."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.double import BotApi, CannotDo, Fault
from bot.double.front import serving
from bot.double.request import DoubleRequest

pytestmark = pytest.mark.asyncio

Context = ContextTypes.DEFAULT_TYPE


async def greet(update: Update, context: Context) -> None:
    assert update.effective_message
    assert update.effective_user
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="yes")]])
    await update.effective_message.reply_html(f"<b>Bonjour</b> {update.effective_user.mention_html()}", reply_markup=markup)


async def thank(update: Update, context: Context) -> None:
    assert update.callback_query
    assert update.effective_chat
    await update.callback_query.answer("Merci")
    await update.callback_query.edit_message_text("Fait")
    await context.bot.send_document(update.effective_chat.id, InputFile(b"a,b\n", "liste.csv"), caption="Voici")


async def fetch(update: Update, context: Context) -> None:
    assert update.effective_message
    assert update.effective_message.document
    file = await update.effective_message.document.get_file()
    await update.effective_message.reply_text((await file.download_as_bytearray()).decode())


def prepared(builder: Any) -> Application[Any, Any, Any, Any, Any, Any]:
    application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    application.add_handler(MessageHandler(filters.Document.ALL, fetch))
    application.add_handler(MessageHandler(filters.ALL, greet))
    application.add_handler(CallbackQueryHandler(thank))
    return application


async def polling(application: Application[Any, Any, Any, Any, Any, Any]) -> AsyncIterator[None]:
    async with application:
        assert application.updater
        await application.updater.start_polling(poll_interval=0, timeout=10)
        await application.start()
        yield
        await application.updater.stop()
        await application.stop()


@pytest_asyncio.fixture
async def inside() -> AsyncIterator[BotApi]:
    api = BotApi()
    builder = Application.builder().token(api.token).request(DoubleRequest(api)).get_updates_request(DoubleRequest(api))
    async for _ in polling(prepared(builder)):
        yield api


@pytest_asyncio.fixture
async def front() -> AsyncIterator[tuple[BotApi, str]]:
    api = BotApi()
    async with serving(api) as address:
        yield api, address


@pytest_asyncio.fixture
async def outside(front: tuple[BotApi, str]) -> AsyncIterator[BotApi]:
    api, address = front
    builder = Application.builder().token(api.token).base_url(f"{address}/bot").base_file_url(f"{address}/file/bot")
    async for _ in polling(prepared(builder)):
        yield api


async def conversation(api: BotApi) -> None:
    zoe = api.person(5, "Zoé <3", "en")
    zoe.start()
    assert await api.idle()
    assert zoe.last.text == "Bonjour Zoé <3"
    assert [entity["type"] for entity in zoe.last.data["entities"]] == ["bold", "text_mention"]
    query = zoe.press("Oui")
    assert await api.idle()
    assert (zoe.answer(query) or {})["text"] == "Merci"
    screen, file = zoe.messages()
    assert (screen.text, screen.buttons, file.text) == ("Fait", [], "Voici")
    assert api.world.files.find(file.data["document"]["file_id"]).upload.content == b"a,b\n"
    zoe.send("document", content="été", name="a.txt")
    assert await api.idle()
    assert zoe.last.text == "été"


async def test_an_application_talks_with_a_person_in_process(inside: BotApi) -> None:
    await conversation(inside)


async def test_an_application_talks_with_a_person_over_http(outside: BotApi) -> None:
    await conversation(outside)


async def test_json_forms_and_addresses_are_all_read(front: tuple[BotApi, str]) -> None:
    api, address = front
    api.person(5).start()
    async with httpx.AsyncClient(base_url=f"{address}/bot{api.token}", trust_env=False) as client:
        assert (await client.get("/getMe")).json()["result"]["username"] == "InscrIA_bot"
        assert (await client.get("/sendMessage", params={"chat_id": 5, "text": "é"})).json()["result"]["text"] == "é"
        assert (await client.post("/sendMessage", json={"chat_id": 5, "text": "é"})).json()["ok"]
        assert (await client.post("/sendMessage", data={"chat_id": "5", "text": "é", "protect_content": "true"})).json()["ok"]
        sent = await client.post("/sendDocument", data={"chat_id": "5"}, files={"document": ("é.txt", b"\r\n--x\r\n", "text/plain")})
        assert sent.json()["result"]["document"]["file_name"] == "é.txt"
        refused = await client.post("/sendMessage", json={"chat_id": 6, "text": "é"})
        assert (refused.status_code, refused.json()["description"]) == (400, "Bad Request: chat not found")
        assert (await client.post("/sendMessage", content=b"{", headers={"content-type": "application/json"})).status_code == 400
        assert (await client.get("/fly")).status_code == 404
        path = (await client.get("/getFile", params={"file_id": sent.json()["result"]["document"]["file_id"]})).json()["result"][
            "file_path"
        ]
        assert (await client.get(f"{address}/file/bot{api.token}/{path}")).content == b"\r\n--x\r\n"
        api.faults.add(Fault("drop_after"))
        with pytest.raises(httpx.RemoteProtocolError):
            await client.get("/getMe")


async def test_a_tester_acts_reads_and_waits_over_http(outside: BotApi, front: tuple[BotApi, str]) -> None:
    _, address = front
    async with httpx.AsyncClient(base_url=f"{address}/control", trust_env=False) as client:

        async def post(path: str, status: int = 200, **given: Any) -> Any:
            answer = await client.post(path, json=given)
            assert answer.status_code == status, answer.text
            return answer.json()

        await post("/people", id=5, first_name="Zoé", language_code=None)
        await post("/people/5/start", payload="src_a")
        assert await post("/idle", quiet=0.1) == {"idle": True}
        assert "no button" in (await post("/people/5/press", 409, label_or_data="Non"))["error"]
        await post("/people/6/say", 404, text="?")
        await post("/people/5/dance", 404)
        await post("/people/5/say", 400, words="?")
        await post("/people/5/press", label_or_data="Oui")
        await post("/idle")
        messages = (await client.get("/chats/5/messages", params={"by": "bot"})).json()
        assert [message["text"] for message in messages] == ["Fait", "Voici"]
        assert messages[0]["versions"][0]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Oui"
        await post("/people/5/send", kind="voice")
        await post("/people/5/send", kind="document", name="a.txt", content_base64="w6k=")
        await post("/idle")
        transcript = (await client.get("/people/5")).json()["transcript"]
        assert transcript[-1]["line"] == "InscrIA: é"
        assert await post("/faults", kind="error", code=500) == {"scripted": 1}
        assert (await client.delete("/faults")).json() == {"scripted": 0}
        await post("/people/5/block")
        state = (await client.get("/state")).json()
        assert state["counters"]["sendDocument"] == 1


async def test_the_double_is_a_process_of_its_own() -> None:
    double = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.double", "--port", "0", "--token", "77:abc", stdout=subprocess.PIPE, env=os.environ
    )
    try:
        assert double.stdout
        line = (await double.stdout.readline()).decode()
        assert line.startswith("bot.double listening on http://127.0.0.1:")
        async with httpx.AsyncClient(trust_env=False) as client:
            assert (await client.get(f"{line.split()[3]}/bot77:abc/getMe")).json()["result"]["id"] == 77
    finally:
        double.terminate()
        assert await double.wait() in {0, -15}


async def test_people_refuse_what_the_app_does_not_offer(inside: BotApi) -> None:
    with pytest.raises(CannotDo, match="said nothing"):
        _ = inside.person(5).last


async def test_a_webhook_is_delivered_over_http_with_its_secret() -> None:
    heard: asyncio.Queue[bytes] = asyncio.Queue()

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.put_nowait(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    api = BotApi()
    async with await asyncio.start_server(hear, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        await api.call("setWebhook", {"url": f"http://127.0.0.1:{port}/hook", "secret_token": "s3cret"})
        api.person(5).start()
        head = await asyncio.wait_for(heard.get(), 5)
        assert head.startswith(b"POST /hook")
        assert b"X-Telegram-Bot-Api-Secret-Token: s3cret" in head
        assert await api.idle()
        await api.close()
