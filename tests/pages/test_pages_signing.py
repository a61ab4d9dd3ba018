"""Signing in, staying in, being out: by a link sent in the chat, once."""

import re
from pathlib import Path

import pytest
from support.chat import ADMIN, World
from support.visiting import browsing, signed_in, unit_of

from bot.settings import read_settings
from enrolment.overview import signing
from enrolment.registration.rights import Scope, grant, revoke
from enrolment.registration.values import CLOCK


def key_of(world: World, telegram_id: int = ADMIN) -> str:
    with unit_of(world) as unit:
        return signing.new_link(unit, telegram_id, "fr")


def test_the_bot_sends_a_link_that_signs_in_once(world: World) -> None:
    world.assistant.pages = "http://127.0.0.1:8080"
    said = world.person(ADMIN).commands("/web")
    assert "seulement sur l’ordinateur" in said
    found = re.search(r"http://127\.0\.0\.1:8080(/in/\S+)", said)
    assert found
    with browsing(world) as browser:
        assert "Se connecter" in browser.opens(found[1]).text
        assert "Se connecter" in browser.opens(found[1]).text, "looking at a link does not use it up"
        assert browser.client.post(found[1]).status_code == 200
        assert browser.opens("/registrations").status_code == 200
    with browsing(world) as other:
        answer = other.client.post(found[1])
        assert answer.status_code == 403
        assert "Envoyez /web au robot" in answer.text


def test_a_public_address_is_a_button_without_a_preview(world: World) -> None:
    world.assistant.pages = "https://inscria.exemple.ca"
    talker = world.person(ADMIN)
    talker.commands("/web")
    (button,) = [button for row in talker.said.replies[0].rows for button in row]
    assert (button.url or "").startswith("https://inscria.exemple.ca/in/")
    assert not talker.said.replies[0].preview


def test_where_no_page_is_served_the_bot_says_so(world: World) -> None:
    assert "inscria admin serve" in world.person(ADMIN).commands("/web")


def test_nobody_else_learns_that_there_is_a_web(world: World) -> None:
    world.assistant.pages = "http://127.0.0.1:8080"
    stranger = world.person(5)
    assert stranger.commands("/web") == stranger.commands("/wob").replace("/wob", "/web")


def test_a_link_is_over_after_ten_minutes(world: World) -> None:
    key = key_of(world)
    world.clock.pass_(minutes=10)
    with browsing(world) as browser:
        assert browser.opens(f"/in/{key}").status_code == 403


def test_no_key_is_in_the_database(world: World) -> None:
    key = key_of(world)
    with browsing(world) as browser:
        browser.client.post(f"/in/{key}")
        session = browser.client.cookies["inscria"]
    stored = Path(world.database.engine.url.database or "")
    for file in stored.parent.glob(f"{stored.name}*"):
        content = file.read_bytes()
        assert key.encode() not in content
        assert session.encode() not in content


def test_a_session_ends_after_an_hour_without_use_and_after_ten_in_all(world: World) -> None:
    with signed_in(world) as browser:
        for _ in range(11):
            world.clock.pass_(minutes=50)
            answer = browser.opens("/registrations")
            assert answer.status_code == 200
        world.clock.pass_(minutes=59)
        assert browser.opens("/registrations").status_code == 403
    with signed_in(world) as browser:
        world.clock.pass_(minutes=61)
        answer = browser.opens("/registrations")
        assert answer.status_code == 403
        assert "/web" in answer.text


def test_who_is_revoked_is_out_at_once_and_stays_out(world: World) -> None:
    with signed_in(world, 901, Scope.PARTNER, "mcgill") as browser:
        assert browser.opens("/registrations").status_code == 200
        with unit_of(world) as unit:
            revoke(unit, 901, CLOCK)
        assert browser.opens("/registrations").text == "Not Found"
        with unit_of(world) as unit:
            grant(unit, 901, Scope.PROGRAMME, None, CLOCK)
        assert browser.opens("/registrations").text == "Not Found"


def test_signing_out_is_for_this_browser_or_for_all(world: World) -> None:
    with signed_in(world) as one, signed_in(world) as other:
        assert "Déconnexion faite" in one.sends("/out").text
        assert one.opens("/").text == "Not Found"
        assert other.opens("/registrations").status_code == 200
        other.sends("/out/everywhere")
        assert other.opens("/").text == "Not Found"


def test_an_erased_administrator_leaves_no_session_behind(world: World) -> None:
    with signed_in(world, ADMIN) as browser:
        talker = world.person(ADMIN)
        talker.commands("/erase")
        talker.presses("Tout effacer")
        talker.presses("Oui, tout effacer")
        assert browser.opens("/").text == "Not Found"


@pytest.mark.parametrize(("public", "name", "secure"), [(None, "inscria", False), ("https://inscria.exemple.ca", "__Host-inscria", True)])
def test_the_cookie_is_out_of_reach_and_secure_but_on_this_machine(
    world: World, monkeypatch: pytest.MonkeyPatch, public: str | None, name: str, secure: bool
) -> None:
    if public:
        monkeypatch.setenv("INSCRIA_PUBLIC_URL", public)
    with browsing(world, read_settings(None), public or "http://127.0.0.1:8080") as browser:
        answer = browser.client.post(f"/in/{key_of(world)}", follow_redirects=False)
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"{name}=")
        assert ("Secure" in cookie) is secure
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
        assert browser.opens("/registrations").status_code == 200
        assert ("strict-transport-security" in answer.headers) is secure


def test_the_language_is_changed_for_all_pages(world: World) -> None:
    with signed_in(world) as browser:
        assert "Préinscriptions" in browser.text
        browser.sends("/language/en", {"back": "/statistics"})
        assert 'lang="en"' in browser.seen
        assert "Statistics" in browser.text
        browser.sends("/language/fr", {"back": "//elsewhere.test/"})
        assert str(browser.answers[-1].url).startswith("http://127.0.0.1:8080/registrations")
