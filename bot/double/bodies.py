"""The parameters and files of an HTTP request: query string, JSON, urlencoded or multipart form."""

from __future__ import annotations

import json
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

from bot.double.errors import bad_request
from bot.double.files import Upload


def read(content_type: str, query: str, body: bytes) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters by name, and files by the name of their part."""
    params: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    if not body:
        return params, {}
    kind = _header(content_type)
    if kind.get_content_type() == "application/json":
        return params | _object(body), {}
    if kind.get_content_type() == "multipart/form-data":
        fields, files = _parts(body, str(kind.get_param("boundary", "")).encode())
        return params | fields, files
    return params | dict(parse_qsl(body.decode(), keep_blank_values=True)), {}


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("JSON object expected")
    return value


def _parts(body: bytes, boundary: bytes) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The fields and files of a multipart form (RFC 7578)."""
    fields: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:]:
        if part.startswith(b"--"):
            break
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        headers = {name.lower(): value for name, value in headers.items()}
        disposition = _header(headers["content-disposition"])
        name, filename = str(disposition.get_param("name")), disposition.get_param("filename")
        if filename is None:
            fields[name] = content.decode()
        else:
            files[name] = Upload(_filename(filename), content, headers.get("content-type", "application/octet-stream"))
    return fields, files


def _filename(value: object) -> str:
    """A file's name, which RFC 2231 may have cut into character set, language and text."""
    return str(value[2]) if isinstance(value, tuple) else str(value)


def _header(value: str) -> Message:
    """A header with parameters, ready to be asked for them."""
    message = Message()
    message["content-type"] = value
    return message
