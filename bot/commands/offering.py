"""`inscria catalogue …`: the catalogue file checked, imported, exported."""

import json
import sys
from pathlib import Path

from bot.commands.trouble import Refused
from bot.house import open_database, open_vault, rules_of, system_clock
from bot.settings import Settings, read_settings
from catalogue.offer.faults import Faults
from catalogue.offer.model import Catalogue
from catalogue.offer.plan import Plan
from catalogue.offer.reading import read_catalogue
from catalogue.offer.summary import summary
from catalogue.offer.writing import write_catalogue
from catalogue.store import offer
from catalogue.store.database import Database
from catalogue.words.say import in_language
from enrolment import audit
from enrolment.assistant import followed
from enrolment.registration import following
from enrolment.registration.following import Followed
from enrolment.registration.states import Role
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor
from enrolment.store import registrations

OPERATOR = Actor("command line", Role.REGISTRAR)


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
    """All or nothing; what changes is printed, and with ``dry_run`` nothing is changed."""
    catalogue, settings = read_catalogue(file), read_settings()
    database = open_database(settings)
    try:
        planned, concerned = _tried(database, catalogue) if dry_run else _imported(database, catalogue, settings)
    finally:
        database.close()
    say = in_language("en")
    for line in [*summary(planned, say), *followed.summary(concerned, say)]:
        print(line)


def _tried(database: Database, catalogue: Catalogue) -> tuple[Plan, Followed]:
    """What would change, and the sessions that would have fewer seats than people."""
    with database.reading() as session:
        planned = offer.prepare(session, catalogue)
        return planned, Followed(surplus=following.surplus(session, planned.result))


def _imported(database: Database, catalogue: Catalogue, settings: Settings) -> tuple[Plan, Followed]:
    """The change and the messages it promises to people, in one transaction. Without anybody registered no data key is needed."""
    with database.reading() as session:
        anybody = registrations.anybody(session)
    vault = open_vault(settings, database) if anybody else None
    with database.writing() as session:
        now = system_clock()
        planned = offer.import_catalogue(session, catalogue, now)
        audit.append(session, OPERATOR, "import", "catalogue", None, now=now, count=len(planned.items))
        if vault is None or planned.changes_nothing:
            return planned, Followed()
        unit = Unit(session, vault, planned.result, now, rules_of(settings))
        return planned, following.follow(unit, planned.current, planned.result)


def export(file: Path) -> None:
    """The catalogue as it stands, in the format of the file's suffix."""
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
    write_template(file)
    print(file)
