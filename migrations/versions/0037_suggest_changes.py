"""Keep changes that people propose."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "suggestion",
        sa.Column("remark_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("bare", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["remark_id"], ["remark.id"], name="fk_suggestion_remark_id_remark", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["user.id"], name="fk_suggestion_settled_by_id_user", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("remark_id", name="pk_suggestion"),
    )


def downgrade() -> None:
    op.drop_table("suggestion")
