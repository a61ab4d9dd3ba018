"""What people ask and do not find: settled here by an administrator."""

import re
from collections.abc import Callable

from starlette.responses import Response

from bot.pages.visit import Visit
from catalogue.offer.faults import Fault, Faults
from catalogue.offer.model import FaqEntry, Language, Text, Texts
from catalogue.words.say import N_
from enrolment.form.typed import folded, tidy
from enrolment.office import questions
from enrolment.office.questions import Asked
from enrolment.registration.unit import Unit

SHOWN = 50
LONGEST_ANSWER = 2000
OTHER: dict[Language, Language] = {"fr": "en", "en": "fr"}
Settle = Callable[[Unit, Asked], None]


def shown(visit: Visit) -> Response:
    """The questions to settle, the most asked first."""
    return _page(visit)


def as_course(visit: Visit) -> Response:
    """The words are another name of a course, from the next message on."""
    course = visit.catalogue.course(visit.typed("course"))
    words = tidy(visit.typed("words"))
    if course is None or not visit.rights.covers(course.partner) or not words:
        return _page(visit, faults=[Fault("", N_("Choose a course and write the words that name it."))])
    return _settled(visit, lambda unit, one: questions.attach_to_course(unit, one, course.code, words, visit.who.actor))


def as_entry(visit: Visit) -> Response:
    """Another way of asking an entry of the FAQ."""
    entry = next((one for one in visit.catalogue.faq if one.code == visit.typed("entry")), None)
    if entry is None:
        return _page(visit, faults=[Fault("", N_("Choose an answer."))])
    return _settled(visit, lambda unit, one: questions.attach_to_faq(unit, one, entry.code, visit.who.actor))


def answer(visit: Visit) -> Response:
    """A new answer, in both languages."""
    french, english = (visit.typed(name)[:LONGEST_ANSWER] for name in ("fr", "en"))
    if not (french and english):
        return _page(visit, faults=[Fault("", N_("Write the answer in both languages."))])
    words = Text(fr=french, en=english)
    return _settled(visit, lambda unit, one: questions.answer_with(unit, one, _entry(unit, one, words), visit.who.actor))


def dismiss(visit: Visit) -> Response:
    """Nothing to do about it."""
    return _settled(visit, lambda unit, one: questions.dismiss(unit, one, visit.who.actor))


def _settled(visit: Visit, settle: Settle) -> Response:
    """Done, or what the catalogue refuses; a question settled meanwhile is gone from the list."""
    try:
        with visit.writing() as unit:
            number = visit.path["question"]
            one = questions.find(unit, int(number)) if number.isdigit() and len(number) < 16 else None
            if one is not None:
                settle(unit, one)
    except Faults as found:
        return _page(visit, faults=list(found.faults))
    return visit.go("/questions", [("done", "1" if one is not None else "0")])


def _page(visit: Visit, faults: list[Fault] | None = None) -> Response:
    with visit.reading() as unit:
        asked = questions.asked(unit)
    offer = visit.catalogue
    return visit.page(
        "questions.html",
        asked=asked[:SHOWN],
        count=len(asked),
        courses=[course for course in offer.courses if visit.rights.covers(course.partner) and not course.withdrawn],
        faq=[(entry.code, _way(entry, visit.who.language)) for entry in offer.faq],
        faults=faults or [],
        done=visit.query.get("done", ""),
        longest=LONGEST_ANSWER,
    )


def _way(entry: FaqEntry, language: Language) -> str:
    """How an entry is asked, in the reader's language where it can be."""
    ways = entry.question.fr if language == "fr" else entry.question.en
    return (ways or entry.question.all() or (entry.code,))[0]


def _entry(unit: Unit, one: Asked, words: Text) -> FaqEntry:
    """A new entry, its code made of the question's longest words."""
    longest = sorted(re.findall(r"[a-z0-9]{4,}", folded(one.text)), key=lambda word: -len(word))[:2]
    stem = "-".join(longest)[:24] or "question"
    taken = {entry.code.casefold() for entry in unit.offer.faq}
    code = next(each for each in (stem, *(f"{stem}-{number}" for number in range(2, 1000))) if each not in taken)
    question = Texts.model_validate({one.language: [one.text], OTHER[one.language]: []})
    return FaqEntry(code=code, question=question, answer=words)
