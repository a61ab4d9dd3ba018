"""The formats of an export, a line each; the command line, the chat and the web offer what is listed here.

A format is two functions: rows as a piece of the file, in whatever process they are read; the file around the pieces.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import BinaryIO

from msgspec import Struct

from enrolment.exports import delimited, objects, sheets
from enrolment.exports.columns import Column
from enrolment.exports.layout import Piece, Row

Cutter = Callable[[Iterable[Row], Sequence[Column]], bytes]
Writer = Callable[[Iterable[Piece], Sequence[Column], Sequence[str], BinaryIO], int]


class Format(Struct, frozen=True):
    """A format: its name on the command line, its file's suffix and media type, its two functions."""

    name: str
    suffix: str
    media_type: str
    piece: Cutter
    write: Writer


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("csv", ".csv", "text/csv", delimited.commas, delimited.with_keys),
        Format("csv-excel", ".csv", "text/csv", delimited.semicolons, delimited.with_words),
        Format("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheets.piece, sheets.write),
        Format("json", ".json", "application/json", objects.piece, objects.write),
    )
}
