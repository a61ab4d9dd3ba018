"""A catalogue into the database, or only what that would change."""

from bot.opening import open_database, open_vault, rules_of, system_clock
from bot.settings import read_settings
from catalogue.offer.importing import plan
from catalogue.offer.model import Catalogue
from catalogue.offer.plan import Plan
from catalogue.offer.summary import summary
from catalogue.store.database import Database, read_only
from catalogue.words.say import in_language
from enrolment.assistant import followed
from enrolment.office import importing as office
from enrolment.registration.following import Followed
from enrolment.registration.rights import Rights, Scope
from enrolment.registration.unit import Unit
from enrolment.registration.values import OPERATOR
from enrolment.store import registrations
from enrolment.store.migrate import revision_of

EVERYTHING = Rights(Scope.PROGRAMME)


def tried(catalogue: Catalogue) -> list[str]:
    """What would change, and the sessions that would have fewer seats than people; no database is made or touched for it."""
    url = read_only(read_settings().database_url)
    if url is None:
        return _lines(_alone(catalogue), Followed())
    database = Database(url, prepares=False)
    try:
        if revision_of(database) is None:
            return _lines(_alone(catalogue), Followed())
        with database.reading() as session:
            return _lines(*office.planned(session, catalogue))
    finally:
        database.close()


def imported(catalogue: Catalogue) -> list[str]:
    """The change and the messages it promises to people, in one transaction. Without anybody registered no data key is needed."""
    settings = read_settings()
    database = open_database(settings)
    try:
        with database.reading() as session:
            anybody = registrations.anybody(session)
        vault = open_vault(settings, database) if anybody else None
        with database.writing() as session:
            now = system_clock()
            if vault is None:
                return _lines(office.written(session, catalogue, EVERYTHING, OPERATOR, now), Followed())
            unit = Unit(session, vault, catalogue, now, rules_of(settings))
            return _lines(*office.applied(unit, catalogue, EVERYTHING, OPERATOR))
    finally:
        database.close()


def _alone(catalogue: Catalogue) -> Plan:
    return plan(None, catalogue, (), version=0, sample=False, was_sample=False)


def _lines(planned: Plan, concerned: Followed) -> list[str]:
    say = in_language("en")
    return [*summary(planned, say), *followed.summary(concerned, say)]
