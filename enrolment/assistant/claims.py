"""A place a company gives: its link opened, the person's own agreement and details, the place hers; or passed to a colleague."""

from catalogue.answers.labels import title
from catalogue.answers.values import Button, Reply
from catalogue.words.say import Html, bold, lines
from enrolment.assistant import guesses, mine, walk
from enrolment.assistant.heard import Said
from enrolment.assistant.refusals import refused
from enrolment.assistant.scene import Scene
from enrolment.assistant.sessions import one_line
from enrolment.assistant.talk import Draft
from enrolment.assistant.teams import link
from enrolment.registration import groups
from enrolment.registration.groups import Invitation
from enrolment.registration.refusals import AlreadyThere, ClaimUnknown, Refusal


def opened(scene: Scene, key: str) -> Said:
    """The link's place, and the form that makes it hers. A key that leads nowhere is counted: only so many may be guessed."""
    try:
        found = groups.invited(scene.unit, scene.person.id, key)
    except AlreadyThere as there:
        return mine.card(scene, str(there.facts["reference"]), scene.say("You already have a registration for this session."))
    except Refusal as why:
        if isinstance(why, ClaimUnknown):
            guesses.missed(scene)
        return refused(scene, why)
    if found.registration.person_id == scene.person.id:
        return mine.card(scene, found.registration.reference, scene.say("This place is yours already."))
    return _begun(scene, key, found)


def _begun(scene: Scene, key: str, found: Invitation) -> Said:
    """The form, with what the company gave as answers one tap away."""
    registration, named = found.registration, found.named
    course = scene.catalogue.course(registration.course_code)
    given = {"first_name": named.first_name, "last_name": named.last_name, "email": named.email, "organisation": found.organisation}
    draft = Draft(walk.token(scene), course=registration.course_code, session=registration.session_code, claim=key)
    draft.former = {name: value for name, value in given.items() if value}
    walk.open_form(scene, draft)
    say = scene.say
    who = found.organisation or say.plain("A company")
    head = say("{organisation} keeps a place for you:", organisation=who)
    where = [title(say, course) if course else bold(registration.course_code), one_line(scene, registration.session_code)]
    invitation = Reply(lines(head, *where))
    return Said((invitation, *walk.show(scene, edits=False).replies))


def ask_hand_over(scene: Scene, reference: str) -> Said:
    """A place of a group may go to a colleague."""
    registration = mine.hers(scene, reference)
    if registration is None or not registration.active or registration.group_reference is None:
        return mine.card(scene, reference)
    say = scene.say
    return scene.ask(
        bold(mine.course_title(scene, registration)),
        one_line(scene, registration.session_code),
        say("Your colleague gets a link and completes her own details. The place is no longer yours from then on."),
        yes=Button(say.plain("Yes, give it"), data=f"my:given:{reference}"),
        no=Button(say.plain("No, keep my place"), data=f"mine:{reference}"),
    )


def hand_over(scene: Scene, reference: str) -> Said:
    """The link to forward to the colleague."""
    registration = mine.hers(scene, reference)
    if registration is None:
        return mine.card(scene, reference)
    try:
        key = groups.hand_over(scene.unit, scene.person.id, registration.id)
    except Refusal as why:
        return refused(scene, why)
    say = scene.say
    sent = Html(link(scene, key))
    return scene.tell(say("Done. Forward this link to your colleague; it serves once, until the start:"), sent)
