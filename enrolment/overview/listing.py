"""The list of registrations as a page shows it: searched, filtered, ordered, a page of it with names, within what may be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msgspec import Struct

from enrolment.exports import rows as exported
from enrolment.exports.export import ANYTHING, Filters, Request, Search, wanted
from enrolment.registration import people, standing
from enrolment.registration.folding import folded_email, words
from enrolment.registration.rights import Rights
from enrolment.registration.unit import Unit
from enrolment.registration.values import Registration
from enrolment.store import listing, registrations
from enrolment.store.exporting import Wanted, unclaimed
from enrolment.store.listing import Edge, Order

PAGE = 50
COUNTED = 10_000  # a list longer than this is said to be "more than" it
PHONE = 7  # digits that make a number, not a word


@dataclass(frozen=True)
class Asked:
    """What is asked of the list: by whom it may be seen, what was typed, chosen, and where the page begins or ends."""

    rights: Rights
    typed: str = field(default="", repr=False)
    filters: Filters = field(default_factory=Filters)
    order: Order = field(default_factory=Order)
    after: Edge | None = None
    before: Edge | None = None


@dataclass(frozen=True)
class Entry:
    """One line: the registration, the name of its person where there is one, her email."""

    registration: Registration
    name: str = field(repr=False)
    email: str = field(repr=False)


class Page(Struct, frozen=True):
    """A page of the list. ``count`` stops at COUNTED + 1. ``first`` and ``last``: the edges to go on from, where there is more."""

    entries: tuple[Entry, ...]
    count: int
    first: Edge | None = None
    last: Edge | None = None


def page(unit: Unit, asked: Asked, size: int = PAGE) -> Page:
    """The page asked for, and whether there is more on either side."""
    sought = sight(unit, asked)
    rows = listing.page(unit.session, sought, asked.order, size + 1, after=asked.after, before=asked.before)
    more = len(rows) > size
    rows = (rows[1:] if asked.before else rows[:size]) if more else rows
    entries = tuple(_entries(unit, rows))
    count = listing.count(unit.session, sought, COUNTED + 1)
    back, on = (more, True) if asked.before else (asked.after is not None, more)
    edges = [_edge(asked.order, each.registration) for each in (entries[:1] + entries[-1:])]
    return Page(entries, count, edges[0] if edges and back else None, edges[-1] if edges and on else None)


def sight(unit: Unit, asked: Asked) -> Wanted:
    """The filters as the store understands them, codes as the catalogue spells them so that an index serves."""
    return wanted(request(unit, asked), unit.rules)


def request(unit: Unit, asked: Asked) -> Request:
    """The export of exactly what the list shows. Accessibility needs are a partner's own to see."""
    rights = asked.rights
    search = understood(unit, asked.typed, rights)
    return Request(filters=asked.filters, search=search, scope=rights.partners, sensitive_for=rights.partners)


def understood(unit: Unit, typed: str, rights: Rights) -> Search:
    """What was typed: a reference she may see, an email, a phone, else words of a name. Nothing typed finds all."""
    if not typed.strip():
        return ANYTHING
    one = standing.by_reference(unit, typed)
    if one is not None and rights.covers(one.partner_code):
        return Search(reference=one.reference)
    digits = people.digits(typed)
    if "@" in typed:
        return Search(look_ups=(("email", unit.vault.lookup("email", folded_email(typed))),))
    if len(digits) >= PHONE:
        return Search(look_ups=(("phone", unit.vault.lookup("phone", digits)),))
    return Search(look_ups=tuple(("word", unit.vault.lookup("word", word)) for word in words(typed)) or (("word", ""),))


def _entries(unit: Unit, rows: list[Any]) -> list[Entry]:
    alone = [row["id"] for row in rows if row["person_id"] is None and row["group_reference"]]
    named = unclaimed(unit.session, alone) if alone else {}
    return [_entry(registrations.read(row), exported.answers(unit.vault, row, named.get(row["id"]))) for row in rows]


def _entry(registration: Registration, answers: Mapping[str, str]) -> Entry:
    return Entry(registration, full_name(answers), answers.get("email", ""))


def full_name(answers: Mapping[str, str]) -> str:
    """First and last, or what there is of it."""
    return " ".join(filter(None, (answers.get("first_name"), answers.get("last_name"))))


def _edge(order: Order, registration: Registration) -> Edge:
    value = getattr(registration, order.column)
    return Edge(value if isinstance(value, datetime) else str(value), registration.reference)
