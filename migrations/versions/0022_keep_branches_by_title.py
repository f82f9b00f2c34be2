"""Keep branches by title."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("page", "space"):
        op.add_column(table, sa.Column("by_title", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    for table in ("page", "space"):
        op.drop_column(table, "by_title")
