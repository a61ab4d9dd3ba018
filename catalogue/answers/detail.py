"""The card of a course: what it is, what it costs, how long, for whom, and when next."""

from catalogue.answers import labels
from catalogue.answers.fitting import choose
from catalogue.answers.frame import Fact, gone, reply, side_by_side, way_on, which_course
from catalogue.answers.question import Question
from catalogue.answers.sessions import joined, line
from catalogue.answers.values import Answer, Button, Row
from catalogue.offer.model import Course
from catalogue.words.say import Html


def course_detail(asked: Question) -> Answer:
    """The course's card; of several, a line each."""
    if not asked.courses:
        return which_course(asked)
    if len(asked.courses) > 1:
        return side_by_side(asked, Fact(lambda *_: (), _brief))
    return gone(asked) if asked.course.withdrawn else _card(asked, asked.course)


def _brief(asked: Question, course: Course) -> Html:
    return joined(
        labels.partner(asked, course),
        labels.price(asked.say, course),
        asked.say.hours(course.duration_hours),
        labels.level(asked.say, course),
    )


def _card(asked: Question, course: Course) -> Answer:
    say = asked.say
    facts = joined(labels.price(say, course), say.hours(course.duration_hours), labels.level(say, course), labels.partner(asked, course))
    people = say("For {people}.", people=labels.audiences(say, course))
    needed = say("Prerequisites: {text}", text=say.text(course.prerequisites)) if course.prerequisites else None
    said = [labels.title(say, course), say.text(course.summary), facts, people, needed, _next(asked, course), sample(asked)]
    return reply(asked, said, _rows(asked, course))


def _next(asked: Question, course: Course) -> Html:
    """The next session, the one that fits what was said first."""
    choice = choose(asked, course)
    following = [session for session in (*choice.fitting, *choice.near) if asked.state(session).bookable]
    return line(asked, following[0]) if following else asked.say("No session is planned for now.")


def sample(asked: Question) -> Html | None:
    """That the course is made up, where the catalogue is the bundled sample."""
    return asked.say("Sample catalogue: this course is made up.") if asked.sample else None


def _rows(asked: Question, course: Course) -> list[Row]:
    say, code = asked.say, course.code
    return [
        way_on(asked, course),
        (Button(say.plain("Dates"), data=f"ask:dates:{code}"), Button(say.plain("Financial aid"), data=f"ask:funding:{code}")),
        (Button(say.plain("For a group"), data=f"group:{code}"),),
    ]
