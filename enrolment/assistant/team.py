"""Several places at once, for a company: the session, how many, the organisation and its contact, who comes; then all of them or none."""

import hashlib
from collections.abc import Callable

from catalogue.answers.values import Button, Row
from catalogue.words.replacing import replace
from catalogue.words.say import Html, lines
from enrolment.assistant import consent, mine, start, team_people, team_screens, teams
from enrolment.assistant.heard import Said
from enrolment.assistant.refusals import refused
from enrolment.assistant.scene import Scene
from enrolment.assistant.steers import Steer, steer
from enrolment.assistant.teamdraft import TeamDraft, TeamStep
from enrolment.form.kinds import read
from enrolment.form.refusals import refusal
from enrolment.form.typed import folded
from enrolment.form.values import FieldKind, Refused, Unsure
from enrolment.registration import groups, people, registering
from enrolment.registration.groups import MOST, Participant
from enrolment.registration.refusals import NotFound, Refusal

CONTACT_CONSENT = "contact_consent"  # what she agreed to as a contact
FIELDS = ("organisation", "first_name", "last_name", "email")
Action = Callable[[Scene, TeamDraft, list[str]], Said | None]


def begin(scene: Scene, course_code: str, places: int = 0) -> Said:
    """A group's places in this course; the one under way if it is the same course."""
    course = scene.catalogue.course(course_code)
    if course is None or not scene.asked.bookable(course):
        return start.home(scene, scene.say("No session of this course takes registrations just now."))
    held = scene.talk.team
    if held is None or held.course != course.code or held.renaming:
        scene.talk.team = TeamDraft(_token(scene), course.code, places=places if 0 < places <= MOST else 0)
    scene.talk.context = replace(scene.talk.context, courses=(course.code,), at=scene.now)
    return show(scene)


def show(scene: Scene, *notes: Html | None) -> Said:
    """The conversation where it stands, after the notes."""
    team = scene.talk.team
    if team is None:
        return start.home(scene, *notes)
    team.paused, team.at = False, scene.now.isoformat()
    if scene.talk.draft is not None:
        scene.talk.draft.paused = True
    team.step = _next(scene, team)
    reply = team_screens.SCREENS[team.step](scene, team)
    return Said((replace(reply, text=lines(*(note for note in notes if note), reply.text), edits=scene.pressed),))


def rename(scene: Scene, reference: str) -> Said:
    """Someone else for a registered place: her name and email are asked."""
    if teams.unclaimed(scene, reference) is None:
        return refused(scene, NotFound())
    scene.talk.team = TeamDraft(_token(scene), renaming=reference)
    return show(scene)


def _next(scene: Scene, team: TeamDraft) -> TeamStep:
    """The first thing still to settle."""
    if team.renaming:
        return TeamStep.PEOPLE
    if not team.session:
        return TeamStep.SESSION
    if not team.places:
        return TeamStep.PLACES
    if team.consent != consent.VERSION:
        return TeamStep.CONSENT
    team.field = next((name for name in FIELDS if name not in team.answers), "")
    if team.field:
        team.former = {name: scene.person.answers[name] for name in FIELDS if name in scene.person.answers} | team.former
        return TeamStep.FIELD
    return TeamStep.REVIEW if team.named or len(team.people) >= team.places else TeamStep.PEOPLE


def press(scene: Scene, parts: list[str]) -> Said:
    """A button of this conversation, or of a group that is registered; an old one shows where things stand."""
    action, *arguments = [*parts, ""]
    if act := teams.ACTIONS.get(action):
        return act(scene, arguments[0])
    if action == "rename":
        return rename(scene, arguments[0])
    if action == "begin":
        return begin(scene, arguments[0], scene.talk.context.filters.seats or 0)
    team, (token, *rest) = scene.talk.team, [*arguments, ""]
    if team is None or team.token != token:
        return _old(scene, token)
    done = ACTIONS[action](scene, team, rest) if action in ACTIONS else None
    return done or replace(show(scene), toast=scene.say.plain("That button is from earlier. Here is where we are."))


def _old(scene: Scene, token: str) -> Said:
    """A button of another group: the one it became, or where we are."""
    toast = scene.say.plain("That button is from earlier. Here is where we are.")
    reference = scene.talk.confirmed.get(token)
    return replace(teams.show(scene, reference) if reference else show(scene), toast=toast)


def typed(scene: Scene, team: TeamDraft, text: str) -> Said | None:
    """What the text does; None where it is a question to answer before going on."""
    if (pressed := _label(scene, team, text)) is not None:
        return press(scene, pressed)
    word = steer(text)
    if word is Steer.WHERE:
        return remind(scene, mine.unsent(scene))
    if word in WORDS and not (word is Steer.NO and team.step is TeamStep.PEOPLE):
        return ACTIONS[WORDS[word]](scene, team, [""])
    if word in (Steer.YES, Steer.NO) and (action := YES_NO.get((team.step, word))):
        return ACTIONS[action](scene, team, [""])
    return STEPS[team.step](scene, team, text)


def _label(scene: Scene, team: TeamDraft, text: str) -> list[str] | None:
    """A button's label typed instead of pressed."""
    wanted = folded(text)
    buttons = [button for row in team_screens.SCREENS[team.step](scene, team).rows for button in row]
    found = next((button.data for button in buttons if button.data and folded(button.label) == wanted), None)
    return found.split(":")[1:] if found and found.startswith("team:") else None


def _take(scene: Scene, team: TeamDraft, arguments: list[str]) -> Said | None:
    found = scene.found(arguments[0])
    if found is None or found[0].code != team.course:
        return None
    try:
        registering.check_open(scene.unit, *found)
    except Refusal as why:
        return show(scene, refused(scene, why).replies[0].text)
    team.session = found[1].code
    return _counted(scene, team, team.places) if team.places else show(scene)


def _session_typed(scene: Scene, team: TeamDraft, text: str) -> Said | None:
    code = team_screens.meant(scene, team, text)
    return _take(scene, team, [code]) if code else None


def _count(scene: Scene, team: TeamDraft, arguments: list[str]) -> Said | None:
    return _counted(scene, team, int(arguments[0])) if arguments[0].isdigit() and len(arguments[0]) < 5 else None


def _counted(scene: Scene, team: TeamDraft, places: int) -> Said:
    """So many places, if the session is large enough; its size else."""
    found = scene.found(team.session)
    seats = min(MOST, found[1].seats or MOST) if found else MOST
    if not 0 < places <= seats:
        team.places = 0
        return show(scene, scene.say.many("{count} place at most in this session.", "{count} places at most in this session.", seats))
    team.places, team.people, team.named = places, team.people[:places], False
    return show(scene)


def _places_typed(scene: Scene, team: TeamDraft, text: str) -> Said | None:
    said = text.strip().rstrip(".")
    if not said.isdigit():
        reading = scene.desk.guide.reader.read(text, scene.now.astimezone(scene.rules.zone), scene.language)
        said = str(reading.filters.seats or team_screens.number(text) or "")
    if said and len(said) < 5:
        return _counted(scene, team, int(said))
    return None if "?" in text else show(scene, scene.say("Just the number of people, please: 8, for example."))


def _agree(scene: Scene, team: TeamDraft, _rest: list[str]) -> Said | None:
    if team.step is not TeamStep.CONSENT:
        return None
    team.consent = consent.VERSION
    return show(scene)


def _refuse(scene: Scene, _team: TeamDraft, _rest: list[str]) -> Said:
    scene.talk.team = None
    return start.declined(scene)


def _field_typed(scene: Scene, team: TeamDraft, text: str) -> Said | None:
    """An answer of the contact's: taken, or refused in kind words."""
    asked = scene.form[team.field]
    place = {"1": 0, "2": 1, "3": 2}.get(text.strip())
    if team.options and place is not None and place < len(team.options):
        return _option(scene, team, [str(place)])
    if steer(text) is Steer.KEEP or (steer(text) is Steer.YES and team.field in team.former):
        return _keep(scene, team, [""])
    if steer(text) is Steer.YES:
        return show(scene)
    if text.rstrip().endswith("?") and asked.kind is not FieldKind.EMAIL:
        return None
    team.options = []
    try:
        team.answers |= read(asked, text)
    except Refused as why:
        return show(scene, refusal(scene.say, why))
    except Unsure as unsure:
        team.options = [dict(option) for option in unsure.options]
    return show(scene)


def _option(scene: Scene, team: TeamDraft, arguments: list[str]) -> Said | None:
    if not arguments[0].isdigit() or int(arguments[0]) >= len(team.options):
        return None
    team.answers |= team.options[int(arguments[0])]
    team.options = []
    return show(scene)


def _keep(scene: Scene, team: TeamDraft, _rest: list[str]) -> Said | None:
    """What is known of her: both names at once."""
    names = [name for name in (("first_name", "last_name") if team.field == "first_name" else (team.field,)) if name in team.former]
    if team.step is not TeamStep.FIELD or not names:
        return None
    team.answers |= {name: team.former[name] for name in names}
    return show(scene)


def _mononym(scene: Scene, team: TeamDraft, _rest: list[str]) -> Said | None:
    if team.field != "last_name":
        return None
    team.answers["last_name"] = ""
    return show(scene)


def _people_typed(scene: Scene, team: TeamDraft, text: str) -> Said | None:
    """Names and emails, one a line; the faults line by line."""
    if "@" not in text and "?" in text:
        return None
    if team.renaming:
        return _renamed(scene, team, text)
    notes = team_people.take(scene, team, text)
    return show(scene, *notes)


def _renamed(scene: Scene, team: TeamDraft, text: str) -> Said:
    """One person for one place that is registered."""
    found, faults = team_people.read(scene, text, ())
    if len(found) != 1 or faults:
        return show(scene, *team_people.said(scene, faults), None if faults else scene.say("One person for this place, please."))
    scene.talk.team, reference = None, team.renaming
    return teams.renamed(scene, reference, Participant(found[0].first_name, found[0].last_name, found[0].email))


def _later(scene: Scene, team: TeamDraft, _rest: list[str]) -> Said | None:
    if team.step is not TeamStep.PEOPLE or team.renaming:
        return None
    team.named = True
    return show(scene)


def _more_places(scene: Scene, team: TeamDraft, arguments: list[str]) -> Said | None:
    return _count(scene, team, arguments)


def _change(scene: Scene, team: TeamDraft, _rest: list[str]) -> Said:
    team.changing = team.step is TeamStep.REVIEW and not team.changing
    return show(scene)


def _edit(scene: Scene, team: TeamDraft, arguments: list[str]) -> Said | None:
    """Take one thing back from the review."""
    name = arguments[0]
    team.changing = False
    if name == "session":
        team.session = ""
    elif name == "places":
        team.places = 0
    elif name == "people":
        team.people, team.named = [], False
    elif name in FIELDS:
        taken = ("first_name", "last_name") if name == "first_name" else (name,)
        team.former |= {one: team.answers.pop(one) for one in taken if one in team.answers}
    else:
        return None
    return show(scene)


def _back(scene: Scene, team: TeamDraft, _rest: list[str]) -> Said:
    """The step before."""
    answered = [name for name in FIELDS if name in team.answers]
    if team.renaming:
        scene.talk.team, reference = None, team.renaming
        return teams.place(scene, reference)
    if team.options or team.changing:
        team.options, team.changing = [], False
    elif team.step is TeamStep.REVIEW and not (team.named and not team.people):
        team.named, team.people = False, []
    elif answered and team.step is not TeamStep.SESSION:
        team.named = False
        team.former[answered[-1]] = team.answers.pop(answered[-1])
    elif team.consent:
        team.consent = ""
    elif team.places:
        team.places = 0
    else:
        team.session = ""
    return show(scene)


def _stop(scene: Scene, team: TeamDraft, _rest: list[str]) -> Said:
    """Nothing was sent; it waits."""
    say = scene.say
    if team.renaming:
        scene.talk.team = None
        return teams.place(scene, team.renaming)
    team.paused = True
    rows: list[Row] = [
        (
            Button(say.plain("Continue for my group"), data=f"team:resume:{team.token}"),
            Button(say.plain("Erase these answers"), data=f"team:discard:{team.token}"),
        )
    ]
    kept = consent.kept_for(say, scene.rules.draft_days)
    return scene.tell(
        say("All right, we stop here: nothing was sent. Your answers wait here for {period}, in case you come back.", period=kept),
        rows=rows,
    )


def _discard(scene: Scene, _team: TeamDraft, _rest: list[str]) -> Said:
    scene.talk.team = None
    return start.home(scene, scene.say("It’s erased."))


def _confirm(scene: Scene, team: TeamDraft, _rest: list[str]) -> Said | None:
    """All the places, or the whole group on the list; the links to forward."""
    if team.step is not TeamStep.REVIEW:
        return None
    named = [Participant(**one) for one in team.people]
    everyone = [*named, *[Participant()] * (team.places - len(named))]
    try:
        made = groups.register_group(
            scene.unit,
            scene.person.id,
            team.session,
            everyone,
            organisation=team.answers["organisation"],
            language=scene.language,
            request=team.token,
            source=scene.talk.source or None,
        )
    except Refusal as why:
        team.session = "" if why.reason != "too_many_active" else team.session
        return refused(scene, why)
    changes = {name: value for name, value in team.answers.items() if scene.person.answers.get(name) != value}
    people.correct_answers(scene.unit, scene.person.id, changes)
    agreed = {"version": team.consent, "at": scene.now.isoformat(), "language": scene.language}
    scene.person = people.remember(scene.unit, scene.person.id, CONTACT_CONSENT, agreed)
    scene.talk.confirm(team.token, made.reference)
    scene.talk.team = None
    sent = scene.reply(scene.say("Sent:"), *team_screens.summary(scene, team)) if scene.pressed else None
    said = teams.registered(scene, made)
    return Said((*([sent] if sent else []), *said.replies))


def remind(scene: Scene, *notes: Html | None) -> Said:
    """The question again, after something else was answered."""
    said = show(scene, *notes)
    return Said(tuple(replace(one, edits=False) for one in said.replies))


def paused_row(scene: Scene) -> Row:
    """The way back to a group's places set aside."""
    team = scene.talk.team
    return (Button(scene.say.plain("Continue for my group"), data=f"team:resume:{team.token}"),) if team else ()


def _token(scene: Scene) -> str:
    return hashlib.sha256(scene.unit.ids.new_id().encode()).hexdigest()[:6]


ACTIONS: dict[str, Action] = {
    "take": _take,
    "count": _count,
    "agree": _agree,
    "refuse": _refuse,
    "option": _option,
    "keep": _keep,
    "mononym": _mononym,
    "later": _later,
    "more": _more_places,
    "change": _change,
    "edit": _edit,
    "back": _back,
    "stop": _stop,
    "discard": _discard,
    "resume": lambda scene, _team, _rest: show(scene),
    "confirm": _confirm,
}
WORDS: dict[Steer | None, str] = {
    Steer.BACK: "back",
    Steer.STOP: "stop",
    Steer.RESUME: "resume",
    Steer.HELLO: "resume",
    Steer.THANKS: "resume",
}
YES_NO: dict[tuple[TeamStep, Steer], str] = {
    (TeamStep.CONSENT, Steer.YES): "agree",
    (TeamStep.CONSENT, Steer.NO): "refuse",
    (TeamStep.REVIEW, Steer.YES): "confirm",
    (TeamStep.REVIEW, Steer.NO): "change",
    (TeamStep.PEOPLE, Steer.NO): "later",
}
STEPS: dict[TeamStep, Callable[[Scene, TeamDraft, str], Said | None]] = {
    TeamStep.SESSION: _session_typed,
    TeamStep.PLACES: _places_typed,
    TeamStep.CONSENT: lambda *_: None,
    TeamStep.FIELD: _field_typed,
    TeamStep.PEOPLE: _people_typed,
    TeamStep.REVIEW: lambda *_: None,
}
