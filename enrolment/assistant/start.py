"""The first screen, the menu, the deep links that lead here, and what follows a declined consent."""

from catalogue.answers.values import Button, Row
from catalogue.words.pattern import Pattern
from catalogue.words.say import Html
from enrolment.assistant.contact import reach
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene

SOURCE = Pattern(r"[A-Za-z0-9_-]{1,60}")


def home(scene: Scene, *notes: Html | None) -> Said:
    """Who speaks and the few ways in; the languages as buttons until one was chosen."""
    say, name = scene.say, scene.say.text(scene.catalogue.programme.name)
    first = not scene.talk.greeted
    scene.talk.greeted = True
    hello = say("Hello! I am InscrIA, the enrolment assistant of {name}.", name=name) if first else None
    ask = say("Write your question as it comes, or choose:") if first else say("What would you like to do?")
    sample = say("<i>This is a sample catalogue: nobody is really registered.</i>") if scene.desk.sample and first else None
    return scene.tell(*notes, hello, ask, sample, rows=rows(scene))


def rows(scene: Scene) -> list[Row]:
    """The menu's buttons; an unfinished form comes first."""
    say = scene.say
    under_way, group = scene.talk.draft, scene.talk.team
    found: list[Row] = [(Button(say.plain("Continue my registration"), data=f"form:{under_way.token}:resume"),)] if under_way else []
    if group is not None and not group.renaming:
        found.append((Button(say.plain("Continue for my group"), data=f"team:resume:{group.token}"),))
    found.append((Button(say.plain("See the courses"), data="browse:all"), Button(say.plain("Help me choose"), data="pick:advice")))
    found.append((Button(say.plain("My registrations"), data="mine"), Button(say.plain("Talk to a person"), data="human")))
    if scene.chosen is None:
        found.append((Button("Français", data="lang:fr"), Button("English", data="lang:en")))
    return found


def declined(scene: Scene) -> Said:
    """No is an answer: nothing is kept, and another way exists."""
    say = scene.say
    contact = reach(scene.catalogue.programme.contact)
    other = say("To register another way: {contact}", contact=contact) if contact else None
    return scene.tell(
        say("Noted: nothing was kept. You can still ask me anything about the courses."),
        other,
        rows=[(Button(say.plain("See the courses"), data="browse:all"),)],
    )


def sourced(scene: Scene, name: str) -> None:
    """Remember the link that brought the person, for the export's ``source``."""
    if SOURCE.fullmatch(name):
        scene.talk.source = name
