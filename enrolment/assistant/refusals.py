"""What is said when a rule of the core says no: the reason, and the one useful door."""

from catalogue.answers.values import Button, Row
from catalogue.words.say import N_, Html
from enrolment.assistant.contact import reach
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.registration.refusals import NextStep, Refusal

WORDS: dict[str, str] = {
    "person_unknown": N_("I no longer have anything of yours: let’s start again."),
    "session_unknown": N_("This session is no longer in the catalogue."),
    "session_cancelled": N_("This session was cancelled by the school."),
    "session_withdrawn": N_("This session is no longer offered."),
    "registration_closed": N_("Registration for this session is closed."),
    "session_started": N_("This session has already started."),
    "session_full": N_("That session is full just now; the place you have stays yours."),
    "already_there": N_("You already have a registration in that session."),
    "too_many_active": N_("You already have {limit} registrations under way, the most at one time. Give one up, or ask a person."),
    "too_many_alerts": N_("You already have {limit} alerts, the most at one time. Stop one first: /settings."),
    "offer_over": N_("That place is no longer held: it went to the next person on the list."),
    "registration_not_found": N_("I don’t find that registration among yours."),
    "not_possible": N_("That is no longer possible for this registration."),
    "claim_unknown": N_("This link no longer leads to a place. The person who gave it to you can send a new one."),
    "claim_taken": N_("The place behind this link is already taken."),
    "group_too_large": N_("There are fewer places in that session than people in your group."),
}


def refused(scene: Scene, refusal: Refusal) -> Said:
    """The reason in words, with its door."""
    say = scene.say
    facts = {name: value for name, value in refusal.facts.items() if isinstance(value, (str, int))}
    sentence = (
        say(WORDS.get(refusal.reason, "That is not possible."), **facts)
        if facts
        else say(WORDS.get(refusal.reason, "That is not possible."))
    )
    contact = reach(scene.catalogue.programme.contact)
    ask: Html | None = (
        say("A person can help you: {contact}", contact=contact) if refusal.next_step is NextStep.CONTACT and contact else None
    )
    return scene.tell(sentence, ask, rows=_door(scene, refusal))


def _door(scene: Scene, refusal: Refusal) -> list[Row]:
    say, course = scene.say, str(refusal.facts.get("course_code", ""))
    mine: Row = (Button(say.plain("My registrations"), data="mine"),)
    browse: Row = (Button(say.plain("See the courses"), data="browse:all"),)
    other: Row = (Button(say.plain("Other dates of this course"), data=f"reg:{course}"),) if course else browse
    doors: dict[NextStep, list[Row]] = {
        NextStep.BROWSE: [browse],
        NextStep.OTHER_SESSION: [other, browse] if course else [browse],
        NextStep.WAIT: [other],
        NextStep.REJOIN: [other, mine],
        NextStep.MY_REGISTRATIONS: [mine],
        NextStep.CONTACT: [mine],
    }
    return doors[refusal.next_step]
