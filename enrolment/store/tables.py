"""The tables of people, conversations, registrations, mail and trust, the same on SQLite and PostgreSQL.

Personal data stands only in columns named ``sealed`` (a document under the person's own key, or a payload under the vault's);
every other column is a pseudonym, a keyed hash, a code or a count. Rows refer to each other by id, never by object.
"""

from sqlalchemy import Index, Table, UniqueConstraint
from sqlalchemy import text as sql

from catalogue.store.columns import METADATA, document, flag, instant, long, number, sealed, text
from enrolment.store.columns import person, unique_where

ONLY = 1  # the id of a table's only row
ACTIVE = sql("status IN ('pre_registered', 'confirmed', 'offered', 'waitlisted')")

# One row: the id of the data key this database was first used with.
Table(
    "vault_check",
    METADATA,
    number("id", default=ONLY, autoincrement=False, primary_key=True),
    text("key_id", 16),
)

# Someone who wrote to us. After an erasure only the id is left, which says nothing of anyone.
Table(
    "person",
    METADATA,
    text("id", 32, primary_key=True),
    text("telegram_hash", 64, unique=True, optional=True),
    sealed("sealed", optional=True),
    flag("reachable", default=True),
    instant("created_at"),
    instant("seen_at"),
    instant("erased_at", optional=True),
)

# A person's key, wrapped: left out of ordinary backups, destroyed by an erasure.
Table(
    "person_key",
    METADATA,
    person("person_id", primary_key=True),
    sealed("wrapped"),
)

# A keyed hash of what a person gave (email, phone, name, word of her name), to find her and possible duplicates.
Table(
    "person_lookup",
    METADATA,
    person("person_id", primary_key=True),
    text("kind", 16, primary_key=True),
    text("hash", 64, primary_key=True),
    Index("ix_person_lookup_kind_hash", "kind", "hash"),
)

# The register of erasures: replayed after a restore.
Table(
    "erasure",
    METADATA,
    text("person_id", 32, primary_key=True),
    instant("erased_at"),
)

# Where a person's conversation stands: her form, her context, her screen, sealed.
Table(
    "conversation",
    METADATA,
    person("person_id", primary_key=True),
    sealed("sealed"),
    number("version", default=1),
    instant("updated_at", index=True),
)

# A place asked for. Codes and the session's facts are copied, so that exports and totals survive a withdrawal.
Table(
    "registration",
    METADATA,
    text("id", 32, primary_key=True),
    text("reference", 8, unique=True),
    text("person_id", 32, refers="person.id", index=True, optional=True),
    text("course_code", 32, index=True),
    text("session_code", 32),
    text("partner_code", 32, index=True),
    instant("starts_at"),
    instant("ends_at", index=True),
    document("facts"),
    text("status", 16, index=True),
    text("status_reason", 500, optional=True),
    number("wait_seq", optional=True),
    number("silent_offers", default=0),
    text("source", 64, optional=True),
    text("consent_version", 64, optional=True),
    instant("consent_at", optional=True),
    text("consent_language", 2, optional=True),
    text("language", 2),
    text("region", 32, index=True, optional=True),
    text("role", 32, optional=True),
    text("group_reference", 8, optional=True),
    instant("created_at"),
    instant("updated_at"),
    instant("closed_at", optional=True),
    unique_where("uq_registration_active", "session_code", "person_id", where=ACTIVE),
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

# Every reference ever given: none is used twice, even after its registration is gone.
Table(
    "reference_used",
    METADATA,
    text("reference", 8, primary_key=True),
)

# A session's places: how many are held, how many people wait, the last number given on its list.
#
# ``short_since``: since when a freed place waits for a group that is first and does not fit.
Table(
    "place_count",
    METADATA,
    text("session_code", 32, primary_key=True),
    number("taken", default=0),
    number("waiting", default=0),
    number("wait_seq", default=0),
    instant("short_since", optional=True),
)

# A freed place held for someone until ``ends_at``; only its outcome ever changes.
Table(
    "place_offer",
    METADATA,
    text("id", 32, primary_key=True),
    text("registration_id", 32, refers="registration.id", index=True),
    text("session_code", 32, index=True),
    instant("made_at"),
    instant("ends_at"),
    text("outcome", 16, default="open"),
    instant("closed_at", optional=True),
    unique_where("uq_place_offer_open", "registration_id", where=sql("outcome = 'open'")),
    Index("ix_place_offer_outcome_ends", "outcome", "ends_at"),
)

# A company's request for several places; its organisation is sealed under its contact's key.
Table(
    "registration_group",
    METADATA,
    text("reference", 8, primary_key=True),
    text("contact_id", 32, refers="person.id", index=True),
    text("session_code", 32, index=True),
    number("places"),
    text("dedupe", 64, unique=True),
    sealed("sealed", optional=True),
    instant("created_at"),
)

# One place of a group: whom the contact named (sealed under the contact's key) and the hash of the key that claims it.
Table(
    "group_place",
    METADATA,
    text("registration_id", 32, refers="registration.id", primary_key=True),
    text("group_reference", 8, refers="registration_group.reference", index=True),
    text("claim_hash", 64, unique=True, optional=True),
    sealed("sealed", optional=True),
    instant("claimed_at", optional=True),
)

# A promised message: what kind, to whom, with which ids; its words are written when it is sent.
#
# ``params`` holds ids, codes and instants only; what is personal is in ``sealed``.
Table(
    "outbox",
    METADATA,
    number("id", primary_key=True),
    text("person_id", 32, refers="person.id"),
    text("kind", 32),
    document("params"),
    sealed("sealed", optional=True),
    text("dedupe", 128, unique=True),
    instant("not_before"),
    instant("retry_at", optional=True),
    number("attempts", default=0),
    text("state", 12, default="due"),
    text("claimed_by", 64, optional=True),
    instant("claimed_until", optional=True),
    instant("created_at"),
    instant("done_at", optional=True),
    Index("ix_outbox_state_due", "state", "not_before"),
    Index("ix_outbox_person_state", "person_id", "state", "not_before", "id"),
)

# An update received: sealed until handled, then only its key for a day, to know a redelivery.
Table(
    "inbox",
    METADATA,
    long("update_id", autoincrement=False, primary_key=True),
    text("identity", 64, optional=True),
    text("chat_hash", 64),
    sealed("sealed", optional=True),
    sealed("replies", optional=True),
    text("state", 12, default="received"),
    number("attempts", default=0),
    text("claimed_by", 64, optional=True),
    instant("claimed_until", optional=True),
    instant("received_at"),
    instant("done_at", index=True, optional=True),
    Index("ix_inbox_state_update", "state", "update_id"),
    Index("ix_inbox_chat_state_update", "chat_hash", "state", "update_id"),
    Index("uq_inbox_identity", "identity", unique=True),
)

# What was done: who (a person's id or an administrator's keyed hash), when, what, how many; never any content. Append-only.
Table(
    "audit_event",
    METADATA,
    number("id", primary_key=True),
    instant("at", index=True),
    text("actor", 64),
    text("role", 16),
    text("action", 32),
    text("entity", 32),
    text("entity_id", 64, index=True, optional=True),
    number("count", default=1),
    document("scope"),
)

# An event's link in the hash chain; links are added in batches. Append-only.
Table(
    "audit_seal",
    METADATA,
    number("position", autoincrement=False, primary_key=True),
    number("event_id", unique=True),
    number("batch"),
    text("hash", 64),
)

# Who may administer: a keyed hash of a Telegram id, and the id itself sealed so that the list can be read.
Table(
    "admin_grant",
    METADATA,
    number("id", primary_key=True),
    text("telegram_hash", 64, index=True),
    text("role", 16),
    text("partner_code", 32, optional=True),
    sealed("sealed"),
    instant("granted_at"),
    text("granted_by", 64),
)

# Who does a recurring task just now (sealing the audit, the clock's round, the outbox), until when.
Table(
    "lease",
    METADATA,
    text("name", 32, primary_key=True),
    text("holder", 64),
    instant("until"),
)
