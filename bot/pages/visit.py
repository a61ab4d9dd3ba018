"""One request of somebody signed in: who she is, what she asks, and the ways to the database and back to her browser."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData, QueryParams
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.house import House
from bot.pages.cookies import Cookie
from bot.pages.rendering import Rendering
from catalogue.offer.model import Catalogue
from catalogue.words.say import N_, Say, in_language
from enrolment.overview.signing import Visitor
from enrolment.registration.rights import Rights, Scope
from enrolment.registration.unit import Unit

Pairs = list[tuple[str, str]]
NAMES = (Scope.PROGRAMME, Scope.PARTNER)
MENU = (
    ("/registrations", N_("Pre-registrations"), NAMES),
    ("/statistics", N_("Statistics"), tuple(Scope)),
    ("/questions", N_("Questions"), NAMES),
    ("/demand", N_("Demand"), tuple(Scope)),
    ("/catalogue", N_("Catalogue"), NAMES),
    ("/audit", N_("Audit log"), (Scope.PROGRAMME,)),
)


@dataclass(frozen=True)
class Visit:
    """What a page is made from. ``path`` holds the address's own values, ``form`` what was sent; neither is trusted."""

    house: House
    rendering: Rendering
    cookie: Cookie
    who: Visitor
    now: datetime
    address: str
    path: Mapping[str, str]
    query: QueryParams
    form: FormData = field(default_factory=FormData, repr=False)

    @property
    def rights(self) -> Rights:
        return self.who.rights

    @property
    def programme_wide(self) -> bool:
        return self.rights.role is Scope.PROGRAMME

    @property
    def menu(self) -> list[tuple[str, str]]:
        """The pages she may open, by address and title."""
        return [(address, self.say.plain(title)) for address, title, roles in MENU if self.rights.role in roles]

    @property
    def say(self) -> Say:
        return in_language(self.who.language)

    @property
    def catalogue(self) -> Catalogue:
        return self.house.desk.current().catalogue

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """A unit that looks and writes nothing."""
        offer = self.catalogue
        with self.house.database.reading() as session:
            yield Unit(session, self.house.vault, offer, self.now, self.house.rules)

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """A unit that commits at its end."""
        offer = self.catalogue
        with self.house.database.writing() as session:
            yield Unit(session, self.house.vault, offer, self.now, self.house.rules)

    def typed(self, name: str) -> str:
        """A field of the form as text; an absent one, or a file, is nothing."""
        found = self.form.get(name)
        return found.strip() if isinstance(found, str) else ""

    def page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        return HTMLResponse(self.rendering.html(template, self.who.language, visit=self, **values), status)

    def go(self, address: str, pairs: Pairs | None = None) -> Response:
        """After something was done: to a page that can be loaded again."""
        return RedirectResponse(self.link(address, pairs), 303)

    def link(self, address: str, pairs: Pairs | None = None) -> str:
        """An address of ours, under the public one's path."""
        query = urlencode(pairs or [])
        return f"{self.rendering.root}{address}" + (f"?{query}" if query else "")

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.house.rules.zone)
