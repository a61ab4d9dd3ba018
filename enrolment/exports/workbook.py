"""The parts of an XLSX file that do not depend on its rows."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FIRST_FORMAT = 164  # the numbers below are Excel's own formats
HEADER, DAY, BARE, FIRST_OFFSET = 1, 2, 3, 4  # styles, in the order in which they are written
STEP = timedelta(minutes=15)
FIRST, LAST = timedelta(hours=-12), timedelta(hours=14)  # the offsets there are in the world
OFFSETS = tuple(FIRST + STEP * step for step in range((LAST - FIRST) // STEP + 1))


def style_of(offset: timedelta | None) -> int | None:
    """The style of an instant with that offset; None where no place has it."""
    if offset is None:
        return BARE
    steps, rest = divmod(offset - FIRST, STEP)
    return None if rest or not 0 <= steps < len(OFFSETS) else FIRST_OFFSET + steps


def parts(sheets: int) -> Iterator[tuple[str, str]]:
    """(name in the archive, content) of everything but the sheets."""
    numbers = range(1, sheets + 1)
    yield "[Content_Types].xml", _content_types(numbers)
    yield "_rels/.rels", _relationships([("rId1", f"{_DOCUMENT}/officeDocument", "xl/workbook.xml")])
    yield "xl/workbook.xml", _workbook(numbers)
    rows = [(f"rId{number}", f"{_DOCUMENT}/worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield "xl/_rels/workbook.xml.rels", _relationships([*rows, (f"rId{sheets + 1}", f"{_DOCUMENT}/styles", "styles.xml")])
    yield "xl/styles.xml", _styles()


def letters(index: int) -> str:
    """The name of a column: A, …, Z, AA, …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def sheet_head(widths: Sequence[int]) -> str:
    """Up to the first row: the header is frozen, the columns have a width."""
    cols = "".join(f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>' for place, width in enumerate(widths, start=1))
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'
    views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return f'{_XML}<worksheet xmlns="{_MAIN}">{views}<sheetFormatPr defaultRowHeight="15"/><cols>{cols}</cols><sheetData>'


def sheet_foot(area: str) -> str:
    """After the last row: the filter over the whole."""
    return f'</sheetData><autoFilter ref="{area}"/></worksheet>'


def _workbook(numbers: range) -> str:
    sheets = "".join(f'<sheet name="inscria{"" if number == 1 else number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers)
    return f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{sheets}</sheets></workbook>'


def _content_types(numbers: range) -> str:
    overrides = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    overrides += [(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in numbers]
    listed = "".join(f'<Override PartName="{name}" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in overrides)
    rels = f'<Default Extension="rels" ContentType="{"application/vnd.openxmlformats-package.relationships+xml"}"/>'
    return f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{rels}<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'


def _relationships(rows: Sequence[tuple[str, str, str]]) -> str:
    listed = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in rows)
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _written(offset: timedelta) -> str:
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta(0) else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def _styles() -> str:
    """Plain, bold header, day, then one style for each offset: a real date that is shown as ISO 8601 with it."""
    shown = ["", *map(_written, OFFSETS)]
    codes = ["yyyy\\-mm\\-dd", *(f'yyyy\\-mm\\-dd"T"hh:mm:ss"{offset}"' for offset in shown)]
    escaped = [code.replace('"', "&quot;") for code in codes]
    formats = "".join(f'<numFmt numFmtId="{FIRST_FORMAT + place}" formatCode="{code}"/>' for place, code in enumerate(escaped))
    dated = "".join(
        f'<xf numFmtId="{FIRST_FORMAT + place}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for place in range(len(codes))
    )
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    header = '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    font = '<sz val="11"/><name val="Calibri"/>'
    return (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(codes)}">{formats}</numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1">{plain.replace(" xfId=" + chr(34) + "0" + chr(34), "")}</cellStyleXfs>'
        f'<cellXfs count="{2 + len(codes)}">{plain}{header}{dated}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
