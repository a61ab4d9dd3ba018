"""JSON: an array of objects with the columns' keys, null when absent, everything exactly as given."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO

from enrolment.exports.cells import written
from enrolment.exports.columns import Cell, Column
from enrolment.exports.rows import Row


def write_json(rows: Iterable[Row], columns: Sequence[Column], headers: Sequence[str], sink: BinaryIO) -> int:  # noqa: ARG001  (one signature for all formats)
    """One object a line. How many rows."""
    keys, count = [column.key for column in columns], 0
    sink.write(b"[")
    for count, row in enumerate(rows, start=1):
        line = json.dumps(dict(zip(keys, map(_value, row), strict=True)), ensure_ascii=False)
        sink.write(("\n" if count == 1 else ",\n").encode() + line.encode("utf-8", "replace"))
    sink.write(b"\n]\n" if count else b"]\n")
    return count


def _value(cell: Cell) -> str | int | None:
    return written(cell) if isinstance(cell, date) else cell
