"""A catalogue as an XLSX workbook, and the empty workbook to fill in: typed cells, text always text, frozen headers."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from catalogue.offer.model import Catalogue
from catalogue.offer.source import at
from catalogue.offer.values import plain
from catalogue.offer.workbook_cells import SHOWN_TIME
from catalogue.offer.workbook_columns import SHEETS, Column, Sheet
from catalogue.offer.workbook_source import MOST_ROWS

WIDTHS = {"text": 28, "lines": 28, "words": 20, "whole": 12, "number": 14, "flag": 12, "moment": 18, "day": 14, "time": 18}
FORMATS = {"day": "yyyy-mm-dd", "time": SHOWN_TIME, "exact": "yyyy-mm-dd hh:mm:ss", "text": "@", "money": "0.00"}
HELP: tuple[tuple[str, str], ...] = (
    ("Une feuille par type : les colonnes dont le titre est en gras sont obligatoires.",
     "One sheet a kind: columns whose title is bold are required."),
    ("Plusieurs valeurs dans une cellule : une par ligne (Alt+Entrée) ou séparées par un point-virgule.",
     "Several values in a cell: one a line (Alt+Enter) or separated by semicolons."),
    ("Feuille sessions : la colonne course porte le code du cours. Feuille meetings : la colonne session porte le code de la session.",
     "Sheet sessions: the column course has the course's code. Sheet meetings: the column session has the session's code."),
    ("Une date : 2027-01-18. Une date et une heure : 2027-01-18 18:30, à l’heure de la session.",
     "A date: 2027-01-18. A date and time: 2027-01-18 18:30, local to the session."),
    ("Prix : vide s’il n’est pas annoncé, 0 si c’est gratuit. Places : vide si elles sont illimitées.",
     "Price: empty when not announced, 0 when free. Seats: empty when unlimited."),
)  # fmt: skip


def write_template(path: Path) -> None:
    """An empty workbook to fill in."""
    path.write_bytes(template_bytes())


def template_bytes() -> bytes:
    return _workbook(None)


def workbook_bytes(catalogue: Catalogue) -> bytes:
    return _workbook(catalogue)


def _workbook(catalogue: Catalogue | None) -> bytes:
    from xlsxwriter import Workbook  # noqa: PLC0415  (only those who write a workbook wait for it)

    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(held, options) as book:
        pen = _Pen(book)
        for sheet in SHEETS:
            pen.sheet(sheet, list(_rows(sheet, plain(catalogue))) if catalogue else [])
        if catalogue is None:
            pen.help()
    return held.getvalue()


def _rows(sheet: Sheet, value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The entries of a sheet; those under a parent carry its code."""
    if sheet.name == "programme":
        yield value["programme"]
        return
    sessions = [(course, session) for course in value["courses"] for session in course.get("sessions", ())]
    under: dict[str, list[dict[str, Any]]] = {
        "sessions": [{"course": course["code"], **session} for course, session in sessions],
        "meetings": [{"session": session["code"], **meeting} for _, session in sessions for meeting in session.get("meetings", ())],
    }
    yield from under[sheet.name] if sheet.parent else value.get(sheet.name, ())


class _Pen:
    """Writes sheets into one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats = {name: book.add_format({"num_format": said}) for name, said in FORMATS.items()}
        self._formats["lines"] = book.add_format({"num_format": "@", "text_wrap": True})
        self._required, self._optional = book.add_format({"bold": True, "bottom": 1}), book.add_format({"italic": True, "bottom": 1})

    def sheet(self, sheet: Sheet, rows: Sequence[dict[str, Any]]) -> None:
        page = self._book.add_worksheet(sheet.name)
        page.freeze_panes(1, 2 if sheet.parent else 1)
        for place, column in enumerate(sheet.columns):
            page.write_string(0, place, column.name, self._required if column.required else self._optional)
            page.set_column(place, place, WIDTHS[column.kind], self._column_format(column))
            self._offer_choices(page, place, column)
            for number, entry in enumerate(rows, start=1):
                self._cell(page, number, place, column, at(entry, column.path))
        if sheet.name != "programme":
            page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)

    def help(self) -> None:
        for name, language in (("lisez-moi", 0), ("read-me", 1)):
            page = self._book.add_worksheet(name)
            page.set_column(0, 0, 120)
            for number, line in enumerate(HELP):
                page.write_string(number, 0, line[language])

    def _column_format(self, column: Column) -> Any:
        """Empty cells of a text column are text already, so that a code typed ``007`` keeps its zeros."""
        wanted = {"text": "text", "words": "text", "lines": "lines", "day": "day", "time": "time"}.get(column.kind)
        return self._formats[wanted] if wanted else None

    def _offer_choices(self, page: Any, place: int, column: Column) -> None:
        choices = ("true", "false") if column.kind == "flag" else column.choices
        if choices and len(",".join(choices)) <= 255:  # the most Excel takes
            page.data_validation(1, place, MOST_ROWS - 1, place, {"validate": "list", "source": list(choices), "ignore_blank": True})

    def _cell(self, page: Any, number: int, place: int, column: Column, value: Any) -> None:
        if value is None or value == []:
            return
        if isinstance(value, bool):
            page.write_boolean(number, place, value)
        elif isinstance(value, int | float | Decimal):
            page.write_number(number, place, float(value), self._formats["money"] if isinstance(value, Decimal) else None)
        elif isinstance(value, date):
            self._moment(page, number, place, value)
        else:
            text = _joined(value, column) if isinstance(value, list) else value
            page.write_string(number, place, text, self._formats["lines" if "\n" in text else "text"])

    def _moment(self, page: Any, number: int, place: int, moment: date) -> None:
        if not isinstance(moment, datetime):
            page.write_datetime(number, place, datetime(moment.year, moment.month, moment.day), self._formats["day"])  # noqa: DTZ001  (a local day)
            return
        page.write_datetime(number, place, moment, self._formats["exact" if moment.second else "time"])


def _joined(items: list[Any], column: Column) -> str:
    """Items one a line; a lone item with a semicolon gets a line end, so that it is not parted."""
    text = "\n".join(str(item) for item in items)
    return f"{text}\n" if column.kind == "lines" and ";" in text and len(items) == 1 else text
