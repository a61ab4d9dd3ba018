"""HTML parse mode: from marked text to text and entities, refusing what Telegram refuses, in its words.

Follows the behaviour of TDLib's parser: a tag is anything after `<`, offsets in messages are bytes of the marked
text, offsets of entities are UTF-16 units of the plain text.
"""

from __future__ import annotations

import re

from bot.double.tags import TAGS, Found, Tag, reference, refused
from bot.double.text import Entity, units

_SPECIAL = re.compile("[<&]")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


def unmarked(source: str) -> tuple[str, list[Entity]]:
    """The text and entities of a text in HTML parse mode; 400 as Telegram words it when it is malformed."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).run()


class _Parser:
    """One pass over a marked text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.open: list[Tag] = []
        self.entities = Found()

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            self._step()
        if self.open:
            raise refused(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return "".join(self.parts), self.entities.sorted()

    def _step(self) -> None:
        character = self.source[self.at]
        if character == "<":
            self._end() if self.source.startswith("</", self.at) else self._start()
            return
        decoded, self.at = reference(self.source, self.at) if character == "&" else self._plain()
        self.parts.append(decoded)
        self.length += units(decoded)

    def _plain(self) -> tuple[str, int]:
        """The run of text up to the next tag or reference."""
        stop = _SPECIAL.search(self.source, self.at)
        end = stop.start() if stop else len(self.source)
        return self.source[self.at : end], end

    def _byte(self, index: int) -> int:
        return len(self.source[:index].encode())

    def _name(self, start: int) -> str:
        """The tag's name from `start`, up to white space or `>`; moves after it."""
        self.at = start
        while self.at < len(self.source) and not self.source[self.at].isspace() and self.source[self.at] != ">":
            self.at += 1
        return self.source[start : self.at].lower()

    def _blanks(self) -> None:
        while self.at < len(self.source) and self.source[self.at].isspace():
            self.at += 1

    def _char(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def _start(self) -> None:
        begin = self.at
        name = self._name(begin + 1)
        if not self._char():
            raise refused(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in TAGS:
            raise refused(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        tag = Tag(name, self.length, len(self.parts))
        while self._char() != ">":
            self._blanks()
            if self._char() == ">":
                break
            key, value = self._attribute(name, begin)
            tag.attributes[key] = value
        self.at += 1
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise refused(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(tag)

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        start = self.at
        while self._char() and not self._char().isspace() and self._char() not in "=>":
            self.at += 1
        key = self.source[start : self.at]
        if not self._char():
            raise refused(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if not key:
            raise refused(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._blanks()
        if self._char() != "=":
            return self._bare(key, tag, begin)
        self.at += 1
        self._blanks()
        value = self._quoted() if self._char() in {"'", '"'} else self._token()
        if not self._char():
            raise refused(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return key, value

    def _bare(self, key: str, tag: str, begin: int) -> tuple[str, str]:
        """An attribute without a value: only `expandable` may be one."""
        if tag == "blockquote" and key == "expandable":
            return key, ""
        raise refused(f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {self._byte(begin)}')

    def _quoted(self) -> str:
        quote = self._char()
        self.at += 1
        value: list[str] = []
        while self._char() and self._char() != quote:
            decoded, self.at = reference(self.source, self.at) if self._char() == "&" else (self._char(), self.at + 1)
            value.append(decoded)
        self.at += 1
        return "".join(value)

    def _token(self) -> str:
        match = _TOKEN.match(self.source, self.at)
        start, self.at = self.at, match.end() if match else self.at
        if self._char() and not self._char().isspace() and self._char() != ">":
            raise refused(f"Unexpected end of name token at byte offset {self._byte(start)}")
        return self.source[start : self.at].lower()

    def _end(self) -> None:
        begin = self.at
        if not self.open:
            raise refused(f"Unexpected end tag at byte offset {self._byte(begin)}")
        name = self._name(begin + 2)
        self._blanks()
        if self._char() != ">":
            raise refused(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.name:
            raise refused(f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{tag.name}>", found "</{name}>"')
        if self.length > tag.offset:
            self.entities.add(tag, self.length, "".join(self.parts[tag.begins :]))
