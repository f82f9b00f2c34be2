"""Keep what pages were renamed to."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "renaming",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("old", sa.String(length=200), nullable=False),
        sa.Column("new", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name="fk_renaming_activity_id_activity", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_renaming_page_id_page", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("activity_id", name="pk_renaming"),
    )
    op.create_index("ix_renaming_page_id", "renaming", ["page_id"])


def downgrade() -> None:
    op.drop_table("renaming")
