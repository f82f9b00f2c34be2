"""Tasks of groups."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page_task_group",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["page_task.id"], name="fk_page_task_group_task_id_page_task", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["people_group.id"], name="fk_page_task_group_group_id_people_group", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("task_id", "group_id", name="pk_page_task_group"),
    )
    op.create_index("ix_page_task_group_group_id", "page_task_group", ["group_id"])


def downgrade() -> None:
    op.drop_table("page_task_group")
