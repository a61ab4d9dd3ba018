"""Why something was said: what the person told of herself, or who publishes it, then the same again."""

from dataclasses import replace

from catalogue.answers import labels
from catalogue.answers.question import Question
from catalogue.answers.sessions import wish
from catalogue.answers.values import Answer
from catalogue.reading.values import Intent
from catalogue.words.say import Html, lines

LINES = 5
CHOSEN = frozenset({Intent.LIST_COURSES, Intent.RECOMMEND})


def because(asked: Question, again: Answer) -> Answer:
    """The answer again, its reason first."""
    reason = _chosen(asked) if asked.intent in CHOSEN else _published(asked)
    said = again.reply.text.split("\n")[:LINES]
    return replace(again, reply=replace(again.reply, text=lines(reason, *(Html(line) for line in said))))


def _chosen(asked: Question) -> Html:
    """What she said, that these courses fit."""
    wished = wish(asked, asked.filters)
    if wished:
        return asked.say("Because of what you told me: {wish}.", wish=wished)
    return asked.say("You told me little about yourself yet, so I begin with what is soonest and asks for least.")


def _published(asked: Question) -> Html:
    """Who says so: the school, in the catalogue; and whom to ask to be sure."""
    partners = dict.fromkeys(labels.partner(asked, course) for course in asked.courses[:2])
    _, contact = asked.contact(asked.courses[0] if len(partners) == 1 else None)
    reached = labels.reach(contact)
    if reached:
        return asked.say("I repeat what {partner} publishes; to be sure: {contact}.", partner=asked.say.all_of(partners), contact=reached)
    return asked.say("I repeat what {partner} publishes.", partner=asked.say.all_of(partners))
