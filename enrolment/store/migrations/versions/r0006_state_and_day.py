"""The order in which registrars look most: one state, the newest first."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_registration_status_created_reference", "registration", ["status", "created_at", "reference"])
