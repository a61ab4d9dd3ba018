"""Who a person is to the bot: their chat with it, the updates their acts make, and what reaches them."""

from __future__ import annotations

from bot.double.errors import CannotDo
from bot.double.text import found, trimmed
from bot.double.transcript import Event, content_kind
from bot.double.world import Chat, Json, Message, Query, World


class Group:
    """A supergroup; the bot is in it once somebody added it."""

    def __init__(self, world: World, number: int, title: str) -> None:
        self.chat = Chat({"id": number, "type": "supergroup", "title": title})
        world.chats.setdefault(number, self.chat)


class Presence:
    """Somebody's side of the chat with the bot, without the buttons."""

    def __init__(
        self,
        world: World,
        number: int,
        first_name: str,
        language_code: str | None = None,
        *,
        last_name: str | None = None,
        username: str | None = None,
        phone: str = "+15145550100",
    ) -> None:
        self.id = number
        self.phone = phone
        self.transcript: list[Event] = []
        self.clipboard = ""
        self._world = world
        names = {"last_name": last_name, "username": username}
        self._name: Json = {"first_name": first_name, **{key: value for key, value in names.items() if value is not None}}
        self.language_code = language_code
        self.chat = Chat({"id": number, "type": "private", **self._name})
        self.chat.heard.append(self._hear)

    @property
    def first_name(self) -> str:
        """The name Telegram shows."""
        return str(self._name["first_name"])

    @property
    def user(self) -> Json:
        """The User object of their updates."""
        user: Json = {"id": self.id, "is_bot": False, **self._name}
        return user if self.language_code is None else {**user, "language_code": self.language_code}

    def write(self, text: str, reply_to: int | None, group: Group | None) -> Message:
        content = texted(text)
        if reply_to is not None:
            target = (group.chat if group else self.chat).messages[reply_to]
            content["reply_to_message"] = {key: value for key, value in target.data.items() if key != "reply_to_message"}
        return self._post(content, group)

    def _post(self, content: Json, group: Group | None = None) -> Message:
        """Put a message in a chat, and let the bot know if it may see it."""
        chat = group.chat if group else self._own_chat()
        number = self._world.message_id()
        data = {"message_id": number, "from": self.user, "chat": chat.data, "date": self._world.now(), **content}
        message = chat.messages[number] = Message(data, by_bot=False)
        self.transcript.append(Event(self.first_name, "message", message=message))
        if group is None or self._visible(data):
            self._world.emit("message", data, chat.id)
        return message

    def _own_chat(self) -> Chat:
        """The chat with the bot, which exists for it from the first message on."""
        if self.chat.blocked:
            raise CannotDo("the bot is blocked")
        self._world.chats[self.id] = self.chat
        self._world.seen.add(self.id)
        return self.chat

    def _visible(self, data: Json) -> bool:
        """Whether the bot sees a group's message in privacy mode: commands meant for it, replies to it, service messages."""
        self._world.seen.add(self.id)
        text = data.get("text", "")
        if text.startswith("/"):
            _, at, name = text.split()[0].partition("@")
            return not at or name.lower() == self._world.me["username"].lower()
        replied = data.get("reply_to_message", {}).get("from", {}).get("id") == self._world.me["id"]
        return replied or content_kind(data) == "service"

    def _membership(self, chat: Chat, old: str, new: str) -> None:
        def member(status: str) -> Json:
            return {"user": self._world.me, "status": status, **({"until_date": 0} if status == "kicked" else {})}

        change = {"chat": chat.data, "from": self.user, "date": self._world.now()}
        self.transcript.append(Event(self.first_name, "member", new))
        self._world.emit("my_chat_member", {**change, "old_chat_member": member(old), "new_chat_member": member(new)}, chat.id)

    def _callback(self, data: str, message: Message | None, *, inaccessible: bool = False) -> str:
        if self.chat.blocked or message is None:
            raise CannotDo("there is no message to press on")
        number = self._world.query_id()
        self._world.callbacks[number] = Query(self._world.clock.now(), self.id, self._answered)
        shown = {"chat": self.chat.data, "message_id": message.id, "date": 0} if inaccessible else message.data
        self.transcript.append(Event(self.first_name, "press", data))
        pressed = {"id": number, "from": self.user, "message": shown, "chat_instance": str(-(self.id * 2_654_435_761)), "data": data}
        self._world.emit("callback_query", pressed, self.id)
        return number

    def _hear(self, event: str, message: Message) -> None:
        if event == "sent":
            self.transcript.append(Event(self._world.me["first_name"], "message", message=message))

    def _answered(self, answer: Json) -> None:
        text, alert = answer.get("text", ""), bool(answer.get("show_alert"))
        self.transcript.append(Event(self._world.me["first_name"], "answer", text, alert=alert))


def texted(text: str) -> Json:
    """The text fields of a message."""
    text, _ = trimmed(text, [])
    entities = found(text)
    return {"text": text, "entities": entities} if entities else {"text": text}
