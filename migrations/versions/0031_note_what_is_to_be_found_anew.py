"""Note what is to be found anew."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_due",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_search_due"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("search_due")
