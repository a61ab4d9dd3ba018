"""An update as it arrives: whose it is, what makes it this one and no other, the bytes to keep."""

import hashlib
import json
from typing import Any

from enrolment.store.inbox import FLOOR, Claimed, Incoming

RawUpdate = dict[str, Any]
SENDERS = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "chat_member",
    "chosen_inline_result",
    "poll_answer",
)
MARKS = ("id", "message_id", "date", "edit_date")


def numbered(update: object) -> bool:
    """Whether it can be kept at all: an object with a number of Telegram's."""
    if not isinstance(update, dict):
        return False
    number = update.get("update_id")
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 2 * FLOOR


def incoming(update: RawUpdate) -> Incoming:
    payload = json.dumps(update, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return Incoming(update["update_id"], sender_of(update), payload, _identity(update) or hashlib.sha256(payload).hexdigest())


def raw(claimed: Claimed) -> RawUpdate:
    """The update as it arrived."""
    update = json.loads((claimed.payload or b"{}").decode("utf-8", "surrogatepass"))
    return update if isinstance(update, dict) else {}


def sender_of(update: RawUpdate) -> int:
    """Whose order an update keeps: the person's id, or 0 where it cannot be told."""
    sender = person_of(update).get("id")
    return sender if isinstance(sender, int) else 0


def person_of(update: RawUpdate) -> dict[str, Any]:
    """The person an update is from, as Telegram describes her; empty where it cannot be told."""
    for kind in SENDERS:
        content = update.get(kind)
        if isinstance(content, dict):
            sender = content.get("from") or content.get("user") or content.get("chat")
            if isinstance(sender, dict):
                return sender
    return {}


def private(update: RawUpdate) -> bool:
    """Whether it comes from a chat with the person alone."""
    content: dict[str, Any] = next((update[kind] for kind in SENDERS if isinstance(update.get(kind), dict)), {})
    inner = content.get("message")
    message = inner if isinstance(inner, dict) else content
    chat = message.get("chat")
    return isinstance(chat, dict) and chat.get("type") == "private"


def _identity(update: RawUpdate) -> str:
    """The marks that stay the same at a redelivery, whatever became of the message since."""
    for kind in SENDERS:
        content = update.get(kind)
        if isinstance(content, dict):
            marks = [str(content[mark]) for mark in MARKS if mark in content]
            return ":".join((kind, str(sender_of(update)), *marks)) if marks else ""
    return ""
