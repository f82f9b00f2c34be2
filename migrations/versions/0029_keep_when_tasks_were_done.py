"""Keep when tasks were done, and where people's calendars read theirs."""

import sqlalchemy as sa
from alembic import op

from wiki.core.db import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("page_task") as task:
        task.add_column(sa.Column("done_at", UtcDateTime(timezone=True), nullable=True))
    op.create_table(
        "task_feed",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_task_feed_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name="pk_task_feed"),
        sa.UniqueConstraint("token_hash", name="uq_task_feed_token_hash"),
    )


def downgrade() -> None:
    op.drop_table("task_feed")
    with op.batch_alter_table("page_task") as task:
        task.drop_column("done_at")
