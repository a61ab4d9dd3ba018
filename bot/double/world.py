"""What the double remembers: the bot, chats and their messages, files, queries waiting for an answer, updates."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.double.clock import Clock
from bot.double.errors import bad_request, forbidden
from bot.double.files import Files
from bot.double.updates import Queued, Updates
from bot.double.webhook import Webhook

Json = dict[str, Any]


@dataclass(slots=True)
class Message:
    """A message of a chat as it stands now.

    data: the Bot API's Message; replaced, never changed in place, so that what was delivered stays what it was.
    keyboard: the reply markup as sent, reply keyboards included. versions: the data before each edit, oldest first.
    """

    data: Json
    by_bot: bool
    keyboard: Json | None = None
    versions: list[Json] = field(default_factory=list)
    deleted: bool = False

    @property
    def id(self) -> int:
        """Its message_id."""
        return int(self.data["message_id"])

    @property
    def text(self) -> str:
        """Its text or caption."""
        return str(self.data.get("text", self.data.get("caption", "")))

    @property
    def buttons(self) -> list[list[Json]]:
        """The rows of its inline keyboard."""
        rows: list[list[Json]] = self.data.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    def change(self, data: Json) -> None:
        """Put an edited version in place of the current one."""
        self.versions.append(self.data)
        self.data = data


@dataclass(slots=True)
class Chat:
    """A private chat or a group, its messages, and whether the bot may write there."""

    data: Json
    messages: dict[int, Message] = field(default_factory=dict)
    blocked: bool = False
    reply_keyboard: Json | None = None
    actions: list[str] = field(default_factory=list)
    menu_button: Json = field(default_factory=lambda: {"type": "default"})
    pinned: Message | None = None
    heard: list[Callable[[str, Message], None]] = field(default_factory=list)

    @property
    def id(self) -> int:
        """Its chat_id."""
        return int(self.data["id"])

    @property
    def private(self) -> bool:
        """Whether it is a chat with one person."""
        return bool(self.data["type"] == "private")

    def tell(self, event: str, message: Message) -> None:
        """Let those who follow the chat know of a `sent`, `edited` or `deleted` message."""
        for hear in self.heard:
            hear(event, message)


@dataclass(slots=True)
class Query:
    """A callback or inline query, and the bot's answer once given."""

    asked: float
    person: int
    hear: Callable[[Json], None] | None = None
    answer: Json | None = None

    def settle(self, answer: Json) -> None:
        """Give it its answer and let the person see it."""
        self.answer = answer
        if self.hear is not None:
            self.hear(answer)


class World:
    """The state shared by all methods and all people of one bot."""

    def __init__(self, token: str, username: str, first_name: str, clock: Clock) -> None:
        self.token = token
        self.clock = clock
        self.files = Files()
        self.updates = Updates(clock, first_id=700_000_001)
        self.webhook: Webhook | None = None
        self.chats: dict[int, Chat] = {}
        self.seen: set[int] = set()
        self.callbacks: dict[str, Query] = {}
        self.inline_queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.names: dict[tuple[str, str], str] = {}
        self.menu_button: Json = {"type": "commands"}
        self.me: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": first_name,
            "username": username,
        }
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(1)

    def now(self) -> int:
        """The date of what happens now, in whole seconds since 1970."""
        return int(self.clock.now())

    def message_id(self) -> int:
        """The next message_id."""
        return next(self._message_ids)

    def query_id(self) -> str:
        """The next identifier of a query, shaped like Telegram's."""
        return str(4_000_000_000_000_000_000 + next(self._query_ids) * 7919)

    def chat(self, chat_id: int | str) -> Chat:
        """The chat of an identifier; 400 or 403 when the bot cannot know it."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is not None:
            return chat
        if chat_id in self.seen:
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")

    def open_chat(self, chat_id: int | str) -> Chat:
        """A chat the bot may write in; 403 when it may not."""
        chat = self.chat(chat_id)
        if chat.blocked:
            raise forbidden("bot was blocked by the user" if chat.private else "bot was kicked from the group chat")
        return chat

    def send(self, chat: Chat, content: Json, keyboard: Json | None) -> Message:
        """Put a message of the bot in a chat."""
        number = self.message_id()
        data: Json = {"message_id": number, "from": self.me, "chat": chat.data, "date": self.now(), **content}
        if keyboard is not None and any(keyboard.get("inline_keyboard", ())):
            data["reply_markup"] = {"inline_keyboard": keyboard["inline_keyboard"]}
        message = Message(data, by_bot=True, keyboard=keyboard)
        chat.messages[number] = message
        if keyboard is not None and "inline_keyboard" not in keyboard:
            chat.reply_keyboard = keyboard if "keyboard" in keyboard else None
        chat.tell("sent", message)
        return message

    def emit(self, kind: str, value: object, queue: int) -> None:
        """Make an update for the bot, if it subscribed to its kind; `queue` is the chat whose order it keeps."""
        if self.updates.wants(kind):
            self._put(self.updates.make(kind, value, queue))

    def emit_raw(self, body: Json, queue: int = 0) -> None:
        """Make an update of whatever is given, malformed or not; it only gets an update_id if it has none."""
        self._put(self.updates.number(body, queue))

    def _put(self, update: Queued) -> None:
        if self.webhook is None:
            self.updates.add(update)
        else:
            self.webhook.add(update)

    def pending(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self.updates) + (len(self.webhook) if self.webhook else 0)
