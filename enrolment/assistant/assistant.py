"""The assistant: one thing heard, one transaction, one answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from catalogue.answers.values import Button, Reply
from catalogue.store.database import Database
from catalogue.words.say import in_language, lines
from enrolment.assistant import commands, media, phone, presses, talking
from enrolment.assistant.desk import Desk, Snapshot
from enrolment.assistant.heard import Heard, Kind, Said
from enrolment.assistant.parcel import packed
from enrolment.assistant.scene import Scene, spoken
from enrolment.assistant.talk import Talk
from enrolment.form.fields import FORM
from enrolment.form.values import Form
from enrolment.registration import erasure, people
from enrolment.registration.unit import Ids, RandomIds, Rules, Unit
from enrolment.store import conversations, inbox, outbox
from enrolment.store import people as stored_people
from enrolment.vault import Vault


class Assistant:
    """Hears what people do in their chat and says what to answer; everything it changes is in one transaction a thing heard."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        desk: Desk,
        rules: Rules,
        clock: Callable[[], datetime],
        ids: Ids | None = None,
        admins: frozenset[int] = frozenset(),
        bot_name: str = "",
        *,
        form: Form = FORM,
        holder: str = "",
    ) -> None:
        self.database = database
        self.vault = vault
        self.desk = desk
        self.rules = rules
        self.clock = clock
        self.ids = ids or RandomIds()
        self.admins = admins
        self.bot_name = bot_name
        self.form = form
        self.holder = holder

    def hear(self, heard: Heard, inbox_row: int | None = None) -> Said:
        """The answer. With ``inbox_row``, that row is finished in the same transaction, the answer sealed in it.

        Raises ``inbox.Overtaken`` where another worker holds the row, ``conversations.Overtaken`` where the same person was
        served elsewhere meanwhile: nothing was changed then, and it can be heard again.
        """
        snapshot = self.desk.current()
        with self.database.writing() as session:
            unit = Unit(session, self.vault, snapshot.catalogue, self.clock(), self.rules, self.ids)
            said, erased = self._served(heard, unit, snapshot) if heard.private else (self._in_group(heard), False)
            if inbox_row is not None:
                inbox.finish(session, self.vault, inbox_row, self.holder, packed(said, heard))
        if erased:
            erasure.CLEANED(self.database)
        return said

    def _served(self, heard: Heard, unit: Unit, snapshot: Snapshot) -> tuple[Said, bool]:
        person = people.meet(unit, heard.telegram_id, spoken(heard.language_code))
        kept = conversations.load(unit.session, self.vault, person.id)
        scene = Scene(heard, unit, person, Talk.from_json(kept.state), snapshot, self.form, self.admins, self.bot_name)
        _drop_expired(scene)
        said = _noted(scene, HEARING.get(heard.kind, media.answer)(scene))
        if not scene.gone:
            conversations.save(unit.session, self.vault, person.id, scene.talk.to_json(), version=kept.version, now=unit.now)
        return said, scene.gone

    def _in_group(self, heard: Heard) -> Said:
        """In a group nothing personal is said or kept: a button to the private chat, for those who call the bot."""
        called = heard.kind is Kind.COMMAND or bool(self.bot_name and f"@{self.bot_name}".casefold() in heard.text.casefold())
        if not called or not self.bot_name:
            return Said()
        say = in_language(spoken(heard.language_code))
        button = Button(say.plain("Write to me in private"), url=f"https://t.me/{self.bot_name}?start=src_group")
        return Said((Reply(say("Here everyone would read your answers. Let’s talk in private:"), rows=((button,),)),))


def _drop_expired(scene: Scene) -> None:
    """A form left for too long is erased, and said to be so once."""
    draft = scene.talk.draft
    touched = draft.touched() if draft else None
    if touched is not None and scene.now - touched > timedelta(days=scene.rules.draft_days):
        scene.talk.draft = None
        scene.notes.append(scene.say("Your unfinished form was too old, so I erased it. We can start again whenever you like."))


def _noted(scene: Scene, said: Said) -> Said:
    """The notes before the first reply."""
    if not scene.notes or not said.replies:
        return said
    first, *rest = said.replies
    return replace(said, replies=(replace(first, text=lines(*scene.notes, first.text)), *rest))


def _left(scene: Scene) -> Said:
    """Blocked: nothing is sent until the person comes back."""
    stored_people.unreachable(scene.unit.session, scene.person.id)
    outbox.unreachable(scene.unit.session, scene.person.id, scene.now)
    return Said()


HEARING: dict[Kind, Callable[[Scene], Said]] = {
    Kind.TEXT: talking.hear,
    Kind.EDITED: talking.edited,
    Kind.COMMAND: commands.hear,
    Kind.PRESS: presses.hear,
    Kind.CONTACT: phone.shared,
    Kind.DOCUMENT: media.answer,
    Kind.OTHER: media.answer,
    Kind.INLINE: lambda _: Said(),
    Kind.LEFT: _left,
    Kind.BACK: lambda _: Said(),
}
