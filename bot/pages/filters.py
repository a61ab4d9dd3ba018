"""The list's filters as an address holds them. What was typed to find someone stands there sealed: no log, no history reads it."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.pages.visit import Pairs, Visit
from enrolment.exports.export import Filters
from enrolment.overview.listing import Asked
from enrolment.registration.states import Status
from enrolment.store.listing import ORDERS, Edge, Order
from enrolment.vault import Vault, VaultError

LISTED = ("course", "session", "partner", "region", "status")
DAYS = ("since", "until")
ABOUT = "web search"
LONGEST = 200
MOMENTS = ("created_at", "updated_at", "starts_at")


@dataclass(frozen=True)
class Chosen:
    """What is chosen, by the names of the command line: several values a filter. ``sealed`` is what was typed, as the address has it."""

    values: Mapping[str, tuple[str, ...]]
    days: Mapping[str, date | None]
    order: Order
    typed: str = field(default="", repr=False)
    sealed: str = ""

    def pairs(self, *, order: Order | None = None, edge: tuple[str, Edge] | None = None) -> Pairs:
        """As the address holds it, in another order or from an edge where one is given."""
        shown = order or self.order
        found: Pairs = [("q", self.sealed)] if self.sealed else []
        found += [(name, value) for name, values in self.values.items() for value in values]
        found += [(name, day.isoformat()) for name, day in self.days.items() if day]
        if shown != Order():
            found.append(("sort", f"-{shown.column}" if shown.descending else shown.column))
        if edge is not None:
            found.append((edge[0], _written(edge[1])))
        return found

    def first(self, name: str) -> str:
        return (self.values.get(name) or ("",))[0]

    def day(self, name: str) -> str:
        found = self.days.get(name)
        return found.isoformat() if found else ""

    @property
    def any(self) -> bool:
        return bool(self.typed or any(self.values.values()) or any(self.days.values()))

    @property
    def filters(self) -> Filters:
        course, session, partner, region, status = (self.values.get(name, ()) for name in LISTED)
        return Filters(course, session, partner, region, status, self.days.get("since"), self.days.get("until"))


def of_address(visit: Visit) -> Chosen:
    """What the address asks for; what makes no sense in it is left out."""
    sealed = visit.query.get("q", "")
    typed = _opened(visit.house.vault, sealed)
    return _chosen(visit.query.getlist, visit.query.get("sort", ""), typed, sealed if typed else "")


def of_form(visit: Visit) -> Chosen:
    """What was typed and chosen in the form."""
    typed = visit.typed("typed")[:LONGEST]
    texts = {name: [value for value in visit.form.getlist(name) if isinstance(value, str)] for name in (*LISTED, *DAYS)}
    return _chosen(texts.__getitem__, visit.typed("sort"), typed, _sealed(visit.house.vault, typed) if typed else "")


def asked(visit: Visit, chosen: Chosen) -> Asked:
    """The list she asks for, from the edge in the address."""
    after, before = (_read(visit.query.get(name, ""), chosen.order) for name in ("after", "before"))
    return Asked(visit.rights, chosen.typed, chosen.filters, chosen.order, None if before else after, before)


def _chosen(listed: Callable[[str], Sequence[str]], sort: str, typed: str, sealed: str) -> Chosen:
    values = {name: tuple(dict.fromkeys(value[:64] for value in listed(name) if value))[:50] for name in LISTED}
    values["status"] = tuple(value for value in values["status"] if value in set(Status))
    days = {name: _day(listed(name)) for name in DAYS}
    column = sort.removeprefix("-")
    order = Order(column, sort.startswith("-")) if column in ORDERS else Order()
    return Chosen({name: found for name, found in values.items() if found}, days, order, typed, sealed)


def _day(given: Sequence[str]) -> date | None:
    try:
        return date.fromisoformat(given[0]) if given and given[0] else None
    except ValueError:
        return None


def _written(edge: Edge) -> str:
    value = edge.value.isoformat() if isinstance(edge.value, datetime) else edge.value
    return f"{value}~{edge.reference}"


def _read(written: str, order: Order) -> Edge | None:
    value, mark, reference = written.rpartition("~")
    if not mark:
        return None
    try:
        return Edge(datetime.fromisoformat(value) if order.column in MOMENTS else value, reference)
    except ValueError:
        return None


def _sealed(vault: Vault, typed: str) -> str:
    return base64.urlsafe_b64encode(vault.seal(typed.encode("utf-8", "replace"), ABOUT)).decode()


def _opened(vault: Vault, sealed: str) -> str:
    try:
        return vault.open(base64.urlsafe_b64decode(sealed), ABOUT).decode() if sealed else ""
    except (VaultError, binascii.Error, ValueError):
        return ""
