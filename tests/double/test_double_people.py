"""What people do and see, and that every update they make is one python-telegram-bot reads."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, CallbackQuery, Update

from bot.double import ApiError, BotApi, CannotDo, Person
from bot.double.attachments import MAKERS
from bot.double.request import DoubleRequest

pytestmark = pytest.mark.asyncio

REQUIRED = {
    "update": "update_id",
    "message": "message_id date chat",
    "edited_message": "message_id date chat",
    "reply_to_message": "message_id date chat",
    "chat": "id type",
    "from": "id is_bot first_name",
    "user": "id is_bot first_name",
    "callback_query": "id from chat_instance",
    "inline_query": "id from query offset",
    "my_chat_member": "chat from date old_chat_member new_chat_member",
    "old_chat_member": "status user",
    "new_chat_member": "status user",
    "entities": "type offset length",
    "contact": "phone_number first_name",
    "location": "latitude longitude",
    "venue": "location title address",
    "voice": "file_id file_unique_id duration",
    "audio": "file_id file_unique_id duration",
    "video": "file_id file_unique_id width height duration",
    "video_note": "file_id file_unique_id length duration",
    "animation": "file_id file_unique_id width height duration",
    "document": "file_id file_unique_id",
    "photo": "file_id file_unique_id width height",
    "sticker": "file_id file_unique_id type width height is_animated is_video",
    "dice": "emoji value",
    "poll": "id question options total_voter_count is_closed is_anonymous type allows_multiple_answers allows_revoting members_only",
    "options": "persistent_id text voter_count",
}
"""The required fields of each object of an update, by the name of the field it stands in (Bot API 10.1)."""


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label.lower()} for label in labels]]}


async def send(api: BotApi, text: str = "?", **params: Any) -> int:
    message = await api.call("sendMessage", {"chat_id": 42, "text": text, **params})
    return int(message["message_id"])


async def updates(api: BotApi) -> list[dict[str, Any]]:
    got: list[dict[str, Any]] = await api.call("getUpdates")
    return got


def missing(name: str, value: Any) -> list[str]:
    """What an object lacks of its required fields, and those inside it."""
    if isinstance(value, list):
        return [fault for item in value for fault in missing(name, item)]
    if not isinstance(value, dict):
        return []
    own = [f"{name}.{field}" for field in REQUIRED.get(name, "").split() if field not in value]
    return own + [fault for field, item in value.items() for fault in missing(field, item)]


async def everything(api: BotApi, maude: Person) -> None:
    for kind in MAKERS:
        maude.send(kind)
    maude.send("document", caption="/aide voici")
    maude.share_contact()
    maude.share_contact(own=False)
    maude.say("/cours", reply_to=await send(api, "?", reply_markup=keyboard("Oui")))
    maude.edit(maude.say("bonjur"), "bonjour")
    maude.press("Oui")
    maude.press("Oui", inaccessible=True)
    maude.forge_press("x" * 64)
    maude.inquire("python")
    maude.join(api.group())
    maude.block()
    maude.start()


async def test_every_update_has_its_required_fields_and_is_read_by_ptb(api: BotApi, maude: Person) -> None:
    await everything(api, maude)
    got = await updates(api)
    assert [fault for update in got for fault in missing("update", update)] == []
    bot = Bot(api.token, request=DoubleRequest(api), get_updates_request=DoubleRequest(api))
    read = [Update.de_json(update, bot) for update in got]
    assert all(len(update.to_dict()) == 2 for update in read)
    assert [update.update_id for update in read] == sorted({update.update_id for update in read})
    pressed = [update.callback_query.message for update in read if update.callback_query]
    assert [message.is_accessible for message in pressed if message] == [True, False, True]


async def test_a_malformed_update_is_one_ptb_cannot_read(api: BotApi) -> None:
    api.malformed()
    with pytest.raises(TypeError):
        CallbackQuery.de_json((await updates(api))[0]["callback_query"])


async def test_a_press_is_of_a_button_that_is_there_even_an_old_one(api: BotApi, maude: Person) -> None:
    old = await send(api, "ancien", reply_markup=keyboard("Oui", "Non"))
    await send(api, "nouveau", reply_markup=keyboard("Autre"))
    with pytest.raises(CannotDo, match=r"no button 'Oui'; there is \['Autre'\]"):
        maude.press("Oui")
    maude.press("non", old)
    pressed = (await updates(api))[-1]["callback_query"]
    assert (pressed["data"], pressed["message"]["text"]) == ("non", "ancien")


async def test_a_press_carries_the_message_as_it_stood(api: BotApi, maude: Person) -> None:
    number = await send(api, "avant", reply_markup=keyboard("Oui"))
    maude.press("Oui")
    await api.call("editMessageText", {"chat_id": 42, "message_id": number, "text": "après"})
    assert (await updates(api))[-1]["callback_query"]["message"]["text"] == "avant"
    assert maude.chat.messages[number].versions[0]["text"] == "avant"


async def test_the_reply_keyboard_sends_its_label_or_the_contact(api: BotApi, maude: Person) -> None:
    await send(api, reply_markup={"keyboard": [[{"text": "Numéro", "request_contact": True}, {"text": "Plus tard"}]]})
    maude.press("Numéro")
    maude.press("Plus tard")
    contact, words = (update["message"] for update in (await updates(api))[-2:])
    assert (contact["contact"]["user_id"], words["text"]) == (42, "Plus tard")
    await send(api, reply_markup={"remove_keyboard": True})
    with pytest.raises(CannotDo):
        maude.press("Plus tard")


async def test_a_deep_link_starts_with_its_payload(api: BotApi, maude: Person) -> None:
    maude.start("course_IA-101")
    message = (await updates(api))[-1]["message"]
    assert (message["text"], message["entities"][0]["length"]) == ("/start course_IA-101", 6)
    for payload in ("", "x" * 65, "é", "a b"):
        with pytest.raises(CannotDo):
            maude.start(payload)
    await send(api, reply_markup={"inline_keyboard": [[{"text": "Lien", "url": "https://t.me/InscrIA_bot?start=src_x"}]]})
    maude.press("Lien")
    assert (await updates(api))[-1]["message"]["text"] == "/start src_x"


async def test_a_button_copies_its_text(api: BotApi, maude: Person) -> None:
    await send(api, reply_markup={"inline_keyboard": [[{"text": "Copier", "copy_text": {"text": "ABCD-2345"}}]]})
    assert maude.press("Copier") == maude.clipboard == "ABCD-2345"


async def test_a_transcript_is_read_like_a_chat_with_edits_in_place(api: BotApi, maude: Person) -> None:
    number = await send(api, "Choisissez", reply_markup=keyboard("Oui", "Non"))
    query = maude.press("Oui")
    await api.call("answerCallbackQuery", {"callback_query_id": query, "text": "Merci"})
    await api.call("editMessageText", {"chat_id": 42, "message_id": number, "text": "Fait"})
    maude.send("voice")
    assert maude.script().splitlines() == [
        "Maude: /start",
        "InscrIA: Fait",
        "Maude: [press] oui",
        "InscrIA: [answer] Merci",
        "Maude: [voice]",
    ]


async def test_a_long_text_leaves_in_parts_as_from_the_app(api: BotApi, maude: Person) -> None:
    maude.say("😀" * 3000)
    sent = [update["message"]["text"] for update in await updates(api)][1:]
    assert "".join(sent) == "😀" * 3000
    assert [len(text) for text in sent] == [2048, 952]


async def test_any_name_and_no_language_are_possible(api: BotApi) -> None:
    api.person(5, "\u202e<b>😀", None).start()
    sender = (await updates(api))[0]["message"]["from"]
    assert (sender["first_name"], "language_code" in sender) == ("\u202e<b>😀", False)


async def test_who_blocked_the_bot_can_only_start_again(api: BotApi, maude: Person) -> None:
    maude.block()
    with pytest.raises(CannotDo):
        maude.say("allô")
    maude.start()
    changes = [update["my_chat_member"] for update in await updates(api) if "my_chat_member" in update]
    assert [(change["old_chat_member"]["status"], change["new_chat_member"]["status"]) for change in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_in_a_group_the_bot_sees_only_what_is_meant_for_it(api: BotApi, maude: Person) -> None:
    group = api.group("Cohorte")
    maude.join(group)
    seen = len(await updates(api))
    for text in ("bonjour", "/aide@other_bot", "/aide@InscrIA_bot"):
        maude.say(text, group=group)
    assert [update["message"]["text"] for update in (await updates(api))[seen:]] == ["/aide@InscrIA_bot"]
    maude.leave(group)
    with pytest.raises(ApiError, match="kicked"):
        await api.call("sendMessage", {"chat_id": group.chat.id, "text": "?"})
