"""What people can send besides text, as the Bot API shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.double.files import Files, Upload
from bot.double.sending import document, photo

Json = dict[str, Any]
Maker = Callable[[Files, Json], Json]
PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def attachment(kind: str, files: Files, details: Json) -> Json:
    """The fields of a message of this kind.

    details: `content`, `name`, `mime`, `size` of the file; `caption`; else the fields of the kind's own object.
    KeyError when the kind is unknown.
    """
    return MAKERS[kind](files, dict(details))


def _filed(folder: str, name: str, mime: str, extra: Json, key: str) -> Maker:
    """A kind that is a file with a few more fields."""

    def make(files: Files, details: Json) -> Json:
        upload = Upload(details.pop("name", name), _bytes(details.pop("content", b"double")), details.pop("mime", mime))
        stored = files.keep(upload, folder, details.pop("size", None))
        return {key: {**stored.identity(), "mime_type": upload.mime, **extra, **details}}

    return make


def _document(files: Files, details: Json) -> Json:
    upload = Upload(
        details.get("name", "notes.pdf"), _bytes(details.get("content", b"%PDF-1.7 double")), details.get("mime", "application/pdf")
    )
    return {"document": document(files.keep(upload, "documents", details.get("size")))}


def _photo(files: Files, details: Json) -> Json:
    upload = Upload("photo.png", _bytes(details.get("content", PIXEL)), "image/png")
    return {"photo": photo(files.keep(upload, "photos", details.get("size")))}


def _sticker(files: Files, details: Json) -> Json:
    stored = files.keep(Upload("sticker.webp", b"RIFFdouble", "image/webp"), "stickers")
    still: Json = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": {**stored.identity(), **still, "emoji": "👍", **details}}


def _video_note(files: Files, details: Json) -> Json:
    stored = files.keep(Upload("note.mp4", b"double", "video/mp4"), "video_notes")
    return {"video_note": {**stored.identity(), "length": 240, "duration": 4, **details}}


def _location(_files: Files, details: Json) -> Json:
    return {"location": {"latitude": 45.5048, "longitude": -73.6132, **details}}


def _venue(files: Files, details: Json) -> Json:
    return {**_location(files, {}), "venue": {**_location(files, {}), "title": "HEC Montréal", "address": "3000", **details}}


def _contact(_files: Files, details: Json) -> Json:
    return {"contact": {"phone_number": "+15145550199", "first_name": "Autre", **details}}


def _dice(_files: Files, details: Json) -> Json:
    return {"dice": {"emoji": "🎲", "value": 4, **details}}


def _poll(_files: Files, details: Json) -> Json:
    options = [{"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate(("Oui", "Non"), 1)]
    flags: Json = {
        "is_closed": False,
        "is_anonymous": True,
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
    return {"poll": {"id": "5", "question": "?", "options": options, "total_voter_count": 0, "type": "regular", **flags, **details}}


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


MAKERS: dict[str, Maker] = {
    "voice": _filed("voice", "voice.oga", "audio/ogg", {"duration": 3}, "voice"),
    "audio": _filed("music", "audio.mp3", "audio/mpeg", {"duration": 60}, "audio"),
    "video": _filed("videos", "video.mp4", "video/mp4", {"duration": 5, "width": 640, "height": 360}, "video"),
    "animation": _filed("animations", "animation.mp4", "video/mp4", {"duration": 2, "width": 320, "height": 240}, "animation"),
    "video_note": _video_note,
    "document": _document,
    "photo": _photo,
    "sticker": _sticker,
    "location": _location,
    "venue": _venue,
    "contact": _contact,
    "dice": _dice,
    "poll": _poll,
}
