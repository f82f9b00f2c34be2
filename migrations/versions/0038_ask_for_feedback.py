"""Keep rounds of feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feedback_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=300), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_feedback_round_page_id_page", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_feedback_round_by_id_user", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_round"),
    )
    op.create_index("ix_feedback_round_page_id", "feedback_round", ["page_id"])
    op.create_table(
        "feedback_member",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["feedback_round.id"], name="fk_feedback_member_round_id_feedback_round", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_feedback_member_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("round_id", "user_id", name="pk_feedback_member"),
    )
    op.create_index("ix_feedback_member_user_id", "feedback_member", ["user_id"])


def downgrade() -> None:
    op.drop_table("feedback_member")
    op.drop_table("feedback_round")
