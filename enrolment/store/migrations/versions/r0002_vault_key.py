"""The table of data keys: what a rotation needs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vault_key",
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("lookups", sa.LargeBinary(), nullable=False),
        sa.Column("other", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("key_id"),
    )


def downgrade() -> None:
    raise NotImplementedError("the schema only goes forward; restore a backup instead")
