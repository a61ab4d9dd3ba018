"""A session, for its administrator: how full it is, and its seats, dates or cancellation, each shown before it is done."""

from collections.abc import Callable
from datetime import date

from rapidfuzz import fuzz

from catalogue.answers.labels import short
from catalogue.answers.values import Button, Row
from catalogue.offer.faults import Faults
from catalogue.offer.model import Course, Session
from catalogue.words.pattern import Pattern
from catalogue.words.say import Html, bold
from enrolment.assistant import followed as told
from enrolment.assistant.admin_choice import numbered
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.form.typed import folded
from enrolment.office import sessions
from enrolment.registration.following import Followed
from enrolment.registration.rights import Rights, actor_of
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor, Places
from enrolment.store import places

SEATS, DATES = "seats", "dates"
SHOWN = 8
NEAR = 60.0
UNLIMITED = Pattern(r"illimite\w*|unlimited|aucune limite|no limit")
ISO = Pattern(r"\d{4}-\d\d-\d\d")
Found = tuple[Course, Session]


def opened(scene: Scene, rights: Rights, words: list[str]) -> Said:
    """The session of that code; else those of her courses still to come, or those whose course's title is like what is typed."""
    known = scene.found(words[0]) if len(words) == 1 else None
    if known is not None and rights.covers(known[0].partner):
        return card(scene, rights, [known[1].code])
    return chosen(scene, rights, words, "adm:session", scene.say("Which session?"))


def chosen(scene: Scene, rights: Rights, words: list[str], verb: str, question: Html) -> Said:
    """The sessions to choose from, each a button of that verb."""
    return among(scene, coming(scene, rights, " ".join(words)), verb, question)


def among(scene: Scene, found: list[Found], verb: str, question: Html, more: str = "") -> Said:
    """These sessions to choose from; ``more`` stands at the end of each button."""
    if not found:
        return scene.tell(scene.say("No session of yours is called that. Type its code, or words of its course’s title."))
    labels = [_label(scene, course, one) for course, one in found[:SHOWN]]
    told = [_with_code(label, one) if labels.count(label) > 1 else label for label, (_, one) in zip(labels, found, strict=False)]
    rows: list[Row] = [(Button(label, data=f"{verb}:{one.code}{more}"),) for label, (_, one) in zip(told, found, strict=False)]
    return scene.tell(question, rows=numbered(scene, rows))


def coming(scene: Scene, rights: Rights, typed: str) -> list[Found]:
    """Her sessions still to come: all, the fullest first, or those like what is typed."""
    today, wanted = scene.now.astimezone(scene.rules.zone).date(), folded(typed)
    hers = [(course, one) for course, one in scene.catalogue.sessions() if rights.covers(course.partner)]
    ahead = [(course, one) for course, one in hers if one.last_day >= today and not one.withdrawn and not one.cancelled]
    if not wanted:
        return sorted(ahead, key=lambda pair: (-scene.taken.get(pair[1].code, 0), pair[1].first_day))
    likely = [
        (fuzz.partial_ratio(wanted, folded(f"{course.title.fr} {course.title.en} {one.code} {one.city or ''}")), course, one)
        for course, one in ahead
    ]
    return [(course, one) for likeness, course, one in sorted(likely, key=lambda each: -each[0]) if likeness >= NEAR]


def _label(scene: Scene, course: Course, one: Session) -> str:
    return short(f"{_label_day(scene, one)} · {one.city or scene.say.plain('online')} · {scene.say.text(course.title)}", 60)


def brief(scene: Scene, one: Session) -> str:
    """Its day, its place, its code: under its course's title."""
    return f"{_label_day(scene, one)} · {one.city or scene.say.plain('online')} · {one.code}"


def _label_day(scene: Scene, one: Session) -> str:
    return scene.say.day(one.first_day, year=one.first_day.year != scene.now.astimezone(scene.rules.zone).year)


def _with_code(label: str, one: Session) -> str:
    """Two sessions that begin alike are told apart by their codes, which stand first: an end may be cut."""
    return short(f"{one.code} · {label}", 60)


def hers(scene: Scene, rights: Rights, parts: list[str]) -> Found | None:
    """The button's session, where it is hers."""
    found = scene.found(parts[0]) if parts else None
    return found if found is not None and rights.covers(found[0].partner) else None


def card(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    found = hers(scene, rights, parts)
    return _card(scene, found) if found else opened(scene, rights, [])


def _card(scene: Scene, found: Found, *notes: str) -> Said:
    """How full it is, who is beyond its seats, and what can be done."""
    (course, one), say = found, scene.say
    counted = places.of(scene.unit.session, one.code) or Places(one.code, one.seats)
    said = [
        bold(say.text(course.title)),
        say(
            "{days} · {place} · <code>{code}</code>",
            days=say.days(one.first_day, one.last_day, year=True),
            place=one.city or say("online"),
            code=one.code,
        ),
        filled(scene, counted),
        *([say("<b>This session is cancelled.</b>")] if one.cancelled else []),
        *(told.surplus({one.code: counted.surplus}, say) if counted.surplus else []),
    ]
    code = one.code
    rows: list[Row] = []
    if not one.cancelled:
        rows = [
            (Button(say.plain("Seats"), data=f"adm:sseats:{code}"), Button(say.plain("Dates"), data=f"adm:sdates:{code}")),
            (
                Button(say.plain("Write to its people"), data=f"adm:cast:s:{code}"),
                Button(say.plain("Cancel it"), data=f"adm:scancel:{code}"),
            ),
        ]
    return scene.tell(*notes, *said, rows=rows)


def _which(scene: Scene, found: Found) -> tuple[Html, Html]:
    """Which session it is about: its course, its days and its place."""
    (course, one), say = found, scene.say
    where = say("{days} · {place}", days=say.days(one.first_day, one.last_day, year=True), place=one.city or say("online"))
    return bold(say.text(course.title)), where


def filled(scene: Scene, counted: Places) -> Html:
    """How many places are taken, and who waits."""
    say = scene.say
    taken, waiting = say.number(counted.taken), say.number(counted.waiting)
    if counted.seats is None:
        return say.many("{count} place taken, without limit", "{count} places taken, without limit", counted.taken)
    return say("{taken} of {seats} places taken, {waiting} waiting", taken=taken, seats=say.number(counted.seats), waiting=waiting)


def ask_seats(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    found = hers(scene, rights, parts)
    if found is None:
        return opened(scene, rights, [])
    return _ask_seats(scene, found)


def _ask_seats(scene: Scene, found: Found, wrong: Html | None = None) -> Said:
    scene.talk.writing = {"for": SEATS, "session": found[1].code}
    asked = scene.say("How many places? A number, or “unlimited”.")
    return scene.tell(wrong, *_which(scene, found), asked, rows=[_back(scene, found[1].code)])


def seats(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The number typed, done: nobody loses a place for it."""
    found, typed = hers(scene, rights, parts), folded(scene.heard.text)
    if found is None:
        return opened(scene, rights, [])
    if not (typed.isdecimal() or UNLIMITED.fullmatch(typed)):
        return _ask_seats(scene, found, scene.say("That is not a number of places."))
    wanted = int(typed) if typed.isdecimal() else None
    return _done(scene, found[1].code, lambda: sessions.set_seats(scene.unit, found[1].code, wanted, _actor(scene)))


def ask_more(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """So many places more, or so many in all (``+5``, ``30``): what it comes to, to be confirmed."""
    found, say, said = hers(scene, rights, parts), scene.say, (parts[1:] or [""])[0]
    if found is None or not said.lstrip("+").isdecimal():
        return opened(scene, rights, [])
    one = found[1]
    if one.seats is None:
        return _card(scene, found, say("Its places are already unlimited."))
    wanted = one.seats + int(said) if said.startswith("+") else int(said)
    change = say("{before} → {after} places", before=say.number(one.seats), after=say.number(wanted))
    return scene.ask(
        *_which(scene, found),
        change,
        yes=Button(say.plain("Yes, change it"), data=f"adm:sset:{one.code}:{wanted}"),
        no=Button(say.plain("No, leave it"), data=f"adm:session:{one.code}"),
    )


def set_seats(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The number of the button, done."""
    found, said = hers(scene, rights, parts), (parts[1:] or [""])[0]
    if found is None or not said.isdecimal():
        return opened(scene, rights, [])
    return _done(scene, found[1].code, lambda: sessions.set_seats(scene.unit, found[1].code, int(said), _actor(scene)))


def ask_dates(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    found = hers(scene, rights, parts)
    if found is None:
        return opened(scene, rights, [])
    return _ask_dates(scene, found)


def _ask_dates(scene: Scene, found: Found, wrong: Html | None = None) -> Said:
    scene.talk.writing = {"for": DATES, "session": found[1].code}
    asked = scene.say("Which dates now? For example: April 14 to 16, 2027.")
    return scene.tell(wrong, *_which(scene, found), asked, rows=[_back(scene, found[1].code)])


def preview_dates(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The dates typed beside those of now, and how many people would be told."""
    found, say = hers(scene, rights, parts), scene.say
    if found is None:
        return opened(scene, rights, [])
    one, days = found[1], _days(scene, scene.heard.text)
    if days is None:
        return _ask_dates(scene, found, say("I read no date in that."))
    first, last = days if days[1] > days[0] else (days[0], sessions.last_day(one, days[0]))
    change = say("{before} → {after}", before=say.days(one.first_day, one.last_day, year=True), after=say.days(first, last, year=True))
    lost = (
        say("Its meetings are no longer known: the calendar file will have the days alone.")
        if one.meetings and last - first != one.last_day - one.first_day
        else None
    )
    apply = Button(say.plain("Change the dates"), data=f"adm:smove:{one.code}:{first:%Y%m%d}:{last:%Y%m%d}")
    return scene.tell(change, _concerned(scene, one), lost, rows=[(apply,), _back(scene, one.code)])


def _days(scene: Scene, typed: str) -> tuple[date, date] | None:
    """The first and last day typed, in ISO or in words."""
    given = [date.fromisoformat(each) for each in ISO.findall(typed) if _is_day(each)]
    if given:
        return given[0], given[-1]
    read = scene.desk.guide.reader.read(typed, scene.now.astimezone(scene.rules.zone), scene.language).filters
    return (read.starts_from, read.starts_to or read.starts_from) if read.starts_from else None


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def move(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The dates of the button, done; each person is told both."""
    found = hers(scene, rights, parts)
    days = [f"{each[:4]}-{each[4:6]}-{each[6:]}" for each in parts[1:]]
    if found is None or len(days) != 2 or not all(map(_is_day, days)):
        return opened(scene, rights, [])
    first, last = map(date.fromisoformat, days)
    return _done(scene, found[1].code, lambda: sessions.move(scene.unit, found[1].code, first, last, _actor(scene)))


def ask_cancel(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """What cancelling does, and to how many."""
    found, say = hers(scene, rights, parts), scene.say
    if found is None:
        return opened(scene, rights, [])
    return scene.ask(
        *_which(scene, found),
        say("Cancel this session? It cannot be undone for the people in it."),
        _concerned(scene, found[1]),
        yes=Button(say.plain("Yes, cancel it"), data=f"adm:scancelled:{found[1].code}"),
        no=Button(say.plain("No, keep it"), data=f"adm:session:{found[1].code}"),
    )


def cancel(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    found = hers(scene, rights, parts)
    if found is None:
        return opened(scene, rights, [])
    return _done(scene, found[1].code, lambda: sessions.cancel(scene.unit, found[1].code, _actor(scene)))


def _done(scene: Scene, code: str, act: Callable[[], tuple[Unit, Followed]]) -> Said:
    """The session as it is now, with what the change did; or why it cannot be."""
    say = scene.say
    try:
        unit, concerned = act()
    except Faults as faults:
        return scene.tell(*(fault.said(say) for fault in faults.faults[:3]), rows=[_back(scene, code)])
    found = unit.offer.session(code)
    lines = [line for line in told.summary(concerned, say) if code not in line]
    return _card(scene, found, say("Done."), *lines) if found else scene.tell(say("Done."), *lines)


def _concerned(scene: Scene, one: Session) -> Html:
    counted = places.of(scene.unit.session, one.code)
    people = counted.taken + counted.waiting if counted else 0
    return scene.say.many("{count} person would be told.", "{count} people would be told.", people)


def _back(scene: Scene, code: str) -> Row:
    return (Button(scene.say.plain("Back"), data=f"adm:session:{code}"),)


def _actor(scene: Scene) -> Actor:
    return actor_of(scene.unit, scene.heard.telegram_id)
