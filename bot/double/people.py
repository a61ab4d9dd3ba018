"""The people's side: what a person does in Telegram's app, and what they see there."""

from __future__ import annotations

import re
from typing import Any

from bot.double.attachments import MAKERS, attachment
from bot.double.errors import CannotDo
from bot.double.formatting import CAPTION_LIMIT, TEXT_LIMIT
from bot.double.presence import Group, Presence, texted
from bot.double.text import cleaned, cut, units
from bot.double.transcript import Event
from bot.double.world import Json, Message, Query

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_DEEP_LINK = re.compile(r"(?:https://t\.me/|tg://resolve\?domain=)(\w+)[?&]start=([A-Za-z0-9_-]+)")


class Person(Presence):
    """Somebody who uses Telegram."""

    # What they do

    def say(self, text: str, *, reply_to: int | None = None, group: Group | None = None) -> Message:
        """Write a text; a long one leaves in parts, as from the app, and the last is returned."""
        parts = cut(cleaned(text), TEXT_LIMIT)
        sent = [self.write(part, reply_to, group) for part in parts if part.strip()]
        if not sent:
            raise CannotDo("an empty message cannot be sent")
        return sent[-1]

    def start(self, payload: str | None = None) -> Message:
        """Press Start, or open a deep link; unblocks the bot. Payload: up to 64 of `A-Za-z0-9_-`."""
        if payload is not None and not _PAYLOAD.fullmatch(payload):
            raise CannotDo(f"a start payload is 1 to 64 of A-Z a-z 0-9 _ -, not {payload!r}")
        if self.chat.blocked:
            self.unblock()
        return self.say("/start" if payload is None else f"/start {payload}")

    def press(self, label_or_data: str, message: Message | int | None = None, *, inaccessible: bool = False) -> str:
        """Press a button by its label or data: of the message given, else of the latest with buttons, else of the reply keyboard.

        Returns the callback query's id, or what a button without one gives: its address, its copied text.
        inaccessible: the bot no longer gets the content of the message. CannotDo when there is no such button.
        """
        shown = self._shown(message)
        button = next((b for row in (shown.buttons if shown else []) for b in row if label_or_data == b["text"]), None)
        button = button or next(
            (b for row in (shown.buttons if shown else []) for b in row if label_or_data == b.get("callback_data")), None
        )
        if shown is not None and button is not None:
            return self._act(button, shown, inaccessible=inaccessible)
        if message is None and self._press_reply(label_or_data):
            return label_or_data
        raise CannotDo(f"no button {label_or_data!r}; there is {self.labels(message)}")

    def forge_press(self, data: str, message: Message | int | None = None) -> str:
        """Send a press with any data, as a modified app can."""
        return self._callback(data, self._shown(message) or self._last())

    def share_contact(self, *, own: bool = True, phone: str | None = None) -> Message:
        """Share a contact: one's own, or somebody else's, which carries no user_id."""
        if own:
            return self.send("contact", phone_number=phone or self.phone, user_id=self.id, **_named(self._name))
        return self.send("contact", phone_number=phone or "+15145550199", first_name="Autre")

    def send(self, kind: str, *, caption: str = "", group: Group | None = None, **details: Any) -> Message:
        """Send a voice, sticker, photo, document, contact, location…: see `attachments.MAKERS`."""
        if kind not in MAKERS:
            raise CannotDo(f"{kind} is not one of {', '.join(MAKERS)}")
        content = attachment(kind, self._world.files, details)
        if caption:
            content |= {"caption": cut(caption, CAPTION_LIMIT)[0]}
        return self._post(content, group)

    def edit(self, message: Message | int, text: str) -> Message:
        """Change the text of one's own message."""
        mine = self.chat.messages.get(message if isinstance(message, int) else message.id)
        if mine is None or mine.by_bot or mine.deleted or "text" not in mine.data:
            raise CannotDo("only one's own text messages can be edited")
        mine.change({**mine.data, **texted(text), "edit_date": self._world.now()})
        self._world.emit("edited_message", mine.data, self.id)
        return mine

    def block(self) -> None:
        """Block the bot."""
        self._membership(self.chat, "member", "kicked")
        self.chat.blocked = True

    def unblock(self) -> None:
        """Unblock the bot."""
        self._membership(self.chat, "kicked", "member")
        self.chat.blocked = False

    def join(self, group: Group) -> None:
        """Add the bot to a group."""
        group.chat.blocked = False
        self._membership(group.chat, "left", "member")
        self._post({"new_chat_members": [self._world.me]}, group)

    def leave(self, group: Group) -> None:
        """Remove the bot from a group."""
        self._membership(group.chat, "member", "kicked")
        group.chat.blocked = True

    def inquire(self, query: str, offset: str = "") -> str:
        """Type an inline query, `@bot query` in any chat; returns its id."""
        if units(query) > 256:
            raise CannotDo("an inline query has at most 256 characters")
        number = self._world.query_id()
        self._world.inline_queries[number] = Query(self._world.clock.now(), self.id)
        self.transcript.append(Event(self.first_name, "inline", query))
        asked = {"id": number, "from": self.user, "query": query, "offset": offset, "chat_type": "private"}
        self._world.emit("inline_query", asked, self.id + (1 << 33))
        return number

    # What they see

    def answer(self, query: str) -> Json | None:
        """The bot's answer to a press or an inline query, once given."""
        known = self._world.callbacks.get(query) or self._world.inline_queries.get(query)
        return known.answer if known else None

    def messages(self) -> list[Message]:
        """The bot's messages still in the chat, oldest first."""
        return [message for message in self.chat.messages.values() if message.by_bot and not message.deleted]

    @property
    def last(self) -> Message:
        """The bot's latest message still in the chat; CannotDo when there is none."""
        message = self._last()
        if message is None:
            raise CannotDo("the bot has said nothing")
        return message

    def labels(self, message: Message | int | None = None) -> list[str]:
        """The labels of the buttons that can be pressed."""
        shown = self._shown(message)
        labels = [button["text"] for row in (shown.buttons if shown else []) for button in row]
        if message is None and self.chat.reply_keyboard is not None:
            labels += [button["text"] for row in self.chat.reply_keyboard["keyboard"] for button in row]
        return labels

    def script(self) -> str:
        """The whole conversation as it stands, one line an event."""
        return "\n".join(event.line() for event in self.transcript)

    # How it is done

    def _last(self) -> Message | None:
        return next((m for m in reversed(self.chat.messages.values()) if m.by_bot and not m.deleted), None)

    def _shown(self, message: Message | int | None) -> Message | None:
        """The message given, or the latest with buttons."""
        if isinstance(message, Message):
            return message
        if message is not None:
            return self.chat.messages.get(message)
        return next((m for m in reversed(self.chat.messages.values()) if m.buttons and not m.deleted), None)

    def _act(self, button: Json, message: Message, *, inaccessible: bool) -> str:
        if "callback_data" in button:
            return self._callback(button["callback_data"], message, inaccessible=inaccessible)
        if "copy_text" in button:
            self.clipboard = button["copy_text"]["text"]
            return self.clipboard
        address = str(button.get("url", ""))
        link = _DEEP_LINK.fullmatch(address)
        if link and link[1].lower() == self._world.me["username"].lower():
            self.start(link[2])
        return address

    def _press_reply(self, label: str) -> bool:
        """Press a button of the reply keyboard, which sends its label or what it requests."""
        keyboard = self.chat.reply_keyboard
        button = next((b for row in (keyboard or {}).get("keyboard", []) for b in row if b["text"] == label), None)
        if keyboard is None or button is None:
            return False
        if button.get("request_contact"):
            self.share_contact()
        elif button.get("request_location"):
            self.send("location")
        else:
            self.say(label)
        return True


def _named(name: Json) -> Json:
    return {key: name[key] for key in ("first_name", "last_name") if key in name}
