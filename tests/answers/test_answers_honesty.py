"""Nothing is invented: every number and every proper name of every answer stands in the catalogue, in the question, or on a short list."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from catalogue.answers.context import Context
from catalogue.answers.guide import Guide
from catalogue.offer.model import Catalogue, Language
from catalogue.offer.sample import sample_catalogue
from catalogue.reading.reader import Reader
from catalogue.words.say import unmarked

NOW = datetime(2027, 1, 10, 9, tzinfo=ZoneInfo("America/Toronto"))
NUMBER = re.compile(r"\d+(?:[\s.,]\d{3})*(?:[.,]\d+)?")
NAME = re.compile(r"(?<=[a-zà-ÿ,;»] )[A-ZÀ-Ý][\w’'-]+")
OURS = {"InscrIA", "Telegram", "I", "IA", "AI"}
CALENDAR = {
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    *(f"{day}{many}" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun") for many in ("day", "days")),
}
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
def known(catalogue: Catalogue) -> tuple[set[str], set[str]]:
    """The numbers and the words of the catalogue."""
    text = catalogue.model_dump_json()
    numbers = {_plain(number) for number in NUMBER.findall(text)}
    for course in catalogue.courses:
        numbers |= {_plain(f"{course.duration_hours:g}"), _plain(f"{course.price_cad or 0:.2f}")}
        for session in course.sessions:
            days = [session.first_day, session.last_day, *([session.register_by] if session.register_by else [])]
            numbers |= {str(part) for day in days for part in (day.day, day.year)}
    return numbers, set(re.findall(r"[\w’'-]+", text.replace("\\n", " ")))


def _plain(number: str) -> str:
    """``1 295,50``, ``1,295.50``, ``1295.5`` alike."""
    digits = re.sub(r"\s", "", number)
    digits = re.sub(r",(?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    return f"{float(digits):g}" if re.fullmatch(r"\d+(?:\.\d+)?", digits) else digits


def _counted(line: str) -> str:
    """The line without what is counted: courses, places, its place in the list, the number of people said."""
    line = re.sub(r"^\d+\. ", "", line)
    return re.sub(r"\d+\s(?:cours|courses?|places?|autres?|more|personnes?|people|person|sessions?)\b|\(\d+\)|\b[12]\. ", "", line)


def _talks(catalogue: Catalogue, language: Language) -> Iterator[list[str]]:
    for number, course in enumerate(catalogue.courses):
        title = course.title.fr if language == "fr" else course.title.en
        asked = ASKED[language]
        turns = [asked[(number * 3 + step) % len(asked)].format(title) for step in range(3)]
        yield [*turns, FOLLOWING[language][number % 6], FOLLOWING[language][(number + 1) % 6]]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_number_and_name_said_stands_in_the_catalogue(
    guide: Guide, catalogue: Catalogue, known: tuple[set[str], set[str]], language: Language
) -> None:
    numbers, words = known
    invented: list[str] = []
    for talk in _talks(catalogue, language):
        context = Context(language=language)
        for typed in talk:
            outcome = guide.answer(typed, context, NOW, {}, language)
            context = outcome.context
            asked = {_plain(number) for number in NUMBER.findall(typed)}
            said = unmarked(outcome.answer.reply.text)
            for line in map(_counted, said.split("\n")):
                invented += [f"{typed} → {number} in {line}" for number in NUMBER.findall(line) if _plain(number) not in numbers | asked]
                invented += [f"{typed} → {name} in {line}" for name in NAME.findall(line) if name not in words | OURS | CALENDAR]
    assert not invented, "\n".join(invented[:20])
