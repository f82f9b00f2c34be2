"""Let logs hold titles."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("page_head", sa.Column("title_seq", sa.Integer(), nullable=True))
    op.add_column("page_snapshot", sa.Column("titled", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("page_snapshot", "titled")
    op.drop_column("page_head", "title_seq")
