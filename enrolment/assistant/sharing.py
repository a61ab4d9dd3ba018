"""Course cards for any chat: what is typed after the bot's name finds courses; nothing of who asks is kept."""

from collections.abc import Mapping
from datetime import datetime

from catalogue.answers import labels
from catalogue.answers.context import Context
from catalogue.answers.guide import Guide
from catalogue.answers.sessions import joined
from catalogue.answers.values import Button
from catalogue.offer.model import Course, Language
from catalogue.words.replacing import replace
from catalogue.words.say import in_language
from enrolment.assistant.heard import Card, Heard, Said
from enrolment.assistant.scene import spoken

MOST = 20
SOONEST = "browse:all"


def shared(guide: Guide, heard: Heard, now: datetime, taken: Mapping[str, int], bot_name: str) -> Said:
    """The cards of the courses that what was typed is about; of the soonest ones where nothing was typed."""
    language = spoken(heard.language_code)
    context = Context(language=language)
    if heard.text.strip():
        outcome = guide.answer(heard.text, context, now, taken, language)
        language = outcome.understood.language
        codes = outcome.answer.courses or outcome.answer.shown
    else:
        soonest = guide.press(SOONEST, context, now, taken)
        codes = soonest.answer.courses if soonest else ()
    found = [course for code in codes[:MOST] if (course := guide.catalogue.course(code)) and not course.withdrawn]
    return Said(cards=tuple(_card(guide, course, language, now, taken, bot_name) for course in found))


def _card(guide: Guide, course: Course, language: Language, now: datetime, taken: Mapping[str, int], bot_name: str) -> Card:
    """The course's card, with a button that opens the bot on it."""
    say = in_language(language)
    outcome = guide.press(f"card:{course.code}", replace(Context(), language=language), now, taken)
    text = outcome.answer.reply.text if outcome else labels.title(say, course)
    few = joined(labels.price(say, course), say.hours(course.duration_hours), labels.level(say, course))
    button = Button(say.plain("Ask or register"), url=f"https://t.me/{bot_name}?start=course_{course.code}") if bot_name else None
    return Card(course.code, say.text(course.title), few, text, button)
