"""What is wished and what is refused, by the whole reader and in the list it makes."""

from collections.abc import Callable, Iterable
from datetime import datetime

import pytest
import yaml

from catalogue.answers.context import Context
from catalogue.answers.guide import Guide, Outcome
from catalogue.offer.model import Catalogue, Course
from catalogue.reading.reader import Reader
from catalogue.reading.scoping import SAMPLE

NOW = datetime.fromisoformat("2027-01-10T09:00:00-05:00")
Ask = Callable[[str], Outcome]


@pytest.fixture(scope="module")
def sample() -> Catalogue:
    return Catalogue.model_validate(yaml.load(SAMPLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


@pytest.fixture(scope="module")
def ask(sample: Catalogue) -> Ask:
    guide = Guide(sample, Reader(sample), sample=True)
    return lambda text: guide.answer(text, Context(), NOW, {})


def listed(outcome: Outcome, sample: Catalogue) -> Iterable[Course]:
    assert outcome.understood.intent == "list_courses"
    assert outcome.answer.courses
    return [course for course in sample.courses if course.code in outcome.answer.courses]


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("courses not at McGill", "partner", "mcgill"), ("formations hors McGill", "partner", "mcgill"),
        ("cours pas chez HEC", "partner", "hec"), ("pas chez HEC", "partner", "hec"),
        ("trainings that are not about ethics", "topics", "ethique"), ("formations sauf en éthique", "topics", "ethique"),
        ("courses not for managers", "audiences", "manager"), ("pas de cours pour les gestionnaires", "audiences", "manager"),
        ("courses not for beginners", "level", "beginner"), ("cours sauf pour débutants", "level", "beginner"),
    ],
)  # fmt: skip
def test_what_is_refused_is_no_filter_and_is_left_out(ask: Ask, sample: Catalogue, text: str, key: str, value: str) -> None:
    outcome = ask(text)
    assert outcome.understood.filters.said() == {}
    assert not any(value == getattr(course, key) or value in getattr(course, key) for course in listed(outcome, sample))


@pytest.mark.parametrize("text", ["I know nothing about ethics, which courses do you have?", "je connais rien en éthique, vos cours?"])
def test_who_knows_nothing_of_a_subject_does_not_refuse_it(ask: Ask, text: str) -> None:
    assert ask(text).understood.filters.topic == "ethique"


@pytest.mark.parametrize("text", ["online courses for managers", "a free course for managers in Laval", "cours pour 4 gestionnaires"])
def test_whom_a_course_is_for_is_no_subject(ask: Ask, text: str) -> None:
    assert ask(text).understood.filters.topic is None


@pytest.mark.parametrize("text", ["courses between $150 and $300", "cours entre 150 et 300 $"])
def test_a_price_has_its_floor(ask: Ask, sample: Catalogue, text: str) -> None:
    outcome = ask(text)
    assert outcome.understood.filters.said() == {"max_price": 300}
    assert all(150 <= (course.price_cad or 0) <= 300 for course in listed(outcome, sample))


@pytest.mark.parametrize("text", ["cours gratuits ou à moins de 150 $", "free courses or under $150"])
def test_free_or_cheap_is_both(ask: Ask, sample: Catalogue, text: str) -> None:
    outcome = ask(text)
    assert outcome.understood.filters.said() == {"free": True}
    prices = [course.price_cad for course in listed(outcome, sample)]
    assert 0 in prices
    assert any(price and 0 < price <= 150 for price in prices)


@pytest.mark.parametrize("text", ["cours en juin ou en juillet", "courses in June or July"])
def test_of_two_months_the_first_filters_and_both_are_answered(ask: Ask, sample: Catalogue, text: str) -> None:
    outcome = ask(text)
    assert outcome.understood.filters.said() == {"from": "2027-06-01", "to": "2027-06-30"}
    months = [{session.first_day.month for session in course.sessions} for course in listed(outcome, sample)]
    assert all(said & {6, 7} for said in months)
    assert set(outcome.answer.courses) > set(ask("courses in June").answer.courses)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cours en ligne ou hybrides", {"format": "online"}), ("hybrid or online courses", {"format": "hybrid"}),
        ("formations intermédiaires ou avancées", {"level": "intermediate"}), ("not in French", {}), ("pas en français", {}),
    ],
)  # fmt: skip
def test_nothing_but_wishes_is_a_list(ask: Ask, sample: Catalogue, text: str, said: dict[str, object]) -> None:
    outcome = ask(text)
    assert outcome.understood.filters.said() == said
    assert listed(outcome, sample)


@pytest.mark.parametrize("text", ["le cours est en ligne ou hybride?", "are the courses online or hybrid?"])
def test_a_question_on_the_course_is_no_list(ask: Ask, text: str) -> None:
    assert ask(text).understood.intent == "format"


@pytest.mark.parametrize(
    "text", ["formations sans préalable", "are there courses without prerequisites?", "y a-t-il des cours sans préalables?"]
)
def test_courses_without_prerequisites_ask_nothing_beforehand(ask: Ask, sample: Catalogue, text: str) -> None:
    needed = [course.prerequisites.fr for course in listed(ask(text), sample) if course.prerequisites]
    assert all(said.startswith("Aucun") for said in needed)
