"""Let people take pages along."""

import sqlalchemy as sa
from alembic import op

from wiki.core.db import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "takeout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("spaces", sa.JSON(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_takeout_user_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name="fk_takeout_space_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_takeout"),
    )
    op.create_index("ix_takeout_user_id", "takeout", ["user_id"])
    op.create_index("ix_takeout_space_id", "takeout", ["space_id"])
