"""Exports at size: seconds beside a plain cursor-to-file loop over unencrypted rows, and memory beside an export of 10,000 rows."""

import csv
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from catalogue.offer.model import Course, Session
from catalogue.offer.sample import sample_catalogue
from catalogue.store import offer
from catalogue.store.database import Database
from enrolment.exports import sheets as xlsx
from enrolment.exports.columns import columns
from enrolment.exports.export import Request, export, wanted
from enrolment.exports.rows import Reader, Sight, Source
from enrolment.registration import moments, steps
from enrolment.registration.document import ABOUT
from enrolment.registration.unit import Rules, Unit
from enrolment.registration.values import CLOCK
from enrolment.store.migrate import migrate
from enrolment.store.sql import run, table
from enrolment.vault import Vault

ROWS, FULL, FEW = 100_000, 1_000_000, 10_000
ROUNDS = 3  # the best of each: the machine may be busy
DATA_KEY = bytes(32)
NOW = datetime(2027, 1, 5, 15, tzinfo=UTC)
STATUSES = ("pre_registered",) * 7 + ("confirmed",) * 5 + ("cancelled",) * 2 + ("waitlisted",)
ANSWERS = {
    "first_name": "Marie-Ève",
    "last_name": "O’Connor-Tremblay",
    "phone": "+1 514-555-0123",
    "organisation": "Scierie Lac-Saint-Jean inc.",
    "organisation_size": "50-249",
    "sector": "manufacturing",
    "job_title": "Contremaîtresse",
}
REGIONS, ROLES = ("montreal", "laval", "capitale-nationale", "estrie"), ("professional", "manager", "executive", "trainer")
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
Record = dict[str, object]


def measure() -> None:
    """Each export in a process of its own; ``FULL=1`` for a million rows."""
    rows = FULL if os.environ.get("FULL") else ROWS
    rounds = 1 if rows == FULL else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few.db", Path(folder) / "many.db"
        seed(few, FEW)
        seed(many, rows)
        plain = Path(folder) / "plain.db"
        unsealed(many, plain)
        loop = _best("plain", plain, rounds)
        print(f"{rows:,} rows; a plain cursor-to-file loop over unencrypted rows: {loop}")
        csv_took = loop
        for name in ("csv", "csv-excel", "json", "xlsx"):
            took, least = _best(name, many, rounds), _best(name, few, 1)
            peer, aim = (csv_took, "the CSV (aim <= 4)") if name == "xlsx" else (loop, "the loop (aim <= 2)")
            csv_took = took if name == "csv" else csv_took
            print(f"{name}: {took}: ratio {took.wall / peer.wall:.2f} of {aim}, {took.processor / peer.processor:.2f} in processor time")
            more = f"+{took.own - least.own:.1f} MB over {FEW:,} rows (aim < 40)"
            print(f"  memory: {more}, the largest helper {took.helper:.0f} MB against {least.helper:.0f} MB")
        _peers(few)


def _peers(file: Path) -> None:
    """The writers of XLSX there are, given the same rows: the reason why the sheet is our own."""
    source, shown = _source(Database(f"sqlite:///{file}")), columns()
    rows = list(Reader(source, wanted(Request(), source.rules), shown, Sight()).rows())
    titles = [column.key for column in shown]

    def ours(sink: BinaryIO) -> None:
        xlsx.write([(len(rows), xlsx.piece(rows, shown))], shown, titles, sink)

    def xlsxwriter(sink: BinaryIO) -> None:
        from xlsxwriter import Workbook  # noqa: PLC0415  (a peer)

        with Workbook(sink, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate([titles, *rows]):
                sheet.write_row(number, 0, row)

    def openpyxl(sink: BinaryIO) -> None:
        from openpyxl import Workbook  # noqa: PLC0415  (a peer)

        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in [titles, *rows]:
            sheet.append(row)
        book.save(sink)

    for write in (ours, xlsxwriter, openpyxl):
        start = time.process_time()
        with tempfile.TemporaryFile("w+b") as sink:
            write(cast("BinaryIO", sink))
        print(f"  {len(rows):,} rows as XLSX by {write.__name__}: {time.process_time() - start:.2f} s of processor")


@dataclass(frozen=True)
class Measure:
    """Seconds on the wall and of all processors; MB by which the process grew at most, and of the largest process it started."""

    wall: float
    processor: float
    own: float
    helper: float

    def __str__(self) -> str:
        return f"{self.wall:.2f} s ({self.processor:.2f} s of processor)"


def _best(name: str, file: Path, rounds: int) -> Measure:
    """The fastest round, each in a process of its own."""
    return min((_measured(name, file) for _ in range(rounds)), key=lambda measure: measure.wall)


def _measured(name: str, file: Path) -> Measure:
    done = subprocess.run([sys.executable, "-m", __name__, name, str(file)], capture_output=True, text=True, check=True)
    return Measure(*map(float, done.stdout.split()))


def seed(file: Path, rows: int) -> None:
    """A database of so many people with a registration each, their documents sealed."""
    database = Database(f"sqlite:///{file}")
    migrate(database)
    catalogue = sample_catalogue(date(2027, 1, 5))
    with database.writing() as session:
        offer.import_catalogue(session, catalogue, NOW)
    vault, numbers = Vault(DATA_KEY), iter(range(rows))
    with database.reading() as session:
        unit = Unit(session, vault, catalogue, NOW, Rules())
        sessions = [_offered(unit, *pair) for pair in catalogue.sessions() if _open(*pair)]
    while batch := list(islice(numbers, 2_000)):
        made = [_person(vault, number) for number in batch]
        facts = [_registration(number, sessions[number % len(sessions)]) for number in batch]
        with database.writing() as session:
            run(session, table("person").insert(), [person for person, _ in made])
            run(session, table("person_key").insert(), [key for _, key in made])
            run(session, table("registration").insert(), facts)
    database.close()


def _person(vault: Vault, number: int) -> tuple[Record, Record]:
    known = f"{number:032x}"
    wrapped = vault.new_key(known)
    answers = {**ANSWERS, "email": f"marie-eve.{number}@exemple.ca", "role": ROLES[number % 4], "region": REGIONS[number % 4]}
    document = {"telegram_id": 10_000_000 + number, "language": "fr", "answers": answers, "extra": {}}
    sealed = vault.key_of(wrapped, known).seal(document, ABOUT)
    person = {"id": known, "telegram_hash": f"{number:064x}", "sealed": sealed, "reachable": True, "created_at": NOW, "seen_at": NOW}
    return person, {"person_id": known, "wrapped": wrapped}


def _open(course: Course, one: Session) -> bool:
    return not (course.withdrawn or one.withdrawn or one.cancelled) and one.first_day > NOW.date()


def _offered(unit: Unit, course: Course, one: Session) -> Record:
    """What a registration copies of its session, as the program itself does."""
    return {
        "course_code": course.code,
        "session_code": one.code,
        "partner_code": course.partner,
        "starts_at": moments.starts_at(one, unit.rules),
        "ends_at": moments.ends_at(one, unit.rules),
        "facts": steps.facts_of(course, one, unit),
    }


def _registration(number: int, offered: Record) -> Record:
    status, made = STATUSES[number % len(STATUSES)], NOW - timedelta(days=300) + timedelta(seconds=20 * number)
    return {
        "id": f"{number:032x}",
        "reference": "".join(ALPHABET[number // 30**place % 30] for place in range(8)),
        "person_id": f"{number:032x}",
        **offered,
        "status": status,
        "status_reason": None,
        "wait_seq": number + 1 if status == "waitlisted" else None,
        "silent_offers": 0,
        "language": "fr",
        "source": "linkedin",
        "consent_version": "2026-09",
        "consent_at": made,
        "consent_language": "fr",
        "region": REGIONS[number % 4],
        "role": ROLES[number % 4],
        "created_at": min(made, NOW),
        "updated_at": min(made, NOW),
    }


def unsealed(file: Path, plain: Path) -> None:
    """The same export as a table of text."""
    names = [column.key for column in columns()]
    with tempfile.TemporaryFile("w+b") as written, sqlite3.connect(plain) as connection:
        export(_source(Database(f"sqlite:///{file}")), Request("csv", sensitive=True), written, CLOCK)
        written.seek(0)
        connection.execute(f"CREATE TABLE plain ({', '.join(names)})")
        lines = csv.reader(line.decode("utf-8-sig") for line in written)
        next(lines)
        connection.executemany(f"INSERT INTO plain VALUES ({', '.join('?' * len(names))})", lines)  # noqa: S608  (our own names)
        connection.execute("CREATE INDEX plain_order ON plain (created_at, reference)")


def _source(database: Database) -> Source:
    with database.reading() as session:
        catalogue = offer.load(session)
    assert catalogue is not None
    return Source(database, Vault(DATA_KEY), catalogue, Rules(), NOW)


def _loop(file: Path, out: Path) -> None:
    """The plain loop: a cursor, a row at a time, to a file."""
    with sqlite3.connect(file) as connection, out.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink)
        for row in connection.execute("SELECT * FROM plain ORDER BY created_at, reference"):
            writer.writerow(row)


def _export(name: str, file: Path) -> Measure:
    """Measured from inside, once everything is imported."""
    import psutil  # noqa: PLC0415  (for the measured process alone)

    source = None if name == "plain" else _source(Database(f"sqlite:///{file}"))
    before = psutil.Process().memory_info().rss
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        start, used = time.perf_counter(), _processor()
        if source is None:
            _loop(file, out)
        else:
            with out.open("wb") as sink:
                export(source, Request(name), sink, CLOCK)
        took, used = time.perf_counter() - start, _processor() - used
    own, helper = (resource.getrusage(who).ru_maxrss * 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Measure(took, used, (own - before) / 2**20, helper / 2**20)


def _processor() -> float:
    """Seconds of processor of this process and of those it started that are over."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


if __name__ == "__main__":
    print(*astuple(_export(sys.argv[1], Path(sys.argv[2]))))
