"""The files the double holds: what the bot uploads and what people send."""

from __future__ import annotations

import hashlib
import itertools
from typing import Any

from msgspec import Struct

from bot.double.errors import ApiError, bad_request

DOCUMENT_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


class Upload(Struct, frozen=True):
    """A file as a call carries it."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


class Stored(Struct, frozen=True):
    """A file the double keeps; `size` is what Telegram believes it is, in bytes."""

    id: str
    unique_id: str
    upload: Upload
    path: str
    size: int

    def identity(self) -> dict[str, Any]:
        """The fields every file object has."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


class Files:
    """Files by identifier and by download path."""

    def __init__(self) -> None:
        self._by_id: dict[str, Stored] = {}
        self._by_path: dict[str, Stored] = {}
        self._order = itertools.count(1)
        self.most = DOCUMENT_LIMIT  # bytes a call may carry; a test of limits lowers it

    def keep(self, upload: Upload, folder: str, size: int | None = None) -> Stored:
        """Store a file. `size` pretends another size than the content's, for a test of limits."""
        number = next(self._order)
        unique = hashlib.sha256(upload.content + number.to_bytes(8, "big")).hexdigest()[:14]
        suffix = upload.name.rpartition(".")[2] if "." in upload.name else "bin"
        path = f"{folder}/file_{number}.{suffix}"
        stored = Stored(f"BQACAgEAAx{number:08d}{unique}", f"AgAD{unique}", upload, path, len(upload.content) if size is None else size)
        self._by_id[stored.id] = self._by_path[path] = stored
        return stored

    def find(self, file_id: str) -> Stored:
        """The file of an identifier; 400 when there is none."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return stored

    def downloadable(self, file_id: str) -> dict[str, Any]:
        """The File object of `getFile`; files over 20 MB are refused."""
        stored = self.find(file_id)
        if stored.size > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return {**stored.identity(), "file_path": stored.path}

    def at(self, path: str) -> bytes:
        """The content at a download path; 404 when there is none."""
        stored = self._by_path.get(path)
        if stored is None:
            raise ApiError(404, "Not Found")
        return stored.upload.content

    def received(self, given: object, folder: str, limit: int) -> Stored:
        """The file of a `document` or `photo` parameter: uploaded now, or named by its identifier."""
        if not isinstance(given, Upload):
            return self._named(str(given))
        if not given.content:
            raise bad_request("file must be non-empty")
        if len(given.content) > self.most:
            raise ApiError(413, "Request Entity Too Large")
        if len(given.content) > limit:
            raise bad_request(f"file of size {len(given.content)} bytes is too big for a photo; the maximum size is {limit} bytes")
        if folder == "photos" and not given.content.startswith(_IMAGES):
            raise bad_request("IMAGE_PROCESS_FAILED")
        return self.keep(given, folder)

    def _named(self, identifier: str) -> Stored:
        if identifier.startswith(("http://", "https://")):
            raise bad_request("sending a file by its address is not supported (double)")
        return self.find(identifier)
