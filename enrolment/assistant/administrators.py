"""What administrators do in the chat: one line a command, a button, a message asked for; each with who may. To others none of it exists."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from catalogue.words.pattern import Pattern
from catalogue.words.replacing import replace
from catalogue.words.say import Html
from enrolment.assistant import (
    admin_admins,
    admin_broadcasts,
    admin_catalogue,
    admin_choice,
    admin_demand,
    admin_export,
    admin_funder,
    admin_inbox,
    admin_links,
    admin_people,
    admin_questions,
    admin_schedules,
    admin_sentences,
    admin_sessions,
    admin_stats,
    admin_web,
    steps,
)
from enrolment.assistant.heard import Kind, Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.steers import Steer, steer
from enrolment.form.typed import folded
from enrolment.registration.rights import Rights, Scope, role_of
from enrolment.registration.unit import Unit

Work = Callable[[Scene, Rights, list[str]], Said]


class Entry(Struct, frozen=True):
    """A way in: what it does, and the roles that may use it. What each may see is decided where it is done."""

    work: Work
    may: frozenset[Scope]


EVERYONE = frozenset(Scope)
NAMES = frozenset({Scope.PROGRAMME, Scope.PARTNER})  # those who see names
PROGRAMME = frozenset({Scope.PROGRAMME})

COMMANDS: Mapping[str, Entry] = {
    "export": Entry(admin_export.opened, NAMES),
    "stats": Entry(admin_stats.totals, EVERYONE),
    "people": Entry(admin_people.found, NAMES),
    "inbox": Entry(admin_inbox.opened, NAMES),
    "session": Entry(admin_sessions.opened, NAMES),
    "broadcast": Entry(admin_broadcasts.opened, NAMES),
    "link": Entry(admin_links.opened, NAMES),
    "admins": Entry(admin_admins.listed, PROGRAMME),
    "web": Entry(admin_web.link, EVERYONE),
}
PRESSES: Mapping[str, Entry] = {
    "export": Entry(admin_export.screen, NAMES),
    "stop": Entry(admin_choice.dropped, NAMES),
    "choose": Entry(admin_export.choices, NAMES),
    "send": Entry(admin_export.sent, NAMES),
    "plan": Entry(admin_schedules.which_day, NAMES),
    "pday": Entry(admin_schedules.which_hour, NAMES),
    "phour": Entry(admin_schedules.ask_name, NAMES),
    "pmake": Entry(admin_schedules.make, NAMES),
    "plans": Entry(admin_schedules.listed, NAMES),
    "pdrop": Entry(admin_schedules.drop, NAMES),
    "person": Entry(admin_people.card, NAMES),
    "twins": Entry(admin_people.duplicates, NAMES),
    "ok": Entry(admin_people.confirm, NAMES),
    "no": Entry(admin_people.ask_decline, NAMES),
    "refuse": Entry(admin_people.decline, NAMES),
    "note": Entry(admin_people.ask_note, NAMES),
    "why": Entry(admin_people.ask_reason, NAMES),
    "session": Entry(admin_sessions.card, NAMES),
    "sseats": Entry(admin_sessions.ask_seats, NAMES),
    "smore": Entry(admin_sessions.ask_more, NAMES),
    "sset": Entry(admin_sessions.set_seats, NAMES),
    "sdates": Entry(admin_sessions.ask_dates, NAMES),
    "smove": Entry(admin_sessions.move, NAMES),
    "scancel": Entry(admin_sessions.ask_cancel, NAMES),
    "scancelled": Entry(admin_sessions.cancel, NAMES),
    "cast": Entry(admin_broadcasts.ask, NAMES),
    "castmore": Entry(admin_broadcasts.more, NAMES),
    "castgo": Entry(admin_broadcasts.send, NAMES),
    "castat": Entry(admin_broadcasts.at, NAMES),
    "link": Entry(admin_links.made, NAMES),
    "apply": Entry(admin_catalogue.apply, NAMES),
    "drop": Entry(admin_catalogue.drop, NAMES),
    "admins": Entry(admin_admins.listed, PROGRAMME),
    "grant": Entry(admin_admins.ask_whom, PROGRAMME),
    "revoke": Entry(admin_admins.ask_revoke, PROGRAMME),
    "revoked": Entry(admin_admins.revoke, PROGRAMME),
    "inbox": Entry(admin_inbox.opened, NAMES),
    "letter": Entry(admin_inbox.shown, NAMES),
    "answer": Entry(admin_inbox.ask_answer, NAMES),
    "close": Entry(admin_inbox.close, NAMES),
    "asked": Entry(admin_questions.listed, NAMES),
    "q": Entry(admin_questions.one, NAMES),
    "qcourse": Entry(admin_questions.which_course, NAMES),
    "qname": Entry(admin_questions.which_name, NAMES),
    "qis": Entry(admin_questions.named_so, NAMES),
    "qfaq": Entry(admin_questions.which_answer, PROGRAMME),
    "qway": Entry(admin_questions.asks_it, PROGRAMME),
    "qnew": Entry(admin_questions.ask_french, PROGRAMME),
    "qdrop": Entry(admin_questions.dismiss, PROGRAMME),
    "demand": Entry(admin_demand.shown, EVERYONE),
    "demandfile": Entry(admin_demand.as_file, EVERYONE),
    "funder": Entry(admin_funder.as_file, EVERYONE),
}
WRITINGS: Mapping[str, Entry] = {  # what a typed message is for, and what names its object
    admin_inbox.WRITING: Entry(admin_inbox.answered, NAMES),
    admin_schedules.WRITING: Entry(admin_schedules.named, NAMES),
    admin_people.NOTE: Entry(admin_people.noted, NAMES),
    admin_people.REASON: Entry(admin_people.decline_because, NAMES),
    admin_people.SEARCH: Entry(admin_people.searched, NAMES),
    admin_sessions.SEATS: Entry(admin_sessions.seats, NAMES),
    admin_sessions.DATES: Entry(admin_sessions.preview_dates, NAMES),
    admin_broadcasts.WRITING: Entry(admin_broadcasts.preview, NAMES),
    admin_links.WRITING: Entry(admin_links.named, NAMES),
    admin_admins.WRITING: Entry(admin_admins.granted, PROGRAMME),
    admin_questions.NAMING: Entry(admin_questions.named, NAMES),
    admin_questions.IN_FRENCH: Entry(admin_questions.ask_english, PROGRAMME),
    admin_questions.IN_ENGLISH: Entry(admin_questions.answered, PROGRAMME),
}
HELPED = Pattern(
    r"\b(?:que puis je|qu est ce que je peux|what can i) (?:faire|do)\b|\b(?:mes commandes|my commands|outils d administration)\b"
)
SENTENCES = Entry(lambda scene, _rights, _parts: scene.tell(), EVERYONE)  # what is asked decides what is done, and who may
DOCUMENT = Entry(admin_catalogue.received, NAMES)  # a file sent
REPLIES: Mapping[str, str] = {"letter": admin_inbox.WRITING, "answer": admin_inbox.WRITING}  # a reply to a message with this button


def allowed(scene: Scene, entry: Entry | None) -> Rights | None:
    """The person's rights as of this very moment, where they open this entry."""
    rights = role_of(scene.unit, scene.heard.telegram_id, scene.admins) if entry else None
    return rights if entry and rights and rights.role in entry.may else None


def command(scene: Scene, name: str) -> Callable[[Scene], Said] | None:
    """The function of an administrator's command; None for those who may not, and for commands that do not exist."""
    entry = COMMANDS.get(name)
    rights = allowed(scene, entry)
    if entry is None or rights is None:
        return None
    words = scene.heard.text.split() if scene.heard.kind is Kind.COMMAND else []
    return lambda scene: entry.work(scene, rights, words)


def open_to(scene: Scene) -> list[str]:
    """The names of the commands the person may use as an administrator, as of this very moment; none for everybody else."""
    return [name for name, entry in COMMANDS.items() if allowed(scene, entry)]


def asked_in_words(scene: Scene, text: str) -> Said | None:
    """What an administrator asks for in a sentence, where she may; None for anything else and for everybody else."""
    rights = allowed(scene, SENTENCES)
    if rights is None:
        return None
    if HELPED.search(folded(text)):
        _in_its_language(scene, text)
        return scene.tell(*help_lines(scene))
    asked = admin_sentences.read(scene, rights, text)
    work = COMMANDS.get(asked.name) or PRESSES.get(asked.name) if asked else None
    if asked is None or work is None or rights.role not in work.may:
        return None
    _in_its_language(scene, text)
    return asked.work(scene, rights)


def _in_its_language(scene: Scene, text: str) -> None:
    """A sentence is answered in the language it is written in, as any question is; what is pressed then, too, unless she chose one."""
    scene.heard_in = scene.desk.guide.reader.read(text, scene.now.astimezone(scene.rules.zone), scene.language).language
    if scene.chosen is None:
        scene.talk.context = replace(scene.talk.context, language=scene.heard_in)


def help_lines(scene: Scene) -> list[Html]:
    """What an administrator may ask for, as of this very moment; nothing for everybody else."""
    say, names = scene.say, open_to(scene)
    if not names:
        return []
    listed = say("For administrators: {commands}", commands=" · ".join(f"/{name}" for name in names))
    sentence = say("A sentence is enough too: “who registered yesterday?”, “add 5 seats to the December session of…”.")
    return [listed, *([sentence] if "people" in names else [])]


def press(scene: Scene, parts: list[str]) -> Said:
    """An administrator's button; for everybody else, an old one."""
    entry = PRESSES.get(parts[0]) if parts else None
    rights = allowed(scene, entry)
    if entry is None or rights is None:
        return steps.outdated(scene)
    return entry.work(scene, rights, parts[1:])


def written(scene: Scene, text: str) -> Said | None:
    """What an administrator types where it was asked for, as a reply to a message of the inbox, as a rank in a list; else None."""
    rank = admin_choice.picked(scene, text)
    if rank is not None:
        return press(scene, rank)
    what, parts = _meant(scene)
    entry = WRITINGS.get(what)
    rights = allowed(scene, entry)
    if entry is None or rights is None or (what == admin_people.SEARCH and not admin_people.is_sought(text)):
        return None
    if steer(text) in (Steer.STOP, Steer.BACK):
        return scene.tell(scene.say("All right, nothing was done."))
    return entry.work(scene, rights, parts)


def sent(scene: Scene) -> Said | None:
    """A file an administrator sends; None for anybody else's."""
    rights = allowed(scene, DOCUMENT)
    return DOCUMENT.work(scene, rights, []) if rights else None


def takes_file(unit: Unit, telegram_id: int, admins: frozenset[int]) -> bool:
    rights = role_of(unit, telegram_id, admins)
    return rights is not None and rights.role in DOCUMENT.may


def _meant(scene: Scene) -> tuple[str, list[str]]:
    """What the message is for and what it belongs to."""
    if scene.writing is not None:
        return scene.writing.get("for", ""), [value for name, value in scene.writing.items() if name != "for"]
    for data in scene.heard.replies_to:
        room, _, rest = data.partition(":")
        verb, *parts = rest.split(":")
        if room == "adm" and verb in REPLIES:
            return REPLIES[verb], parts
    return "", []
