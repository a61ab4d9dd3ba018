"""What registrars do in the pages: a word on one, a note, a question settled, a catalogue brought; always through the core."""

import io
import re
from typing import Any

import pytest
from support.chat import World
from support.visiting import Browser, elsewhere, reference_of, status_of, unit_of

from catalogue.offer.model import Catalogue
from catalogue.offer.writing import catalogue_bytes
from catalogue.store import offer
from enrolment.store.sql import run, table


def told(world: World) -> list[str]:
    """The kinds of messages promised since the registrations."""
    with world.database.reading() as session:
        kinds = session.connection().exec_driver_sql("SELECT kind FROM outbox ORDER BY id").scalars().all()
    return [kind for kind in kinds if kind not in {"registered", "waitlisted"}]


def stored(world: World) -> Catalogue:
    with world.database.reading() as session:
        found = offer.load(session)
    assert found is not None
    return found


def test_a_card_shows_the_person_her_answers_and_what_was_done(programme: Browser, busy: World) -> None:
    programme.opens(f"/registrations/{reference_of(busy, 'Zoé')}")
    assert "zoe@exemple.ca" in programme.text
    assert "Hydro-Québec" in programme.text
    assert re.search(r"Préinscription, la personne .* Fiche consultée, administration", programme.text)


def test_confirming_and_declining_go_through_the_core_and_tell_the_person(programme: Browser, busy: World) -> None:
    zoe, luc = reference_of(busy, "Zoé"), reference_of(busy, "Luc")
    programme.opens(f"/registrations/{zoe}")
    programme.sends(f"/registrations/{zoe}/confirm")
    assert "Confirmée; la personne est avisée." in programme.text
    programme.sends(f"/registrations/{zoe}/confirm")
    programme.sends(f"/registrations/{luc}/decline", {"reason": "own", "words": " Réservé  aux membres "})
    assert (status_of(busy, zoe), status_of(busy, luc)) == ("confirmed", "declined")
    assert told(busy) == ["confirmed", "declined"]
    assert "Réservé aux membres" in programme.text
    programme.sends(f"/registrations/{luc}/confirm")
    assert "Laissée telle quelle" in programme.text


def test_a_reason_of_ours_is_told_in_the_persons_language(programme: Browser, busy: World) -> None:
    luc = reference_of(busy, "Luc")
    programme.sends("/language/en", {"back": f"/registrations/{luc}"})
    programme.sends(f"/registrations/{luc}/decline", {"reason": "1"})
    assert "Le groupe est déjà complet." in programme.text


def test_what_a_person_typed_is_never_markup(programme: Browser, busy: World) -> None:
    ana = reference_of(busy, "Ana")
    programme.opens(f"/registrations/{ana}")
    programme.sends(f"/registrations/{ana}/note", {"note": "<img src=x onerror=alert(1)>"})
    assert "<img" not in programme.seen
    assert "&lt;img src=x" in programme.seen
    assert "La note est gardée." in programme.text


@pytest.fixture
def asked(busy: World) -> World:
    """Somebody asked for what nobody offers."""
    busy.person(50).types("avez-vous un cours de blockchain?")
    return busy


def question(browser: Browser) -> str:
    browser.opens("/questions")
    found = re.search(r"/questions/(\d+)/course", browser.seen)
    assert found, browser.text
    return found[1]


def test_a_question_without_an_answer_becomes_the_name_of_a_course(programme: Browser, asked: World) -> None:
    number = question(programme)
    assert "blockchain" in programme.text
    programme.sends(f"/questions/{number}/course", {"course": "GEN-20", "words": ""})
    assert "écrivez les mots" in programme.text
    programme.sends(f"/questions/{number}/course", {"course": "GEN-20", "words": "chaîne de blocs"})
    assert "le robot le sait dès le prochain message" in programme.text
    course = stored(asked).course("GEN-20")
    assert course is not None
    assert "chaîne de blocs" in course.aliases.all()
    programme.sends(f"/questions/{number}/dismiss")
    assert "entre-temps" in programme.text


def test_a_question_gets_a_new_answer_in_both_languages_or_none(programme: Browser, asked: World) -> None:
    number = question(programme)
    programme.sends(f"/questions/{number}/answer", {"fr": "Non.", "en": ""})
    assert "dans les deux langues" in programme.text
    programme.sends(f"/questions/{number}/answer", {"fr": "Non, pas encore.", "en": "No, not yet."})
    assert [entry.answer.en for entry in stored(asked).faq][-1] == "No, not yet."


def test_two_accounts_of_one_name_and_email_are_listed_with_the_reasons_to_whoever_sees_both(
    programme: Browser, mcgill: Browser, busy: World
) -> None:
    ana = reference_of(busy, "Ana")
    assert "Aucune paire" in say_of(programme, "/twins")
    busy.person(4).registers()
    programme.opens("/registrations")
    assert "/twins" in programme.links
    said = say_of(programme, "/twins")
    assert "Zoé Tremblay même nom et même courriel" in said
    assert len([link for link in programme.links if link.startswith("/registrations/")]) == 2
    assert "Zoé Tremblay" in say_of(mcgill, "/twins")
    busy.person(5).registers(elsewhere(busy), "Ana Diaz")
    busy.person(6).registers(name="Ana Diaz")
    assert ana in "".join(programme.links if "Ana" in say_of(programme, "/twins") else ())
    assert "Ana" not in say_of(mcgill, "/twins"), "one of the two is not hers to see"
    assert [event["count"] for event in events(busy, "view", "twins")][:2] == [0, 1]


def say_of(browser: Browser, address: str) -> str:
    browser.opens(address)
    return browser.text


def events(world: World, action: str, entity: str) -> list[dict[str, Any]]:
    with unit_of(world) as unit:
        found = run(unit.session, table("audit_event").select().order_by(table("audit_event").c.id)).mappings()
        return [dict(row) for row in found if (row["action"], row["entity"]) == (action, entity)]


def test_the_unmet_demand_is_a_table_and_a_file_for_a_reader_too(programme: Browser, reader: Browser, asked: World) -> None:
    programme.opens("/questions")
    assert "/demand" in programme.links
    reader.opens("/demand")
    assert "blockchain" in reader.text
    content = reader.opens("/demand.csv").content.decode("utf-8-sig")
    assert content.splitlines()[0] == "kind;value;label;count;last"
    assert "blockchain" in content


def file_of(catalogue: Catalogue, suffix: str = ".yaml") -> dict[str, tuple[str, io.BytesIO]]:
    return {"file": (f"offre{suffix}", io.BytesIO(catalogue_bytes(catalogue, suffix)))}


def longer(catalogue: Catalogue, code: str, hours: float = 99) -> Catalogue:
    courses = tuple(one.model_copy(update={"duration_hours": hours}) if one.code == code else one for one in catalogue.courses)
    return catalogue.model_copy(update={"courses": courses})


def hidden(browser: Browser) -> dict[str, str]:
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', browser.seen) for name in ("version", "sealed")}
    return {name: one[1] if one else "" for name, one in found.items()}


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".xlsx"])
def test_a_catalogue_is_looked_at_then_applied(programme: Browser, busy: World, suffix: str) -> None:
    before = stored(busy)
    programme.opens("/catalogue")
    programme.sends("/catalogue/look", files=file_of(longer(before, "GEN-20"), suffix))
    assert "→ 99" in programme.text
    assert stored(busy) == before, "looking changes nothing"
    programme.sends("/catalogue/apply", hidden(programme))
    assert "Le catalogue est modifié." in programme.text
    changed = stored(busy).course("GEN-20")
    assert changed is not None
    assert changed.duration_hours == 99


def test_a_catalogue_changed_meanwhile_is_shown_anew(programme: Browser, busy: World) -> None:
    programme.opens("/catalogue")
    programme.sends("/catalogue/look", files=file_of(longer(stored(busy), "GEN-20")))
    waiting = hidden(programme)
    busy.offers("GEN-20-3", seats=7)
    programme.sends("/catalogue/apply", waiting)
    assert "Le catalogue a changé entre-temps" in programme.text
    assert stored(busy).course("GEN-20").duration_hours != 99  # type: ignore[union-attr]
    programme.sends("/catalogue/apply", {"version": "1", "sealed": "AAAA"})
    assert programme.answers[-1].status_code == 403


def test_a_faulty_file_is_told_with_every_place(programme: Browser) -> None:
    programme.opens("/catalogue")
    programme.sends("/catalogue/look", files={"file": ("offre.yaml", io.BytesIO(b"programme: {}\ncourses: [{code: '?'}]"))})
    assert "programme.name" in programme.text
    assert "courses[0].code" in programme.text
    programme.sends("/catalogue/look", files={"file": ("offre.exe", io.BytesIO(b"MZ"))})
    assert ".yaml" in programme.text


def test_a_partner_applies_her_own_courses_alone(mcgill: Browser, busy: World) -> None:
    offered = stored(busy)
    other = next(one.code for one in offered.courses if one.partner != "mcgill")
    mcgill.opens("/catalogue")
    mcgill.sends("/catalogue/look", files=file_of(longer(offered, other)))
    assert "plus que vos propres cours" in mcgill.text
    assert hidden(mcgill)["sealed"] == ""
    mcgill.sends("/catalogue/look", files=file_of(longer(offered, "GEN-20")))
    mcgill.sends("/catalogue/apply", hidden(mcgill))
    assert "Le catalogue est modifié." in mcgill.text


@pytest.mark.parametrize("name", ["catalogue.yaml", "catalogue.json", "catalogue.xlsx", "template.xlsx"])
def test_the_catalogue_is_taken_away_and_brought_back_unchanged(programme: Browser, name: str) -> None:
    answer = programme.opens(f"/catalogue/{name}")
    assert name in answer.headers["content-disposition"]
    if name != "template.xlsx":
        programme.opens("/catalogue")
        programme.sends("/catalogue/look", files={"file": (name, io.BytesIO(answer.content))})
        programme.sends("/catalogue/apply", hidden(programme))  # it takes the place of the sample
        programme.sends("/catalogue/look", files={"file": (name, io.BytesIO(answer.content))})
        assert "Rien ne change" in programme.text


def test_the_aggregates_are_given_to_a_reader_without_a_small_number(busy: World, reader: Browser) -> None:
    reader.opens("/statistics/aggregates")
    assert "trop peu de préinscriptions" in reader.text
    for number in range(10, 17):
        busy.person(number).registers(name=f"Personne{number} Roy")
    reader.opens("/statistics")
    assert "/statistics/aggregates" in reader.links
    reader.opens("/statistics/aggregates")
    assert "Toutes les préinscriptions 10" in reader.text
    assert "*" in reader.text
    sent = reader.opens("/statistics/aggregates.csv")
    assert "chiffres-bailleur" in sent.headers["content-disposition"]
    lines = sent.content.decode("utf-8-sig").splitlines()
    assert lines[1] == "all;;;Toutes les préinscriptions;*;*;10"
    assert not {cell for line in lines for cell in line.split(";")} & {"1", "2", "3", "4"}


def test_the_statistics_are_drawn_and_told(programme: Browser, reader: Browser) -> None:
    for browser in (programme, reader):
        browser.opens("/statistics")
        assert "3 préinscriptions" in browser.text
        assert browser.seen.count("<svg") >= 4
        assert "Tremblay" not in browser.text
