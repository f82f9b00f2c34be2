"""Keep what was begun on a device."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page_begun",
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_page_begun_page_id_page"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_page_begun_user_id_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_page_begun")),
    )
    op.create_index(op.f("ix_page_begun_page_id"), "page_begun", ["page_id"])


def downgrade() -> None:
    op.drop_table("page_begun")
