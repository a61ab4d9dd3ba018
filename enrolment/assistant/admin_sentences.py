"""What an administrator asks for in a sentence: places, a session cancelled or moved, who registered, the totals, the messages."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from catalogue.answers.fitting import fits
from catalogue.answers.values import Button, Row
from catalogue.answers.words import FACTS, SMALL, WISHES, stems, tokens
from catalogue.offer.model import Course
from catalogue.words.pattern import Pattern
from catalogue.words.say import bold
from enrolment.assistant import admin_broadcasts, admin_export, admin_people, admin_sessions, admin_stats
from enrolment.assistant.admin_cues import (
    ADDS,
    CANCELS,
    CLOSES,
    CODES,
    COUNTED,
    EXPORTED,
    FORMATS,
    LAST_MONTH,
    LAST_WEEK,
    LEADS,
    LOOKED_FOR,
    MORE,
    MOVES,
    NAMED,
    NUMBER,
    OF_PEOPLE,
    OWN,
    REGISTERED,
    STANDING,
    THIS_MONTH,
    THIS_WEEK,
    TODAY,
    WRITES,
    YESTERDAY,
)
from enrolment.assistant.admin_errands import ERRANDS, Errand
from enrolment.assistant.admin_sessions import Found
from enrolment.assistant.export_choice import STATUSES, Choice
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.exports.export import Filters
from enrolment.form.typed import folded
from enrolment.overview import listing
from enrolment.overview.states import STATES
from enrolment.registration.rights import Rights
from enrolment.registration.states import Status
from enrolment.registration.values import Places
from enrolment.store import places, registrations


class Asked(Struct, frozen=True):
    """What is asked: the name of the entry that says who may, and what is done."""

    name: str
    work: Callable[[Scene, Rights], Said]


def read(scene: Scene, rights: Rights, text: str) -> Asked | None:
    """What the sentence asks for; None for what is no administrator's request."""
    words = folded(text)
    return next((asked for sentence in SENTENCES.values() if (asked := sentence(scene, rights, text, words))), None)


def _seats(scene: Scene, rights: Rights, text: str, words: str) -> Asked | None:
    """ "Add 5 places to…", "set it to 30 seats"."""
    if not MORE.search(words) or OWN.search(words):
        return None
    number = next((one or other for one, other in NUMBER.findall(folded(CODES.sub(" ", text)))), "")
    if not number:
        return Asked("sseats", _on(_meant(scene, rights, text), "sseats", admin_sessions.ask_seats))
    said = f"+{number}" if ADDS.search(words) else number
    return Asked("smore", _on(_meant(scene, rights, text), "smore", admin_sessions.ask_more, said))


def _cancel(scene: Scene, rights: Rights, text: str, words: str) -> Asked | None:
    if not CANCELS.search(words) or OWN.search(words):
        return None
    return Asked("scancel", _on(_meant(scene, rights, text), "scancel", admin_sessions.ask_cancel))


def _move(scene: Scene, rights: Rights, text: str, words: str) -> Asked | None:
    if not MOVES.search(words) or OWN.search(words):
        return None
    return Asked("sdates", _on(_meant(scene, rights, text), "sdates", admin_sessions.ask_dates))


def _on(found: list[Found], verb: str, work: Callable[[Scene, Rights, list[str]], Said], *more: str) -> Callable[[Scene, Rights], Said]:
    """Done on the one session meant; which one, asked, where several may be."""
    if len(found) == 1:
        return lambda scene, rights: work(scene, rights, [found[0][1].code, *more])
    last = "".join(f":{each}" for each in more)
    return lambda scene, _: admin_sessions.among(scene, found, f"adm:{verb}", scene.say("Which session?"), last)


def _meant(scene: Scene, rights: Rights, text: str) -> list[Found]:
    """The sessions a sentence may mean: those it names, else all of hers to come; those that are where and when it says."""
    reading = scene.desk.guide.reader.read(text, scene.now.astimezone(scene.rules.zone), scene.language)
    said, pool = reading.wishes.merged(reading.filters), _named(scene, rights, text) or admin_sessions.coming(scene, rights, "")
    return sorted([pair for pair in pool if fits(pair[1], said)] or pool, key=lambda pair: pair[1].first_day)


def _named(scene: Scene, rights: Rights, text: str) -> list[Found]:
    """The sessions of the code that is written, of the course whose whole title is, else of those whose names share most with it."""
    ahead, vocabulary = admin_sessions.coming(scene, rights, ""), scene.desk.guide.vocabulary
    words = stems(" ".join(word for word in tokens(text) if word not in SMALL | WISHES | FACTS and not word.isdigit()))
    codes = {word.casefold() for word in text.replace(",", " ").split()}
    shared = {course.code: vocabulary.called(course, words) for course, _ in ahead}
    best = max(shared.values(), default=0.0)
    named = [pair for pair in ahead if shared[pair[0].code] == best >= NAMED]
    coded = [pair for pair in ahead if {pair[1].code.casefold(), pair[0].code.casefold()} & codes]
    found = coded or [pair for pair in ahead if _titled(pair[0], folded(text))] or named
    return sorted(found, key=lambda pair: pair[1].first_day)


def _titled(course: Course, words: str) -> bool:
    return any(f" {folded(title)} " in f" {words} " for title in (course.title.fr, course.title.en))


def _write(scene: Scene, rights: Rights, text: str, words: str) -> Asked | None:
    """ "Write to the people of…": the session meant, then the message."""
    if not WRITES.search(words) or EXPORTED.search(words):
        return None
    found = _meant(scene, rights, text)
    if len(found) == 1:
        return Asked("cast", lambda scene, rights: admin_broadcasts.ask(scene, rights, ["s", found[0][1].code]))
    which = scene.say("Write to the people of which session?")
    return Asked("cast", lambda scene, _: admin_sessions.among(scene, found, "adm:cast:s", which))


def _close(scene: Scene, rights: Rights, text: str, words: str) -> Asked | None:
    """ "Close the session of…": the session, with what can be done of it."""
    return Asked("session", _on(_meant(scene, rights, text), "session", admin_sessions.card)) if CLOSES.search(words) else None


def _registered(scene: Scene, _rights: Rights, _text: str, words: str) -> Asked | None:
    """ "Who registered yesterday?": those of that time, by name."""
    if not REGISTERED.search(words) or OWN.search(words) or EXPORTED.search(words):
        return None
    today = scene.now.astimezone(scene.rules.zone).date()
    days = _days(words, today) or (today - timedelta(days=6), today)
    return Asked("people", lambda scene, rights: _made(scene, rights, *days))


def _made(scene: Scene, rights: Rights, first: date, last: date) -> Said:
    """Who registered within these days, both included, one button each; the way to the file."""
    say, zone = scene.say, scene.rules.zone
    since, until = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    made = [one for one in registrations.made_between(scene.unit.session, since, until) if rights.covers(one.partner_code)]
    if not made:
        return scene.tell(say("Nobody registered {days}.", days=say.days(first, last)))
    head = say.many("{count} registration, {days}.", "{count} registrations, {days}.", len(made), days=say.days(first, last))
    file: Row = (Button(say.plain("Export"), data="adm:export"),)
    return scene.tell(head, admin_people.beyond(scene, len(made)), rows=[*admin_people.listed(scene, made), file])


def _days(words: str, today: date) -> tuple[date, date] | None:
    """The days a sentence says, up to today."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    before = first - timedelta(days=1)
    said: tuple[tuple[Pattern, tuple[date, date]], ...] = (
        (YESTERDAY, (today - timedelta(days=1),) * 2),
        (TODAY, (today, today)),
        (LAST_WEEK, (monday - timedelta(days=7), monday - timedelta(days=1))),
        (LAST_MONTH, (before.replace(day=1), before)),
        (THIS_WEEK, (monday, today)),
        (THIS_MONTH, (first, today)),
    )
    return next((days for cue, days in said if cue.search(words)), None)


def _person(scene: Scene, rights: Rights, text: str, words: str) -> Asked | None:
    """ "Find Tremblay", "confirm the registration of …": where somebody she may see is called that."""
    if not LOOKED_FOR.search(words):
        return None
    name = LEADS.sub("", words)
    wanted = text.split()[-len(name.split()) :] if name else []
    if not wanted or not admin_people.matches(scene, rights, " ".join(wanted)):
        return None
    return Asked("people", lambda scene, rights: admin_people.found(scene, rights, wanted))


def _errand(errand: Errand) -> "Sentence":
    """A screen asked for in words."""
    asked = Asked(errand.entry, lambda scene, rights: errand.work(scene, rights, []))
    return lambda _scene, _rights, _text, words: asked if errand.cue.search(words) else None


def _counted(scene: Scene, rights: Rights, text: str, words: str) -> Asked | None:
    """How many registered: in the sessions of the course it names, within the days it says, else in all."""
    if not COUNTED.search(words):
        return None
    found, days = _named(scene, rights, text), _days(words, scene.now.astimezone(scene.rules.zone).date())
    if days and not found and rights.sees_names:
        return Asked("people", lambda scene, rights: _made(scene, rights, *days))
    if not found or not rights.sees_names:
        return Asked("stats", lambda scene, rights: admin_stats.totals(scene, rights, []))
    if len(found) == 1:
        return Asked("session", lambda scene, rights: admin_sessions.card(scene, rights, [found[0][1].code]))
    return Asked("session", lambda scene, _: _filled(scene, found))


def _filled(scene: Scene, found: list[Found]) -> Said:
    """How full each of these sessions is, each with its button."""
    courses = {course.code: scene.say.text(course.title) for course, _ in found}
    head = bold(*courses.values()) if len(courses) == 1 else scene.say("<b>Sessions to come</b>")
    rows = admin_sessions.among(scene, found, "adm:session", head).replies[0].rows
    every = {one.session_code: one for one in places.of_all(scene.unit.session)}
    lines = [
        scene.say(
            "• {session} – {filled}",
            session=admin_sessions.brief(scene, one),
            filled=admin_sessions.filled(scene, every.get(one.code, Places(one.code, one.seats))),
        )
        for _, one in found[: len(rows)]
    ]
    return scene.tell(head, *lines, rows=list(rows))


def _standing(scene: Scene, _rights: Rights, _text: str, words: str) -> Asked | None:
    """ "The registrations to confirm", "who is on the waiting list": those in that state, the newest first."""
    status = _status(words) if OF_PEOPLE.search(words) and not OWN.search(words) and not EXPORTED.search(words) else None
    if status is None or COUNTED.search(words) or _days(words, scene.now.astimezone(scene.rules.zone).date()):
        return None
    return Asked("people", lambda scene, rights: _in_state(scene, rights, status))


def _status(words: str) -> Status | None:
    return next((status for cue, status in STANDING if cue.search(words)), None)


def _in_state(scene: Scene, rights: Rights, status: Status) -> Said:
    """One button each; the way to the file of all of them."""
    say, filters = scene.say, Filters(statuses=(status.value,))
    found = listing.page(scene.unit, listing.Asked(rights, filters=filters), admin_people.MOST)
    head = say("{label}: {value}", label=say(STATES[status]), value=say.number(found.count))
    choice = Choice.read((), language=scene.language).but(status=str(STATUSES.index(status)))
    file: Row = (Button(say.plain("Export"), data=f"adm:export:{choice.data()}"),)
    rows = admin_people.listed(scene, [each.registration for each in found.entries])
    return scene.tell(head, admin_people.beyond(scene, found.count), rows=[*rows, file] if rows else [])


def _exported(scene: Scene, rights: Rights, text: str, words: str) -> Asked | None:
    """The export, of the course, the state and the format that are said."""
    if not EXPORTED.search(words):
        return None
    courses, status = {course.code for course, _ in _named(scene, rights, text)}, _status(words)
    said = {
        "format": next((name for cue, name in FORMATS if cue.search(words)), None),
        "status": str(STATUSES.index(status)) if status else None,
        "course": courses.pop() if len(courses) == 1 else None,
    }
    choice = Choice.read((), language=scene.language).but(**{name: value for name, value in said.items() if value})
    return Asked("export", lambda scene, rights: admin_export.screen(scene, rights, choice.data().split(":")))


Sentence = Callable[[Scene, Rights, str, str], Asked | None]
SENTENCES: Mapping[str, Sentence] = {  # the first that reads it has it
    "seats": _seats,
    "cancel": _cancel,
    "move": _move,
    "write": _write,
    "close": _close,
    "person": _person,
    "standing": _standing,
    "registered": _registered,
    "export": _exported,
    "counted": _counted,
    **{name: _errand(errand) for name, errand in ERRANDS.items()},
}
