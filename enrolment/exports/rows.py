"""The rows of an export, from short transactions of a page each: memory does not grow with their number."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from catalogue.offer.model import Catalogue
from catalogue.store.database import Database
from catalogue.words.replacing import replace
from enrolment.exports import layout
from enrolment.exports.columns import Column, Origin
from enrolment.exports.layout import Instants, OfferCells, Ranks, Row
from enrolment.registration.document import ABOUT
from enrolment.registration.groups import ABOUT_GROUP, ABOUT_PLACE
from enrolment.registration.states import Status
from enrolment.registration.unit import Rules
from enrolment.store import exporting
from enrolment.store.exporting import Found, Span
from enrolment.vault import Vault, VaultError

HIDDEN = ""  # what nobody is asked
WAITING = Status.WAITLISTED.value


class Source(Struct, frozen=True):
    """Where the rows come from, and as of when."""

    database: Database
    vault: Vault
    offer: Catalogue
    rules: Rules
    as_of: datetime


class Sight(Struct, frozen=True):
    """What of the sensitive columns may be seen: of every partner, or of these."""

    everything: bool = False
    partners: frozenset[str] = frozenset()

    def sees(self, partner_code: str) -> bool:
        return self.everything or partner_code.casefold() in self.partners


class Reader:
    """Reads the rows of one export; what it learns of sessions and waiting lists serves all its spans."""

    def __init__(self, source: Source, wanted: exporting.Wanted, columns: Sequence[Column], sight: Sight) -> None:
        self._source, self._sight = source, sight
        self._written = Instants(source.rules.zone).written
        self._query = exporting.Query(wanted, source.as_of)
        self._offered, self._ranks = OfferCells(columns, source.offer, source.rules), Ranks()
        self._arrange, self._instants = layout.arranged(columns), layout.moments(columns)
        of_person = layout.of(columns, Origin.PERSON)
        self._asked = [column.name for column in of_person]
        self._unasked = [HIDDEN if column.sensitive else column.name for column in of_person]

    def rows(self, span: Span = exporting.WHOLE) -> Iterator[Row]:
        """Each registration once, by created_at then reference; those made after ``as_of`` are not in it."""
        while True:
            with self._source.database.reading() as session:
                page = self._query.page(session, span)
                self._offered.learn(session, page)
                self._ranks.learn(session, page)
                unclaimed = exporting.unclaimed(session, exporting.unnamed(page))
            for row in page:
                yield self._row(row, unclaimed)
            if len(page) < exporting.PAGE or (last := exporting.place(page[-1])) == span.until:
                return
            span = replace(span, after=last)

    def _row(self, row: Found, unclaimed: Mapping[str, Mapping[Any, Any]]) -> Row:
        known, person, code, partner, status, number = row[:6]
        own = list(row[:-2])
        for place in self._instants:
            if own[place] is not None:
                own[place] = self._written(own[place])
        said = answered(self._source.vault, person, row[-2], row[-1], unclaimed.get(known) if person is None else None)
        names = self._asked if self._sight.sees(partner) else self._unasked
        rank = self._ranks.of(code, number) if status == WAITING else None
        return self._arrange((*own, *self._offered.of(code, known), *map(said.get, names), rank))


def answers(vault: Vault, row: Mapping[Any, Any], unclaimed: Mapping[Any, Any] | None) -> dict[str, str]:
    """What the row's person answered; for a place of a group nobody claimed, what its contact said."""
    return answered(vault, row["person_id"], row["person_sealed"], row["person_wrapped"], unclaimed)


def answered(
    vault: Vault, person: str | None, sealed: bytes | None, wrapped: bytes | None, unclaimed: Mapping[Any, Any] | None
) -> dict[str, str]:
    """The same, from the person's id, sealed document and wrapped key."""
    if person is not None and sealed is not None and wrapped is not None:
        hers: dict[str, str] = vault.key_of(wrapped, person).open(sealed, ABOUT).get("answers", {})
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
