"""The tables of people, conversations, registrations, mail and trust, the same on SQLite and PostgreSQL.

Personal data stands only in columns named ``sealed`` (a document under the person's own key, or a payload under the vault's);
every other column is a pseudonym, a keyed hash, a code or a count. Rows refer to each other by id, never by object.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from catalogue.store.database import UtcDateTime

ONLY = 1  # the id of a table's only row
ACTIVE = text("status IN ('pre_registered', 'confirmed', 'offered', 'waitlisted')")


def _instant(*, nullable: bool = False, index: bool = False) -> Any:
    return Field(default=None if nullable else ..., sa_column=Column(UtcDateTime(), nullable=nullable, index=index))


def _sealed(*, nullable: bool = False) -> Any:
    return Field(default=None if nullable else ..., sa_column=Column(LargeBinary(), nullable=nullable))


def _json(*, nullable: bool = False) -> Any:
    return Field(default=None if nullable else ..., sa_column=Column(JSON(none_as_null=True), nullable=nullable))


def _person(*, primary_key: bool = False) -> Any:
    return Field(foreign_key="person.id", primary_key=primary_key, max_length=32)


class VaultCheckRow(SQLModel, table=True):
    """One row: the id of the data key this database was first used with."""

    __tablename__ = "vault_check"

    id: int = Field(default=ONLY, primary_key=True, sa_column_kwargs={"autoincrement": False})
    key_id: str = Field(max_length=16)


class PersonRow(SQLModel, table=True):
    """Someone who wrote to us. After an erasure only the id is left, which says nothing of anyone."""

    __tablename__ = "person"

    id: str = Field(primary_key=True, max_length=32)
    telegram_hash: str | None = Field(default=None, unique=True, max_length=64)
    sealed: bytes | None = _sealed(nullable=True)
    reachable: bool = True
    created_at: datetime = _instant()
    seen_at: datetime = _instant()
    erased_at: datetime | None = _instant(nullable=True)


class PersonKeyRow(SQLModel, table=True):
    """A person's key, wrapped: left out of ordinary backups, destroyed by an erasure."""

    __tablename__ = "person_key"

    person_id: str = _person(primary_key=True)
    wrapped: bytes = _sealed()


class PersonLookupRow(SQLModel, table=True):
    """A keyed hash of what a person gave (email, phone, name, word of her name), to find her and possible duplicates."""

    __tablename__ = "person_lookup"
    __table_args__ = (Index("ix_person_lookup_kind_hash", "kind", "hash"),)

    person_id: str = _person(primary_key=True)
    kind: str = Field(primary_key=True, max_length=16)
    hash: str = Field(primary_key=True, max_length=64)


class ErasureRow(SQLModel, table=True):
    """The register of erasures: replayed after a restore."""

    __tablename__ = "erasure"

    person_id: str = Field(primary_key=True, max_length=32)
    erased_at: datetime = _instant()


class ConversationRow(SQLModel, table=True):
    """Where a person's conversation stands: her form, her context, her screen, sealed."""

    __tablename__ = "conversation"

    person_id: str = _person(primary_key=True)
    sealed: bytes = _sealed()
    version: int = 1
    updated_at: datetime = _instant(index=True)


class RegistrationRow(SQLModel, table=True):
    """A place asked for. Codes and the session's facts are copied, so that exports and totals survive a withdrawal."""

    __tablename__ = "registration"
    __table_args__ = (
        Index("uq_registration_active", "session_code", "person_id", unique=True, sqlite_where=ACTIVE, postgresql_where=ACTIVE),
        UniqueConstraint("session_code", "wait_seq", name="uq_registration_session_wait_seq"),
        Index("ix_registration_session_status_wait", "session_code", "status", "wait_seq"),
        Index("ix_registration_created_reference", "created_at", "reference"),
        Index("ix_registration_updated_at_reference", "updated_at", "reference"),
        Index("ix_registration_starts_at_reference", "starts_at", "reference"),
        Index("ix_registration_course_code_reference", "course_code", "reference"),
        Index("ix_registration_status_reference", "status", "reference"),
        Index("ix_registration_status_created_reference", "status", "created_at", "reference"),
        Index("ix_registration_group", "group_reference"),
    )

    id: str = Field(primary_key=True, max_length=32)
    reference: str = Field(unique=True, max_length=8)
    person_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=32)
    course_code: str = Field(index=True, max_length=32)
    session_code: str = Field(max_length=32)
    partner_code: str = Field(index=True, max_length=32)
    starts_at: datetime = _instant()
    ends_at: datetime = _instant(index=True)
    facts: dict[str, str | None] = _json()
    status: str = Field(index=True, max_length=16)
    status_reason: str | None = Field(default=None, max_length=500)
    wait_seq: int | None = None
    silent_offers: int = 0
    source: str | None = Field(default=None, max_length=64)
    consent_version: str | None = Field(default=None, max_length=64)
    consent_at: datetime | None = _instant(nullable=True)
    consent_language: str | None = Field(default=None, max_length=2)
    language: str = Field(max_length=2)
    region: str | None = Field(default=None, index=True, max_length=32)
    role: str | None = Field(default=None, max_length=32)
    group_reference: str | None = Field(default=None, max_length=8)
    created_at: datetime = _instant()
    updated_at: datetime = _instant()
    closed_at: datetime | None = _instant(nullable=True)


class ReferenceRow(SQLModel, table=True):
    """Every reference ever given: none is used twice, even after its registration is gone."""

    __tablename__ = "reference_used"

    reference: str = Field(primary_key=True, max_length=8)


class PlaceCountRow(SQLModel, table=True):
    """A session's places: how many are held, how many people wait, the last number given on its list.

    ``short_since``: since when a freed place waits for a group that is first and does not fit.
    """

    __tablename__ = "place_count"

    session_code: str = Field(primary_key=True, max_length=32)
    taken: int = 0
    waiting: int = 0
    wait_seq: int = 0
    short_since: datetime | None = _instant(nullable=True)


class OfferRow(SQLModel, table=True):
    """A freed place held for someone until ``ends_at``; only its outcome ever changes."""

    __tablename__ = "place_offer"
    __table_args__ = (
        Index(
            "uq_place_offer_open",
            "registration_id",
            unique=True,
            sqlite_where=text("outcome = 'open'"),
            postgresql_where=text("outcome = 'open'"),
        ),
        Index("ix_place_offer_outcome_ends", "outcome", "ends_at"),
    )

    id: str = Field(primary_key=True, max_length=32)
    registration_id: str = Field(foreign_key="registration.id", index=True, max_length=32)
    session_code: str = Field(index=True, max_length=32)
    made_at: datetime = _instant()
    ends_at: datetime = _instant()
    outcome: str = Field(default="open", max_length=16)
    closed_at: datetime | None = _instant(nullable=True)


class GroupRow(SQLModel, table=True):
    """A company's request for several places; its organisation is sealed under its contact's key."""

    __tablename__ = "registration_group"

    reference: str = Field(primary_key=True, max_length=8)
    contact_id: str = Field(foreign_key="person.id", index=True, max_length=32)
    session_code: str = Field(index=True, max_length=32)
    places: int
    dedupe: str = Field(unique=True, max_length=64)
    sealed: bytes | None = _sealed(nullable=True)
    created_at: datetime = _instant()


class GroupPlaceRow(SQLModel, table=True):
    """One place of a group: whom the contact named (sealed under the contact's key) and the hash of the key that claims it."""

    __tablename__ = "group_place"

    registration_id: str = Field(primary_key=True, foreign_key="registration.id", max_length=32)
    group_reference: str = Field(foreign_key="registration_group.reference", index=True, max_length=8)
    claim_hash: str | None = Field(default=None, unique=True, max_length=64)
    sealed: bytes | None = _sealed(nullable=True)
    claimed_at: datetime | None = _instant(nullable=True)


class OutboxRow(SQLModel, table=True):
    """A promised message: what kind, to whom, with which ids; its words are written when it is sent.

    ``params`` holds ids, codes and instants only; what is personal is in ``sealed``.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_state_due", "state", "not_before"),
        Index("ix_outbox_person_state", "person_id", "state", "not_before", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    kind: str = Field(max_length=32)
    params: dict[str, Any] = _json()
    sealed: bytes | None = _sealed(nullable=True)
    dedupe: str = Field(unique=True, max_length=128)
    not_before: datetime = _instant()
    retry_at: datetime | None = _instant(nullable=True)
    attempts: int = 0
    state: str = Field(default="due", max_length=12)
    claimed_by: str | None = Field(default=None, max_length=64)
    claimed_until: datetime | None = _instant(nullable=True)
    created_at: datetime = _instant()
    done_at: datetime | None = _instant(nullable=True)


class InboxRow(SQLModel, table=True):
    """An update received: sealed until handled, then only its key for a day, to know a redelivery."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_state_update", "state", "update_id"),
        Index("ix_inbox_chat_state_update", "chat_hash", "state", "update_id"),
        Index("uq_inbox_identity", "identity", unique=True),
    )

    update_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False}, sa_type=BigInteger)
    identity: str | None = Field(default=None, max_length=64)
    chat_hash: str = Field(max_length=64)
    sealed: bytes | None = _sealed(nullable=True)
    replies: bytes | None = _sealed(nullable=True)
    state: str = Field(default="received", max_length=12)
    attempts: int = 0
    claimed_by: str | None = Field(default=None, max_length=64)
    claimed_until: datetime | None = _instant(nullable=True)
    received_at: datetime = _instant()
    done_at: datetime | None = _instant(nullable=True, index=True)


class AuditEventRow(SQLModel, table=True):
    """What was done: who (a person's id or an administrator's keyed hash), when, what, how many; never any content. Append-only."""

    __tablename__ = "audit_event"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = _instant(index=True)
    actor: str = Field(max_length=64)
    role: str = Field(max_length=16)
    action: str = Field(max_length=32)
    entity: str = Field(max_length=32)
    entity_id: str | None = Field(default=None, index=True, max_length=64)
    count: int = 1
    scope: dict[str, Any] = _json()


class AuditSealRow(SQLModel, table=True):
    """An event's link in the hash chain; links are added in batches. Append-only."""

    __tablename__ = "audit_seal"

    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    event_id: int = Field(unique=True)
    batch: int
    hash: str = Field(max_length=64)


class GrantRow(SQLModel, table=True):
    """Who may administer: a keyed hash of a Telegram id, and the id itself sealed so that the list can be read."""

    __tablename__ = "admin_grant"

    id: int | None = Field(default=None, primary_key=True)
    telegram_hash: str = Field(index=True, max_length=64)
    role: str = Field(max_length=16)
    partner_code: str | None = Field(default=None, max_length=32)
    sealed: bytes = _sealed()
    granted_at: datetime = _instant()
    granted_by: str = Field(max_length=64)


class LeaseRow(SQLModel, table=True):
    """Who does a recurring task just now (sealing the audit, the clock's round, the outbox), until when."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True, max_length=32)
    holder: str = Field(max_length=64)
    until: datetime = _instant()
