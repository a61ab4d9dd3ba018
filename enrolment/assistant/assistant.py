"""The assistant: one thing heard, one transaction, one answer."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import Session

from catalogue.answers.values import Button, Reply
from catalogue.store.database import Database
from catalogue.words.replacing import replace
from catalogue.words.say import in_language, lines
from enrolment.assistant import administrators, commands, media, phone, presses, sharing, talking
from enrolment.assistant.desk import Desk, Snapshot
from enrolment.assistant.heard import Heard, Kind, Said
from enrolment.assistant.parcel import packed
from enrolment.assistant.scene import Scene, spoken, taken_places
from enrolment.assistant.talk import Talk
from enrolment.exports.rows import Source
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
        pages: str = "",
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
        self.pages = pages

    def hear(self, heard: Heard, inbox_row: int | None = None) -> Said:
        """The answer. With ``inbox_row``, that row is finished in the same transaction, the answer sealed in it.

        Raises ``inbox.Overtaken`` where another worker holds the row, ``conversations.Overtaken`` where the same person was
        served elsewhere meanwhile: nothing was changed then, and it can be heard again.
        """
        snapshot = self.desk.latest()
        with self.database.writing() as session:
            unit = Unit(session, self.vault, snapshot.catalogue, self.clock(), self.rules, self.ids)
            scene = self._met(heard, unit, snapshot) if heard.private else None
            said = self._served(scene) if scene else self._outside(heard, unit, snapshot)
            if scene is None or scene.after is None:
                self._finish(session, inbox_row, said, heard)
        if scene is not None and scene.gone:
            erasure.CLEANED(self.database)
        return self._afterwards(scene, scene.after, said, inbox_row) if scene is not None and scene.after is not None else said

    def takes_file(self, telegram_id: int) -> bool:
        """Whether a file of this person's is worth fetching: an administrator's."""
        snapshot = self.desk.current()
        with self.database.reading() as session:
            unit = Unit(session, self.vault, snapshot.catalogue, self.clock(), self.rules, self.ids)
            return administrators.takes_file(unit, telegram_id, self.admins)

    def _finish(self, session: Session, inbox_row: int | None, said: Said, heard: Heard) -> None:
        if inbox_row is not None:
            inbox.finish(session, self.vault, inbox_row, self.holder, packed(said, heard))

    def _met(self, heard: Heard, unit: Unit, snapshot: Snapshot) -> Scene:
        """The person and her conversation, found or made."""
        person = people.meet(unit, heard.telegram_id, spoken(heard.language_code))
        kept = conversations.load(unit.session, self.vault, person.id)
        talk = Talk.from_json(kept.state)
        asking, talk.asking = talk.asking, None
        writing, talk.writing = talk.writing, None
        scene = Scene(heard, unit, person, talk, snapshot, self.form, self.admins, self.bot_name, self.pages, version=kept.version)
        return replace(scene, asking=asking, writing=writing, listening=_listening(talk))

    def _served(self, scene: Scene) -> Said:
        """What is answered in private, the conversation kept."""
        _drop_expired(scene)
        said = _noted(scene, HEARING.get(scene.heard.kind, media.answer)(scene))
        if scene.heard.kind in STILL_ASKED and scene.talk.writing is None:
            scene.talk.writing = scene.writing
        if scene.heard.kind in STILL_ASKED and scene.talk.choosing is not None:
            scene.talk.choosing.listening = scene.listening
        if not scene.gone:
            conversations.save(scene.unit.session, self.vault, scene.person.id, scene.talk.to_json(), version=scene.version, now=scene.now)
        return said

    def _afterwards(self, scene: Scene, work: Callable[[Source], Said], said: Said, inbox_row: int | None) -> Said:
        """What takes long, between two transactions: it reads and records by itself. After a crash it is simply done again."""
        more = work(Source(self.database, self.vault, scene.catalogue, self.rules, scene.now))
        said = Said((*said.replies, *more.replies), said.toast or more.toast)
        with self.database.writing() as session:
            self._finish(session, inbox_row, said, scene.heard)
        return said

    def _outside(self, heard: Heard, unit: Unit, snapshot: Snapshot) -> Said:
        """What is said where others read: course cards to choose from, or the way to the private chat."""
        if heard.kind is not Kind.INLINE:
            return self._in_group(heard)
        return sharing.shared(snapshot.guide, heard, unit.now.astimezone(self.rules.zone), taken_places(unit.session), self.bot_name)

    def _in_group(self, heard: Heard) -> Said:
        """In a group nothing personal is said or kept: a button to the private chat, for those who call the bot."""
        called = heard.kind is Kind.COMMAND or bool(self.bot_name and f"@{self.bot_name}".casefold() in heard.text.casefold())
        if not called or not self.bot_name:
            return Said()
        say = in_language(spoken(heard.language_code))
        button = Button(say.plain("Write to me in private"), url=f"https://t.me/{self.bot_name}?start=src_group")
        return Said((Reply(say("Here everyone would read your answers. Let’s talk in private:"), rows=((button,),)),))


def _listening(talk: Talk) -> bool:
    """Whether a question that helps to choose was the last thing said; whatever is heard now ends that."""
    listening = talk.choosing is not None and talk.choosing.listening
    if talk.choosing is not None:
        talk.choosing.listening = False
    return listening


def _drop_expired(scene: Scene) -> None:
    """A form left for too long is erased, and said to be so once."""
    old = timedelta(days=scene.rules.draft_days)
    draft, team = scene.talk.draft, scene.talk.team
    expired = [one for one in (draft, team) if one is not None and (touched := one.touched()) is not None and scene.now - touched > old]
    scene.talk.draft = None if draft in expired else draft
    scene.talk.team = None if team in expired else team
    if expired:
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


STILL_ASKED = frozenset({Kind.OTHER, Kind.DOCUMENT, Kind.CONTACT, Kind.BACK})  # what is no answer to "write your message"
HEARING: dict[Kind, Callable[[Scene], Said]] = {
    Kind.TEXT: talking.hear,
    Kind.EDITED: talking.edited,
    Kind.COMMAND: commands.hear,
    Kind.PRESS: presses.hear,
    Kind.CONTACT: phone.shared,
    Kind.DOCUMENT: lambda scene: administrators.sent(scene) or media.answer(scene),
    Kind.OTHER: media.answer,
    Kind.INLINE: lambda _: Said(),
    Kind.LEFT: _left,
    Kind.BACK: lambda _: Said(),
}
