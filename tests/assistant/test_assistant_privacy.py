"""What a person can see, correct, take back and erase, in the chat and in both languages; consent asked again when its text changes."""

import hashlib
import json
import re
from collections.abc import Iterator

import pytest
from support.chat import ADMIN, Talker, World

from catalogue.offer.model import Language
from catalogue.words.say import in_language, unmarked
from enrolment.assistant import consent, held
from enrolment.form.fields import FORM
from enrolment.registration import people
from enrolment.registration.unit import Unit
from enrolment.store.custody import SHOWN, Part

# What was agreed to, by version: a text that changes takes a new version, and everyone is asked again.
TEXTS = {"2026-11": "a23070e2917e3bdcbf082eeff484454517821178b910dc4c93f6f7712381a655"}

CORRECTED = {  # what is typed, what /mydata then shows
    "first_name": ("Mandarine Canari", "Mandarine"),
    "last_name": ("Canari", "Canari"),
    "email": ("mandarine@exemple.ca", "mandarine@exemple.ca"),
    "phone": ("418 555-0177", "+1 418-555-0177"),
    "organisation": ("Volière du Nord", "Volière du Nord"),
    "organisation_size": ("12", "5 à 49"),
    "sector": ("construction", "Construction"),
    "job_title": ("Fauconnière", "Fauconnière"),
    "role": ("formateur", "Formation ou enseignement"),
    "region": ("Laval", "Laval"),
    "accessibility": ("un interprète", "un interprète"),
}


def tables(world: World, name: str) -> list[dict[str, object]]:
    with world.database.reading() as session:
        return [dict(row) for row in session.connection().exec_driver_sql(f"SELECT * FROM {name}").mappings()]  # noqa: S608  (our own names)


def mydata(person: Talker) -> dict[str, object]:
    person.commands("/mydata")
    (file,) = person.files
    document: dict[str, object] = json.loads(file.content)
    return document


def strings(value: object) -> Iterator[str]:
    """Every text in a document, keys too."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
    else:
        yield str(value)


def test_every_part_that_a_column_names_is_written_in_mydata() -> None:
    assert set(held.PARTS) == set(Part)
    assert {part for part in SHOWN.values() if isinstance(part, Part)} == set(Part)


def test_mydata_holds_every_answer_in_words_and_no_code_of_ours(world: World) -> None:
    zoe = world.person()
    zoe.registers(name="Zoé Tremblay")
    zoe.commands("/start session_PY-10-2")
    told = " ".join(strings(mydata(zoe)))
    for said in ("Zoé", "Tremblay", "zoe@exemple.ca", "Hydro-Québec", "Gestionnaire", "Montréal", "2026-11", "français"):
        assert said in told
    for code in ("pre_registered", "first_name", "capitale-nationale", "job_title"):
        assert code not in told


def test_mydata_shows_a_form_left_half_way(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    for said in ("oui", "Mandarine Canari"):
        zoe.types(said)
    assert "Mandarine" in " ".join(strings(mydata(zoe)))


def test_the_headings_of_mydata_are_the_readers(world: World) -> None:
    zoe, bob = world.person(), world.person(2, "en")
    assert "Réponses" in mydata(zoe)
    assert "Answers" in mydata(bob)


def test_a_copy_is_recorded(world: World) -> None:
    mydata(world.person())
    assert [row["action"] for row in tables(world, "audit_event")][-1] == "copy"


@pytest.mark.parametrize("field", [one.name for one in FORM.fields])
def test_every_field_can_be_corrected_in_the_chat(world: World, field: str) -> None:
    zoe = world.person()
    zoe.registers()
    said, shown = CORRECTED[field]
    zoe.sends(f"my:fix:{field}")
    for words in said.split("|"):
        zoe.types(words)
    assert shown in list(strings(mydata(zoe)))


def test_my_details_offer_every_line_of_the_form(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    zoe.sends("my:details")
    offered = {button.data for reply in zoe.said.replies for row in reply.rows for button in row}
    lines = {one.line or one.label: one.name for one in reversed(FORM.fields)}
    assert {f"my:fix:{name}" for name in lines.values()} <= offered


@pytest.mark.parametrize(
    ("language", "again"), [("fr", ("Retirer mon accord", "Je le retire")), ("en", ("Take back my consent", "I take it back"))]
)
def test_a_consent_is_taken_back_as_simply_as_it_is_given(world: World, language: Language, again: tuple[str, str]) -> None:
    zoe = world.person(language_code=language)
    zoe.commands("/start session_GEN-20-3")
    yes = "oui" if language == "fr" else "yes"
    for said in (yes, "Zoé Tremblay", "zoe@exemple.ca", "Hydro-Québec", "other" if language == "en" else "gestionnaire", "Montréal", yes):
        zoe.types(said)
    assert [row["status"] for row in tables(world, "registration")] == ["pre_registered"]
    zoe.commands("/privacy")
    for label in again:
        zoe.presses(label)
    assert [row["status"] for row in tables(world, "registration")] == ["cancelled"]
    assert tables(world, "person_lookup") == []
    told = " ".join(strings(mydata(zoe)))
    assert "zoe@exemple.ca" not in told
    assert "Hydro-Québec" not in told
    assert "take back consent" in [row["action"] for row in tables(world, "audit_event")]


@pytest.mark.parametrize(
    "said", ["je retire mon consentement", "jveux retirer mon accord", "I withdraw my consent", "can i take back my consent?"]
)
def test_a_consent_is_taken_back_in_words_even_in_the_middle_of_a_form(world: World, said: str) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    zoe.types(said)
    data = [button.data for reply in zoe.said.replies for row in reply.rows for button in row]
    assert "my:unconsent" in data
    zoe.sends("my:unconsent")
    assert tables(world, "registration") == []


def test_everything_is_erased_in_two_taps(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    zoe.commands("/erase")
    zoe.presses("Tout effacer")
    zoe.presses("Oui, tout effacer")
    assert tables(world, "person_key") == []
    assert tables(world, "conversation") == []
    assert len(tables(world, "erasure")) == 1
    zoe.types("bonjour")
    assert "zoe@exemple.ca" not in " ".join(strings(mydata(zoe)))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "servent|Qui |Combien de temps|30 jours|2 ans|hors du Québec|Vos droits|Qui en répond|@|Commission"),
        ("en", "What for|Who receives|How long|30 days|2 years|outside Québec|Your rights|Who answers|@|Commission"),
    ],
)
def test_the_policy_says_officer_purposes_recipients_periods_transfer_and_rights(world: World, language: Language, said: str) -> None:
    zoe = world.person(language_code=language)
    told = zoe.commands("/privacy").replace("\u00a0", " ")
    assert [words for words in said.split("|") if words not in told] == []


def test_a_consent_whose_text_changed_is_asked_again_in_a_form_under_way(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    zoe.types("oui")
    zoe.types("Zoé Tremblay")
    monkeypatch.setattr(consent, "VERSION", "2099-01")
    zoe.types("zoe@exemple.ca")
    assert "J’accepte" in zoe.labels
    zoe.presses("J’accepte")
    for said in ("Hydro-Québec", "gestionnaire", "Montréal", "oui"):
        zoe.types(said)
    assert [row["consent_version"] for row in tables(world, "registration")] == ["2099-01"]


def test_a_consent_whose_text_changed_is_asked_again_before_the_last_yes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    for said in ("oui", "Zoé Tremblay", "zoe@exemple.ca", "Hydro-Québec", "gestionnaire", "Montréal"):
        zoe.types(said)
    monkeypatch.setattr(consent, "VERSION", "2099-01")
    zoe.types("oui")
    assert tables(world, "registration") == []
    assert "J’accepte" in zoe.labels


def test_a_text_of_consent_that_changes_takes_a_new_version() -> None:
    told = "\n".join(in_language(language).plain(message) for language in ("fr", "en") for message in consent.MESSAGES)
    digest = hashlib.sha256(told.encode()).hexdigest()
    assert digest == TEXTS[consent.VERSION], "the text changed: give it a new VERSION, and its digest here"


def test_the_text_of_consent_is_what_is_shown(world: World) -> None:
    languages: tuple[Language, ...] = ("fr", "en")
    for number, language in enumerate(languages):
        zoe = world.person(10 + number, language)
        zoe.commands("/start session_GEN-20-3")
        shown = zoe.presses("En savoir plus" if language == "fr" else "Tell me more")
        say = in_language(language)
        for message in consent.MESSAGES:
            pieces = [unmarked(piece) for piece in re.split(r"\{\w+\}", say.plain(message))]
            assert [piece for piece in pieces if piece.strip() not in shown] == [] or message == consent.MESSAGES[4], message


def test_what_is_kept_for_long_has_its_name_in_mydata(world: World) -> None:
    zoe = world.person()
    zoe.types("bonjour")
    found = tables(world, "person")[0]["id"]
    with world.database.writing() as session:
        unit = Unit(session, world.vault, world.desk.current().catalogue, world.clock())
        with pytest.raises(KeyError):
            people.remember(unit, str(found), "something new", value=True)


def test_consent_is_asked_before_the_first_answer_and_says_what_the_law_wants(world: World) -> None:
    zoe = world.person()
    told = zoe.commands("/start session_GEN-20-3").replace("\u00a0", " ")
    for words in ("servent", "Qui les reçoit", "Combien de temps", "Vos droits", "hors du Québec"):
        assert words in told
    zoe.types("Zoé Tremblay")
    assert "Zoé" not in " ".join(strings(mydata(zoe)))


def test_whoever_runs_the_bot_is_named_to_whoever_asks(world: World) -> None:
    assert "@" in world.person().commands("/developer_info")


def test_refusing_what_is_optional_blocks_nothing(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    zoe.sends(next(button.data or "" for button in zoe.seen if (button.data or "").startswith("more:")))
    for _ in FORM.optional:
        zoe.types("passer")
    assert [row["status"] for row in tables(world, "registration")] == ["pre_registered"]


def test_every_view_search_and_export_of_an_administrator_is_recorded(world: World) -> None:
    world.person().registers()
    chief = world.person(ADMIN)
    chief.commands("/people Tremblay")
    chief.presses("Zoé")
    chief.commands("/export")
    chief.sends(next(button.data or "" for button in reversed(chief.seen) if "adm:send" in (button.data or "")))
    done = [(row["action"], row["count"]) for row in tables(world, "audit_event") if row["role"] == "registrar"]
    assert done == [("search", 1), ("view", 1), ("export", 1)]
    assert "Tremblay" not in str(tables(world, "audit_event"))
