"""JSON: an array of objects with the columns' keys, null when absent, everything exactly as given."""

import json
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from enrolment.exports.columns import Column
from enrolment.exports.layout import Piece, Row

ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def piece(rows: Iterable[Row], columns: Sequence[Column]) -> bytes:
    """Rows as objects, one a line."""
    keys = [column.key for column in columns]
    return ",\n".join(ENCODE(dict(zip(keys, row, strict=True))) for row in rows).encode("utf-8", "replace")


def write(pieces: Iterable[Piece], columns: Sequence[Column], headers: Sequence[str], sink: BinaryIO) -> int:  # noqa: ARG001  (one signature for all formats)
    """The array. How many rows."""
    count = 0
    sink.write(b"[")
    for rows, written in pieces:
        sink.write((b",\n" if count else b"\n") + written)
        count += rows
    sink.write(b"\n]\n" if count else b"]\n")
    return count
