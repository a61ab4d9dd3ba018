"""A workbook's parts looked at before anything reads them: no bomb, no macro, no entity, no password."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from catalogue.offer.faults import Fault, Faults
from catalogue.words.say import N_

MOST_PARTS = 500
MOST_UNPACKED = 60 * 1024 * 1024
MOST_MINOR = 4 * 1024 * 1024  # styles and the like; sheets and shared texts may take the rest
CHUNK = 256 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAJOR = re.compile(r"xl/(worksheets/[^/]*|sharedStrings)\.xml", re.IGNORECASE)
_MACRO = re.compile(r"vbaProject|macrosheets|xl/activeX|\.bin$", re.IGNORECASE)
_PRINTER = re.compile(r"xl/printerSettings/[^/]*\.bin$", re.IGNORECASE)
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)


def guard_workbook(held: bytes) -> None:
    """Raises ``Faults`` when the workbook is not safe to read."""
    if held.startswith(OLE):
        raise _refused(N_("The workbook is protected by a password, or in the old .xls format; save it as .xlsx without a password."))
    try:
        with ZipFile(BytesIO(held)) as parts:
            _guard_parts(parts)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _refused(N_("This is not an .xlsx workbook, or it is damaged.")) from None


def _guard_parts(parts: ZipFile) -> None:
    listed = parts.infolist()
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
        raise _refused(N_("The workbook unpacks to more than {most} MB: that is no catalogue."), most=MOST_UNPACKED // (1024 * 1024))
    names = [part.filename for part in listed]
    if len(names) != len(set(names)) or "[Content_Types].xml" not in names:
        raise _refused(N_("This is not an .xlsx workbook, or it is damaged."))
    if any(_MACRO.search(name) and not _PRINTER.search(name) for name in names):
        raise _refused(N_("The workbook holds macros; save it as .xlsx without them."))
    for part in listed:
        if _XML.search(part.filename):
            _guard_part(parts, part)


def _guard_part(parts: ZipFile, part: ZipInfo) -> None:
    """One XML part: its size, its encoding, and no document type (the door to entities)."""
    if part.file_size > MOST_MINOR and not _MAJOR.fullmatch(part.filename):
        raise _refused(N_("A part of the workbook is too large: {part}."), part=part.filename[:60])
    with parts.open(part) as opened:
        tail = b""
        while chunk := opened.read(CHUNK):
            seen = tail + chunk
            if b"\0" in chunk or b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise _refused(N_("The workbook holds XML entities, which no spreadsheet needs; it is refused."))
            tail = chunk[-16:]


def _refused(reason: str, **values: object) -> Faults:
    return Faults([Fault("", reason, values)])
