"""CSV: UTF-8 with its mark, RFC 4180, no formula; with semicolons and headers in words for a double click in a French Excel."""

import csv
import io
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, BinaryIO

from enrolment.exports.cells import FIRST, protected
from enrolment.exports.columns import Column, Kind
from enrolment.exports.layout import Piece, Row


def piece(rows: Iterable[Row], columns: Sequence[Column], *, delimiter: str) -> bytes:
    """Rows as lines."""
    typed = [place for place, column in enumerate(columns) if column.kind is Kind.TEXT and column.typed]
    words = io.StringIO(newline="")
    writer = csv.writer(words, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        cells: list[Any] = list(row)
        for place in typed:
            if (text := cells[place]) and text[0] in FIRST:
                cells[place] = protected(text)
        writer.writerow(cells)
    return words.getvalue().encode("utf-8", "replace")


def with_keys(pieces: Iterable[Piece], columns: Sequence[Column], headers: Sequence[str], sink: BinaryIO) -> int:  # noqa: ARG001  (one signature for all formats)
    """Commas, the columns' keys as header. How many rows."""
    return _file(pieces, [column.key for column in columns], sink, ",")


def with_words(pieces: Iterable[Piece], columns: Sequence[Column], headers: Sequence[str], sink: BinaryIO) -> int:  # noqa: ARG001  (one signature for all formats)
    """Semicolons, headers in words. How many rows."""
    return _file(pieces, headers, sink, ";")


def _file(pieces: Iterable[Piece], header: Sequence[str], sink: BinaryIO, delimiter: str) -> int:
    words = io.StringIO(newline="")
    csv.writer(words, delimiter=delimiter, lineterminator="\r\n").writerow(header)
    sink.write(words.getvalue().encode("utf-8-sig"))
    count = 0
    for rows, written in pieces:
        sink.write(written)
        count += rows
    return count


commas, semicolons = partial(piece, delimiter=","), partial(piece, delimiter=";")
