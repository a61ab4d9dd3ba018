"""LibreOffice without a window, in French: a file opened as by a double click, its cells as they stand in the sheet."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

SOFFICE = shutil.which("soffice")
COMMAS, SEMICOLONS = 44, 59
UTF8, FRENCH_OF_CANADA = 76, 3084  # LibreOffice's numbers of a charset and a locale
GENERAL, AS_TEXT = 1, 2  # how a column is read
COLUMNS = 64
_O, _T, _X = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text"))
_LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-CA</value></prop></item></oor:items>"""


@dataclass(frozen=True)
class Seen:
    """A cell: its kind (``string``, ``float``, ``date`` or nothing), its value, the words on the screen, and its formula if it has one."""

    kind: str = ""
    value: str = ""
    shown: str = ""
    formula: str | None = None


def opened(file: Path, delimiter: int = COMMAS, *, column: int = GENERAL) -> list[list[Seen]]:
    """The rows of the first sheet. ``column``: how the cells of a CSV are taken, as the import's window offers it."""
    folder = file.parent / "office"
    (folder / "user").mkdir(parents=True, exist_ok=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_LOCALE, encoding="utf-8")
    kinds = "/".join(f"{place}/{column}" for place in range(1, COLUMNS))
    reads = f"CSV:{delimiter},34,{UTF8},1,{kinds},{FRENCH_OF_CANADA},false,true"
    given = ["--infilter=" + reads] if file.suffix == ".csv" else []
    asked = ["-env:UserInstallation=" + folder.as_uri(), "--headless", *given, "--convert-to", "fods", "--outdir", str(folder), str(file)]
    done = subprocess.run([str(SOFFICE), *asked], capture_output=True, text=True, timeout=120, check=False)
    written = folder / f"{file.stem}.fods"
    assert written.exists(), done.stderr
    table = ElementTree.parse(written).getroot().find(f".//{_T}table")  # noqa: S314  (LibreOffice wrote it just now)
    assert table is not None
    return [row for row in (_row(each) for each in table.iter(f"{_T}table-row")) if any(cell.kind for cell in row)]


def _row(row: "ElementTree.Element[Any]") -> list[Seen]:
    cells = [cell for each in row for cell in [_cell(each)] * int(each.get(f"{_T}number-columns-repeated", "1"))][:COLUMNS]
    while cells and cells[-1] == Seen():
        cells.pop()
    return cells


def _cell(cell: "ElementTree.Element[Any]") -> Seen:
    shown = "\n".join("".join(_words(each)) for each in cell.findall(f"{_X}p"))
    kind = cell.get(f"{_O}value-type", "")
    value = cell.get(f"{_O}date-value") or cell.get(f"{_O}value") or shown
    return Seen(kind, value, shown, cell.get(f"{_T}formula"))


def _words(part: "ElementTree.Element[Any]") -> Iterator[str]:
    """Text with its spaces, tabs and breaks, which stand as elements."""
    yield part.text or ""
    for each in part:
        if each.tag == f"{_X}s":
            yield " " * int(each.get(f"{_X}c", "1"))
        elif each.tag == f"{_X}tab":
            yield "\t"
        elif each.tag == f"{_X}line-break":
            yield "\n"
        else:
            yield from _words(each)
        yield each.tail or ""
