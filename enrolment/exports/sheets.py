"""XLSX, written as it goes: typed cells, text that is never a formula, a frozen header with its filter, memory that does not grow.

Strings stand in the cells themselves (inlineStr) and cells follow each other without an address, so that rows are written without
knowing what came before them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO, Any, BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from catalogue.words.pattern import Pattern
from enrolment.exports import workbook
from enrolment.exports.columns import Column, Kind
from enrolment.exports.layout import Piece, Row

ROWS_A_SHEET = 1_000_000
LONGEST = 32_767
ILLEGAL = Pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED = Pattern("_(?=x[0-9A-Fa-f]{4}_)")
UNUSUAL = Pattern("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x")
EPOCH = date(1899, 12, 30).toordinal()
EMPTY = "<c/>"
DAYS = len("2027-01-18")


def piece(rows: Iterable[Row], columns: Sequence[Column]) -> bytes:
    """Rows as XML."""
    writers = [CELLS[column.kind] for column in columns]
    cells = ("".join([EMPTY if cell is None else write(cell) for write, cell in zip(writers, row, strict=True)]) for row in rows)
    return "".join(f"<row>{row}</row>" for row in cells).encode()


def write(pieces: Iterable[Piece], columns: Sequence[Column], headers: Sequence[str], sink: BinaryIO) -> int:  # noqa: ARG001  (one signature for all formats)
    """The columns' keys as header; a further sheet for each million rows. How many rows."""
    count, sheets, rest = 0, 0, _Sheets(pieces)
    with ZipFile(sink, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        while rest.more or not sheets:
            sheets += 1
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w", force_zip64=True) as out:
                count += _sheet(out, rest, columns)
        for name, content in workbook.parts(sheets):
            archive.writestr(name, content)
    return count


class _Sheets:
    """The pieces, one sheet's after the other."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = iter(pieces)
        self._held = next(self._pieces, None)

    @property
    def more(self) -> bool:
        return self._held is not None

    def next_sheet(self) -> Iterator[Piece]:
        """Those of the next sheet; a piece is never cut."""
        count = 0
        while self._held is not None and (not count or count + self._held[0] <= ROWS_A_SHEET):
            count += self._held[0]
            yield self._held
            self._held = next(self._pieces, None)


def _sheet(out: IO[bytes], rest: _Sheets, columns: Sequence[Column]) -> int:
    count = 0
    out.write(workbook.sheet_head([30 if column.kind is Kind.MOMENT else 18 for column in columns]).encode())
    out.write(f"<row>{''.join(_text(column.key, workbook.HEADER) for column in columns)}</row>".encode())
    for rows, written in rest.next_sheet():
        out.write(written)
        count += rows
    out.write(workbook.sheet_foot(f"A1:{workbook.letters(len(columns) - 1)}{count + 1}").encode())
    return count


def _text(text: str, style: int = 0) -> str:
    """Text as text: what XML cannot hold is left out, what Excel would unescape is escaped, a carriage return stays one."""
    if UNUSUAL.search(text) or len(text) > LONGEST:
        text = escape(LOOKS_ESCAPED.sub("_x005F_", ILLEGAL.sub("", text)[:LONGEST]), {"\r": "&#13;"})
    styled = f' s="{style}"' if style else ""
    return f'<c{styled} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _number(number: int) -> str:
    return f"<c><v>{number}</v></c>"


def _moment(written: str) -> str:
    """A real date, shown with its offset; an offset no place has is text."""
    moment = datetime.fromisoformat(written)
    days = moment.toordinal() - EPOCH
    if len(written) == DAYS:
        return f'<c s="{workbook.DAY}"><v>{days}</v></c>'
    style = workbook.style_of(moment.utcoffset())
    if style is None:
        return _text(written)
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1_000_000
    return f'<c s="{style}"><v>{days + seconds / 86_400}</v></c>'


CELLS: dict[Kind, Callable[[Any], str]] = {Kind.TEXT: _text, Kind.NUMBER: _number, Kind.MOMENT: _moment}
