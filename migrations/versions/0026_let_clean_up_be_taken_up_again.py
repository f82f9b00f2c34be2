"""Let clean-up after a secret be taken up again, and mirrors begin anew beside what is still being written."""

import sqlalchemy as sa
from alembic import op

from wiki.core.db import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("page_purge") as purge:
        purge.add_column(sa.Column("written_at", UtcDateTime(timezone=True), nullable=True))
    op.execute("UPDATE page_purge SET written_at = proven_at")
    with op.batch_alter_table("mirror") as mirror:
        mirror.add_column(sa.Column("key", sa.String(length=40), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("mirror") as mirror:
        mirror.drop_column("key")
    with op.batch_alter_table("page_purge") as purge:
        purge.drop_column("written_at")
