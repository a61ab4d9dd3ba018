"""The scene: everything a function of the assistant has at hand for one thing heard, and the ways to say something back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import cast

from sqlmodel import Session as Store

from catalogue.answers.question import Question
from catalogue.answers.values import Button, Reply, Row
from catalogue.offer.model import Catalogue, Course, Language, Session
from catalogue.reading.values import Intent
from catalogue.words.say import Html, Say, in_language, lines
from enrolment.assistant.desk import Snapshot
from enrolment.assistant.heard import Heard, Kind, Said
from enrolment.assistant.talk import Draft, Talk
from enrolment.assistant.teamdraft import TeamDraft
from enrolment.exports.rows import Source
from enrolment.form.values import Form
from enrolment.registration.unit import Rules, Unit
from enrolment.registration.values import Actor, Person, person_acts
from enrolment.store import places

LANGUAGES: tuple[Language, ...] = ("fr", "en")
CHOSEN = "language"  # where the person's extra keeps the language she chose herself


@dataclass
class Scene:
    """One thing heard, in its transaction. ``notes`` come before the first thing said; ``gone``: the person erased herself.
    ``after``: the work that completes the answer once this transaction is over (a file to write, to read), with transactions of its own."""

    heard: Heard
    unit: Unit
    person: Person
    talk: Talk
    desk: Snapshot
    form: Form
    admins: frozenset[int] = frozenset()
    bot_name: str = ""
    pages: str = ""  # the address of the administrators' pages, empty where they are not served
    notes: list[Html] = field(default_factory=list)
    gone: bool = False
    after: Callable[[Source], Said] | None = None
    version: int = 0
    asking: tuple[str, str] | None = None  # the buttons that yes and no, typed, stand for
    listening: bool = False  # whether what is typed answers the question that helps her choose
    heard_in: Language | None = None  # the language of the message answered, where it tells it and the answer is not the Guide's
    writing: dict[str, str] | None = None  # what the message typed now is for, where the last one asked for it

    @property
    def now(self) -> datetime:
        return self.unit.now

    @property
    def rules(self) -> Rules:
        return self.unit.rules

    @property
    def catalogue(self) -> Catalogue:
        return self.desk.catalogue

    @property
    def actor(self) -> Actor:
        return person_acts(self.person.id)

    @property
    def draft(self) -> Draft | None:
        """The form under way, not set aside."""
        draft = self.talk.draft
        return draft if draft is not None and not draft.paused else None

    @property
    def team(self) -> TeamDraft | None:
        """The group's places under way, not set aside."""
        team = self.talk.team
        return team if team is not None and not team.paused and self.draft is None else None

    @property
    def chosen(self) -> Language | None:
        chosen = self.person.extra.get(CHOSEN)
        return cast("Language", chosen) if chosen in LANGUAGES else None

    @property
    def language(self) -> Language:
        """The message's own where it was looked for; else her choice, the conversation's, Telegram's, French."""
        return self.heard_in or self.chosen or self.talk.context.language or self.person.language

    @property
    def say(self) -> Say:
        return in_language(self.language)

    @cached_property
    def taken(self) -> Mapping[str, int]:
        """Places taken by session; a session in which someone waits has none left."""
        return taken_places(self.unit.session)

    @property
    def asked(self) -> Question:
        """A question about nothing yet: what the sentences about sessions are made with."""
        guide = self.desk.guide
        return Question(
            catalogue=self.catalogue,
            vocabulary=guide.vocabulary,
            say=self.say,
            now=self.now.astimezone(self.rules.zone),
            intent=Intent.REGISTER,
            taken=self.taken,
            sample=self.desk.sample,
            timezone=self.rules.timezone,
        )

    def found(self, code: str) -> tuple[Course, Session] | None:
        return self.catalogue.session(code)

    @property
    def pressed(self) -> bool:
        return self.heard.kind is Kind.PRESS

    def tell(self, *parts: str | None, rows: tuple[Row, ...] | list[Row] = (), edits: bool | None = None, toast: str | None = None) -> Said:
        """One message: an edit of the pressed one where a button was pressed."""
        return Said((self.reply(*parts, rows=rows, edits=edits),), toast)

    def ask(self, *parts: str | None, yes: Button, no: Button, edits: bool | None = None, toast: str | None = None) -> Said:
        """A question with two answers, which can be typed too."""
        self.talk.asking = (yes.data or "", no.data or "")
        return self.tell(*parts, rows=((yes, no),), edits=edits, toast=toast)

    def reply(self, *parts: str | None, rows: tuple[Row, ...] | list[Row] = (), edits: bool | None = None) -> Reply:
        return Reply(lines(*parts), rows=tuple(rows), edits=self.pressed if edits is None else edits)


def taken_places(session: Store) -> Mapping[str, int]:
    """Places taken by session; a session in which someone waits has none left."""
    found = places.of_all(session)
    return {one.session_code: one.seats if one.waiting and one.seats is not None else one.taken for one in found}


def spoken(code: str | None) -> Language:
    """The language of a Telegram code (``en-CA``), or French."""
    prefix = (code or "").casefold().partition("-")[0]
    return "en" if prefix == "en" else "fr"
