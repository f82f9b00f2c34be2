"""Keep what is said around links."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("page_link", sa.Column("sentence", sa.String(length=450), server_default="", nullable=False))
