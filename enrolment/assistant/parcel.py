"""What was said, as bytes: kept sealed beside the effects, so that a redelivery has the same answer."""

import base64
import json
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from catalogue.answers.values import Attachment, Button, Reply
from catalogue.words.say import Html
from enrolment.assistant.heard import Heard, Said


class Parcel(Struct, frozen=True):
    """What was said and where it goes."""

    said: Said
    chat_id: int
    message_id: int | None
    press_id: str | None


def packed(said: Said, heard: Heard) -> bytes:
    """The replies, the note and where they go, as bytes."""
    pressed = heard.press_id or None
    place = {"chat_id": heard.chat_id or heard.telegram_id, "message_id": heard.message_id if pressed else None, "press_id": pressed}
    return json.dumps({**asdict(said), **place}, default=_plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(parcel: bytes) -> Parcel:
    """What was said again, and where it goes."""
    kept: dict[str, Any] = json.loads(parcel.decode("utf-8", "surrogatepass"))
    said = Said(tuple(_reply(one) for one in kept["replies"]), kept["toast"])
    return Parcel(said, kept["chat_id"], kept["message_id"], kept["press_id"])


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Struct):
        return asdict(value)
    if isinstance(value, Attachment):
        return vars(value)
    raise TypeError(f"a parcel cannot hold a {type(value).__name__}")


def _reply(kept: dict[str, Any]) -> Reply:
    rows = tuple(tuple(Button(**button) for button in row) for row in kept["rows"])
    files = tuple(Attachment(**one | {"content": base64.b64decode(one["content"])}) for one in kept["files"])
    return Reply(**kept | {"text": Html(kept["text"]), "rows": rows, "files": files})
