"""Methods about the bot's profile: commands by scope and language, name and descriptions by language, menu button."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.double.errors import bad_request
from bot.double.text import units
from bot.double.world import Json, World

COMMANDS_LIMIT = 100
NAME_LIMIT = 32
DESCRIPTION_LIMIT = 256
_NAME = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"[a-z]{2}")
_SHORT, _LONG, _ABOUT = ("name", 64), ("description", 512), ("short_description", 120)


def set_my_commands(world: World, given: Json) -> bool:
    """setMyCommands: up to 100 commands for a scope and a language."""
    key = _key(world, given)
    if len(given["commands"]) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(item) for item in given["commands"]]
    if len({command["command"] for command in commands}) < len(commands):
        raise bad_request("BOT_COMMAND_DUPLICATE (double)")
    if commands:
        world.commands[key] = commands
    else:
        world.commands.pop(key, None)
    return True


def get_my_commands(world: World, given: Json) -> list[Json]:
    """getMyCommands: exactly those of the scope and language."""
    return world.commands.get(_key(world, given), [])


def delete_my_commands(world: World, given: Json) -> bool:
    """deleteMyCommands."""
    world.commands.pop(_key(world, given), None)
    return True


def commands_shown(world: World, person: int, language: str | None) -> list[Json]:
    """The commands a person's app shows in the private chat: the narrowest scope first, the language before none."""
    for scope in (f"chat:{person}", "all_private_chats", "default"):
        for code in ((language or "")[:2], ""):
            if (scope, code) in world.commands:
                return world.commands[scope, code]
    return []


def _command(item: Json) -> Json:
    """A command, without its leading slash."""
    name, description = item["command"].strip().removeprefix("/"), item["description"].strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > NAME_LIMIT:
        raise bad_request(f"command length must not exceed {NAME_LIMIT}")
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > DESCRIPTION_LIMIT:
        raise bad_request(f"command description length must not exceed {DESCRIPTION_LIMIT}")
    return {"command": name, "description": description}


def _key(world: World, given: Json) -> tuple[str, str]:
    """Where a list of commands is kept: its scope, with the chat and the member, and its language."""
    return _scope(world, given.get("scope", {"type": "default"})), _language(given)


def _scope(world: World, scope: Json) -> str:
    kind: str = scope["type"]
    if "chat_id" not in scope:
        return kind
    chat = world.chat(scope["chat_id"])
    if chat.private and kind != "chat":
        raise bad_request("can't change commands of members of a private chat" if "user_id" in scope else "chat is not a group")
    if "user_id" in scope and scope["user_id"] not in world.seen:
        raise bad_request("user not found")
    return ":".join([kind, str(chat.id), *([str(scope["user_id"])] if "user_id" in scope else [])])


def _language(given: Json) -> str:
    code: str = given.get("language_code", "")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _setter(name: str, limit: int) -> Callable[[World, Json], bool]:
    def set_it(world: World, given: Json) -> bool:
        text = given.get(name, "")
        if units(text) > limit:
            raise bad_request(f"BOT_{'TITLE' if name == 'name' else 'INFO'}_TOO_LONG")
        key = (name, _language(given))
        if text:
            world.names[key] = text
        else:
            world.names.pop(key, None)
        return True

    return set_it


def _getter(name: str) -> Callable[[World, Json], Json]:
    def get_it(world: World, given: Json) -> Json:
        own = world.me["first_name"] if name == "name" else ""
        fallback = world.names.get((name, ""), own)
        return {name: world.names.get((name, _language(given)), fallback)}

    return get_it


set_my_name, get_my_name = _setter(*_SHORT), _getter("name")
set_my_description, get_my_description = _setter(*_LONG), _getter("description")
set_my_short_description, get_my_short_description = _setter(*_ABOUT), _getter("short_description")


def set_chat_menu_button(world: World, given: Json) -> bool:
    """setChatMenuButton, of a private chat or of all."""
    button: Json = given.get("menu_button", {"type": "default"})
    if "web_app" in button and not button["web_app"]["url"].startswith("https://"):
        raise bad_request("menu button URL is invalid: only HTTPS links are allowed")
    if "chat_id" not in given:
        world.menu_button = button
        return True
    chat = world.chat(given["chat_id"])
    if not chat.private:
        raise bad_request("chat is not a private chat")
    chat.menu_button = button
    return True


def get_chat_menu_button(world: World, given: Json) -> Json:
    """getChatMenuButton."""
    return world.chat(given["chat_id"]).menu_button if "chat_id" in given else world.menu_button
