"""The keyboards a message may carry, and the limits Telegram sets to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.double.errors import bad_request
from bot.double.text import units

ROW_LIMIT = 8
KEYBOARD_LIMIT = 100
DATA_LIMIT = 64
COPY_LIMIT = 256
PLACEHOLDER_LIMIT = 64
_STYLES = frozenset({"danger", "success", "primary"})
_ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
)
_URL = re.compile(r"(?:https?://[^\s/?#]*[^\s/?#.]\.[^\s/?#]+|tg://[a-z])\S*", re.IGNORECASE)


def check_keyboard(markup: Mapping[str, Any] | None, *, private: bool) -> None:
    """Refuse a keyboard Telegram would refuse."""
    if markup is None:
        return
    if "inline_keyboard" in markup:
        _check_inline(markup["inline_keyboard"], private=private)
    elif "keyboard" in markup:
        _check_reply(markup, private=private)
    elif not (markup.get("remove_keyboard") or markup.get("force_reply")):
        raise bad_request("object expected as reply markup")
    elif units(markup.get("input_field_placeholder", "")) > PLACEHOLDER_LIMIT:
        raise bad_request("input field placeholder is too long")


def _check_rows(rows: list[list[Mapping[str, Any]]]) -> None:
    if any(len(row) > ROW_LIMIT for row in rows) or sum(map(len, rows)) > KEYBOARD_LIMIT:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for row in rows:
        for button in row:
            if not button["text"].strip():
                raise bad_request("can't parse keyboard button: text must be non-empty")
            if button.get("style", "primary") not in _STYLES:
                raise bad_request("BUTTON_STYLE_INVALID")


def _check_inline(rows: list[list[Mapping[str, Any]]], *, private: bool) -> None:
    _check_rows(rows)
    for row in rows:
        for button in row:
            _check_action(button, private=private)


def _check_action(button: Mapping[str, Any], *, private: bool) -> None:
    actions = [name for name in _ACTIONS if name in button]
    if not actions or button.get("callback_data") == "":
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"can't parse inline keyboard button: more than one action: {', '.join(actions)} (double)")
    if len(button.get("callback_data", "").encode()) > DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not _URL.fullmatch(button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: {_wrong(button['url'])}")
    if "copy_text" in button and not 1 <= units(button["copy_text"]["text"]) <= COPY_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "web_app" in button:
        _check_web_app(button, private=private)


def _wrong(url: str) -> str:
    """Why an address is refused, in TDLib's words."""
    scheme, separator, _ = url.partition("://")
    return "Unsupported URL protocol" if separator and scheme.lower() not in {"http", "https", "tg"} else "Wrong HTTP URL"


def _check_web_app(button: Mapping[str, Any], *, private: bool) -> None:
    if not private:
        raise bad_request("BUTTON_TYPE_INVALID")
    if not button["web_app"]["url"].startswith("https://"):
        raise bad_request(f"inline keyboard button Web App URL '{button['web_app']['url']}' is invalid: Only HTTPS links are allowed")


def _check_reply(markup: Mapping[str, Any], *, private: bool) -> None:
    rows = markup["keyboard"]
    if not any(rows):
        raise bad_request("keyboard must have at least one button (double)")
    _check_rows(rows)
    if units(markup.get("input_field_placeholder", "")) > PLACEHOLDER_LIMIT:
        raise bad_request("input field placeholder is too long")
    for row in rows:
        for button in row:
            _check_request(button, private=private)


def _check_request(button: Mapping[str, Any], *, private: bool) -> None:
    asked = [name for name in ("request_contact", "request_location", "web_app") if button.get(name)]
    if len(asked) > 1:
        raise bad_request(f"can't parse keyboard button: more than one request: {', '.join(asked)} (double)")
    if asked == ["request_contact"] and not private:
        raise bad_request("phone number can be requested in private chats only")
    if asked == ["request_location"] and not private:
        raise bad_request("location can be requested in private chats only")
    if asked == ["web_app"]:
        _check_web_app(button, private=private)
