"""What an import changes: within the file's scope, keeping what administrators changed, and nothing at all the second time."""

from datetime import UTC, datetime
from typing import Any

from offer_files import catalogue, drop, put

from catalogue.offer.changes import Change
from catalogue.offer.importing import plan
from catalogue.offer.model import Catalogue
from catalogue.offer.summary import summary
from catalogue.words.say import in_language

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
S0 = "courses.0.sessions.0"


def of_partner(code: str) -> Catalogue:
    """The file a partner sends: itself and its courses, without FAQ."""
    whole = catalogue()
    courses = tuple(course for course in whole.courses if course.partner == code)
    return whole.model_copy(update={"partners": tuple(p for p in whole.partners if p.code == code), "courses": courses, "faq": ()})


def without_courses(given: Catalogue) -> Catalogue:
    return given.model_copy(update={"courses": ()})


def seats(value: Any, base: Any) -> Change:
    return Change("session", "IA-101-H27", "seats", value, base, NOON)


def test_a_first_import_adds_everything() -> None:
    made = plan(None, catalogue())
    assert made.result == catalogue()
    assert {item.action for item in made.items} == {"added"}
    assert len(made.of("added", "session")) == 2


def test_the_same_file_again_changes_nothing() -> None:
    assert plan(catalogue(), catalogue()).changes_nothing
    assert plan(catalogue(), catalogue()).items == ()


def test_a_change_is_told_field_by_field() -> None:
    (item,) = plan(catalogue(), catalogue(put(f"{S0}.seats", 30))).items
    assert (item.action, item.kind, item.code, item.course) == ("changed", "session", "IA-101-H27", "IA-101")
    assert [(field.name, field.was, field.now) for field in item.fields] == [("seats", 24, 30)]


def test_a_course_missing_from_its_partners_file_is_withdrawn() -> None:
    made = plan(catalogue(), without_courses(of_partner("hec")))
    assert [course.withdrawn for course in made.result.courses] == [True, False]
    assert [(item.action, item.code) for item in made.items] == [("withdrawn", "IA-101")]
    assert made.partners == {"hec"}


def test_a_session_missing_from_its_course_is_withdrawn_and_comes_back() -> None:
    gone = plan(catalogue(), catalogue(drop("courses.0.sessions.1"))).result
    assert [session.withdrawn for _, session in gone.sessions()] == [False, True]
    assert plan(gone, catalogue()).result == catalogue()


def test_partners_topics_and_faq_missing_from_the_file_stay() -> None:
    made = plan(catalogue(), of_partner("hec").model_copy(update={"topics": catalogue().topics}))
    assert made.changes_nothing
    assert made.left == ("prix",)


def test_the_courses_of_a_partner_the_file_does_not_list_stay() -> None:
    assert plan(catalogue(), without_courses(of_partner("mila"))).result.courses[0] == catalogue().courses[0]


def test_a_session_given_to_another_course_moves_with_it() -> None:
    def move(given: dict[str, Any]) -> None:
        given["courses"][1]["sessions"] = [given["courses"][0]["sessions"].pop()]

    made = plan(catalogue(), catalogue(move))
    assert made.result.session("IA-101-E27") == (made.result.courses[1], catalogue().courses[0].sessions[1])
    assert [(item.action, item.code, item.fields[0].name) for item in made.items] == [("changed", "IA-101-E27", "course")]
    assert made.partners == {"hec", "mila"}


def test_a_code_keeps_the_spelling_it_was_first_given() -> None:
    def shout(given: dict[str, Any]) -> None:
        given["courses"][0]["code"], given["partners"][0]["code"], given["topics"][0]["code"] = "ia-101", "Hec", "NLP"
        given["courses"][0]["partner"], given["courses"][0]["topics"] = "Hec", ["NLP"]
        given["courses"][0]["sessions"][0]["code"] = "ia-101-h27"

    assert plan(catalogue(), catalogue(shout)).changes_nothing


def test_a_partial_file_does_not_reorder_what_is_offered() -> None:
    backwards = catalogue(lambda given: given["courses"].reverse())
    assert plan(catalogue(), backwards).changes_nothing


def test_a_real_catalogue_takes_the_place_of_the_whole_sample() -> None:
    real = of_partner("mila").model_copy(update={"topics": ()})
    made = plan(catalogue(), real, was_sample=True)
    assert [course.withdrawn for course in made.result.courses] == [True, False]
    assert (made.result.faq, made.result.topics, made.result.courses[0].topics) == ((), (), ())
    assert not made.changes_nothing


def test_what_an_administrator_changed_is_kept_while_the_file_says_what_it_said() -> None:
    current = catalogue(put(f"{S0}.seats", 30))
    made = plan(current, catalogue(), [seats(30, 24)])
    assert made.changes_nothing
    assert (made.kept, made.conflicts, made.changes) == ((seats(30, 24),), (), (seats(30, 24),))


def test_the_file_wins_where_it_changes_the_same_value_and_the_conflict_is_shown() -> None:
    made = plan(catalogue(put(f"{S0}.seats", 30)), catalogue(put(f"{S0}.seats", 12)), [seats(30, 24)])
    assert made.result.courses[0].sessions[0].seats == 12
    assert [(conflict.change.value, conflict.now) for conflict in made.conflicts] == [(30, 12)]
    assert made.changes == ()


def test_a_file_that_agrees_with_an_administrator_settles_the_matter() -> None:
    made = plan(catalogue(put(f"{S0}.seats", 30)), catalogue(put(f"{S0}.seats", 30)), [seats(30, 24)])
    assert (made.changes_nothing, made.changes, made.kept, made.conflicts) == (True, (), (), ())


def test_a_change_outside_the_file_waits() -> None:
    made = plan(catalogue(put(f"{S0}.seats", 30)), of_partner("mila"), [seats(30, 24)])
    assert (made.changes, made.kept) == ((seats(30, 24),), ())


def test_dates_are_kept_or_replaced_together() -> None:
    dates: dict[str, Any] = {"starts": "2027-02-01", "ends": "2027-02-12", "register_by": None, "meetings": []}
    moved = catalogue(lambda given: given["courses"][0]["sessions"][0].update(dates))
    base: dict[str, Any] = {"starts": "2027-01-18", "ends": "2027-01-29", "register_by": "2027-01-10"}
    base |= {"meetings": [{"starts": "2027-01-18T18:30", "ends": "2027-01-18T21:30"}]}
    change = Change("session", "IA-101-H27", "dates", dates, base, NOON)
    assert plan(moved, catalogue(), [change]).changes_nothing
    later = catalogue(put(f"{S0}.ends", "2027-01-30"))
    assert plan(moved, later, [change]).result.courses[0].sessions[0] == later.courses[0].sessions[0]


def test_an_added_wording_is_kept_beside_those_of_the_file() -> None:
    added = Change("course", "IA-101", "aliases.fr", ["cours pour débuter"], None, NOON)
    current = catalogue(put("courses.0.aliases.fr", ["intro IA", "cours pour débuter"]))
    made = plan(current, catalogue(put("courses.0.aliases.fr", ["premiers pas"])), [added])
    assert made.result.courses[0].aliases.fr == ("premiers pas", "cours pour débuter")
    assert made.changes == (added,)
    assert plan(current, current, [added]).changes == ()


def test_an_answer_written_in_the_chat_meets_the_files() -> None:
    answer = {"fr": "Voir le cours.", "en": "See the course."}
    written = Change("faq", "prix", "answer", answer, None, NOON)
    assert plan(catalogue(), catalogue(), [written]).changes == ()
    other = catalogue(put("faq.0.answer", {"fr": "Cela varie.", "en": "It varies."}))
    assert [conflict.change for conflict in plan(catalogue(), other, [written]).conflicts] == [written]


def test_the_summary_tells_each_change_on_a_line() -> None:
    made = plan(catalogue(put(f"{S0}.seats", 30)), catalogue(put(f"{S0}.seats", 12)), [seats(30, 24)])
    assert summary(made, in_language("en")) == [
        "Added 0, changed 1, withdrawn 0.",
        "Changed: session IA-101-H27 (seats 30 → 12)",
        "The file takes over what was changed in the chat: IA-101-H27 seats = 30, now 12",
    ]
    assert summary(plan(catalogue(), catalogue()), in_language("en")) == ["Nothing changes."]
    assert summary(plan(None, catalogue()), in_language("fr"), most=1)[1:] == ["Ajout\u00a0: programme", "et 8 de plus"]
