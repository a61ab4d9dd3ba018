"""Each limit of Telegram's that the double holds, once."""

from __future__ import annotations

from typing import Any

import pytest

from bot.double import ApiError, BotApi, ManualClock, Person, Upload

pytestmark = pytest.mark.asyncio

DOT = [{"text": "a", "callback_data": "b"}]


def inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


async def refusal(api: BotApi, method: str, files: Any = None, **params: Any) -> str:
    with pytest.raises(ApiError) as raised:
        await api.call(method, params, files)
    return f"{raised.value.code} {raised.value.description}"


async def say(api: BotApi, **params: Any) -> Any:
    return await api.call("sendMessage", {"chat_id": 42, "text": "bonjour", **params})


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"text": ""}, "400 Bad Request: message text is empty"),
        ({"text": " \n "}, "400 Bad Request: text must be non-empty"),
        ({"text": "é" * 4097}, "400 Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "400 Bad Request: message is too long"),
        ({"text": None}, '400 Bad Request: field "text" must be of type String'),
        ({"text": "\ud83d"}, "400 Bad Request: strings must be encoded in UTF-8"),
        ({"chat_id": ""}, "400 Bad Request: chat_id is empty"),
        ({"chat_id": "abc"}, "400 Bad Request: chat not found"),
        ({"chat_id": 43}, "400 Bad Request: chat not found"),
        ({"colour": "red"}, "400 Bad Request: unknown parameter colour (double)"),
        ({"message_thread_id": 3}, "400 Bad Request: message_thread_id is not supported (double)"),
        ({"disable_notification": "perhaps"}, '400 Bad Request: field "disable_notification" must be of type Boolean'),
        ({"parse_mode": "MarkdownV2"}, "400 Bad Request: parse mode MarkdownV2 is not supported (double)"),
        ({"parse_mode": "RTF"}, "400 Bad Request: unsupported parse_mode"),
        ({"reply_markup": "{"}, "400 Bad Request: can't parse reply_markup JSON object"),
        ({"reply_markup": {}}, "400 Bad Request: object expected as reply markup"),
        ({"reply_parameters": {"message_id": 999}}, "400 Bad Request: message to be replied not found"),
        (
            {"entities": [{"type": "bold", "offset": 0, "length": 9}]},
            "400 Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
        ),
    ],
)
async def test_a_message_telegram_would_refuse_is_refused_in_its_words(
    api: BotApi, maude: Person, params: dict[str, Any], why: str
) -> None:
    assert await refusal(api, "sendMessage", **{"chat_id": 42, "text": "bonjour", **params}) == why


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ({"text": "a", "callback_data": "é" * 32 + "x"}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "a"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": " ", "callback_data": "b"}, "text must be non-empty"),
        ({"callback_data": "b"}, 'find field "text"'),
        ({"text": "a", "callback_data": "b", "url": "https://example.org"}, "more than one action"),
        ({"text": "a", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "a", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "a", "url": "ftp://example.org"}, "Unsupported URL protocol"),
        ({"text": "a", "url": "http://localhost:8080"}, "Wrong HTTP URL"),
        ({"text": "a", "callback_data": "b", "style": "loud"}, "BUTTON_STYLE_INVALID"),
        ({"text": "a", "callback_data": "b", "colour": "red"}, "unknown parameter inline_keyboard.colour"),
        ({"text": "a", "pay": True}, "pay is not supported (double)"),
    ],
)
async def test_a_button_telegram_would_refuse_is_refused(api: BotApi, maude: Person, button: dict[str, Any], why: str) -> None:
    assert why in await refusal(api, "sendMessage", chat_id=42, text="a", reply_markup=inline([button]))


async def test_what_is_just_within_the_limits_is_taken(api: BotApi, maude: Person) -> None:
    await say(api, text="<b>" + "é" * 4096 + "</b>", parse_mode="HTML")
    await say(api, text="😀" * 2048)
    buttons: list[dict[str, Any]] = [
        {"text": "a", "callback_data": "é" * 32},
        {"text": "c", "copy_text": {"text": "x" * 256}},
        {"text": "u", "url": "tg://user?id=1"},
    ]
    await say(api, reply_markup=inline(buttons, [{"text": "w", "web_app": {"url": "https://example.org"}}]))
    await say(api, reply_markup=inline(*[DOT * 8] * 12, DOT * 4))


async def test_a_keyboard_has_at_most_eight_buttons_a_row_and_a_hundred_in_all(api: BotApi, maude: Person) -> None:
    assert "REPLY_MARKUP_TOO_LONG" in await refusal(api, "sendMessage", chat_id=42, text="a", reply_markup=inline(DOT * 9))
    assert "REPLY_MARKUP_TOO_LONG" in await refusal(api, "sendMessage", chat_id=42, text="a", reply_markup=inline(*[DOT] * 101))


async def test_a_contact_is_requested_in_private_only(api: BotApi, maude: Person) -> None:
    group = api.group("Cohorte")
    maude.join(group)
    keyboard = {"keyboard": [[{"text": "Mon numéro", "request_contact": True}]], "one_time_keyboard": True}
    await say(api, reply_markup=keyboard)
    assert "private chats only" in await refusal(api, "sendMessage", chat_id=group.chat.id, text="a", reply_markup=keyboard)


async def test_a_caption_has_at_most_1024_characters(api: BotApi, maude: Person) -> None:
    file = {"document": Upload("a.csv", b"a")}
    await api.call("sendDocument", {"chat_id": 42, "caption": "x" * 1024}, file)
    assert await refusal(api, "sendDocument", file, chat_id=42, caption="x" * 1025) == "400 Bad Request: message caption is too long"


async def test_a_document_has_1_byte_to_50_megabytes(api: BotApi, maude: Person) -> None:
    assert "non-empty" in await refusal(api, "sendDocument", {"document": Upload("a", b"")}, chat_id=42)
    big = {"document": Upload("a", bytes(50 * 1024 * 1024 + 1))}
    assert await refusal(api, "sendDocument", big, chat_id=42) == "413 Request Entity Too Large"
    assert "no document in the request" in await refusal(api, "sendDocument", chat_id=42)
    assert "wrong file identifier" in await refusal(api, "sendDocument", chat_id=42, document="nothing")
    assert "IMAGE_PROCESS_FAILED" in await refusal(api, "sendPhoto", {"photo": Upload("a.png", b"text")}, chat_id=42)


async def test_a_file_over_20_megabytes_cannot_be_downloaded(api: BotApi, maude: Person) -> None:
    sent = maude.send("document", size=20 * 1024 * 1024 + 1)
    assert "file is too big" in await refusal(api, "getFile", file_id=sent.data["document"]["file_id"])


async def test_an_edit_must_change_something_and_find_its_message(api: BotApi, maude: Person) -> None:
    sent = await say(api, reply_markup=inline(DOT))
    edit = {"chat_id": 42, "message_id": sent["message_id"], "text": "bonjour"}
    assert "message is not modified" in await refusal(api, "editMessageText", **edit, reply_markup=inline(DOT))
    assert "reply_markup" not in await api.call("editMessageText", edit)
    assert await refusal(api, "editMessageText", **{**edit, "message_id": 999}) == "400 Bad Request: message to edit not found"
    assert "can't be edited" in await refusal(api, "editMessageText", **{**edit, "message_id": maude.say("moi").id})
    await api.call("deleteMessage", {"chat_id": 42, "message_id": sent["message_id"]})
    assert "message to edit not found" in await refusal(api, "editMessageText", **edit)
    assert "message to delete not found" in await refusal(api, "deleteMessage", chat_id=42, message_id=sent["message_id"])


async def test_a_message_is_deleted_within_48_hours(api: BotApi, maude: Person, clock: ManualClock) -> None:
    sent = await say(api)
    clock.advance(48 * 3600 + 1)
    assert "can't be deleted" in await refusal(api, "deleteMessage", chat_id=42, message_id=sent["message_id"])


async def test_a_press_is_answered_once_in_time_and_briefly(api: BotApi, maude: Person, clock: ManualClock) -> None:
    await say(api, reply_markup=inline(DOT))
    too_old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    query = maude.press("a")
    assert "MESSAGE_TOO_LONG" in await refusal(api, "answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert await api.call("answerCallbackQuery", {"callback_query_id": query, "text": "x" * 200})
    assert await refusal(api, "answerCallbackQuery", callback_query_id=query) == too_old
    assert await refusal(api, "answerCallbackQuery", callback_query_id="1") == too_old
    late = maude.press("a")
    clock.advance(151)
    assert await refusal(api, "answerCallbackQuery", callback_query_id=late) == too_old


async def test_a_person_who_blocked_the_bot_hears_nothing(api: BotApi, maude: Person) -> None:
    maude.block()
    assert await refusal(api, "sendMessage", chat_id=42, text="a") == "403 Forbidden: bot was blocked by the user"
    maude.start()
    await say(api)


async def test_a_person_met_in_a_group_only_cannot_be_written_to(api: BotApi) -> None:
    leo, group = api.person(7, "Léo"), api.group()
    leo.join(group)
    assert "can't initiate conversation" in await refusal(api, "sendMessage", chat_id=7, text="a")


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        ([{"command": "", "description": "d"}], "command must be non-empty"),
        ([{"command": "x" * 33, "description": "d"}], "command length must not exceed 32"),
        ([{"command": "Aide", "description": "d"}], "BOT_COMMAND_INVALID"),
        ([{"command": "aide", "description": ""}], "command description must be non-empty"),
        ([{"command": "aide", "description": "d" * 257}], "command description length must not exceed 256"),
        ([{"command": f"c{n}", "description": "d"} for n in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_a_command_telegram_would_refuse_is_refused(api: BotApi, commands: list[dict[str, str]], why: str) -> None:
    assert why in await refusal(api, "setMyCommands", commands=commands)


async def test_commands_are_kept_by_scope_and_language(api: BotApi, maude: Person) -> None:
    def listed(name: str) -> list[dict[str, str]]:
        return [{"command": name, "description": name}]

    async def set_them(name: str, **where: Any) -> None:
        await api.call("setMyCommands", {"commands": listed(name), **where})

    await set_them("everyone")
    await set_them("francais", language_code="fr", scope={"type": "all_private_chats"})
    await set_them("hers", scope={"type": "chat", "chat_id": 42})
    assert await api.call("getMyCommands", {"language_code": "fr", "scope": {"type": "all_private_chats"}}) == listed("francais")
    assert await api.call("getMyCommands", {"language_code": "fr"}) == []
    await api.call("deleteMyCommands", {"scope": {"type": "chat", "chat_id": 42}})
    assert await api.call("getMyCommands", {"scope": {"type": "chat", "chat_id": 42}}) == []
    assert "invalid language code" in await refusal(api, "setMyCommands", commands=[], language_code="fra")
    assert "chat not found" in await refusal(api, "setMyCommands", commands=[], scope={"type": "chat", "chat_id": 9})
    assert "not a group" in await refusal(api, "setMyCommands", commands=[], scope={"type": "chat_administrators", "chat_id": 42})


async def test_the_profile_is_kept_by_language_within_its_limits(api: BotApi) -> None:
    await api.call("setMyDescription", {"description": "Bonjour", "language_code": "fr"})
    assert await api.call("getMyDescription", {"language_code": "fr"}) == {"description": "Bonjour"}
    assert await api.call("getMyDescription", {}) == {"description": ""}
    assert await api.call("getMyName", {}) == {"name": "InscrIA"}
    for method, field, limit in (
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ):
        await api.call(method, {field: "x" * limit})
        assert "TOO_LONG" in await refusal(api, method, **{field: "x" * (limit + 1)})


async def test_an_inline_query_gets_at_most_fifty_different_articles(api: BotApi, maude: Person) -> None:
    def article(number: int) -> dict[str, Any]:
        return {
            "type": "article",
            "id": str(number),
            "title": "t",
            "input_message_content": {"message_text": "<b>x</b>", "parse_mode": "HTML"},
        }

    query = maude.inquire("python")
    many = [article(number) for number in range(51)]
    assert "RESULTS_TOO_MUCH" in await refusal(api, "answerInlineQuery", inline_query_id=query, results=many)
    assert "RESULT_ID_DUPLICATE" in await refusal(api, "answerInlineQuery", inline_query_id=query, results=[article(1)] * 2)
    assert await api.call("answerInlineQuery", {"inline_query_id": query, "results": many[:50]})
    assert (maude.answer(query) or {})["results"][0]["text"] == "x"


async def test_methods_are_found_without_case_and_unknown_ones_are_not(api: BotApi) -> None:
    assert (await api.call("GETME"))["is_bot"]
    assert await refusal(api, "sendGift") == "404 Not Found: method not found"
    assert (await api.respond("1:other", "getMe", {}))[0] == 401
