"""Methods that answer a press or an inline query: once, and in time."""

from __future__ import annotations

import re

from bot.double.errors import bad_request
from bot.double.formatting import message_text
from bot.double.keyboards import check_keyboard
from bot.double.text import units
from bot.double.world import Json, Query, World

ANSWER_LIMIT = 200
ANSWER_WITHIN = 150.0
RESULTS_LIMIT = 50
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def answer_callback_query(world: World, given: Json) -> bool:
    """answerCallbackQuery: one answer a query, within 150 seconds, text up to 200."""
    query = _waiting(world, world.callbacks, given["callback_query_id"])
    if units(given.get("text", "")) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    if given.get("url") and not given["url"].startswith(f"https://t.me/{world.me['username']}?start="):
        raise bad_request("URL_INVALID")
    query.settle({name: value for name, value in given.items() if name != "callback_query_id"})
    return True


def answer_inline_query(world: World, given: Json) -> bool:
    """answerInlineQuery: up to 50 articles."""
    query = _waiting(world, world.inline_queries, given["inline_query_id"])
    results = given["results"]
    if len(results) > RESULTS_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(given.get("next_offset", "").encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    _check_button(given.get("button"))
    query.settle({**given, "results": [_result(result) for result in results]})
    return True


def _waiting(world: World, queries: dict[str, Query], number: str) -> Query:
    """The query of an identifier, if it still waits for an answer."""
    query = queries.get(number)
    if query is None or query.answer is not None or world.clock.now() - query.asked > ANSWER_WITHIN:
        raise bad_request(_TOO_OLD)
    return query


def _result(result: Json) -> Json:
    """A result with the text and entities its message will have."""
    if not 1 <= len(result["id"].encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if not result["title"]:
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result["input_message_content"]
    text, entities = message_text({**content, "text": content["message_text"]})
    check_keyboard(result.get("reply_markup"), private=False)
    return {**result, "text": text, "entities": entities}


def _check_button(button: Json | None) -> None:
    if button is None:
        return
    if ("start_parameter" in button) == ("web_app" in button):
        raise bad_request("inline query results button must have exactly one action (double)")
    if "start_parameter" in button and not _PAYLOAD.fullmatch(button["start_parameter"]):
        raise bad_request("START_PARAM_INVALID")
