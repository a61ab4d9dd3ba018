"""`inscria catalogue …`: the catalogue file checked, imported, exported."""

import json
import sys
from pathlib import Path

from bot.commands.trouble import Refused, check_folder
from catalogue.offer.faults import Faults
from catalogue.offer.reading import read_catalogue


def check(file: Path) -> None:
    """Each fault on a line of standard error, with its place; exit code 2 where there is one."""
    try:
        catalogue = read_catalogue(file)
    except Faults as faults:
        for fault in faults.faults:
            print(fault, file=sys.stderr)
        raise SystemExit(2) from None
    sessions = sum(1 for _ in catalogue.sessions())
    print(f"{file.name}: {len(catalogue.courses)} courses, {sessions} sessions, {len(catalogue.faq)} FAQ entries, no fault")


def load(file: Path, *, dry_run: bool) -> None:
    """All or nothing; what changes is printed, and with ``dry_run`` nothing is changed, nor made."""
    from bot.commands import importing

    catalogue = read_catalogue(file)
    for line in importing.tried(catalogue) if dry_run else importing.imported(catalogue):
        print(line)


def export(file: Path) -> None:
    """The catalogue as it stands, in the format of the file's suffix."""
    from bot.opening import open_database
    from bot.settings import read_settings
    from catalogue.offer.writing import write_catalogue
    from catalogue.store import offer

    check_folder(file)
    database = open_database(read_settings())
    try:
        with database.reading() as session:
            catalogue = offer.load(session)
    finally:
        database.close()
    if catalogue is None:
        raise Refused("There is no catalogue in this database yet: inscria catalogue import FILE")
    write_catalogue(catalogue, file)
    print(f"{file}: {len(catalogue.courses)} courses")


def schema() -> None:
    """The JSON Schema on standard output."""
    from catalogue.offer.schema import schema as described

    print(json.dumps(described(), ensure_ascii=False, indent=2))


def template(file: Path) -> None:
    """An empty workbook to fill in."""
    from catalogue.offer.workbook_writing import write_template

    if file.suffix.casefold() != ".xlsx":
        raise Refused(f"The template is a workbook: name it FILE.xlsx, not {file.name}")
    check_folder(file)
    write_template(file)
    print(file)
