"""The commands: one line each. An administrator's command, from somebody else, is a command nobody knows."""

from collections.abc import Callable

from rapidfuzz import process

from catalogue.answers.labels import title
from catalogue.answers.values import Button, Row
from catalogue.offer.model import Language
from catalogue.words.pattern import Pattern
from catalogue.words.replacing import replace
from catalogue.words.say import N_, Html
from enrolment.assistant import (
    administrators,
    changes,
    claims,
    contact,
    guesses,
    language,
    mine,
    privacy,
    reminders,
    start,
    steps,
    talking,
    team,
    walk,
)
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.form.typed import folded
from enrolment.office import links
from enrolment.registration import alerts

Command = Callable[[Scene], Said]
FRENCH = {
    "help": "aide",
    "courses": "cours",
    "search": "chercher",
    "mine": "inscriptions",
    "cancel": "annuler",
    "privacy": "confidentialite",
    "mydata": "mesdonnees",
    "erase": "effacer",
    "contact": "joindre",
    "language": "langue",
    "settings": "reglages",
}
ENGLISH = {french: english for english, french in FRENCH.items()}
STAYING = frozenset({"help", "cancel", "language"})  # the form under way goes on
NEAR = 70.0
SPOKEN: dict[str, Language] = {"fr": "fr", "francais": "fr", "french": "fr", "en": "en", "anglais": "en", "english": "en"}


def hear(scene: Scene) -> Said:
    """The command's function, by its English or French name."""
    name = ENGLISH.get(scene.heard.command, scene.heard.command)
    found = COMMANDS.get(name) or administrators.command(scene, name)
    if found is None:
        return unknown(scene)
    if name in STAYING:
        return found(scene)
    walk.set_aside(scene)
    return walk.with_way_back(scene, found(scene))


def unknown(scene: Scene) -> Said:
    """The nearest command that exists for everybody, or the menu."""
    say = scene.say
    known = ("start", *(FRENCH.values() if scene.language == "fr" else FRENCH.keys()))
    near = process.extractOne(scene.heard.command, known, score_cutoff=NEAR)
    sorry = say("I don’t know that command. Did you mean /{command}?", command=near[0]) if near else say("I don’t know that command.")
    if scene.draft or scene.team:
        return walk.show(scene, sorry) if scene.draft else team.show(scene, sorry)
    return scene.tell(sorry, None if near else say("Write your question as it comes, or choose:"), rows=start.rows(scene))


def _start(scene: Scene) -> Said:
    """Deep links lead where they say; one that leads nowhere is said to, then all starts as usual."""
    payload = scene.heard.text.strip()
    kind, _, rest = payload.partition("_")
    link = LINKS.get(kind)
    if kind in RESERVED and guesses.too_many(scene):
        return start.home(scene, scene.say("You opened many links that lead nowhere. Wait an hour, or ask whoever gave you the link."))
    said = link(scene, rest) if link and rest else None
    lost = said is None and kind not in SOURCES and PAYLOAD.fullmatch(payload) is not None
    if lost:
        guesses.missed(scene)
    return said or start.home(scene, scene.say("That link no longer leads anywhere.") if lost else None, _unfinished(scene))


def _unfinished(scene: Scene) -> Html | None:
    """That a form waits, with its course."""
    draft = scene.talk.draft
    course = scene.catalogue.course(draft.course) if draft else None
    return scene.say("Your registration for {course} is not finished yet.", course=title(scene.say, course)) if course else None


def _course(scene: Scene, code: str) -> Said | None:
    """The course's card, with its way to register."""
    course = scene.catalogue.course(code)
    if course is None:
        return None
    scene.talk.greeted = True
    outcome = scene.desk.guide.press(f"card:{course.code}", replace(scene.talk.context, language=scene.language), scene.now, scene.taken)
    if outcome is None:
        return None
    scene.talk.context = outcome.context
    reply = outcome.answer.reply
    return Said((replace(reply, edits=False, rows=(*reply.rows, *_languages(scene))),))


def _session(scene: Scene, code: str) -> Said | None:
    found = scene.found(code)
    return walk.begin(scene, found[0].code, found[1].code) if found else None


def _source(scene: Scene, name: str) -> Said | None:
    start.sourced(scene, name)
    return None


def _link(scene: Scene, link_id: str) -> Said | None:
    """A link made by an administrator: its source is remembered, its target opened. One nobody knows is a name of a source."""
    found = links.find(scene.unit, link_id)
    start.sourced(scene, found.source if found else link_id)
    kind, _, rest = found.target.partition("_") if found else ("", "", "")
    opens = LINKS.get(kind)
    return opens(scene, rest) if opens and rest else None


def _languages(scene: Scene) -> list[Row]:
    return [] if scene.chosen else [(Button("Français", data="lang:fr"), Button("English", data="lang:en"))]


def _help(scene: Scene) -> Said:
    """What can be asked, and the commands that matter."""
    say = scene.say
    said = [
        say("Ask me about the courses in your own words: dates, price, level, city…"),
        say("I register you in a few questions, and you can stop or go back at any time."),
        say(COMMAND_LINES),
    ]
    said += administrators.help_lines(scene)
    if scene.team is not None:
        return team.show(scene, *said)
    return walk.show(scene, *said) if scene.draft else scene.tell(*said, rows=start.rows(scene))


COMMAND_LINES = N_("/courses all courses · /mine your registrations · /contact a person · /language English or French · /privacy your data")


def _language(scene: Scene) -> Said:
    """The language named after the command, else both to choose from."""
    wanted = SPOKEN.get(folded(scene.heard.text))
    return language.go_on_in(scene, wanted) if wanted else language.choice(scene)


def _courses(scene: Scene) -> Said:
    outcome = scene.desk.guide.press("browse:all", replace(scene.talk.context, language=scene.language), scene.now, scene.taken)
    if outcome is None:
        return start.home(scene)
    scene.talk.context = outcome.context
    return Said((replace(outcome.answer.reply, edits=False), *outcome.answer.more))


def _search(scene: Scene) -> Said:
    """What follows the command is the question; without it, what to write."""
    if not scene.heard.text.strip():
        return scene.tell(scene.say("What are you looking for? For example: “AI for managers in Sherbrooke, in March”."))
    return talking.plain(scene, scene.heard.text)


def _cancel(scene: Scene) -> Said:
    """Stop the form under way, else withdraw from a registration."""
    draft = scene.draft
    if draft is not None:
        return steps.cancel(scene, draft, []) or start.home(scene)
    if scene.team is not None:
        return team.ACTIONS["stop"](scene, scene.team, []) or start.home(scene)
    return changes.for_intent(scene, (), "leave")


def _settings(scene: Scene) -> Said:
    say = scene.say
    rows: list[Row] = [
        (Button(say.plain("Language"), data="my:language"), Button(say.plain("My details"), data="my:details")),
        (reminders.button(scene), Button(say.plain("My alerts"), data="alert:list")),
        (Button(say.plain("My data"), data="my:privacy"),),
    ]
    waiting = len(alerts.of_person(scene.unit, scene.person.id))
    counted = say.many("{count} alert under way.", "{count} alerts under way.", waiting) if waiting else None
    return scene.tell(reminders.state(scene), counted, say("What would you like to change?"), rows=rows)


LINKS: dict[str, Callable[[Scene, str], Said | None]] = {
    "course": _course,
    "session": _session,
    "src": _source,
    "link": _link,
    "claim": claims.opened,
}
SOURCES = frozenset({"src", "link"})  # they say where somebody comes from, whatever follows
RESERVED = frozenset({"claim"})  # they open what is somebody's alone
PAYLOAD = Pattern(r"[A-Za-z0-9_-]{1,64}")
COMMANDS: dict[str, Command] = {
    "start": _start,
    "help": _help,
    "courses": _courses,
    "search": _search,
    "mine": mine.overview,
    "cancel": _cancel,
    "privacy": privacy.policy,
    "mydata": privacy.copy,
    "erase": privacy.ask_erasure,
    "contact": contact.people_to_reach,
    "developer_info": contact.people_to_reach,  # Telegram's own name for it, answered like /contact
    "language": _language,
    "settings": _settings,
}
