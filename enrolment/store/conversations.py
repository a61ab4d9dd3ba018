"""Where each person's conversation stands: her sealed state, written only over the version it was read at."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import bindparam, delete, func, select, update
from sqlmodel import Session

from enrolment.store.people import KEY
from enrolment.store.ready import Ready
from enrolment.store.sql import changed, insert_new, run, table
from enrolment.vault import Document, PersonKey, Vault, VaultError

CONVERSATION = table("conversation")
ABOUT = "conversation"

_hers = CONVERSATION.c.person_id == bindparam("person")
_LOAD = Ready(
    select(CONVERSATION, KEY.c.wrapped).join_from(CONVERSATION, KEY, KEY.c.person_id == CONVERSATION.c.person_id, isouter=True).where(_hers)
)
_SAVE = Ready(update(CONVERSATION).where(_hers, CONVERSATION.c.version == bindparam("over")))
_KEY = Ready(select(KEY.c.wrapped).where(KEY.c.person_id == bindparam("person")))


class Overtaken(Exception):  # noqa: N818  (named for what happened)
    """Another transaction wrote this conversation meanwhile: read it again."""


class Conversation(Struct, frozen=True):
    """Her state and the version it was read at; version 0 is none yet."""

    state: Document
    version: int
    updated_at: datetime | None = None


def load(session: Session, vault: Vault, person_id: str) -> Conversation:
    """Her conversation, or an empty one."""
    row = _LOAD.one(session, person=person_id)
    if row is None:
        return Conversation({}, 0)
    key = _opened(vault, row["wrapped"], person_id)
    session.info[_remembered(person_id)] = key  # to save it again in this transaction
    return Conversation(key.open(row["sealed"], ABOUT), row["version"], row["updated_at"])


def save(session: Session, vault: Vault, person_id: str, state: Document, *, version: int, now: datetime) -> int:
    """Write the state over ``version``; the new version. Raises Overtaken where another wrote first."""
    key = session.info.get(_remembered(person_id)) or _opened(vault, _KEY.value(session, person=person_id), person_id)
    values = {"sealed": key.seal(state, ABOUT), "version": version + 1, "updated_at": now}
    if version == 0:
        written = insert_new(session, "conversation", {"person_id": person_id, **values})
    else:
        written = _SAVE.run(session, person=person_id, over=version, **values)
    if written != 1:
        raise Overtaken
    return version + 1


def forget(session: Session, person_id: str) -> None:
    """Nothing of it stays, the key at hand included."""
    session.info.pop(_remembered(person_id), None)
    run(session, delete(CONVERSATION).where(CONVERSATION.c.person_id == person_id))


def count_untouched(session: Session, before: datetime) -> int:
    """How many were not touched since then."""
    return int(run(session, select(func.count()).select_from(CONVERSATION).where(CONVERSATION.c.updated_at < before)).scalar_one())


def forget_untouched(session: Session, before: datetime) -> int:
    """Delete those not touched since then; how many."""
    return changed(session, delete(CONVERSATION).where(CONVERSATION.c.updated_at < before))


def _remembered(person_id: str) -> str:
    return f"key of {person_id}"


def _opened(vault: Vault, wrapped: bytes | None, person_id: str) -> PersonKey:
    if wrapped is None:
        raise VaultError("this person's key is gone")
    return vault.key_of(wrapped, person_id)
