"""The rows of an export, from short transactions of a page each: memory does not grow with their number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from catalogue.offer.model import Catalogue
from catalogue.store.database import Database
from enrolment.exports.columns import Cell, Column, Line
from enrolment.registration import moments
from enrolment.registration.document import ABOUT
from enrolment.registration.groups import ABOUT_GROUP, ABOUT_PLACE
from enrolment.registration.states import Status
from enrolment.registration.unit import Rules
from enrolment.store import exporting, registrations
from enrolment.vault import Vault, VaultError

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Source:
    """Where the rows come from, and as of when."""

    database: Database
    vault: Vault
    offer: Catalogue
    rules: Rules
    as_of: datetime


@dataclass(frozen=True)
class Sight:
    """What of the sensitive columns may be seen: of every partner, or of these."""

    everything: bool = False
    partners: frozenset[str] = frozenset()

    def sees(self, partner_code: str) -> bool:
        return self.everything or partner_code.casefold() in self.partners


def rows(source: Source, wanted: exporting.Wanted, columns: tuple[Column, ...], sight: Sight) -> Iterator[Row]:
    """Each registration once, by created_at then reference; those made after ``as_of`` are not in it."""
    after: exporting.Place | None = None
    while True:
        with source.database.reading() as session:
            page = exporting.page(session, wanted, source.as_of, after)
            waiting = [row for row in page if row["status"] == Status.WAITLISTED.value]
            ranks = (
                registrations.ranks(session, [row["id"] for row in waiting], {row["session_code"] for row in waiting}) if waiting else {}
            )
            unclaimed = exporting.unclaimed(session, [row["id"] for row in page if row["person_id"] is None and row["group_reference"]])
        for row in page:
            said = answers(source.vault, row, unclaimed.get(row["id"]))
            line = _line(source, row, said, ranks.get(row["id"]))
            hidden = not sight.sees(line.registration.partner_code)
            yield tuple(None if column.sensitive and hidden else column.of(line) for column in columns)
        if len(page) < exporting.PAGE:
            return
        after = (page[-1]["created_at"], page[-1]["reference"])


def _line(source: Source, row: Mapping[Any, Any], answers: dict[str, str], position: int | None) -> Line:
    registration = registrations.read(row)
    course, session = source.offer.session(registration.session_code) or (source.offer.course(registration.course_code), None)
    starts = moments.written(session, source.rules) if session else registration.facts.get("session_starts")
    return Line(registration, answers, course, session, _moment(starts, source.rules.zone), position, source.rules.zone)


def _moment(written: str | None, zone: ZoneInfo) -> Cell:
    if not written:
        return None
    if len(written) == len("2027-01-18"):
        return date.fromisoformat(written)
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def answers(vault: Vault, row: Mapping[Any, Any], unclaimed: Mapping[Any, Any] | None) -> dict[str, str]:
    """What the row's person answered; for a place of a group nobody claimed, what its contact said."""
    if row["person_sealed"] is not None and row["person_wrapped"] is not None:
        document = vault.key_of(row["person_wrapped"], row["person_id"]).open(row["person_sealed"], ABOUT)
        hers: dict[str, str] = document.get("answers", {})
        return hers
    return named(vault, unclaimed) if unclaimed is not None else {}


def named(vault: Vault, place: Mapping[Any, Any]) -> dict[str, str]:
    """What a contact said of the person a place of hers is for, and the organisation."""
    key = vault.key_of(place["wrapped"], place["contact_id"])
    try:
        group = key.open(place["group_sealed"], ABOUT_GROUP) if place["group_sealed"] else {}
        named = key.open(place["sealed"], f"{ABOUT_PLACE}:{place['registration_id']}") if place["sealed"] else {}
    except VaultError:
        return {}
    return {name: value for name, value in {**named, **group}.items() if value}
