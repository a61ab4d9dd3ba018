"""The tags of HTML parse mode: the entities they make, and the character references between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.double.errors import ApiError, bad_request
from bot.double.text import Entity

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
}
TAGS = frozenset(_STYLES) | {"a", "blockquote", "tg-emoji"}
"""The tags Telegram knows."""
_LINK = re.compile(r"(?:https?://|tg://|mailto:|tel:)?[^\s/?#]+\.[^\s]+|(?:tg|mailto|tel|https?):.+", re.IGNORECASE)
_USER_LINK = re.compile(r"tg://user/?\?id=(\d+)", re.IGNORECASE)


@dataclass(slots=True)
class Tag:
    """An open tag: its name, where its text starts, and the attributes that count."""

    name: str
    offset: int
    begins: int
    attributes: dict[str, str] = field(default_factory=dict)


class Found:
    """The entities of a text, in the order their tags close."""

    def __init__(self) -> None:
        self.found: list[Entity] = []

    def sorted(self) -> list[Entity]:
        """In order of place; the outer before the inner."""
        for entity in self.found:
            if entity["type"] == "code":
                entity.pop("language", None)
        return sorted(self.found, key=lambda entity: (entity["offset"], -entity["length"]))

    def add(self, tag: Tag, end: int, inner: str) -> None:
        """Add the entity of a closed tag: `end` in UTF-16 units, `inner` the plain text inside."""
        entity: Entity = {"type": _STYLES.get(tag.name, ""), "offset": tag.offset, "length": end - tag.offset}
        special = {"a": self._link, "blockquote": _quote, "tg-emoji": _emoji, "code": self._code, "pre": self._pre}.get(tag.name)
        if special is None or special(tag, entity, inner):
            self.found.append(entity)

    def _link(self, tag: Tag, entity: Entity, inner: str) -> bool:
        """A text link or a mention; a link whose address is wrong is dropped, as Telegram does."""
        url = tag.attributes.get("href") or inner
        user = _USER_LINK.fullmatch(url)
        if user:
            entity.update(type="text_mention", user={"id": int(user[1]), "is_bot": False, "first_name": ""})
        elif _LINK.fullmatch(url):
            entity.update(type="text_link", url=url)
        return bool(entity["type"])

    def _same(self, kind: str, entity: Entity) -> bool:
        """Whether the last entity is of this kind and covers the same text."""
        last = self.found[-1] if self.found else None
        return last is not None and (last["type"], last["offset"], last["length"]) == (kind, entity["offset"], entity["length"])

    def _code(self, tag: Tag, entity: Entity, _inner: str) -> bool:
        language = tag.attributes.get("class", "")
        if language.startswith("language-"):
            entity["language"] = language.removeprefix("language-")
        return True

    def _pre(self, _tag: Tag, entity: Entity, _inner: str) -> bool:
        """`<pre><code class="language-x">` is one entity."""
        if self._same("code", entity) and "language" in self.found[-1]:
            entity["language"] = self.found.pop()["language"]
        return True


def _quote(tag: Tag, entity: Entity, _inner: str) -> bool:
    entity["type"] = "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"
    return True


def _emoji(tag: Tag, entity: Entity, _inner: str) -> bool:
    identifier = tag.attributes.get("emoji-id", "")
    if not identifier.isdigit():
        raise bad_request("Invalid custom emoji identifier specified")
    entity.update(type="custom_emoji", custom_emoji_id=identifier)
    return True


def reference(source: str, at: int) -> tuple[str, int]:
    """The character a reference at `at` stands for and the place after it; an unknown one is a plain `&`."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return "&", at + 1
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return (_NAMED[name], match.end()) if name in _NAMED else ("&", at + 1)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if code == 0 or code >= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "&", at + 1
    return chr(code), match.end()


def refused(why: str) -> ApiError:
    """400 about the markup."""
    return bad_request(f"can't parse entities: {why}")
