"""Tasks of groups."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

NAMED = re.compile(r"(?<![\w@/.+-])@(\w(?:[\w.-]{0,38}\w)?)(?![\w@])")


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
    _name_groups(op.get_bind())


def _name_groups(connection: sa.Connection) -> None:
    """Those that tasks named before they knew of groups."""
    groups = dict(connection.execute(sa.text("SELECT handle, id FROM people_group")).all())
    tasks = connection.execute(sa.text("SELECT id, source FROM page_task")).all() if groups else []
    found = ((task, one.lower()) for task, source in tasks for one in NAMED.findall(source))
    named = {(task, groups[one]) for task, one in found if one in groups}
    put = sa.text("INSERT INTO page_task_group (task_id, group_id) VALUES (:task, :group)")
    for task, group in sorted(named):
        connection.execute(put, {"task": task, "group": group})


def downgrade() -> None:
    op.drop_table("page_task_group")
