"""What an update is, to know it again whatever its number; how often somebody tried something."""

import sqlalchemy as sa
from alembic import op

from catalogue.store.database import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("identity", sa.String(64), nullable=True))
    op.create_index("uq_inbox_identity", "inbox", ["identity"], unique=True)
    op.create_table(
        "trial",
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("what", "who"),
    )
    op.create_index("ix_trial_until", "trial", ["until"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("the schema only goes forward; restore a backup instead")
