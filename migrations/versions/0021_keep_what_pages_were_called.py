"""Keep what pages were called."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "old_title",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_key", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name="fk_old_title_space_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_old_title_page_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_old_title"),
        sa.UniqueConstraint("space_id", "title_key", name="uq_old_title_space_id_title_key"),
    )
    op.create_index("ix_old_title_page_id", "old_title", ["page_id"])
    op.create_index("ix_old_title_title_key", "old_title", ["title_key"])
    op.create_table(
        "link_meant",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at_work", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_link_meant_page_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["target_id"], ["page.id"], name="fk_link_meant_target_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_link_meant_by_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("page_id", "name_key", name="pk_link_meant"),
    )
    op.create_index("ix_link_meant_target_id", "link_meant", ["target_id"])
