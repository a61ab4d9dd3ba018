"""XLSX, written as it goes: typed cells, text that is never a formula, a frozen header with its filter, memory that does not grow.

Strings stand in the cells themselves (inlineStr), so that nothing has to be known of the whole file before its end.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, islice
from typing import BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from catalogue.words.pattern import Pattern
from enrolment.exports import workbook
from enrolment.exports.columns import Cell, Column, Kind
from enrolment.exports.rows import Row

ROWS_A_SHEET = 1_000_000
LONGEST = 32_767
ILLEGAL = Pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED = Pattern("_(?=x[0-9A-Fa-f]{4}_)")
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  (a spreadsheet's days have no zone)
HEADER, DAY, FIRST_OFFSET = 1, 2, 3  # styles of workbook.styles


@dataclass
class Styles:
    """The styles of instants met so far: one for each offset, so that a typed date still shows it."""

    offsets: dict[str, int] = field(default_factory=dict)

    def of(self, moment: datetime) -> int:
        offset = moment.isoformat()[-6:] if moment.tzinfo else ""
        return self.offsets.setdefault(offset, FIRST_OFFSET + len(self.offsets))


def write_xlsx(rows: Iterable[Row], columns: Sequence[Column], headers: Sequence[str], sink: BinaryIO) -> int:  # noqa: ARG001  (one signature for all formats)
    """The columns' keys as header; a further sheet for each million rows. How many rows."""
    styles, count, sheets, rest = Styles(), 0, 0, iter(rows)
    with ZipFile(sink, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        while (first := next(rest, None)) is not None or not sheets:
            sheets += 1
            some = islice(chain([first] if first is not None else [], rest), ROWS_A_SHEET)
            count += _sheet(archive, sheets, some, columns, styles)
        for name, content in workbook.parts(sheets, tuple(styles.offsets)):
            archive.writestr(name, content)
    return count


def _sheet(archive: ZipFile, number: int, rows: Iterable[Row], columns: Sequence[Column], styles: Styles) -> int:
    letters = [workbook.letters(index) for index in range(len(columns))]
    count = 0
    with archive.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as out:
        out.write(workbook.sheet_head([30 if column.kind is Kind.MOMENT else 18 for column in columns]).encode())
        out.write(_row(1, [_text(f"{letter}1", column.key, HEADER) for letter, column in zip(letters, columns, strict=True)]))
        for count, row in enumerate(rows, start=1):
            out.write(_row(count + 1, _cells(row, count + 1, letters, styles)))
        out.write(workbook.sheet_foot(f"A1:{letters[-1]}{count + 1}").encode())
    return count


def _cells(row: Row, number: int, letters: Sequence[str], styles: Styles) -> Iterator[str]:
    for letter, cell in zip(letters, row, strict=True):
        if cell is not None:
            yield _cell(f"{letter}{number}", cell, styles)


def _cell(at: str, cell: Cell, styles: Styles) -> str:
    if isinstance(cell, datetime):
        return f'<c r="{at}" s="{styles.of(cell)}"><v>{_days(cell.replace(tzinfo=None))}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{at}" s="{DAY}"><v>{_days(datetime(cell.year, cell.month, cell.day)):.0f}</v></c>'  # noqa: DTZ001  (a day)
    if isinstance(cell, int):
        return f'<c r="{at}"><v>{cell}</v></c>'
    return _text(at, cell or "")


def _text(at: str, text: str, style: int = 0) -> str:
    """Text as text: what XML cannot hold is left out, what Excel would unescape is escaped, a carriage return stays one."""
    safe = LOOKS_ESCAPED.sub("_x005F_", ILLEGAL.sub("", text)[:LONGEST])
    words = escape(safe, {"\r": "&#13;"})
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _row(number: int, cells: Iterable[str]) -> bytes:
    return f'<row r="{number}">{"".join(cells)}</row>'.encode()


def _days(moment: datetime) -> float:
    return (moment - EPOCH).total_seconds() / 86_400
