"""What the browser is told at every answer, and what a form of another site cannot do."""

import re

import pytest
from starlette.testclient import TestClient
from support.chat import World
from support.visiting import Browser, browsing, reference_of, signed_in, status_of

from bot.pages.entries import ENTRIES
from bot.pages.headers import HEADERS
from bot.web import health
from bot.web.application import application

PAGES = [entry.address for entry in ENTRIES if entry.method == "GET" and "{" not in entry.address]


@pytest.mark.parametrize("address", [*PAGES, "/nothing"])
def test_every_answer_has_every_header(programme: Browser, address: str) -> None:
    answer = programme.opens(address)
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(programme: Browser, busy: World) -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    for address in (*PAGES, f"/registrations/{reference_of(busy, 'Zoé')}"):
        programme.opens(address)
        assert not re.search(r"\son\w+=|<style|\sstyle=|javascript:|<script(?![^>]*\ssrc=)", programme.seen), address
        assert not re.findall(r'(?:src|href)="(?![/#])[^"]*"', programme.seen), address


def test_a_form_without_its_guard_does_nothing(programme: Browser, busy: World) -> None:
    reference = reference_of(busy, "Zoé")
    address = f"/registrations/{reference}/confirm"
    assert programme.client.post(address).status_code == 403
    assert programme.client.post(address, data={"guard": "0" * 64}).status_code == 403
    assert programme.sends(address, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert status_of(busy, reference) == "pre_registered"


def test_anothers_guard_does_not_do(busy: World) -> None:
    reference = reference_of(busy, "Zoé")
    with signed_in(busy) as one, signed_in(busy) as other:
        answer = one.client.post(f"/registrations/{reference}/confirm", data={"guard": other.guard})
        assert answer.status_code == 403


def test_too_much_is_refused(programme: Browser) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = programme.client.post("/registrations/find", content=b"x" * (16 * 1024 * 1024), headers=kind)
    assert answer.status_code == 413


def test_to_others_every_address_and_method_is_the_same_nothing(busy: World) -> None:
    addresses = [entry.address for entry in ENTRIES] + ["/in/", "/in/x", "/static/pages.css", "/whatever", "/registrations/23456789"]
    with browsing(busy) as browser:
        seen = {
            (answer.status_code, answer.text, tuple(sorted(answer.headers.items())))
            for address in addresses
            for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS")
            for answer in [browser.client.request(method, address)]
        }
    with TestClient(application([health.routes()])) as without_pages:
        answer = without_pages.get("/whatever")
    assert seen == {(answer.status_code, answer.text, tuple(sorted(answer.headers.items())))}


def test_a_false_cookie_is_nobodys(busy: World) -> None:
    with browsing(busy) as browser:
        browser.client.cookies.set("inscria", "x" * 43)
        assert browser.opens("/").text == "Not Found"
