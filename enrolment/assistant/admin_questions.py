"""What people ask and do not find, for administrators: each question attached to a course or an answer, answered anew, or dismissed."""

import re
from collections.abc import Callable

from rapidfuzz import fuzz

from catalogue.answers.labels import short
from catalogue.answers.values import Button, Row
from catalogue.offer.faults import Faults
from catalogue.offer.model import Course, FaqEntry, Language, Text, Texts
from catalogue.words.say import Html
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.form.typed import folded, tidy
from enrolment.office import questions
from enrolment.office.questions import Asked
from enrolment.registration.rights import Rights, actor_of

NAMING, IN_FRENCH, IN_ENGLISH = "naming", "faq_fr", "faq_en"
PAGE = 5
CHOICES = 6
OTHER: dict[Language, Language] = {"fr": "en", "en": "fr"}


def listed(scene: Scene, _rights: Rights, parts: list[str]) -> Said:
    """A page of the questions, the most asked first."""
    say, found = scene.say, questions.asked(scene.unit)
    first = int(parts[0]) if parts and parts[0].isdigit() else 0
    shown = found[first : first + PAGE]
    if not shown:
        return scene.tell(say("<b>Every question has found its answer.</b>"), rows=[(Button(say.plain("Inbox"), data="adm:inbox"),)])
    head = say.many("<b>{count} question without an answer</b>", "<b>{count} questions without an answer</b>", len(found))
    rows: list[Row] = [(Button(short(f"{say.number(one.count)} × {one.text}", 60), data=f"adm:q:{one.id}"),) for one in shown]
    doors = [Button(say.plain("Inbox"), data="adm:inbox")]
    if first + PAGE < len(found):
        doors.append(Button(say.plain("More"), data=f"adm:asked:{first + PAGE}"))
    return scene.tell(head, rows=[*rows, tuple(doors)])


def _one(scene: Scene, parts: list[str]) -> Asked | None:
    return questions.find(scene.unit, int(parts[0])) if parts and parts[0].isdigit() else None


def one(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """A question with its other wordings, and what can become of it."""
    say, found = scene.say, _one(scene, parts)
    if found is None:
        return listed(scene, rights, [])
    times = say.many("asked {count} time, on {day}", "asked {count} times, the last one on {day}", found.count, day=say.day(found.last))
    said = [say("<b>“{text}”</b>", text=found.text), times, *(say("• {text}", text=each) for each in found.others[:4])]
    rows: list[Row] = [(Button(say.plain("It is a name of a course"), data=f"adm:qcourse:{found.id}"),)]
    if not rights.partners:
        rows.append((Button(say.plain("It asks one of our answers"), data=f"adm:qfaq:{found.id}"),))
        rows.append(
            (
                Button(say.plain("Write a new answer"), data=f"adm:qnew:{found.id}"),
                Button(say.plain("Dismiss"), data=f"adm:qdrop:{found.id}"),
            )
        )
    rows.append((Button(say.plain("Back"), data="adm:asked"),))
    return scene.tell(*said, rows=rows)


def which_course(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The courses she may name, the likeliest first."""
    found, say = _one(scene, parts), scene.say
    if found is None:
        return listed(scene, rights, [])
    hers = [course for course in scene.catalogue.courses if rights.covers(course.partner) and not course.withdrawn]
    likely = sorted(hers, key=lambda course: -_likeness(found, course))
    first = int(parts[1]) if parts[1:] and parts[1].isdigit() else 0
    shown = likely[first : first + CHOICES]
    rows: list[Row] = [(Button(short(say.text(course.title), 50), data=f"adm:qname:{found.id}:{course.code}"),) for course in shown]
    more = [Button(say.plain("More"), data=f"adm:qcourse:{found.id}:{first + CHOICES}")] if first + CHOICES < len(likely) else []
    return scene.tell(say("A name of which course?"), rows=[*rows, (*more, Button(say.plain("Back"), data=f"adm:q:{found.id}"))])


def _likeness(found: Asked, course: Course) -> float:
    names = (course.title.fr, course.title.en, *course.aliases.all())
    return max(fuzz.token_set_ratio(folded(found.subject or found.text), folded(name)) for name in names)


def which_name(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """Which words are the name: what it asked for, or what she types."""
    found, say = _one(scene, parts), scene.say
    course = scene.catalogue.course(parts[1]) if parts[1:] else None
    if found is None or course is None or not rights.covers(course.partner):
        return listed(scene, rights, [])
    scene.talk.writing = {"for": NAMING, "question": str(found.id), "course": course.code}
    rows: list[Row] = [
        (Button(short(words, 50), data=f"adm:qis:{found.id}:{course.code}:{which}"),)
        for which, words in (("s", found.subject), ("t", found.text))
        if words and len(words.split()) <= 6
    ]
    back: Row = (Button(say.plain("Back"), data=f"adm:q:{found.id}"),)
    head = say("Which words name {course}? Choose, or type them.", course=say.text(course.title))
    return scene.tell(head, rows=[*rows, back])


def named_so(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The words of a button as another name of the course."""
    found = _one(scene, parts)
    words = {"s": found.subject, "t": found.text}.get(parts[2]) if found and len(parts) == 3 else None
    return _named(scene, rights, found, parts[1], words) if found and words else listed(scene, rights, [])


def named(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The words typed as another name of the course."""
    found = _one(scene, parts)
    return _named(scene, rights, found, parts[1], tidy(scene.heard.text)) if found and parts[1:] else listed(scene, rights, [])


def _named(scene: Scene, rights: Rights, found: Asked, course_code: str, words: str) -> Said:
    course = scene.catalogue.course(course_code)
    if course is None or not rights.covers(course.partner):
        return listed(scene, rights, [])
    actor = actor_of(scene.unit, scene.heard.telegram_id)
    done = scene.say("From now on “{words}” means {course}.", words=words, course=scene.say.text(course.title))
    return _tried(scene, lambda: questions.attach_to_course(scene.unit, found, course.code, words, actor), done)


def which_answer(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The FAQ's entries, the likeliest first."""
    found, say = _one(scene, parts), scene.say
    if found is None:
        return listed(scene, rights, [])
    likely = sorted(
        scene.catalogue.faq,
        key=lambda entry: -max((fuzz.token_set_ratio(folded(found.text), folded(way)) for way in entry.question.all()), default=0.0),
    )
    first = int(parts[1]) if parts[1:] and parts[1].isdigit() else 0
    shown = likely[first : first + CHOICES]
    rows: list[Row] = [(Button(_titled(scene, entry), data=f"adm:qway:{found.id}:{entry.code}"),) for entry in shown]
    more = [Button(say.plain("More"), data=f"adm:qfaq:{found.id}:{first + CHOICES}")] if first + CHOICES < len(likely) else []
    return scene.tell(say("Which answer does it ask for?"), rows=[*rows, (*more, Button(say.plain("Back"), data=f"adm:q:{found.id}"))])


def _titled(scene: Scene, entry: FaqEntry) -> str:
    ways = getattr(entry.question, scene.language) or entry.question.all()
    return short(ways[0] if ways else entry.code, 50)


def asks_it(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The question as another way of asking an entry."""
    found = _one(scene, parts)
    if found is None or not parts[1:]:
        return listed(scene, rights, [])
    actor, done = actor_of(scene.unit, scene.heard.telegram_id), scene.say("From now on this question has that answer.")
    return _tried(scene, lambda: questions.attach_to_faq(scene.unit, found, parts[1], actor), done)


def ask_french(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """A new answer, French first."""
    found = _one(scene, parts)
    if found is None:
        return listed(scene, rights, [])
    scene.talk.writing = {"for": IN_FRENCH, "question": str(found.id)}
    back: Row = (Button(scene.say.plain("Never mind"), data=f"adm:q:{found.id}"),)
    return scene.tell(scene.say("Write the answer in French. I will ask for the English next."), rows=[back])


def ask_english(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The French is there; now the English."""
    found = _one(scene, parts)
    if found is None:
        return listed(scene, rights, [])
    scene.talk.writing = {"for": IN_ENGLISH, "question": str(found.id), "fr": scene.heard.text}
    back: Row = (Button(scene.say.plain("Never mind"), data=f"adm:q:{found.id}"),)
    return scene.tell(scene.say("And in English?"), rows=[back])


def answered(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """Both are there: the new entry."""
    found = _one(scene, parts)
    if found is None or not parts[1:]:
        return listed(scene, rights, [])
    entry = FaqEntry(
        code=_code(scene, found),
        question=Texts.model_validate({found.language: [found.text], OTHER[found.language]: []}),
        answer=Text(fr=parts[1], en=scene.heard.text),
    )
    actor, done = actor_of(scene.unit, scene.heard.telegram_id), scene.say("From now on this question has that answer.")
    return _tried(scene, lambda: questions.answer_with(scene.unit, found, entry, actor), done)


def _code(scene: Scene, found: Asked) -> str:
    """A code of its own from the question's longest words."""
    words = sorted(re.findall(r"[a-z0-9]{4,}", folded(found.text)), key=lambda word: -len(word))[:2]
    stem = "-".join(words)[:24] or "question"
    taken = {entry.code.casefold() for entry in scene.catalogue.faq}
    return next(code for code in (stem, *(f"{stem}-{number}" for number in range(2, 1000))) if code not in taken)


def dismiss(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    found = _one(scene, parts)
    if found is not None:
        questions.dismiss(scene.unit, found, actor_of(scene.unit, scene.heard.telegram_id))
    return listed(scene, rights, [])


def _tried(scene: Scene, act: Callable[[], None], done: Html) -> Said:
    """Done, or what the catalogue refuses."""
    say = scene.say
    rows: list[Row] = [(Button(say.plain("Next question"), data="adm:asked"),)]
    try:
        act()
    except Faults as faults:
        return scene.tell(*(fault.said(say) for fault in faults.faults[:3]), rows=rows)
    return scene.tell(done, rows=rows)
