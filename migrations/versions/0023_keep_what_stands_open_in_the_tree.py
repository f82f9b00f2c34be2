"""Keep what stands open in the tree."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user", sa.Column("open_branches", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("user", "open_branches")
