"""Methods that put something new in a chat."""

from __future__ import annotations

from typing import Any

from bot.double.errors import bad_request
from bot.double.files import DOCUMENT_LIMIT, PHOTO_LIMIT, Stored
from bot.double.formatting import caption, message_text
from bot.double.keyboards import check_keyboard
from bot.double.tables import words
from bot.double.world import Chat, Json, World

ACTIONS = words(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location "
    "record_video_note upload_video_note"
)


def send_message(world: World, given: Json) -> Json:
    """sendMessage."""
    chat = world.open_chat(given["chat_id"])
    text, entities = message_text(given)
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if "link_preview_options" in given:
        content["link_preview_options"] = given["link_preview_options"]
    return _send(world, chat, given, content)


def send_document(world: World, given: Json) -> Json:
    """sendDocument: up to 50 MB."""
    chat = world.open_chat(given["chat_id"])
    content = _captioned(given)
    stored = world.files.received(given["document"], "documents", DOCUMENT_LIMIT)
    return _send(world, chat, given, {"document": document(stored), **content})


def send_photo(world: World, given: Json) -> Json:
    """sendPhoto: up to 10 MB."""
    chat = world.open_chat(given["chat_id"])
    content = _captioned(given)
    stored = world.files.received(given["photo"], "photos", PHOTO_LIMIT)
    if given.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return _send(world, chat, given, {"photo": photo(stored), **content})


def send_chat_action(world: World, given: Json) -> bool:
    """sendChatAction."""
    chat = world.open_chat(given["chat_id"])
    if given["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.actions.append(given["action"])
    return True


def document(stored: Stored) -> Json:
    """The Document object of a file."""
    return {**stored.identity(), "file_name": stored.upload.name, "mime_type": stored.upload.mime}


def photo(stored: Stored) -> list[Json]:
    """The sizes of a photo; the pixels are not read, the shape is always 3:2."""
    small = {**stored.identity(), "file_id": f"{stored.id}s", "file_unique_id": f"{stored.unique_id}s", "file_size": 1200}
    return [{**small, "width": 90, "height": 60}, {**stored.identity(), "width": 1280, "height": 853}]


def _captioned(given: Json) -> Json:
    text, entities = caption(given)
    content: Json = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    if given.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def _send(world: World, chat: Chat, given: Json, content: Json) -> Json:
    """Add what every message may carry, and send it."""
    keyboard: Json | None = given.get("reply_markup")
    check_keyboard(keyboard, private=chat.private)
    if given.get("protect_content"):
        content["has_protected_content"] = True
    if "message_effect_id" in given:
        if not chat.private:
            raise bad_request("EFFECT_ID_INVALID")
        content["effect_id"] = given["message_effect_id"]
    if "reply_parameters" in given:
        content.update(_reply(chat, given["reply_parameters"]))
    return world.send(chat, content, keyboard).data


def _reply(chat: Chat, asked: Json) -> dict[str, Any]:
    """The message replied to, as the reply shows it."""
    if asked.get("chat_id", chat.id) != chat.id:
        raise bad_request("replying in another chat is not supported (double)")
    target = chat.messages.get(asked["message_id"])
    if target is not None and not target.deleted:
        return {"reply_to_message": {name: value for name, value in target.data.items() if name != "reply_to_message"}}
    if asked.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")
