"""CSV: UTF-8 with its mark, RFC 4180, no formula; with semicolons and headers in words for a double click in a French Excel."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from enrolment.exports.cells import protected, written
from enrolment.exports.columns import Column
from enrolment.exports.rows import Row


def write_csv(rows: Iterable[Row], columns: Sequence[Column], headers: Sequence[str], sink: BinaryIO) -> int:  # noqa: ARG001  (one signature for all formats)
    """Commas, the columns' keys as header. How many rows."""
    return _write(rows, [column.key for column in columns], sink, ",")


def write_csv_excel(rows: Iterable[Row], columns: Sequence[Column], headers: Sequence[str], sink: BinaryIO) -> int:  # noqa: ARG001  (one signature for all formats)
    """Semicolons, headers in words. How many rows."""
    return _write(rows, headers, sink, ";")


def _write(rows: Iterable[Row], header: Sequence[str], sink: BinaryIO, delimiter: str) -> int:
    words = io.TextIOWrapper(sink, encoding="utf-8-sig", errors="replace", newline="", write_through=False)
    writer = csv.writer(words, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007  (the count is the answer)
        writer.writerow([protected(written(cell)) for cell in row])
    words.flush()
    words.detach()
    return count
