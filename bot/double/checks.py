"""Strict reading of a call's parameters: nothing unknown, nothing missing, everything of its documented type."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.double.errors import bad_request
from bot.double.files import Upload
from bot.double.tables import METHODS, OBJECTS, UNSUPPORTED, Field

_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "file_id": "file_id not specified",
    "action": "wrong parameter action in request",
}
_REPLY_MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}
_TYPED = {
    "BotCommandScope": {
        "default": "BotCommandScopeDefault",
        "all_private_chats": "BotCommandScopeAllPrivateChats",
        "all_group_chats": "BotCommandScopeAllGroupChats",
        "all_chat_administrators": "BotCommandScopeAllChatAdministrators",
        "chat": "BotCommandScopeChat",
        "chat_administrators": "BotCommandScopeChatAdministrators",
        "chat_member": "BotCommandScopeChatMember",
    },
    "MenuButton": {"commands": "MenuButtonCommands", "web_app": "MenuButtonWebApp", "default": "MenuButtonDefault"},
    "InlineQueryResult": {"article": "InlineQueryResultArticle"},
}


def arguments(method: str, raw: Mapping[str, Any], files: Mapping[str, Upload]) -> dict[str, Any]:
    """The parameters of a call as typed values; `raw` values are JSON values or, from a form, strings.

    A file part named like a parameter is its value; other parts must be referred to by `attach://name`.
    """
    table = METHODS[method]
    read: dict[str, Any] = {}
    for name, value in raw.items():
        field = table.get(name)
        if field is None:
            raise _unknown(name)
        read[name] = _attached(name, value, files) if field.type == "File" else _value(field.type, _decoded(field.type, value, name), name)
    for name, upload in files.items():
        if name in table and table[name].type == "File":
            read[name] = upload
        elif not any(value is upload for value in read.values()):
            raise _unknown(name)
    _require(table, read)
    return read


def _unknown(name: str) -> Exception:
    if name in UNSUPPORTED:
        return bad_request(f"{name} is not supported (double)")
    return bad_request(f"unknown parameter {name} (double)")


def _require(table: Mapping[str, Field], read: Mapping[str, Any]) -> None:
    for name, field in table.items():
        if field.required and name not in read:
            raise bad_request(_MISSING.get(name, f"parameter {name} is required"))


def _attached(name: str, value: object, files: Mapping[str, Upload]) -> object:
    """An uploaded file, or the identifier or address of one."""
    if not isinstance(value, str):
        raise bad_request(f"parameter {name} must be a file or a String")
    if not value.startswith("attach://"):
        return value
    upload = files.get(value.removeprefix("attach://"))
    if upload is None:
        raise bad_request(f"wrong file identifier/HTTP URL specified: no part {value} in the request")
    return upload


def _decoded(kind: str, value: object, name: str) -> object:
    """A form's string as the JSON value it stands for, when its type is not String."""
    if kind == "String" or not isinstance(value, str):
        return value
    if kind == "ChatId":
        return int(value) if value.lstrip("-").isdigit() else value
    if kind == "Boolean":
        return {"true": True, "false": False, "1": True, "0": False}.get(value.lower(), value)
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


def _value(kind: str, value: object, path: str) -> Any:
    """A value checked against its type; raises with the path of the first fault."""
    if kind.startswith("["):
        if not isinstance(value, list | tuple):
            raise bad_request(f'field "{path}" must be of type Array')
        return [_value(kind[1:-1], item, path) for item in value]
    scalar = _SCALARS.get(kind)
    if scalar is not None:
        return scalar(value, path)
    return _object(kind, value, path)


def _object(kind: str, value: object, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        what = "reply markup" if path == "reply_markup" else f'"{path}"'
        raise bad_request(f"object expected as {what}")
    table = OBJECTS[_member(kind, value, path)]
    for name in value:
        if name not in table:
            raise _unknown(f"{path}.{name}") if name not in UNSUPPORTED else _unknown(name)
    for name, field in table.items():
        if field.required and name not in value:
            raise bad_request(f"can't parse {path}: can't find field \"{name}\"")
    return {name: _value(table[name].type, item, name) for name, item in value.items() if item is not None}


def _member(kind: str, value: Mapping[str, Any], path: str) -> str:
    """Which member of a union an object is."""
    if kind == "ReplyMarkup":
        found = next((member for key, member in _REPLY_MARKUPS.items() if key in value), None)
        if found is None:
            raise bad_request("object expected as reply markup")
        return found
    if kind not in _TYPED:
        return kind
    member = _TYPED[kind].get(str(value.get("type")))
    if member is None:
        raise bad_request(f"{path} of type {value.get('type')!r} is not supported (double)")
    return member


def _string(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise bad_request(f'field "{path}" must be of type String')
    try:
        value.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return value


def _integer(value: object, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise bad_request(f'field "{path}" must be of type Number')
    return value


def _boolean(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise bad_request(f'field "{path}" must be of type Boolean')
    return value


def _chat_id(value: object, _path: str) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    if isinstance(value, bool) or not isinstance(value, int):
        raise bad_request("chat_id is empty" if value == "" else "chat not found")
    return value


_SCALARS: dict[str, Callable[[object, str], object]] = {
    "String": _string,
    "Integer": _integer,
    "Boolean": _boolean,
    "ChatId": _chat_id,
}
