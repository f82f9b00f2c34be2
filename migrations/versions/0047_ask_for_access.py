"""Ask for access."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("wanted", sa.String(length=8), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("granted", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_access_request_user_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name="fk_access_request_space_id_space", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name="fk_access_request_entry_id_entry", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name="fk_access_request_answered_by_id_user", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_access_request"),
    )
    op.create_index("ix_access_request_user_id", "access_request", ["user_id"])
    op.create_index("ix_access_request_space_id", "access_request", ["space_id"])
    with op.batch_alter_table("inbox_line") as table:
        table.add_column(sa.Column("request_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            "fk_inbox_line_request_id_access_request", "access_request", ["request_id"], ["id"], ondelete="CASCADE"
        )
        table.create_unique_constraint("uq_inbox_line_user_id_request_id", ["user_id", "request_id"])
        table.create_index("ix_inbox_line_request_id", ["request_id"])


def downgrade() -> None:
    with op.batch_alter_table("inbox_line") as table:
        table.drop_index("ix_inbox_line_request_id")
        table.drop_constraint("uq_inbox_line_user_id_request_id", type_="unique")
        table.drop_constraint("fk_inbox_line_request_id_access_request", type_="foreignkey")
        table.drop_column("request_id")
    op.drop_table("access_request")
