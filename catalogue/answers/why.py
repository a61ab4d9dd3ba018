"""Why something was said: what the person told of herself, or who publishes it, then the same again."""

from catalogue.answers import labels
from catalogue.answers.frame import card, dash, reply
from catalogue.answers.question import Question
from catalogue.answers.sessions import joined, wish
from catalogue.answers.values import Answer, Row
from catalogue.offer.model import Course
from catalogue.reading.values import Intent
from catalogue.words.replacing import replace
from catalogue.words.say import Html, lines

LINES = 5
CARDS = 3
CHOSEN = frozenset({Intent.LIST_COURSES, Intent.RECOMMEND})


def because(asked: Question, again: Answer) -> Answer:
    """The answer again, who publishes it first."""
    said = again.reply.text.split("\n")[:LINES]
    return replace(again, reply=replace(again.reply, text=lines(_published(asked), *(Html(line) for line in said))))


def chosen(asked: Question) -> Answer:
    """The courses listed or advised, each with what speaks for it; what she said, that they fit, first."""
    codes = asked.context.shown
    courses = [course for code in codes[:LINES] if (course := asked.catalogue.course(code))]
    said = [Html(f"{number}. {dash(asked, course, _for_it(asked, course))}") for number, course in enumerate(courses, 1)]
    rows: list[Row] = [(card(asked, course),) for course in courses[:CARDS]]
    return replace(reply(asked, [_told(asked), *said], rows, courses=codes), shown=codes)


def _told(asked: Question) -> Html:
    """What she said, that these courses fit."""
    wished = wish(asked, asked.filters)
    if wished:
        return asked.say("Because of what you told me: {wish}.", wish=wished)
    return asked.say("You told me little about yourself yet, so I begin with what is soonest and asks for least.")


def _for_it(asked: Question, course: Course) -> Html:
    """Its subject, its level, whom it is for."""
    topic = asked.catalogue.topic(course.topics[0]) if course.topics else None
    return joined(asked.say.text(topic.name) if topic else None, labels.level(asked.say, course), labels.audiences(asked.say, course))


def _published(asked: Question) -> Html:
    """Who says so: the school, in the catalogue; and whom to ask to be sure."""
    partners = dict.fromkeys(labels.partner(asked, course) for course in asked.courses[:2])
    _, contact = asked.contact(asked.courses[0] if len(partners) == 1 else None)
    reached = labels.reach(contact)
    if reached:
        return asked.say("I repeat what {partner} publishes; to be sure: {contact}.", partner=asked.say.all_of(partners), contact=reached)
    return asked.say("I repeat what {partner} publishes.", partner=asked.say.all_of(partners))
