"""One answer function an intent, and the answer to a message that asks two things."""

from collections.abc import Callable, Mapping

from catalogue.answers import compare, detail, facts, itself, occasions, offers, recommend, registering
from catalogue.answers.browsing import browse
from catalogue.answers.question import Question
from catalogue.answers.turn import COURSE_INTENTS
from catalogue.answers.values import Answer, Reply, Row
from catalogue.answers.why import CHOSEN, because, chosen
from catalogue.reading.values import Intent
from catalogue.words.replacing import replace
from catalogue.words.say import Html, unmarked

ANSWERS: Mapping[Intent, Callable[[Question], Answer]] = {
    Intent.LIST_COURSES: offers.list_courses,
    Intent.COURSE_DETAIL: detail.course_detail,
    **dict.fromkeys(facts.FACTS, facts.fact),
    **dict.fromkeys(occasions.HEADS, occasions.occasion),
    Intent.COMPARE: compare.compare,
    Intent.RECOMMEND: recommend.recommend,
    Intent.REGISTER: registering.register,
    Intent.GROUP: registering.group,
    Intent.MY_REGISTRATIONS: registering.my_registrations,
    Intent.CANCEL: registering.cancel,
    Intent.MODIFY: registering.modify,
    Intent.ALERT: registering.alert,
    Intent.GREETING: itself.greeting,
    Intent.THANKS: itself.thanks,
    Intent.GOODBYE: itself.goodbye,
    Intent.AFFIRM: itself.affirm,
    Intent.DENY: itself.deny,
    Intent.HELP: itself.help_,
    Intent.ABOUT: itself.about,
    Intent.HUMAN: itself.human,
    Intent.SWITCH_LANGUAGE: itself.switch_language,
    Intent.PRIVACY: itself.privacy,
    Intent.COMPLAINT: itself.complaint,
    Intent.FAQ: itself.faq,
    Intent.OUT_OF_SCOPE: itself.out_of_scope,
}
WEIGHING: Mapping[Intent, Callable[[Question], Answer]] = {Intent.RECOMMEND: recommend.among}
OF_ONE = COURSE_INTENTS - {Intent.COMPARE, Intent.GROUP, Intent.ALERT, Intent.CANCEL, Intent.MODIFY}
TOPMOST = 6
SECOND_LINES = 2


def answer(asked: Question) -> Answer:
    """The answer to the question, and in the same message to the second one it holds; or why it was what it was."""
    if asked.why and asked.intent in CHOSEN:
        return chosen(asked)
    if asked.why:
        return because(asked, _answer(replace(asked, why=False)))
    return _answer(asked)


def _answer(asked: Question) -> Answer:
    if asked.browse:
        return browse(asked)
    asked = _narrowed(asked)
    first = WEIGHING.get(asked.intent, compare.weigh)(asked) if asked.weighs else ANSWERS[asked.intent](asked)
    if asked.second is None or asked.second is asked.intent or not first.answered or (asked.tied and len(asked.courses) > 1):
        return first
    second = ANSWERS[asked.second](replace(asked, intent=asked.second, second=None))
    if _numbered(first.reply) and _numbered(second.reply):
        return second if asked.second in facts.FOR_ME else first
    together = _together(first.reply, second.reply, (asked.intent, asked.second))
    return replace(first, reply=together, faq=first.faq or second.faq, session=first.session or second.session)


def _narrowed(asked: Question) -> Question:
    """ "How much is the one in Gaspé?": the only course that fits what was said is the one asked about."""
    if asked.courses or not asked.filters or asked.intent not in OF_ONE:
        return asked
    found = offers.matches(asked, asked.filters)
    return replace(asked, courses=(found[0].course,)) if len(found) == 1 else asked


def _numbered(reply: Reply) -> bool:
    """Whether it holds a list to choose from by number: two of them in one message would have two firsts."""
    return any(line.startswith("1. ") for line in reply.text.split("\n"))


def _together(first: Reply, second: Reply, told: tuple[Intent, Intent]) -> Reply:
    """Both texts in one message, the first one shortened rather than the second one lost."""
    said = first.text.split("\n")
    asked_second = [line for line in second.text.split("\n") if line not in said and unmarked(line) not in unmarked(first.text)][
        :SECOND_LINES
    ]
    if not asked_second:
        return first
    kept = first.text.split("\n")[: TOPMOST - len(asked_second)]
    return replace(first, text=Html("\n".join([*kept, *asked_second])), rows=_rows(first, second, told))


def _rows(first: Reply, second: Reply, told: tuple[Intent, Intent]) -> tuple[Row, ...]:
    """The buttons of both, each once, without those that would ask what was just told."""
    known: set[str | None] = set()
    rows: list[Row] = []
    for row in (*first.rows, *second.rows):
        asked_again = tuple(f"ask:{intent.value}:" for intent in told)
        new = tuple(button for button in row if button.data not in known and not (button.data or "").startswith(asked_again))
        known |= {button.data for button in new}
        rows += [new] if new else []
    return tuple(rows[:3])
