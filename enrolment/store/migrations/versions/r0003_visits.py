"""Links that sign in once, the sessions they open, and the orders in which pages list registrations."""

import sqlalchemy as sa
from alembic import op

from catalogue.store.database import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ORDERS = ("updated_at", "starts_at", "course_code", "status")


def upgrade() -> None:
    op.create_table(
        "web_link",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("telegram_hash", sa.String(64), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_table(
        "web_session",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("telegram_hash", sa.String(64), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    for name in ("web_link", "web_session"):
        op.create_index(f"ix_{name}_telegram_hash", name, ["telegram_hash"])
        op.create_index(f"ix_{name}_ends_at", name, ["ends_at"])
    for column in ORDERS:
        op.create_index(f"ix_registration_{column}_reference", "registration", [column, "reference"])
