"""Keep what is directed at people."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbox_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("remark_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("later_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("muted_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_inbox_line_user_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name="fk_inbox_line_thread_id_thread", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["remark_id"], ["remark.id"], name="fk_inbox_line_remark_id_remark", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_inbox_line"),
        sa.UniqueConstraint("user_id", "thread_id", name="uq_inbox_line_user_id_thread_id"),
    )
    op.create_index("ix_inbox_line_user_id_at", "inbox_line", ["user_id", "at"])
    op.create_index("ix_inbox_line_thread_id", "inbox_line", ["thread_id"])
    op.create_index("ix_inbox_line_remark_id", "inbox_line", ["remark_id"])
    with op.batch_alter_table("user") as user:
        user.add_column(sa.Column("has_news", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("user") as user:
        user.drop_column("has_news")
    op.drop_table("inbox_line")
