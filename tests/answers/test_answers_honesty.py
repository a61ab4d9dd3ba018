"""Nothing is invented: every number, date and proper name of every answer stands in the catalogue, in the question, or on a short list."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bench.honesty import Truth
from catalogue.answers.context import Context
from catalogue.answers.guide import Guide, Outcome
from catalogue.offer.model import Catalogue, Language
from catalogue.offer.sample import sample_catalogue
from catalogue.reading.phrases import load
from catalogue.reading.reader import Reader
from catalogue.reading.scoping import choices, filled
from catalogue.words.say import unmarked

NOW = datetime(2027, 1, 10, 9, tzinfo=ZoneInfo("America/Toronto"))
ONE_IN = 40  # phrases of the training asked in the fast test; all of them in the slow one
ASKED: dict[Language, tuple[str, ...]] = {
    "fr": (
        "parlez-moi de {}",
        "combien coûte {}?",
        "qui paie pour {}?",
        "quand commence {}?",
        "combien d’heures dure {}?",
        "où se donne {}?",
        "{} est-il en ligne?",
        "quels sont les préalables de {}?",
        "j’ai peur des maths, {} est-il pour moi?",
        "{} est-il en anglais?",
        "quelle attestation donne {}?",
        "qui enseigne {}?",
        "que couvre {}?",
        "reste-t-il des places pour {}?",
        "inscrivez-moi à {}",
        "je veux inscrire 7 personnes à {}",
        "avertissez-moi pour {}",
        "date limite pour {}?",
    ),
    "en": (
        "tell me about {}",
        "how much is {}?",
        "who pays for {}?",
        "when does {} start?",
        "how long is {}?",
        "where is {} given?",
        "is {} online?",
        "what are the prerequisites of {}?",
        "i'm scared of math, is {} for me?",
        "is {} in French?",
        "what certificate does {} give?",
        "who teaches {}?",
        "what does {} cover?",
        "any seats left in {}?",
        "sign me up for {}",
        "I want to register 7 people for {}",
        "let me know about {}",
        "registration deadline for {}?",
    ),
}
FOLLOWING: dict[Language, tuple[str, ...]] = {
    "fr": (
        "et le prix?",
        "pourquoi vous dites ça?",
        "peu importe la ville",
        "en ligne?",
        "quels cours pour débutants?",
        "les deux premiers?",
    ),
    "en": ("and the price?", "why do you say that?", "any city is fine", "online?", "beginner courses?", "compare the first two"),
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return sample_catalogue(NOW.date())


@pytest.fixture(scope="module")
def guide(catalogue: Catalogue) -> Guide:
    return Guide(catalogue, Reader(catalogue))


@pytest.fixture(scope="module")
def truth(catalogue: Catalogue) -> Truth:
    return Truth.of(catalogue)


def invented(truth: Truth, guide: Guide, talk: Iterable[str], language: Language) -> list[str]:
    """What the answers of one conversation say that nothing gives them."""
    context, found, asked = Context(language=language), list[str](), ""
    for typed in talk:
        outcome = guide.answer(typed, context, NOW, {}, language)
        asked, context = f"{asked}\n{typed}", outcome.context
        found += [f"{typed} → {what}" for what in truth.invented(asked, said(outcome), wished(outcome))]
    return found


def said(outcome: Outcome) -> str:
    answer = outcome.answer
    return "\n".join(unmarked(reply.text) for reply in (answer.reply, *answer.more))


def wished(outcome: Outcome) -> list[date]:
    """The days the person's own words came to (next week, before the holidays), and today."""
    filters = outcome.understood.filters
    return [NOW.date(), *(day for day in (filters.starts_from, filters.starts_to) if day)]


def talks(catalogue: Catalogue, language: Language) -> Iterator[list[str]]:
    for number, course in enumerate(catalogue.courses):
        asked = ASKED[language]
        turns = [asked[(number * 3 + step) % len(asked)].format(course.title.of(language)) for step in range(3)]
        yield [*turns, FOLLOWING[language][number % 6], FOLLOWING[language][(number + 1) % 6]]


def phrases(catalogue: Catalogue, language: Language) -> list[str]:
    """The sentences that the reading learns from, with names of the catalogue in their slots."""
    names = choices(catalogue, language)
    return [filled(phrase.text, names) for phrase in load() if phrase.language == language]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_number_date_and_name_said_stands_in_the_catalogue(
    guide: Guide, catalogue: Catalogue, truth: Truth, language: Language
) -> None:
    found = [what for talk in talks(catalogue, language) for what in invented(truth, guide, talk, language)]
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_invented_for_the_sentences_of_many_hands(guide: Guide, catalogue: Catalogue, truth: Truth, language: Language) -> None:
    found = [what for phrase in phrases(catalogue, language)[::ONE_IN] for what in invented(truth, guide, [phrase], language)]
    assert not found, "\n".join(found[:20])


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_invented_for_any_sentence_of_any_hand(guide: Guide, catalogue: Catalogue, truth: Truth, language: Language) -> None:
    found = [what for phrase in phrases(catalogue, language) for what in invented(truth, guide, [phrase], language)]
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize(
    ("said_", "what"),
    [
        ("It costs $1,234,567.", "1,234,567"),
        ("La séance commence le 31 février.", "02-31"),
        ("From February 31 to March 2", "02-31"),
        ("Du 31 au 40 février", "02-31"),
        ("given by the teacher Zorblax", "Zorblax"),
    ],
)
def test_an_invention_is_found(truth: Truth, said_: str, what: str) -> None:
    assert [one for one in truth.invented("combien?", said_) if one.startswith(what)]
