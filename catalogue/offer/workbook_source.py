"""An XLSX workbook read into the same plain values as a YAML file, each with the cell it came from."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from catalogue.offer.faults import Fault, Faults, Path, dotted
from catalogue.offer.source import MOST_VALUES, Flaw, Source
from catalogue.offer.workbook_cells import BLANK, BROKEN, cell_value
from catalogue.offer.workbook_columns import SHEETS, Column, Sheet, column_for
from catalogue.offer.workbook_guard import guard_workbook
from catalogue.words.say import N_

MOST_ROWS = 20_000
MOST_COLUMNS = 200
ORPHANS = 1_000_000  # rows without their parent stand after all courses
NOTES = ("lisez-moi", "read-me")
EMPTY_ROWS = N_("The sheet goes past row {most}. Delete the empty rows under your data, then save again.")
UNKNOWN_SHEET = N_("The sheet {sheet} is not known; the sheets are: {known}.")
NO_PARENT = {
    "course": N_("No course of this workbook has the code {code}."),
    "session": N_("No session of this workbook has the code {code}."),
}


@dataclass
class _Reader:
    """What has been read so far; ``rows`` and ``spots`` say where each path stands in the workbook."""

    value: dict[str, Any] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    rows: dict[Path, tuple[Sheet, int]] = field(default_factory=dict)
    spots: dict[Path, str] = field(default_factory=dict)
    letters: dict[tuple[str, str], str] = field(default_factory=dict)
    parents: dict[tuple[str, str], tuple[Path, dict[str, Any]]] = field(default_factory=dict)
    cells: int = 0

    def flaw_at(self, spot: str, path: Path, reason: str, **values: object) -> None:
        self.spots[path] = spot
        self.flaws.append(Flaw(path, reason, values))

    def place(self, path: Path) -> str:
        """``sessions!F12 (starts)``."""
        if path in self.spots:
            return self.spots[path]
        for length in range(len(path), 0, -1):
            if path[:length] in self.rows:
                sheet, row = self.rows[path[:length]]
                column = column_for(sheet, path[length:])
                name = f" ({column.name})" if column else ""
                return f"{sheet.name}!{self.letters.get((sheet.name, column.name), '') if column else ''}{row}{name}"
        return dotted(path)


def read_workbook(held: bytes) -> Source:
    """The workbook's values; raises ``Faults`` where it cannot be read at all."""
    guard_workbook(held)
    reader = _Reader()
    book = _opened(held)
    try:
        names = {name.strip().lower(): name for name in book.sheetnames}
        _check_names(reader, book, names)
        for sheet in SHEETS:
            if sheet.name in names:
                _read_sheet(reader, sheet, book[names[sheet.name]])
            elif sheet.needed:
                reader.flaw_at(sheet.name, (sheet.name, "#"), N_("The sheet {sheet} is missing."), sheet=sheet.name)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError):  # what openpyxl raises on malformed parts
        raise Faults([Fault("", N_("This is not an .xlsx workbook, or it is damaged."))]) from None
    finally:
        book.close()
    return Source(reader.value, reader.place, flaws=tuple(reader.flaws), spreadsheet=True)


def _opened(held: bytes) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415  (a tenth of a second that only workbooks need)

    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")  # styles and validations it does not keep
    try:
        return load_workbook(BytesIO(held), read_only=True, data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001  (openpyxl raises anything on a damaged workbook)
        raise Faults([Fault("", N_("This is not an .xlsx workbook, or it is damaged."))]) from None


def _check_names(reader: _Reader, book: Any, names: dict[str, str]) -> None:
    known = {sheet.name for sheet in SHEETS}
    for lowered, name in names.items():
        if lowered not in known and lowered not in NOTES and _holds_something(book[name]):
            reader.flaw_at(name, (name, "#"), UNKNOWN_SHEET, sheet=name, known=", ".join(sheet.name for sheet in SHEETS))


def _holds_something(sheet: Any) -> bool:
    if not hasattr(sheet, "reset_dimensions"):
        return False  # a chart
    return any(cell.value is not None for row in _rows(sheet, 50) for cell in row)


def _rows(sheet: Any, most: int) -> Iterator[Any]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > most:
            return
        yield row


def _read_sheet(reader: _Reader, sheet: Sheet, opened: Any) -> None:
    if sheet.parent is None and sheet.name != "programme":
        reader.value.setdefault(sheet.name, [])
    columns: list[Column | None] = []
    for number, row in enumerate(_rows(opened, MOST_ROWS + 1), start=1):
        if number > MOST_ROWS:
            reader.flaw_at(f"{sheet.name}!{number}", (sheet.name, "#rows"), EMPTY_ROWS, most=MOST_ROWS)
        elif number == 1:
            columns = _headers(reader, sheet, row)
        elif any(cell.value is not None for cell in row):
            _read_row(reader, sheet, number, list(zip(columns, row, strict=False)))


def _headers(reader: _Reader, sheet: Sheet, row: Any) -> list[Column | None]:
    known = {column.name: column for column in sheet.columns}
    found: list[Column | None] = []
    for cell in row:
        name = str(cell.value).strip().lower() if cell.value is not None else ""
        column = known.get(name)
        spot, path = f"{sheet.name}!{_letter(len(found))}1", (sheet.name, "#", len(found))
        if name and column is None:
            reader.flaw_at(spot, path, N_("The column {name} is not known on this sheet."), name=name[:40])
        elif column in found and column is not None:
            reader.flaw_at(spot, path, N_("The column {name} is there twice."), name=name)
        elif column is not None:
            reader.letters[sheet.name, name] = _letter(len(found))
        found.append(column)
    return found


def _letter(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _read_row(reader: _Reader, sheet: Sheet, number: int, cells: list[tuple[Column | None, Any]]) -> None:
    reader.cells += len(cells)
    if reader.cells > 4 * MOST_VALUES:
        raise Faults([Fault("", N_("The file holds more than {most} values: that is no catalogue."), {"most": MOST_VALUES})])
    entry: dict[str, Any] = {}
    broken: list[Column] = []
    for column, cell in cells:
        value = cell_value(column.kind, cell) if column else BLANK
        if value is BROKEN and column:
            broken.append(column)
        elif value is not BLANK and column:
            _put(entry, column.path, value)
    if entry or broken:
        path = _placed(reader, sheet, number, entry)
        reader.rows[path] = (sheet, number)
        reader.flaws += [Flaw((*path, *column.path), N_("The cell holds an error, not a value.")) for column in broken]


def _put(entry: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for step in path[:-1]:
        entry = entry.setdefault(step, {})
    entry[path[-1]] = value


def _placed(reader: _Reader, sheet: Sheet, number: int, entry: dict[str, Any]) -> Path:
    """The path of a row's entry, put where it belongs."""
    if sheet.name == "programme":
        if "programme" in reader.value:
            reader.flaw_at(f"programme!{number}", ("programme", "#", number), N_("The programme has one row."))
            return ("programme", "#", number)
        reader.value["programme"] = entry
        return ("programme",)
    if sheet.parent:
        return _under_parent(reader, sheet, number, entry)
    return _appended(reader, sheet, (), reader.value, entry)


def _under_parent(reader: _Reader, sheet: Sheet, number: int, entry: dict[str, Any]) -> Path:
    parent = sheet.parent or ""
    code = str(entry.pop(parent, ""))
    found = reader.parents.get((parent, code.casefold()))
    if found:
        return _appended(reader, sheet, found[0], found[1], entry)
    path: Path = ("courses", ORPHANS, sheet.name, number)
    spot = f"{sheet.name}!{reader.letters.get((sheet.name, parent), '')}{number} ({parent})"
    reader.flaw_at(spot, path, NO_PARENT[parent], code=code[:40])
    return path


def _appended(reader: _Reader, sheet: Sheet, path: Path, holder: dict[str, Any], entry: dict[str, Any]) -> Path:
    listed = holder.setdefault(sheet.name, [])
    listed.append(entry)
    placed = (*path, sheet.name, len(listed) - 1)
    if isinstance(code := entry.get("code"), str):
        reader.parents.setdefault((_singular(sheet), code.casefold()), (placed, entry))
    return placed


def _singular(sheet: Sheet) -> str:
    return sheet.name.removesuffix("s")
