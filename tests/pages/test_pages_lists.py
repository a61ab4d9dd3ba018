"""The list: found, filtered, ordered, leafed through, taken away exactly as it stands."""

import csv
import io
import json
import re

import pytest
from support.chat import World
from support.visiting import Browser, reference_of, signed_in, unit_of

from bot.pages import lists
from enrolment.exports.export import Filters, Request, export
from enrolment.exports.rows import Source
from enrolment.overview import listing
from enrolment.registration import people, standing
from enrolment.registration.values import CLOCK
from enrolment.store.listing import ORDERS


def names(browser: Browser) -> list[str]:
    """The people on the page, in order."""
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', browser.seen)


@pytest.mark.parametrize("typed", ["tremblay", "ZOE", "Zoé Tremblay", "tremblay zoé"])
def test_a_person_is_found_by_the_words_of_her_name(programme: Browser, typed: str) -> None:
    programme.sends("/registrations/find", {"typed": typed})
    assert names(programme) == ["Zoé Tremblay"]
    assert "1 préinscription" in programme.text


def test_a_person_is_found_by_email_and_by_reference(programme: Browser, busy: World) -> None:
    programme.sends("/registrations/find", {"typed": "ZOE@exemple.ca"})
    assert len(names(programme)) == 3
    reference = reference_of(busy, "Luc")
    programme.sends("/registrations/find", {"typed": f"{reference[:4]}-{reference[4:]}".lower()})
    assert names(programme) == ["Luc Roy"]
    programme.sends("/registrations/find", {"typed": "personne"})
    assert names(programme) == []
    assert "Aucune préinscription ne répond" in programme.text


def test_a_session_online_is_said_to_be_so(programme: Browser, busy: World) -> None:
    online = next(one for _, one in busy.desk.current().catalogue.sessions() if one.city is None and one.code.startswith("GEN-20"))
    busy.person(44).registers(online.code, "Ida Lee")
    programme.sends("/registrations/find", {"typed": "Ida Lee"})
    assert '<span class="sub">en ligne</span>' in programme.seen
    programme.opens(f"/registrations/{reference_of(busy, 'Ida')}")
    assert ", en ligne" in programme.text


def test_what_was_typed_is_in_no_address(programme: Browser) -> None:
    programme.sends("/registrations/find", {"typed": "Tremblay", "status": "pre_registered"})
    addresses = [str(answer.url) for answer in programme.answers] + programme.links
    assert not any("tremblay" in address.casefold() for address in addresses)
    assert 'value="Tremblay"' in programme.seen
    kept = str(programme.answers[-1].url)
    programme.opens("/registrations")
    programme.opens(kept)
    assert names(programme) == ["Zoé Tremblay"]
    programme.opens(kept.replace("q=", "q=x"))
    assert len(names(programme)) == 3, "what does not open is left out"


def test_filters_narrow_the_list_and_sorting_orders_it(programme: Browser, busy: World) -> None:
    programme.opens("/registrations?course=GEN-20&sort=created_at")
    assert names(programme) == ["Zoé Tremblay", "Luc Roy"]
    programme.opens("/registrations?sort=-created_at&status=pre_registered")
    assert len(names(programme)) == 3
    programme.opens("/registrations?status=confirmed")
    assert names(programme) == []
    programme.opens("/registrations?since=2026-11-24")
    assert names(programme) == []
    programme.opens("/registrations?since=2026-11-23&until=2026-11-23&region=montreal")
    assert len(names(programme)) == 3


@pytest.mark.parametrize("query", ["sort=person_id", "sort=--", "since=yesterday", "status=x", "after=x", "after=2026~", "q=%%", "done=x"])
def test_an_address_made_by_hand_is_read_as_far_as_it_makes_sense(programme: Browser, query: str) -> None:
    assert programme.opens(f"/registrations?{query}").status_code == 200


@pytest.mark.parametrize("sort", ["created_at", "-created_at", "starts_at", "-status", "course_code", "-updated_at"])
def test_leafing_forth_and_back_shows_each_person_once(busy: World, monkeypatch: pytest.MonkeyPatch, sort: str) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    monkeypatch.setattr(listing.page, "__defaults__", (2,))
    with signed_in(busy) as browser:
        browser.opens(f"/registrations?sort={sort}")
        first = names(browser)
        browser.opens(next(link for link in browser.links if "after=" in link))
        second = names(browser)
        assert len(first) == 2
        assert sorted(first + second) == ["Ana Diaz", "Luc Roy", "Zoé Tremblay"]
        browser.opens(next(link for link in browser.links if "before=" in link))
        assert names(browser) == first


def test_the_export_is_exactly_what_is_listed(programme: Browser, busy: World) -> None:
    programme.sends("/registrations/find", {"typed": "tremblay"})
    links = [link for link in programme.links if "/export/" in link]
    assert len(links) == 4
    table = programme.opens(next(link for link in links if "/csv?" in link)).content.decode("utf-8-sig")
    assert [row["last_name"] for row in csv.DictReader(io.StringIO(table))] == ["Tremblay"]
    rows = json.loads(programme.opens(next(link for link in links if "/json?" in link)).text)
    assert [row["reference"] for row in rows] == [reference_of(busy, "Zoé")]


@pytest.mark.parametrize("name", ["csv", "csv-excel", "xlsx", "json"])
def test_the_file_is_byte_for_byte_the_command_lines(programme: Browser, busy: World, name: str) -> None:
    answer = programme.opens(f"/registrations/export/{name}?course=GEN-20&status=pre_registered")
    source = Source(busy.database, busy.vault, busy.desk.current().catalogue, busy.rules, busy.clock.now)
    sink = io.BytesIO()
    filters = Filters(courses=("GEN-20",), statuses=("pre_registered",))
    assert export(source, Request(name, filters), sink, CLOCK) == 2
    if name != "xlsx":
        assert answer.content == sink.getvalue()
    assert answer.headers["content-disposition"].startswith('attachment; filename="preinscriptions-2026-11-23.')


def test_an_export_is_recorded_without_what_was_typed(programme: Browser, busy: World) -> None:
    programme.sends("/registrations/find", {"typed": "tremblay"})
    programme.opens(next(link for link in programme.links if "/export/csv?" in link))
    with busy.database.reading() as session:
        row = session.connection().exec_driver_sql("SELECT count, scope FROM audit_event WHERE action = 'export'").one()
    assert row[0] == 1
    assert json.loads(row[1])["filters"] == {"search": ["word"]}


def test_accessibility_needs_are_for_the_partners_own_administrators(mcgill: Browser, programme: Browser, busy: World) -> None:
    reference = reference_of(busy, "Zoé")
    with unit_of(busy) as unit:
        one = standing.by_reference(unit, reference)
        assert one is not None
        people.correct_answers(unit, str(one.person_id), {"accessibility": "Rampe"})
    assert "Rampe" in mcgill.opens("/registrations/export/csv").text
    assert "Rampe" not in programme.opens("/registrations/export/csv").text
    assert "Rampe" in mcgill.opens(f"/registrations/{one.reference}").text
    assert "Rampe" not in programme.opens(f"/registrations/{one.reference}").text


def test_many_are_confirmed_at_once_and_the_filters_stay(programme: Browser, busy: World) -> None:
    marked = [reference_of(busy, name) for name in ("Zoé", "Luc")]
    programme.sends("/registrations/confirm", {"reference": [*marked, "XXXXXXXX"], "course": "GEN-20"})
    assert "2 confirmées" in programme.text
    assert "1 laissée telle quelle" in programme.text
    assert sorted(names(programme)) == ["Luc Roy", "Zoé Tremblay"]
    assert "GEN-20" in str(programme.answers[-1].url)


def test_each_order_offered_is_one_the_store_has_an_index_for() -> None:
    assert set(lists.COLUMNS) == set(ORDERS)
