"""Text as Telegram's server handles it: lengths in UTF-16 units, cleaning, and the entities it finds by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Entity = dict[str, Any]

_CLEANED = {code: " " for code in range(32) if code != 10} | {13: None} | dict.fromkeys(range(0x2028, 0x202F))
_DIRTY = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e]")
_FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)\]'])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<bot_command>(?<![\w/@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z0-9_]{4,32}\b)"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
)
_HINTS = re.compile("[/@#]")


def units(text: str) -> int:
    """Its length as Telegram counts it, in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def cleaned(text: str) -> str:
    """Without what Telegram drops: carriage returns, line separators, direction overrides; control characters become spaces."""
    return text.translate(_CLEANED) if _DIRTY.search(text) else text


def offsets(text: str) -> Callable[[int], int]:
    """A function from an index of the string to its offset in UTF-16 units."""
    if text.isascii() or max(text) <= "\uffff":
        return lambda index: index
    return lambda index: units(text[:index])


def found(text: str) -> list[Entity]:
    """The entities the server finds by itself: commands, mentions, hashtags, addresses; not phone numbers nor cashtags."""
    if not _HINTS.search(text):
        return []
    at = offsets(text)
    return [
        {"type": str(match.lastgroup), "offset": at(match.start()), "length": at(match.end()) - at(match.start())}
        for match in _FOUND.finditer(text)
    ]


def merged(given: list[Entity], automatic: list[Entity]) -> list[Entity]:
    """The given entities, and those found by the server outside code and links, in order of place."""
    closed = [entity for entity in given if entity["type"] in {"code", "pre", "text_link", "text_mention"}]
    kept = [entity for entity in automatic if not any(_overlap(entity, other) for other in closed)]
    return sorted(given + kept, key=lambda entity: (entity["offset"], -entity["length"]))


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without the white space at both ends, save that an entity covers at the start; entities follow."""
    text = text.rstrip()
    start = len(text) - len(text.lstrip())
    if entities:
        start = min(start, entities[0]["offset"])
    text = text[start:]
    end = units(text)
    moved = (_clipped(entity, start, end) for entity in entities)
    return text, [entity for entity in moved if entity["length"] > 0]


def _clipped(entity: Entity, start: int, end: int) -> Entity:
    offset = entity["offset"] - start
    return {**entity, "offset": offset, "length": min(entity["length"], end - offset)}


def cut(text: str, limit: int) -> list[str]:
    """A long text as people's apps send it: in parts of at most `limit` UTF-16 units."""
    if units(text) <= limit:
        return [text]
    parts: list[str] = []
    while text:
        part = text[:limit]
        while units(part) > limit:
            part = part[: limit - (units(part) - limit)] if len(part) == limit else part[:-1]
        parts.append(part)
        text = text[len(part) :]
    return parts
