"""What an export of the chat is of, as it stands in its buttons (``FORMAT:STATUS:DAYS:COURSE``): an old one asks exactly what it says."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from catalogue.offer.model import Language
from catalogue.words.say import N_
from enrolment.exports.export import Filters, Request
from enrolment.exports.formats import FORMATS
from enrolment.exports.rows import Source
from enrolment.registration.rights import Rights
from enrolment.registration.states import Status
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor
from enrolment.store import audits

ALL = "-"
STATUSES = tuple(Status)
NEW = "new"
PERIODS = {
    NEW: N_("new since my last export"),
    "7": N_("the last 7 days"),
    "30": N_("the last 30 days"),
    "90": N_("the last 90 days"),
    "365": N_("the last 12 months"),
}


class Choice(Struct, frozen=True):
    """What is asked for, as it stands in a button."""

    format: str = "csv-excel"
    status: str = ALL
    days: str = ALL
    course: str = ALL

    @classmethod
    def read(cls, parts: Sequence[str], *, language: str) -> "Choice":
        """The choice in a button; what is not known is all, or the format of the language."""
        usual = cls("csv-excel" if language == "fr" else "xlsx")
        given = [*parts, *("", "", "", "")][:4]
        status = given[1] if given[1].isdigit() and int(given[1]) < len(STATUSES) else ALL
        return cls(given[0] if given[0] in FORMATS else usual.format, status, given[2] if given[2] in PERIODS else ALL, given[3] or ALL)

    def data(self) -> str:
        return ":".join((self.format, self.status, self.days, self.course))

    def but(self, **changes: str) -> "Choice":
        return Choice(**{"format": self.format, "status": self.status, "days": self.days, "course": self.course} | changes)


def request(unit: Unit, rights: Rights, choice: Choice, language: Language, actor: Actor) -> Request:
    """The export asked for, within what she may see."""
    counted = choice.days in PERIODS and choice.days != NEW
    since = (unit.now.astimezone(unit.rules.zone) - timedelta(days=int(choice.days) - 1)).date() if counted else None
    after = audits.last_at(unit.session, actor.id, "export", "registrations") if choice.days == NEW else None
    filters = Filters(
        courses=() if choice.course == ALL else (choice.course,),
        statuses=() if choice.status == ALL else (STATUSES[int(choice.status)].value,),
        since=since,
    )
    return Request(choice.format, filters, language, sensitive_for=rights.partners, scope=rights.partners, after=after)


def named(source: Source, format_name: str) -> str:
    """The file's name: what it is and of which day, nobody's name."""
    return f"preinscriptions-{source.as_of.astimezone(source.rules.zone):%Y-%m-%d}{FORMATS[format_name].suffix}"
