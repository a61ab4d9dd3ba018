"""The administrators' commands: export, totals, roles, retention, schema, invariants."""

import os
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from bot.commands.progress import progress
from bot.commands.trouble import Refused, check_folder
from bot.opening import open_database, open_vault, rules_of, system_clock
from bot.settings import Settings, read_settings
from catalogue.offer.model import Catalogue, Language, PrivacyOfficer, Programme, Text
from catalogue.store import offer
from catalogue.store.database import Database
from catalogue.words.say import in_language
from enrolment import audit
from enrolment import doctor as surgery
from enrolment import retention as keeping
from enrolment.exports.export import Filters, Request
from enrolment.exports.export import export as write_export
from enrolment.exports.rows import Source
from enrolment.form.regions import REGIONS
from enrolment.registration import erasure, rights
from enrolment.registration.states import Status
from enrolment.registration.unit import Unit, one_unit
from enrolment.registration.values import OPERATOR
from enrolment.statistics import Counts, statistics
from enrolment.store import exporting
from enrolment.store.migrate import migrate as bring_up

NAMELESS = Text(fr="InscrIA", en="InscrIA")
NOTHING_OFFERED = Catalogue(
    programme=Programme(name=NAMELESS, about=NAMELESS, privacy_officer=PrivacyOfficer(name="InscrIA", email="nobody@example.org")),
    partners=(),
    courses=(),
)


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    database = open_database(settings)
    try:
        yield database
    finally:
        database.close()


def _catalogue(database: Database) -> Catalogue:
    """The database's catalogue; an empty one before the first import, when there is nothing to administer but who may."""
    with database.reading() as session:
        return offer.load(session) or NOTHING_OFFERED


@contextmanager
def open_unit() -> Iterator[Unit]:
    """A unit of work on the settings' database, committed at its end."""
    settings = read_settings()
    with _database(settings) as database:
        vault = open_vault(settings, database)
        with one_unit(database, vault, _catalogue(database), rules_of(settings), now=system_clock()) as unit:
            yield unit


def export(
    name: str,
    chosen: Mapping[str, tuple[str, ...]],
    days: tuple[date | None, date | None],
    headers: str,
    *,
    sensitive: bool,
    output: str,
) -> None:
    """The pre-registrations that match, to a file written whole or not at all, or to standard output."""
    _check("status", chosen["status"], [status.value for status in Status])
    _check("region", chosen["region"], [region.code for region in REGIONS])
    if name == "xlsx" and output == "-" and sys.stdout.isatty():
        raise Refused("A workbook is nothing to read on a screen: give it a file with --output FILE")
    settings = read_settings()
    filters = Filters(chosen["course"], chosen["session"], chosen["partner"], chosen["region"], chosen["status"], *days)
    request = Request(name, filters, "en" if headers == "en" else "fr", sensitive=sensitive)
    with _database(settings) as database:
        offered = _catalogue(database)
        _check_codes(database, offered, chosen)
        source = Source(database, open_vault(settings, database), offered, rules_of(settings), system_clock())
        with _sink(output) as sink, progress("export", among=output == "-" and sys.stdout.isatty()) as told:
            count = write_export(source, request, sink, OPERATOR, told)
    if output != "-":
        print(f"{output}: {count} rows" if count != 1 else f"{output}: 1 row", file=sys.stderr)


def _check(name: str, given: tuple[str, ...], known: Collection[str]) -> None:
    """A value that nothing can match is a slip: it is said, instead of an empty file."""
    for one in given:
        if one not in known:
            raise Refused(f"--{name} takes one of {', '.join(known)}, not {one}")


def _check_codes(database: Database, offered: Catalogue, chosen: Mapping[str, tuple[str, ...]]) -> None:
    """Codes of the catalogue, or of registrations made under an earlier one."""
    now = system_clock()
    unknown = [
        *((f"course {code}", exporting.Wanted(courses=(code,))) for code in chosen["course"] if offered.course(code) is None),
        *((f"session {code}", exporting.Wanted(sessions=(code,))) for code in chosen["session"] if offered.session(code) is None),
        *((f"partner {code}", exporting.Wanted(partners=(code,))) for code in chosen["partner"] if offered.partner(code) is None),
    ]
    with database.reading() as session:
        for said, wanted in unknown:
            if not exporting.count(session, wanted, now):
                raise Refused(f"There is no {said} in the catalogue, nor in any registration")


@contextmanager
def _sink(output: str) -> Iterator[BinaryIO]:
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    check_folder(target)
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".inscria-")  # readable by its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def stats() -> None:
    """Totals on standard output."""
    with open_unit() as unit:
        found = statistics(unit)
    say = in_language("en")
    print(f"pre-registrations: {say.number(found.total)}")
    print(f"people with a place: {say.number(found.people)}" + (f" of {say.number(found.target)} aimed at" if found.target else ""))
    _print_counts("status", {status.value: {status: count} for status, count in found.statuses.items() if count})
    for name, groups in found.by.items():
        _print_counts(name, groups)


def _print_counts(name: str, groups: Mapping[str, Counts]) -> None:
    print(f"\n{name}")
    for value, counts in sorted(groups.items()):
        detail = ", ".join(f"{status.value} {count}" for status, count in counts.items() if count)
        print(f"  {value or '-'}: {sum(counts.values())} ({detail})" if name != "status" else f"  {value}: {sum(counts.values())}")


def aggregates(lang: Language) -> None:
    """What a funder is given, on standard output; recorded."""
    from enrolment.assistant.admin_funder import table
    from enrolment.office.aggregates import aggregates as counted

    with open_unit() as unit:
        found, offer_now = counted(unit), unit.offer
        audit.append(unit.session, OPERATOR, "export", "aggregates", None, now=unit.now, count=found.total)
    sys.stdout.write(table(in_language(lang), offer_now, found))


def demand(form: str, lang: Language) -> None:
    """What was asked for and not offered, the most asked first in each kind."""
    from enrolment.assistant.admin_demand import label, table
    from enrolment.office.demand import demand as counted

    with open_unit() as unit:
        found, offer_now = counted(unit), unit.offer
    say = in_language(lang)
    if form == "csv":
        sys.stdout.write(table(say, offer_now, found))
        return
    for one in found:
        print(f"{one.kind}: {label(say, offer_now, one)}: {one.count}")


def grant(identifier: int, role: str, partner: str | None) -> None:
    """A role for a Telegram id, effective at once."""
    if (role == rights.Scope.PARTNER) != (partner is not None):
        raise Refused("--partner CODE goes with --role partner, and with no other")
    with open_unit() as unit:
        try:
            new = rights.grant(unit, identifier, rights.Scope(role), partner, OPERATOR)
        except ValueError as wrong:
            raise Refused(str(wrong)) from None
    print(f"{identifier}: {role}" + (f" of {partner}" if partner else "") + ("" if new else " (already)"))


def revoke(identifier: int) -> None:
    """Everything granted to a Telegram id is taken back; the settings' administrators are not ours to revoke."""
    if identifier in read_settings().admins:
        raise Refused(f"{identifier} is an administrator by INSCRIA_ADMINS: take it out there")
    with open_unit() as unit:
        gone = rights.revoke(unit, identifier, OPERATOR)
    if not gone:
        raise Refused(f"Nothing was granted to {identifier}")
    print(f"{identifier}: revoked")


def granted() -> None:
    """Who may administer, one a line."""
    for identifier in sorted(read_settings().admins):
        print(f"{identifier} programme (INSCRIA_ADMINS)")
    with open_unit() as unit:
        for one in rights.granted(unit):
            print(f"{one.telegram_id} {one.role.value}" + (f" {one.partner}" if one.partner else ""))


def purge(*, dry_run: bool) -> None:
    """The retention periods applied, in rounds."""
    while True:
        with open_unit() as unit:
            done = keeping.due(unit) if dry_run else keeping.purge(unit, OPERATOR)
        word = "would go" if dry_run else "gone"
        print(f"unfinished forms {word}: {done.forms}; registrations {word}: {done.registrations}; people {word}: {done.people}")
        if dry_run or not done.more:
            break
    if not dry_run:
        with _database(read_settings()) as database:
            erasure.CLEANED(database)


def migrate() -> None:
    """The newest schema."""
    database = Database(read_settings().database_url)
    try:
        changed = bring_up(database)
    finally:
        database.close()
    print("migrated" if changed else "already at the newest schema")


def doctor() -> None:
    """Each breach on a line; exit code 1 where there is one."""
    with open_unit() as unit:
        found = surgery.examine(unit)
    for one in found:
        print(f"{one.weight.value}: {one.rule}: {one.subject}")
    broken = sum(one.weight is surgery.Weight.BREACH for one in found)
    print(f"{broken} breaches")
    if broken:
        raise SystemExit(1)
