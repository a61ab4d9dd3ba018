"""Browsers without a window: they sign in by a link, follow addresses, send forms as the page has them."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2 as httpx
from starlette.testclient import TestClient
from support.chat import ADMIN, World

from bot.house import House
from bot.pages import gate
from bot.settings import Settings, read_settings
from bot.web import health
from bot.web.application import application
from enrolment.overview import signing
from enrolment.overview.listing import Asked, page
from enrolment.registration.rights import Rights, Scope, grant
from enrolment.registration.unit import Unit, one_unit
from enrolment.registration.values import CLOCK
from enrolment.store import registrations


def house_of(world: World, settings: Settings | None = None) -> House:
    return House(
        settings or read_settings(None), world.database, world.vault, world.rules, world.clock, world.desk, world.assistant, "test"
    )


@contextmanager
def unit_of(world: World) -> Iterator[Unit]:
    offer = world.desk.current().catalogue
    with one_unit(world.database, world.vault, offer, world.rules, now=world.clock.now, ids=world.ids) as unit:
        yield unit


@dataclass
class Browser:
    """One browser: what it saw last is ``seen``."""

    world: World
    client: TestClient
    seen: str = ""
    answers: list[httpx.Response] = field(default_factory=list)

    def opens(self, address: str, **options: Any) -> httpx.Response:
        return self._keeps(self.client.get(address, **options))

    def sends(self, address: str, data: dict[str, Any] | None = None, **options: Any) -> httpx.Response:
        """A form, with the guard of the page seen last."""
        return self._keeps(self.client.post(address, data={"guard": self.guard, **(data or {})}, **options))

    @property
    def guard(self) -> str:
        found = re.search(r'name="guard" value="(\w+)"', self.seen)
        return found[1] if found else ""

    @property
    def text(self) -> str:
        """The page as words."""
        bare = re.sub(r"<[^>]+>", " ", self.seen)
        return " ".join(html.unescape(bare).split())

    @property
    def links(self) -> list[str]:
        return [html.unescape(one) for one in re.findall(r'<a [^>]*href="([^"]+)"', self.seen)]

    def _keeps(self, answer: httpx.Response) -> httpx.Response:
        self.answers.append(answer)
        if "html" in answer.headers.get("content-type", ""):
            self.seen = answer.text
        return answer


@contextmanager
def browsing(world: World, settings: Settings | None = None, base: str = "http://127.0.0.1:8080") -> Iterator[Browser]:
    """A browser that nobody signed in."""
    app = application([health.routes(), gate.routes(house_of(world, settings))])
    with TestClient(app, base_url=base) as client:
        yield Browser(world, client)


@contextmanager
def signed_in(
    world: World,
    telegram_id: int = ADMIN,
    role: Scope | None = None,
    partner: str | None = None,
    *,
    language: Any = "fr",
) -> Iterator[Browser]:
    """A browser signed in by a link of that administrator's."""
    with unit_of(world) as unit:
        if role is not None:
            grant(unit, telegram_id, role, partner, CLOCK)
        key = signing.new_link(unit, telegram_id, language)
    with browsing(world) as browser:
        assert browser.client.post(f"/in/{key}").status_code == 200
        browser.opens("/")
        yield browser


def reference_of(world: World, name: str) -> str:
    """The reference of whoever registered under that first name."""
    with unit_of(world) as unit:
        entries = page(unit, Asked(Rights(Scope.PROGRAMME))).entries
    return next(one.registration.reference for one in entries if one.name.startswith(name))


def status_of(world: World, reference: str) -> str:
    with unit_of(world) as unit:
        found = registrations.by_reference(unit.session, reference)
    assert found is not None
    return found.status.value


def elsewhere(world: World) -> str:
    """A session of another partner than McGill."""
    offer = world.desk.current().catalogue
    return next(one for one in offer.courses if one.partner != "mcgill" and one.sessions and not one.withdrawn).sessions[-1].code
