"""Methods that change or remove what is in a chat."""

from __future__ import annotations

from bot.double.errors import bad_request
from bot.double.formatting import caption, message_text
from bot.double.keyboards import check_keyboard
from bot.double.world import Chat, Json, Message, World

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_FOR_EVERYONE = 48 * 3600
_COMPARED = ("text", "entities", "caption", "caption_entities", "reply_markup", "link_preview_options", "show_caption_above_media")


def edit_message_text(world: World, given: Json) -> Json:
    """editMessageText: without a keyboard, the message loses its own."""
    chat, message = _editable(world, given)
    if "text" not in message.data:
        raise bad_request("there is no text in the message to edit")
    text, entities = message_text(given)
    content: Json = {"text": text, "entities": entities, "link_preview_options": given.get("link_preview_options")}
    return _edit(world, chat, message, content, given)


def edit_message_caption(world: World, given: Json) -> Json:
    """editMessageCaption: without a keyboard, the message loses its own."""
    chat, message = _editable(world, given)
    if "text" in message.data:
        raise bad_request("there is no caption in the message to edit")
    text, entities = caption(given)
    above = given.get("show_caption_above_media")
    return _edit(world, chat, message, {"caption": text, "caption_entities": entities, "show_caption_above_media": above}, given)


def edit_message_reply_markup(world: World, given: Json) -> Json:
    """editMessageReplyMarkup: without a keyboard, removes it."""
    chat, message = _editable(world, given)
    return _edit(world, chat, message, {}, given)


def delete_message(world: World, given: Json) -> bool:
    """deleteMessage: within 48 hours."""
    chat = world.chat(given["chat_id"])
    message = _find(chat, given["message_id"], "delete")
    if world.now() - message.data["date"] > _FOR_EVERYONE:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    chat.tell("deleted", message)
    return True


def pin_chat_message(world: World, given: Json) -> bool:
    """pinChatMessage."""
    chat = world.open_chat(given["chat_id"])
    chat.pinned = _find(chat, given["message_id"], "pin")
    return True


def _find(chat: Chat, number: int, verb: str) -> Message:
    message = chat.messages.get(number)
    if message is None or message.deleted:
        raise bad_request(f"message to {verb} not found")
    return message


def _editable(world: World, given: Json) -> tuple[Chat, Message]:
    """The message to edit: the bot's own, with an inline keyboard or none."""
    if "chat_id" not in given:
        raise bad_request("chat_id is empty")
    chat = world.open_chat(given["chat_id"])
    if "message_id" not in given:
        raise bad_request("message identifier is not specified")
    message = _find(chat, given["message_id"], "edit")
    if not message.by_bot or (message.keyboard is not None and "inline_keyboard" not in message.keyboard):
        raise bad_request("message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, message: Message, content: Json, given: Json) -> Json:
    keyboard: Json | None = given.get("reply_markup")
    check_keyboard(keyboard, private=chat.private)
    shown = keyboard if keyboard is not None and any(keyboard["inline_keyboard"]) else None
    changed = {**message.data, **content, "reply_markup": shown}
    data = {name: value for name, value in changed.items() if value or name not in _COMPARED}
    if all(data.get(name) == message.data.get(name) for name in _COMPARED):
        raise bad_request(_NOT_MODIFIED)
    data["edit_date"] = world.now()
    message.change(data)
    message.keyboard = shown
    chat.tell("edited", message)
    return data
