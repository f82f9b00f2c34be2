"""Keep people and lists."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_save",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_person_save_user_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["user.id"], name="fk_person_save_person_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "person_id", name="pk_person_save"),
    )
    op.create_index("ix_person_save_person_id", "person_save", ["person_id"])


def downgrade() -> None:
    op.drop_table("person_save")
