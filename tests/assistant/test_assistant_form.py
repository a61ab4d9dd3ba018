"""Each kind of answer: what is taken, what is refused and why, what is asked back."""

import pytest
from support.chat import World

from catalogue.words.say import in_language
from enrolment.form.fields import FORM
from enrolment.form.kinds import READERS, read
from enrolment.form.refusals import DOUBTS, WORDS
from enrolment.form.values import Doubt, Field, FieldKind, Form, Reason, Refused, Unsure


def taken(field: str, typed: str) -> dict[str, str]:
    return dict(read(FORM[field], typed))


def refused(field: str, typed: str) -> Reason:
    with pytest.raises(Refused) as why:
        read(FORM[field], typed)
    return why.value.reason


def options(field: str, typed: str) -> list[dict[str, str]]:
    with pytest.raises(Unsure) as doubt:
        read(FORM[field], typed)
    return [dict(option) for option in doubt.value.options]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Zoé Tremblay", "Zoé", "Tremblay"),
        ("je m’appelle Zoé Tremblay", "Zoé", "Tremblay"),
        ("my name is Zoé Tremblay", "Zoé", "Tremblay"),
        ("bonjour, moi c'est Zoé Tremblay", "Zoé", "Tremblay"),
        ("TREMBLAY Zoé", "Zoé", "TREMBLAY"),
        ("Tremblay, Zoé", "Zoé", "Tremblay"),
        ("Marie de la Durantaye", "Marie", "de la Durantaye"),
        ("Sean O'Connor", "Sean", "O'Connor"),
        ("Geneviève Œuvrard", "Geneviève", "Œuvrard"),
        ("محمد علي", "محمد", "علي"),
        ("Ngọc Ánh", "Ngọc", "Ánh"),
    ],
)
def test_a_full_name_is_parted_in_first_and_last(typed: str, first: str, last: str) -> None:
    assert taken("first_name", typed) == {"first_name": first, "last_name": last}


def test_one_name_alone_is_a_first_name() -> None:
    assert taken("first_name", "李") == {"first_name": "李"}


def test_a_name_of_three_words_is_asked_back() -> None:
    assert options("first_name", "Jean Philippe Roy") == [
        {"first_name": "Jean", "last_name": "Philippe Roy"},
        {"first_name": "Jean Philippe", "last_name": "Roy"},
    ]


def test_both_writings_of_an_accent_are_one_name() -> None:
    assert taken("first_name", "Zoe\u0301 Tremblay") == taken("first_name", "Zoé Tremblay")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("😀", Reason.NO_LETTER),
        ("", Reason.EMPTY),
        ("zoe@exemple.ca", Reason.NOT_A_NAME),
        ("<b>Bob</b>", Reason.NOT_A_NAME),
        ("x" * 65, Reason.TOO_LONG),
    ],
)
def test_what_is_not_a_name_is_refused(typed: str, why: Reason) -> None:
    assert refused("first_name", typed) is why


@pytest.mark.parametrize(
    ("typed", "email"),
    [
        ("zoe@exemple.ca", "zoe@exemple.ca"),
        ("mon courriel c’est zoe@exemple.ca, merci", "zoe@exemple.ca"),
        ("zoe @ exemple . ca", "zoe@exemple.ca"),
        ("zoe arobas exemple point ca", "zoe@exemple.ca"),
        ("Zoe.T+cours@EXEMPLE.ca", "Zoe.T+cours@exemple.ca"),
        ("z@ymail.com", "z@ymail.com"),
    ],
)
def test_an_email_is_found_in_what_was_typed(typed: str, email: str) -> None:
    assert taken("email", typed) == {"email": email}


@pytest.mark.parametrize(
    ("typed", "likely"),
    [
        ("zoe@gmial.com", "zoe@gmail.com"),
        ("zoe@gmail.con", "zoe@gmail.com"),
        ("zoe@hotmial.fr", "zoe@hotmail.fr"),
        ("z@videotron.cs", "z@videotron.ca"),
    ],
)
def test_a_likely_slip_offers_the_nearest_common_domain_first(typed: str, likely: str) -> None:
    assert options("email", typed) == [{"email": likely}, {"email": typed}]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("zoe", Reason.NO_AT_SIGN),
        ("zoe@exemple", Reason.NO_DOMAIN),
        ("zoe@@exemple.ca", Reason.NOT_AN_EMAIL),
        ("a@b.ca ou c@d.ca", Reason.TWO_EMAILS),
    ],
)
def test_an_email_that_is_not_one_says_what_is_missing(typed: str, why: Reason) -> None:
    assert refused("email", typed) is why


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("514 555 0100", "+1 514-555-0100"),
        ("(418) 555-0199 poste 3", "+1 418-555-0199 ext. 3"),
        ("mon numéro: 1-800-555-0100", "+1 800-555-0100"),
        ("+33 6 12 34 56 78", "+33 6 12 34 56 78"),
    ],
)
def test_a_phone_is_read_as_people_type_it(typed: str, phone: str) -> None:
    assert taken("phone", typed) == {"phone": phone}


def test_a_phone_without_its_area_code_is_too_short() -> None:
    assert refused("phone", "555-0100") is Reason.SHORT_PHONE
    assert refused("phone", "allo") is Reason.NOT_A_PHONE


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("region", "Sherbrooke", "estrie"),
        ("region", "St-Jérôme", "laurentides"),
        ("region", "je travaille à Gatineau", "outaouais"),
        ("region", "monteregi", "monteregie"),
        ("region", "outside quebec", "outside-quebec"),
        ("region", "Montréal", "montreal"),
        ("role", "chef dequipe", "manager"),
        ("role", "je suis infirmière", "professional"),
        ("role", "CEO", "executive"),
        ("sector", "usine", "manufacturing"),
        ("organisation_size", "une douzaine", "5-49"),
        ("organisation_size", "1 200 personnes", "250+"),
        ("organisation_size", "50 à 249", "50-249"),
    ],
)
def test_a_closed_question_is_answered_in_words(field: str, typed: str, code: str) -> None:
    assert taken(field, typed) == {field: code}


def test_quebec_alone_is_asked_back() -> None:
    assert options("region", "Québec") == [{"region": "capitale-nationale"}, {"region": "outside-quebec"}]


def test_what_is_near_nothing_is_refused() -> None:
    assert refused("region", "asdf") is Reason.NO_SUCH_CHOICE


def test_every_region_and_outside_is_a_choice_of_the_contract() -> None:
    assert len(FORM["region"].choices) == 18
    assert [choice.code for choice in FORM["organisation_size"].choices] == ["1-4", "5-49", "50-249", "250+"]
    assert [choice.code for choice in FORM["role"].choices] == ["professional", "manager", "executive", "trainer", "other"]
    assert len(FORM["sector"].choices) == 14


def test_a_label_answers_its_own_question_in_both_languages() -> None:
    for field in FORM.fields:
        for choice in field.choices:
            for language in ("fr", "en"):
                assert taken(field.name, in_language(language).plain(choice.label)) == {field.name: choice.code}


def test_a_text_is_kept_as_typed_without_what_leads_in_to_it() -> None:
    assert taken("organisation", "je travaille chez Les Entreprises <Roy> & Fils") == {"organisation": "Les Entreprises <Roy> & Fils"}
    assert taken("organisation", "3M") == {"organisation": "3M"}


def test_a_phone_number_is_no_employer() -> None:
    assert refused("organisation", "(418) 555-0199") is Reason.A_PHONE
    assert refused("organisation", "tél. 418 555-0199") is Reason.A_PHONE
    assert taken("organisation", "1-800-Réno") == {"organisation": "1-800-Réno"}


def test_a_social_insurance_number_is_never_kept() -> None:
    assert refused("organisation", "046 454 286") is Reason.IDENTITY_NUMBER


def test_every_reason_and_doubt_has_its_words_and_every_kind_its_reader() -> None:
    assert set(WORDS) == set(Reason)
    assert set(DOUBTS) == set(Doubt)
    assert set(READERS) == set(FieldKind)


def test_a_field_is_added_by_one_block(world: World) -> None:
    world.form = Form(
        (
            *FORM.fields[:3],
            Field(
                "employee_number",
                FieldKind.TEXT,
                "Employee number",
                "Your employee number?",
                "Your employer asks for it.",
                required=True,
                column="employee_number",
            ),
            *FORM.fields[3:],
        )
    )
    world.restart()
    zoe = world.person(language_code="en")
    zoe.commands("/start session_GEN-20-3")
    for said in ("yes", "Zoé Tremblay", "zoe@exemple.ca"):
        zoe.types(said)
    assert "4 of 7\nYour employee number?" in zoe.last
    assert "Your employer asks for it." in zoe.types("why?")
    for said in ("E-1234", "Hydro", "manager", "Montréal"):
        zoe.types(said)
    assert "Employee number: E-1234" in zoe.last
    zoe.types("yes")
    assert "E-1234" in zoe.commands("/mydata") + zoe.files[0].content.decode()


def test_words_before_an_address_may_be_its_beginning() -> None:
    readings = [{"email": "marieeve@exemple.ca"}, {"email": "marie.eve@exemple.ca"}, {"email": "eve@exemple.ca"}]
    assert options("email", "marie eve arobas exemple point ca") == readings


@pytest.mark.parametrize("last", ["marie eve tremblay", "Marie-Ève Tremblay", "Tremblay Marie-Eve", "tremblay"])
def test_a_last_name_beside_the_first_name_said_again_is_the_last_name_alone(world: World, last: str) -> None:
    someone = world.person()
    someone.commands("/start session_GEN-20-3")
    for said in ("oui", "Marie-Ève", last, "me@exemple.ca", "Hydro", "gestionnaire"):
        someone.types(said)
    assert "marie-ève tremblay" in someone.types("Montréal").casefold()
