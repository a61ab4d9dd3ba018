"""The choice of a session: those one can still ask for, with what is left, full ones said to be so."""

from collections.abc import Sequence

from catalogue.answers import sessions as words
from catalogue.answers.availability import State
from catalogue.answers.fitting import fits, of_session
from catalogue.answers.labels import short, title
from catalogue.answers.question import Question
from catalogue.answers.values import Button, Reply, Row
from catalogue.offer.model import Course, Session
from catalogue.reading.values import Filters
from catalogue.words.pattern import Pattern
from catalogue.words.say import Html, lines, unmarked
from enrolment.assistant.scene import Scene
from enrolment.assistant.talk import Draft
from enrolment.form.typed import folded

SHOWN = 4
ORDINALS = {
    "1": 0, "premier": 0, "premiere": 0, "first": 0, "1er": 0, "1re": 0, "one": 0,
    "2": 1, "deuxieme": 1, "second": 1, "seconde": 1, "2e": 1, "two": 1,
    "3": 2, "troisieme": 2, "third": 2, "3e": 2, "three": 2,
    "4": 3, "quatrieme": 3, "fourth": 3, "4e": 3, "four": 3,
}  # fmt: skip
FILLER = Pattern(
    r"\b(?:le|la|les|l|celui|celle|the|session|date|option|one|numero|number|de|du|s il vous plait|svp|please|je prends|i ll take)\b"
)


def open_ones(scene: Scene, course: Course) -> list[Session]:
    """The sessions of the course one can still ask for, soonest first."""
    return scene.asked.bookable(course)


def screen(scene: Scene, draft: Draft) -> Reply:
    """The sessions on a line each, and a button for each."""
    say, asked, course = scene.say, scene.asked, scene.catalogue.course(draft.course)
    found = _asked_for(scene, draft)
    page = found[draft.page * SHOWN : (draft.page + 1) * SHOWN]
    head = say("{course}. Which session suits you?", course=title(say, course)) if course else None
    rows: list[Row] = [
        (Button(label, data=f"form:{draft.token}:take:{one.code}"),) for label, one in zip(labels(asked, page), page, strict=True)
    ]
    if len(found) > SHOWN:
        pages = -(-len(found) // SHOWN)
        rows.append((Button(say.plain("Other dates"), data=f"form:{draft.token}:page:{(draft.page + 1) % pages}"),))
    rows.append(
        (Button(say.plain("See other courses"), data="browse:all"), Button(say.plain("Stop here"), data=f"form:{draft.token}:cancel"))
    )
    return Reply(lines(head, *(words.line(asked, one) for one in page)), rows=tuple(rows))


def reminder(scene: Scene, draft: Draft) -> Reply:
    """The choice again, in a line, after something else was answered."""
    say, whole = scene.say, screen(scene, draft)
    return Reply(say("Which session suits you? Press a button, or write its date or its city."), rows=whole.rows)


def _asked_for(scene: Scene, draft: Draft) -> list[Session]:
    """Those one can ask for; only those that were meant, where words meant several."""
    course = scene.catalogue.course(draft.course)
    found = open_ones(scene, course) if course else []
    return [one for one in found if one.code in draft.narrowed] or found


def labels(asked: Question, found: Sequence[Session]) -> list[str]:
    """A label for each, no two alike where their days and hours differ."""
    brief = [_label(asked, one) for one in found]
    return [label if brief.count(label) == 1 else _by_schedule(asked, one) for label, one in zip(brief, found, strict=True)]


def _label(asked: Question, session: Session) -> str:
    """``18 janvier, Québec``; a full one says what its button does."""
    say = asked.say
    where = session.city or words.where(say, session)
    day = say.day(session.first_day)
    if asked.state(session).state is State.FULL:
        return short(say.plain("{day}, {place}: waiting list", day=day, place=where), 48)
    return short(f"{day}, {where}", 48)


def _by_schedule(asked: Question, session: Session) -> str:
    """``8 janvier, vendredi matin…``: where another session starts the same day in the same place."""
    return short(f"{asked.say.day(session.first_day)}, {asked.say.text(session.schedule)}", 48)


def named(scene: Scene, draft: Draft, typed: str) -> list[Session]:
    """The sessions meant by what was typed: a place in the list shown, a city, a month, a format, words of its schedule."""
    shown = _asked_for(scene, draft)
    bare = " ".join(FILLER.sub(" ", folded(typed)).split())
    place = ORDINALS.get(bare)
    if place is not None:
        return shown[place : place + 1]
    filters = scene.desk.guide.reader.read(typed, scene.now.astimezone(scene.rules.zone), scene.language).filters
    course = scene.catalogue.course(draft.course)
    return _meant(scene, shown, filters, bare) or (_meant(scene, open_ones(scene, course), filters, bare) if course else [])


def _meant(scene: Scene, found: list[Session], filters: Filters, bare: str) -> list[Session]:
    fitted = fitting(found, filters)
    return _by_words(scene.asked, fitted or found, bare) or fitted


def _by_words(asked: Question, found: Sequence[Session], bare: str) -> list[Session]:
    """Those whose line has most of the words that tell the sessions apart; none where it has none of them."""
    lines_ = [set(folded(unmarked(words.line(asked, one))).split()) for one in found]
    telling = {word for word in set(bare.split()) if 0 < sum(word in line for line in lines_) < len(lines_)}
    scores = [len(telling & line) for line in lines_]
    best = max(scores, default=0)
    return [one for one, score in zip(found, scores, strict=True) if best and score == best]


def fitting(found: list[Session], filters: Filters) -> list[Session]:
    """Those that fit what was said of sessions; none where nothing was said."""
    return [one for one in found if fits(one, filters)] if of_session(filters) else []


def one_line(scene: Scene, code: str) -> Html:
    """A session on one line, under its course's title: for the review, the confirmation, the list."""
    found = scene.found(code)
    if found is None:
        return Html(code)
    asked = scene.asked
    return words.joined(words.when(asked, found[1]), words.where(scene.say, found[1]), scene.say.text(found[1].schedule))
