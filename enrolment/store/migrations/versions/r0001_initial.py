"""Initial schema."""

# ruff: noqa: PLR0915  (one revision, every table)

import sqlalchemy as sa
from alembic import op

from catalogue.store.database import UtcDateTime
from enrolment.store.append_only import protect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "admin_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("telegram_hash", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("partner_code", sa.String(32), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("granted_at", UtcDateTime(), nullable=False),
        sa.Column("granted_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("admin_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_admin_grant_telegram_hash"), ["telegram_hash"], unique=False)

    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("entity", sa.String(32), nullable=False),
        sa.Column("entity_id", sa.String(64), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_entity_id"), ["entity_id"], unique=False)

    op.create_table(
        "audit_seal",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("event_id"),
    )
    op.create_table(
        "catalogue_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("field", sa.String(32), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("base", sa.JSON(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "code", "field", name="uq_catalogue_change_kind_code_field"),
    )
    op.create_table(
        "catalogue_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("imported_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "erasure",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("erased_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "faq_entry",
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("folded", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("answer_fr", sa.String(), nullable=False),
        sa.Column("answer_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("folded"),
    )
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_hash", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("replies", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(64), nullable=True),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("update_id"),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index("ix_inbox_chat_state_update", ["chat_hash", "state", "update_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbox_done_at"), ["done_at"], unique=False)
        batch_op.create_index("ix_inbox_state_update", ["state", "update_id"], unique=False)

    op.create_table(
        "lease",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "partner",
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("folded", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_fr", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("contact_email", sa.String(), nullable=True),
        sa.Column("contact_phone", sa.String(), nullable=True),
        sa.Column("contact_url", sa.String(), nullable=True),
        sa.Column("next_steps_fr", sa.String(), nullable=True),
        sa.Column("next_steps_en", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("folded"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("telegram_hash", sa.String(64), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("erased_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("telegram_hash"),
    )
    op.create_table(
        "place_count",
        sa.Column("session_code", sa.String(32), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("wait_seq", sa.Integer(), nullable=False),
        sa.Column("short_since", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("session_code"),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name_fr", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("about_fr", sa.String(), nullable=False),
        sa.Column("about_en", sa.String(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("contact_email", sa.String(), nullable=True),
        sa.Column("contact_phone", sa.String(), nullable=True),
        sa.Column("contact_url", sa.String(), nullable=True),
        sa.Column("privacy_officer_name", sa.String(), nullable=False),
        sa.Column("privacy_officer_email", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table("reference_used", sa.Column("reference", sa.String(8), nullable=False), sa.PrimaryKeyConstraint("reference"))
    op.create_table(
        "topic",
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("folded", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_fr", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("folded"),
    )
    op.create_table(
        "vault_check",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "conversation",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("person_id"),
    )
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversation_updated_at"), ["updated_at"], unique=False)

    op.create_table(
        "course",
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("folded", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_fr", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("summary_fr", sa.String(), nullable=False),
        sa.Column("summary_en", sa.String(), nullable=False),
        sa.Column("partner_code", sa.String(32), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("duration_hours", sa.Float(), nullable=False),
        sa.Column("price_cad", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("funding_fr", sa.String(), nullable=True),
        sa.Column("funding_en", sa.String(), nullable=True),
        sa.Column("prerequisites_fr", sa.String(), nullable=True),
        sa.Column("prerequisites_en", sa.String(), nullable=True),
        sa.Column("certificate_fr", sa.String(), nullable=True),
        sa.Column("certificate_en", sa.String(), nullable=True),
        sa.Column("cancellation_fr", sa.String(), nullable=True),
        sa.Column("cancellation_en", sa.String(), nullable=True),
        sa.Column("teachers", sa.JSON(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_code"],
            ["partner.code"],
        ),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("folded"),
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_course_partner_code"), ["partner_code"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("dedupe", sa.String(128), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("retry_at", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("claimed_by", sa.String(64), nullable=True),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dedupe"),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_person_state", ["person_id", "state", "not_before", "id"], unique=False)
        batch_op.create_index("ix_outbox_state_due", ["state", "not_before"], unique=False)

    op.create_table(
        "person_key",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "person_lookup",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", "hash"),
    )
    with op.batch_alter_table("person_lookup", schema=None) as batch_op:
        batch_op.create_index("ix_person_lookup_kind_hash", ["kind", "hash"], unique=False)

    op.create_table(
        "registration",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("reference", sa.String(8), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=True),
        sa.Column("course_code", sa.String(32), nullable=False),
        sa.Column("session_code", sa.String(32), nullable=False),
        sa.Column("partner_code", sa.String(32), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("status_reason", sa.String(500), nullable=True),
        sa.Column("wait_seq", sa.Integer(), nullable=True),
        sa.Column("silent_offers", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(64), nullable=True),
        sa.Column("consent_version", sa.String(64), nullable=True),
        sa.Column("consent_at", UtcDateTime(), nullable=True),
        sa.Column("consent_language", sa.String(2), nullable=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("region", sa.String(32), nullable=True),
        sa.Column("role", sa.String(32), nullable=True),
        sa.Column("group_reference", sa.String(8), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
        sa.UniqueConstraint("session_code", "wait_seq", name="uq_registration_session_wait_seq"),
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_course_code"), ["course_code"], unique=False)
        batch_op.create_index("ix_registration_created_reference", ["created_at", "reference"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_ends_at"), ["ends_at"], unique=False)
        batch_op.create_index("ix_registration_group", ["group_reference"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_partner_code"), ["partner_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_region"), ["region"], unique=False)
        batch_op.create_index("ix_registration_session_status_wait", ["session_code", "status", "wait_seq"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_status"), ["status"], unique=False)
        batch_op.create_index(
            "uq_registration_active",
            ["session_code", "person_id"],
            unique=True,
            sqlite_where=sa.text("status IN ('pre_registered', 'confirmed', 'offered', 'waitlisted')"),
            postgresql_where=sa.text("status IN ('pre_registered', 'confirmed', 'offered', 'waitlisted')"),
        )

    op.create_table(
        "registration_group",
        sa.Column("reference", sa.String(8), nullable=False),
        sa.Column("contact_id", sa.String(32), nullable=False),
        sa.Column("session_code", sa.String(32), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("dedupe", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("reference"),
        sa.UniqueConstraint("dedupe"),
    )
    with op.batch_alter_table("registration_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_group_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_group_session_code"), ["session_code"], unique=False)

    op.create_table(
        "course_session",
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("folded", sa.String(32), nullable=False),
        sa.Column("course_code", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts", sa.String(32), nullable=False),
        sa.Column("ends", sa.String(32), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("schedule_fr", sa.String(), nullable=False),
        sa.Column("schedule_en", sa.String(), nullable=False),
        sa.Column("format", sa.String(16), nullable=False),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("region", sa.String(32), nullable=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("register_by", sa.Date(), nullable=True),
        sa.Column("place_fr", sa.String(), nullable=True),
        sa.Column("place_en", sa.String(), nullable=True),
        sa.Column("meetings", sa.JSON(), nullable=False),
        sa.Column("timezone", sa.String(64), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_code"],
            ["course.code"],
        ),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("folded"),
    )
    with op.batch_alter_table("course_session", schema=None) as batch_op:
        batch_op.create_index("ix_course_session_course_position", ["course_code", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_course_session_first_day"), ["first_day"], unique=False)
        batch_op.create_index(batch_op.f("ix_course_session_last_day"), ["last_day"], unique=False)

    op.create_table(
        "group_place",
        sa.Column("registration_id", sa.String(32), nullable=False),
        sa.Column("group_reference", sa.String(8), nullable=False),
        sa.Column("claim_hash", sa.String(64), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("claimed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_reference"],
            ["registration_group.reference"],
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
        ),
        sa.PrimaryKeyConstraint("registration_id"),
        sa.UniqueConstraint("claim_hash"),
    )
    with op.batch_alter_table("group_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_place_group_reference"), ["group_reference"], unique=False)

    op.create_table(
        "place_offer",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("registration_id", sa.String(32), nullable=False),
        sa.Column("session_code", sa.String(32), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("place_offer", schema=None) as batch_op:
        batch_op.create_index("ix_place_offer_outcome_ends", ["outcome", "ends_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_place_offer_registration_id"), ["registration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_place_offer_session_code"), ["session_code"], unique=False)
        batch_op.create_index(
            "uq_place_offer_open",
            ["registration_id"],
            unique=True,
            sqlite_where=sa.text("outcome = 'open'"),
            postgresql_where=sa.text("outcome = 'open'"),
        )

    protect(op.get_bind())


def downgrade() -> None:
    raise NotImplementedError("the schema only goes forward; restore a backup instead")
