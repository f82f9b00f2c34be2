"""Keep which pages people saved."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page_save",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_page_save_user_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_page_save_page_id_page", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "page_id", name="pk_page_save"),
    )
    op.create_index("ix_page_save_page_id", "page_save", ["page_id"])


def downgrade() -> None:
    op.drop_table("page_save")
