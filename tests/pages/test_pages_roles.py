"""Every door of the pages, times every role, times own and other object. A door without its rule here fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from support.chat import ADMIN, World
from support.visiting import Browser, browsing, reference_of, signed_in, status_of, unit_of

from bot.pages.entries import ENTRIES, Entry
from enrolment.registration.rights import Scope, revoke
from enrolment.registration.values import CLOCK

PROGRAMME, PARTNER, READER = "programme", "partner", "reader"
NOBODIES = ("anonymous", "revoked")
ROLES = (PROGRAMME, PARTNER, READER, *NOBODIES)
ALL, NAMES, WIDE = {PROGRAMME, PARTNER, READER}, {PROGRAMME, PARTNER}, {PROGRAMME}

# who may use each door of the pages; written by hand, apart from the code's own rule
PAGES = {
    "home": ALL,
    "speak": ALL,
    "sign_out": ALL,
    "sign_out_everywhere": ALL,
    "list": NAMES,
    "find": NAMES,
    "confirm_many": NAMES,
    "export": NAMES,
    "card": NAMES,
    "confirm": NAMES,
    "decline": NAMES,
    "statistics": ALL,
    "aggregates": ALL,
    "aggregates_file": ALL,
    "catalogue": NAMES,
    "take_catalogue": NAMES,
    "look_at_catalogue": NAMES,
    "apply_catalogue": NAMES,
    "audit": WIDE,
    "questions": NAMES,
    "demand": ALL,
    "demand_file": ALL,
    "twins": NAMES,
    "name_course": NAMES,
    "ask_entry": WIDE,
    "answer_question": WIDE,
    "dismiss_question": WIDE,
    "note": NAMES,
}
VALUES = {"question": "1", "language": "fr", "format": "csv", "name": "catalogue.yaml"}


@dataclass(frozen=True)
class Case:
    """A door, who knocks, and whether what she asks about is hers: her own partner's, another's, or nothing in particular."""

    entry: Entry
    role: str
    own: bool | None

    @property
    def open(self) -> bool:
        return self.role in PAGES[self.entry.name] and not (self.own is False and self.role == PARTNER)

    def __str__(self) -> str:
        return f"{self.entry.name}-{self.role}-{ {None: 'any', True: 'own', False: 'other'}[self.own] }"


def cases() -> list[Case]:
    known = [entry for entry in ENTRIES if entry.name in PAGES]
    objects = {True: (True, False), False: (None,)}
    return [Case(entry, role, own) for entry in known for role in ROLES for own in objects["{reference}" in entry.address]]


@contextmanager
def as_(world: World, role: str) -> Iterator[Browser]:
    if role == "anonymous":
        with browsing(world) as browser:
            yield browser
        return
    scopes = {PROGRAMME: (ADMIN, None, None), PARTNER: (901, Scope.PARTNER, "mcgill"), READER: (902, Scope.READER, None)}
    known, scope, partner = scopes.get(role, (903, Scope.PROGRAMME, None))
    with signed_in(world, known, scope, partner) as browser:
        if role == "revoked":
            with unit_of(world) as unit:
                revoke(unit, known, CLOCK)
        yield browser


def test_every_door_has_its_rule_and_every_rule_its_door() -> None:
    assert {entry.name for entry in ENTRIES} == set(PAGES)
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_each_role_finds_what_is_hers_and_nothing_else(busy: World, case: Case) -> None:
    reference = reference_of(busy, "Zoé" if case.own in (True, None) else "Ana")
    address = case.entry.address.format(**VALUES, reference=reference)
    with as_(busy, case.role) as browser:
        data = {"guard": browser.guard, "reference": reference, "version": "1", "sealed": ""}
        answer = browser.client.request(
            case.entry.method, address, data=data if case.entry.method == "POST" else None, follow_redirects=False
        )
        if case.open:
            assert answer.status_code in {200, 303, 403 if case.entry.name == "apply_catalogue" else 200}
            return
        nowhere = address.replace(reference, "22222222") if case.own is not None else f"{address.rstrip('/')}/x/y/z"
        nothing = browser.client.request(case.entry.method, nowhere, data=data if case.entry.method == "POST" else None)
        assert answer.status_code == 404
        assert answer.text.replace(address, "") == nothing.text.replace(nowhere, "")
        assert status_of(busy, reference) == "pre_registered"


def test_many_marked_are_confirmed_only_where_they_are_hers(mcgill: Browser, busy: World) -> None:
    zoe, ana = reference_of(busy, "Zoé"), reference_of(busy, "Ana")
    mcgill.sends("/registrations/confirm", {"reference": [zoe, ana]})
    assert "1 confirmée" in mcgill.text
    assert (status_of(busy, zoe), status_of(busy, ana)) == ("confirmed", "pre_registered")


def test_a_partner_finds_nobody_elses_by_any_filter(mcgill: Browser, busy: World) -> None:
    ana = reference_of(busy, "Ana")
    for typed in ("Ana Diaz", ana):
        mcgill.sends("/registrations/find", {"typed": typed})
        assert "Ana" not in mcgill.text.replace("Ana Diaz", "")
        assert "0 préinscription" in mcgill.text
    for query in ("partner=hec", "status=pre_registered", "region=montreal", "sort=status"):
        mcgill.opens(f"/registrations?{query}")
        assert "Ana" not in mcgill.text
    for name in ("csv", "csv-excel", "json"):
        assert "Ana" not in mcgill.opens(f"/registrations/export/{name}?partner=hec").text
        assert "Diaz" not in mcgill.opens(f"/registrations/export/{name}").text


@pytest.mark.parametrize("role", ROLES)
def test_the_command_that_gives_a_link_answers_administrators_alone(busy: World, role: str) -> None:
    busy.assistant.pages = "http://127.0.0.1:8080"
    knows = {PROGRAMME: ADMIN, PARTNER: 901, READER: 902, "anonymous": 777, "revoked": 903}[role]
    with as_(busy, role):
        said = busy.person(knows).commands("/web")
    assert ("Je ne connais pas cette commande" in said) is (role in NOBODIES)
