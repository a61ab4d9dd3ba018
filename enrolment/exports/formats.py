"""The formats of an export: one function and one line each; the command line, the chat and the web offer what is listed here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from enrolment.exports.columns import Column
from enrolment.exports.delimited import write_csv, write_csv_excel
from enrolment.exports.objects import write_json
from enrolment.exports.rows import Row
from enrolment.exports.sheets import write_xlsx

Writer = Callable[[Iterable[Row], Sequence[Column], Sequence[str], BinaryIO], int]


@dataclass(frozen=True)
class Format:
    """A format: its name on the command line, its file's suffix and media type, its writer."""

    name: str
    suffix: str
    media_type: str
    write: Writer


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("csv", ".csv", "text/csv", write_csv),
        Format("csv-excel", ".csv", "text/csv", write_csv_excel),
        Format("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
        Format("json", ".json", "application/json", write_json),
    )
}
