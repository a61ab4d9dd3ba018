"""Where each person's conversation stands: her sealed state, written only over the version it was read at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlmodel import Session

from enrolment.store.people import KEY
from enrolment.store.sql import changed, insert_new, one, run, table
from enrolment.vault import Document, PersonKey, Vault, VaultError

CONVERSATION = table("conversation")
ABOUT = "conversation"


class Overtaken(Exception):  # noqa: N818  (named for what happened)
    """Another transaction wrote this conversation meanwhile: read it again."""


@dataclass(frozen=True)
class Conversation:
    """Her state and the version it was read at; version 0 is none yet."""

    state: Document
    version: int
    updated_at: datetime | None = None


def load(session: Session, vault: Vault, person_id: str) -> Conversation:
    """Her conversation, or an empty one."""
    row = one(session, select(CONVERSATION).where(CONVERSATION.c.person_id == person_id))
    if row is None:
        return Conversation({}, 0)
    return Conversation(_key(session, vault, person_id).open(row["sealed"], ABOUT), row["version"], row["updated_at"])


def save(session: Session, vault: Vault, person_id: str, state: Document, *, version: int, now: datetime) -> int:
    """Write the state over ``version``; the new version. Raises Overtaken where another wrote first."""
    values = {"sealed": _key(session, vault, person_id).seal(state, ABOUT), "version": version + 1, "updated_at": now}
    if version == 0:
        written = insert_new(session, "conversation", {"person_id": person_id, **values})
    else:
        same = (CONVERSATION.c.person_id == person_id, CONVERSATION.c.version == version)
        written = changed(session, update(CONVERSATION).where(*same).values(**values))
    if written != 1:
        raise Overtaken
    return version + 1


def forget(session: Session, person_id: str) -> None:
    """Nothing of it stays."""
    run(session, delete(CONVERSATION).where(CONVERSATION.c.person_id == person_id))


def count_untouched(session: Session, before: datetime) -> int:
    """How many were not touched since then."""
    return int(run(session, select(func.count()).select_from(CONVERSATION).where(CONVERSATION.c.updated_at < before)).scalar_one())


def forget_untouched(session: Session, before: datetime) -> int:
    """Delete those not touched since then; how many."""
    return changed(session, delete(CONVERSATION).where(CONVERSATION.c.updated_at < before))


def _key(session: Session, vault: Vault, person_id: str) -> PersonKey:
    wrapped = run(session, select(KEY.c.wrapped).where(KEY.c.person_id == person_id)).scalar_one_or_none()
    if wrapped is None:
        raise VaultError("this person's key is gone")
    return vault.key_of(wrapped, person_id)
