"""Keep what people watch, and what pages direct at them."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

OPEN_TASKS = """
INSERT INTO task_told (page_id, user_id, count)
SELECT page_task.page_id, page_task_member.user_id, count(*)
FROM page_task JOIN page_task_member ON page_task_member.task_id = page_task.id
WHERE NOT page_task.done GROUP BY page_task.page_id, page_task_member.user_id
"""


def upgrade() -> None:
    op.create_table(
        "watch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("auto", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_watch_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_watch"),
        sa.UniqueConstraint("kind", "target_id", "user_id", name="uq_watch_kind_target_id_user_id"),
    )
    op.create_index("ix_watch_user_id", "watch", ["user_id"])
    op.create_table(
        "task_told",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_task_told_page_id_page", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_task_told_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "user_id", name="pk_task_told"),
    )
    op.create_index("ix_task_told_user_id", "task_told", ["user_id"])
    op.execute(OPEN_TASKS)
    op.add_column("mail_choice", sa.Column("watches_own", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("mail_choice", sa.Column("digested_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("inbox_line") as line:
        line.alter_column("thread_id", existing_type=sa.Integer(), nullable=True)
        line.add_column(sa.Column("entry_id", sa.Integer(), nullable=True))
        line.add_column(sa.Column("by_id", sa.Integer(), nullable=True))
        line.create_foreign_key("fk_inbox_line_entry_id_entry", "entry", ["entry_id"], ["id"], ondelete="CASCADE")
        line.create_foreign_key("fk_inbox_line_by_id_user", "user", ["by_id"], ["id"], ondelete="SET NULL")
        line.create_unique_constraint("uq_inbox_line_user_id_entry_id", ["user_id", "entry_id"])
        line.create_index("ix_inbox_line_entry_id", ["entry_id"])


def downgrade() -> None:
    op.execute("DELETE FROM inbox_line WHERE thread_id IS NULL")
    with op.batch_alter_table("inbox_line") as line:
        line.drop_index("ix_inbox_line_entry_id")
        line.drop_constraint("uq_inbox_line_user_id_entry_id", type_="unique")
        line.drop_constraint("fk_inbox_line_by_id_user", type_="foreignkey")
        line.drop_constraint("fk_inbox_line_entry_id_entry", type_="foreignkey")
        line.drop_column("by_id")
        line.drop_column("entry_id")
        line.alter_column("thread_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("mail_choice") as choice:
        choice.drop_column("digested_at")
        choice.drop_column("watches_own")
    op.drop_table("task_told")
    op.drop_table("watch")
