"""Keep what people know about."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "field",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_field_user_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_field_tag_id_tag", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "tag_id", name="pk_field"),
    )
    op.create_index("ix_field_tag_id", "field", ["tag_id"])
    op.create_table(
        "vouch",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["user.id"], name="fk_vouch_person_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_vouch_by_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_vouch_tag_id_tag", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "by_id", "tag_id", name="pk_vouch"),
    )
    op.create_index("ix_vouch_by_id", "vouch", ["by_id"])
    op.create_index("ix_vouch_tag_id", "vouch", ["tag_id"])
    op.create_table(
        "left_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_left_out_user_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_left_out_tag_id_tag", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_left_out"),
        sa.UniqueConstraint("user_id", "tag_id", name="uq_left_out_user_id_tag_id"),
    )
    op.create_index("ix_left_out_user_id", "left_out", ["user_id"])
    op.create_index("ix_left_out_tag_id", "left_out", ["tag_id"])


def downgrade() -> None:
    op.drop_table("left_out")
    op.drop_table("vouch")
    op.drop_table("field")
