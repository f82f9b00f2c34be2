"""Keep tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_page_task_page_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_page_task"),
    )
    op.create_index("ix_page_task_page_id", "page_task", ["page_id"])
    op.create_table(
        "page_task_member",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["page_task.id"], name="fk_page_task_member_task_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_page_task_member_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("task_id", "user_id", name="pk_page_task_member"),
    )
    op.create_index("ix_page_task_member_user_id", "page_task_member", ["user_id"])
