"""Remember what was looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page_look",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since_epoch", sa.Integer(), nullable=False),
        sa.Column("since_seq", sa.Integer(), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_page_look_page_id_page"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_page_look_user_id_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "user_id", name=op.f("pk_page_look")),
    )
    op.create_index(op.f("ix_page_look_user_id"), "page_look", ["user_id"])
    op.create_table(
        "page_views",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_page_views_page_id_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "month", name=op.f("pk_page_views")),
    )
    op.create_index(op.f("ix_page_views_month"), "page_views", ["month"])


def downgrade() -> None:
    op.drop_table("page_views")
    op.drop_table("page_look")
