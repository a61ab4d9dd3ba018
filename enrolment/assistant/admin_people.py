"""People, for a registrar: found by name, email, phone or reference; seen, confirmed, declined, within what she may see."""

from collections.abc import Sequence

from catalogue.answers.labels import short
from catalogue.answers.values import Button, Row
from catalogue.words.say import N_, Html, bold, in_language
from enrolment import audit
from enrolment.assistant.admin_choice import numbered
from enrolment.assistant.heard import Said
from enrolment.assistant.mine import course_title
from enrolment.assistant.review import answer_lines
from enrolment.assistant.scene import Scene
from enrolment.assistant.sessions import one_line
from enrolment.form.typed import tidy
from enrolment.office import notes
from enrolment.overview import twins
from enrolment.overview.states import STATES
from enrolment.registration import people, registrar, standing
from enrolment.registration.references import shown
from enrolment.registration.rights import Rights, actor_of
from enrolment.registration.states import Status
from enrolment.registration.values import Registration
from enrolment.store import registrations

MOST = 8
WORDS = 5  # the longest name
NOTE, REASON, SEARCH = "note", "reason", "search"
LONGEST_REASON = 300
REASONS = (
    N_("The prerequisites are not met."),
    N_("The group is already complete."),
    N_("The reduced rate does not apply to you; the school will write to you."),
)


def found(scene: Scene, rights: Rights, words: list[str]) -> Said:
    """The registrations of whoever is named, one button each."""
    say, typed = scene.say, " ".join(words)
    if not typed:
        scene.talk.writing = {"for": SEARCH}
        doubles = twins.count(scene.unit, rights)
        door: Row = (Button(say.plain("Possible duplicates ({count})", count=say.number(doubles)), data="adm:twins"),)
        asked = say("Whom are you looking for? For example: /people Tremblay, an email, a phone or a reference.")
        return scene.tell(asked, rows=[door] if doubles else [])
    hits = matches(scene, rights, typed)
    if not hits:
        scene.talk.writing = {"for": SEARCH}
        return scene.tell(say("Nobody by that name, email, phone or reference."))
    head = say.many("{count} registration found.", "{count} registrations found.", len(hits))
    return scene.tell(head, beyond(scene, len(hits)), rows=listed(scene, hits))


def beyond(scene: Scene, count: int) -> Html | None:
    """Where the others are, when there are more than the buttons."""
    return scene.say("Here are the first {most}; the others are on the pages: /web.", most=MOST) if count > MOST else None


def is_sought(text: str) -> bool:
    """Whether what is typed can be a name, an email, a phone or a reference: a question is answered as one."""
    return "?" not in text and len(text.split()) <= WORDS


def matches(scene: Scene, rights: Rights, typed: str) -> list[Registration]:
    """Those of whoever is named that she may see."""
    return [one for one in _matches(scene, typed) if rights.covers(one.partner_code)]


def listed(scene: Scene, hits: Sequence[Registration]) -> list[Row]:
    """One button each, the first ones; that they were looked at is recorded."""
    actor = actor_of(scene.unit, scene.heard.telegram_id)
    audit.append(scene.unit.session, actor, "search", "registrations", None, now=scene.now, count=len(hits))
    return numbered(scene, [(Button(short(_label(scene, one), 60), data=f"adm:person:{one.reference}"),) for one in hits[:MOST]])


def _matches(scene: Scene, typed: str) -> list[Registration]:
    one = standing.by_reference(scene.unit, typed)
    if one is not None:
        return [one]
    return [each for person_id in people.search(scene.unit, typed) for each in registrations.of_person(scene.unit.session, person_id)]


def _label(scene: Scene, one: Registration) -> str:
    """Who, in what state, when, in what: what tells two apart comes first, the end may be cut."""
    say, name = scene.say, _name(scene, one) or shown(one.reference)
    starts = one.starts_at.astimezone(scene.rules.zone)
    day = say.day(starts, year=starts.year != scene.now.astimezone(scene.rules.zone).year)
    return f"{name} · {say.plain(STATES[one.status])} · {day} · {course_title(scene, one)}"


def _name(scene: Scene, one: Registration) -> str:
    if one.person_id is None:
        return ""
    answers = people.load(scene.unit, one.person_id).answers
    return " ".join(filter(None, (answers.get("first_name"), answers.get("last_name"))))


def seen(scene: Scene, rights: Rights, parts: list[str]) -> Registration | None:
    """The registration of the button, where it is hers to see."""
    one = standing.by_reference(scene.unit, parts[0]) if parts else None
    return one if one is not None and rights.covers(one.partner_code) else None


def card(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """One registration with its person's answers; that it was looked at is recorded."""
    one, say = seen(scene, rights, parts), scene.say
    if one is None or one.person_id is None:
        return scene.tell(say("Nobody by that name, email, phone or reference."))
    actor = actor_of(scene.unit, scene.heard.telegram_id)
    audit.append(scene.unit.session, actor, "view", "registration", one.id, now=scene.now)
    answers = people.load(scene.unit, one.person_id).answers
    fields = tuple(field for field in scene.form.fields if not field.sensitive or rights.partners)
    rows: list[Row] = []
    if one.status is Status.PRE_REGISTERED:
        rows.append(
            (Button(say.plain("Confirm"), data=f"adm:ok:{one.reference}"), Button(say.plain("Decline"), data=f"adm:no:{one.reference}"))
        )
    elif one.active:
        rows.append((Button(say.plain("Decline"), data=f"adm:no:{one.reference}"),))
    if one.active:
        rows.append((Button(say.plain("Write a note"), data=f"adm:note:{one.reference}"),))
    said = [bold(course_title(scene, one)), one_line(scene, one.session_code), *_standing(scene, one)]
    said += [*answer_lines(say, fields, answers), *_twins(scene, rights, one), *_notes(scene, one)]
    return scene.tell(*said, rows=rows)


def _standing(scene: Scene, one: Registration) -> list[Html]:
    """Its state, with the reason told; its reference and its day."""
    say, made = scene.say, scene.say.day(one.created_at.astimezone(scene.rules.zone), year=True)
    told = say("Told: {reason}", reason=one.status_reason) if one.status is Status.DECLINED and one.status_reason else None
    state = say("Status: {value}", value=say(STATES[one.status]))
    reference = say("Reference: <code>{reference}</code>, registered on {day}", reference=shown(one.reference), day=made)
    return [state, *([told] if told else []), reference]


def _twins(scene: Scene, rights: Rights, one: Registration) -> list[Html]:
    """Who may be the same person, with the reasons; only where she may see a registration of theirs."""
    say, found = scene.say, people.possible_duplicates(scene.unit, one.person_id) if one.person_id else ()
    lines = []
    for twin in found:
        theirs = [each for each in registrations.of_person(scene.unit.session, twin.person_id) if rights.covers(each.partner_code)]
        if theirs:
            why = say.all_of(say.plain(twins.SAME[reason]) for reason in twin.reasons)
            lines.append(say("Perhaps the same person: <code>{reference}</code> ({why})", reference=shown(theirs[0].reference), why=why))
    return lines


def duplicates(scene: Scene, rights: Rights, _parts: list[str]) -> Said:
    """The first possible duplicates with their reasons, each a door to its newest registrations; all of them are on the pages."""
    say, actor = scene.say, actor_of(scene.unit, scene.heard.telegram_id)
    found, more = twins.twins(scene.unit, rights, actor, size=MOST // 2)
    if not found:
        return scene.tell(say("No two accounts have one name and one email or phone."))
    lines = [say("• {name}: {why}", name=pair.name, why=pair.why(say)) for pair in found]
    newest = [(pair.one[0], pair.other[0]) for pair in found]
    rows: list[Row] = [
        tuple(Button(f"{shown(one.reference)} · {one.course_code}", data=f"adm:person:{one.reference}") for one in both) for both in newest
    ]
    return scene.tell(say("<b>Possible duplicates</b>"), *lines, say("There are more: /web shows all.") if more else None, rows=rows)


def _notes(scene: Scene, one: Registration) -> list[Html]:
    zone = scene.rules.zone
    return [
        scene.say("<i>{day}</i>: {text}", day=scene.say.day(each.at.astimezone(zone)), text=each.text) for each in notes.of(scene.unit, one)
    ]


def ask_note(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """What is typed next is the note."""
    one, say = seen(scene, rights, parts), scene.say
    if one is None:
        return card(scene, rights, parts)
    scene.talk.writing = {"for": NOTE, "reference": one.reference}
    back: Row = (Button(say.plain("Back"), data=f"adm:person:{one.reference}"),)
    return scene.tell(say("Write the note. Registrars see it; the person has it in the copy of their data."), rows=[back])


def noted(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    one = seen(scene, rights, parts)
    if one is not None:
        notes.write(scene.unit, one, scene.heard.text, actor_of(scene.unit, scene.heard.telegram_id))
    return card(scene, rights, parts)


def searched(scene: Scene, rights: Rights, _parts: list[str]) -> Said:
    """The name, email, phone or reference typed after the question."""
    return found(scene, rights, scene.heard.text.split())


def ask_reason(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """A reason of her own."""
    one, say = seen(scene, rights, parts), scene.say
    if one is None:
        return card(scene, rights, parts)
    scene.talk.writing = {"for": REASON, "reference": one.reference}
    back: Row = (Button(say.plain("Back"), data=f"adm:person:{one.reference}"),)
    return scene.tell(say("Write the reason as the person will read it."), rows=[back])


def decline_because(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The registrar's no, with the reason typed."""
    one = seen(scene, rights, parts)
    if one is not None:
        registrar.decline(scene.unit, [one.id], tidy(scene.heard.text)[:LONGEST_REASON], actor_of(scene.unit, scene.heard.telegram_id))
    return card(scene, rights, parts)


def confirm(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The registrar's yes; the person is told in her language. Said twice, it is done once."""
    one = seen(scene, rights, parts)
    if one is not None:
        registrar.confirm(scene.unit, [one.id], actor_of(scene.unit, scene.heard.telegram_id))
    return card(scene, rights, parts)


def ask_decline(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """With which reason: the person is told it."""
    one, say = seen(scene, rights, parts), scene.say
    if one is None:
        return card(scene, rights, parts)
    rows: list[Row] = [(Button(say.plain(reason), data=f"adm:refuse:{one.reference}:{place}"),) for place, reason in enumerate(REASONS)]
    rows.append(
        (
            Button(say.plain("Another reason"), data=f"adm:why:{one.reference}"),
            Button(say.plain("No reason"), data=f"adm:refuse:{one.reference}:-"),
            Button(say.plain("Back"), data=f"adm:person:{one.reference}"),
        )
    )
    return scene.tell(say("Decline with which reason? The person is told it."), rows=rows)


def decline(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The registrar's no, with its reason in the person's language."""
    one = seen(scene, rights, parts)
    if one is not None and len(parts) == 2:
        reason = REASONS[int(parts[1])] if parts[1].isdigit() and int(parts[1]) < len(REASONS) else None
        told = in_language(one.language).plain(reason) if reason else None
        registrar.decline(scene.unit, [one.id], told, actor_of(scene.unit, scene.heard.telegram_id))
    return card(scene, rights, parts[:1])
