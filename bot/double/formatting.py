"""The text of a call with its parse mode or entities, within Telegram's limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.double.errors import bad_request
from bot.double.markup import unmarked
from bot.double.tables import words
from bot.double.text import Entity, cleaned, found, merged, trimmed, units

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100
_GIVEN = words(
    "bold italic underline strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention "
    "custom_emoji date_time mention hashtag cashtag bot_command url email phone_number"
)
_AUTOMATIC = words("mention hashtag cashtag bot_command url email phone_number")


def message_text(given: Mapping[str, Any]) -> tuple[str, list[Entity]]:
    """The `text` of a message: 1 to 4096 UTF-16 units after its entities are parsed."""
    if not given.get("text"):
        raise bad_request("message text is empty")
    text, entities = _formatted(given, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if units(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption(given: Mapping[str, Any]) -> tuple[str, list[Entity]]:
    """The `caption` of a file: 0 to 1024 UTF-16 units after its entities are parsed."""
    text, entities = _formatted(given, "caption", "caption_entities")
    if units(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities


def _formatted(given: Mapping[str, Any], name: str, listed: str) -> tuple[str, list[Entity]]:
    source = cleaned(given.get(name, ""))
    mode = given.get("parse_mode", "")
    if mode and given.get(listed):
        raise bad_request(f"both parse_mode and {listed} are given (double)")
    text, entities = _parsed(source, mode) if mode else (source, _checked(source, given.get(listed, ())))
    text, entities = trimmed(text, entities)
    return text, merged(entities, found(text))[:ENTITY_LIMIT]


def _parsed(source: str, mode: str) -> tuple[str, list[Entity]]:
    if mode.lower() == "html":
        return unmarked(source)
    if mode.lower() in {"markdown", "markdownv2"}:
        raise bad_request(f"parse mode {mode} is not supported (double)")
    raise bad_request("unsupported parse_mode")


def _checked(text: str, entities: list[Entity]) -> list[Entity]:
    """Given entities, inside the text and on whole characters; those the server finds by itself are left to it."""
    edges = _edges(text) if entities else frozenset()
    end = units(text)
    for entity in entities:
        if entity["type"] not in _GIVEN:
            raise bad_request("can't parse MessageEntity: unsupported type specified")
        start, stop = entity["offset"], entity["offset"] + entity["length"]
        if start < 0 or entity["length"] <= 0 or stop > end:
            raise bad_request(f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {stop}")
        if start not in edges or stop not in edges:
            raise bad_request(f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol at byte offset {stop}")
    return sorted((e for e in entities if e["type"] not in _AUTOMATIC), key=lambda e: (e["offset"], -e["length"]))


def _edges(text: str) -> frozenset[int]:
    """The offsets, in UTF-16 units, where a character starts or the text ends."""
    at, edges = 0, [0]
    for character in text:
        at += 2 if character > "\uffff" else 1
        edges.append(at)
    return frozenset(edges)
