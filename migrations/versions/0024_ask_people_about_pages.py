"""Ask people about pages."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page_asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("status_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_page_asked_page_id_page", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["status_id"], ["page_status.id"], name="fk_page_asked_status_id_page_status", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_page_asked_user_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_page_asked_by_id_user", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_page_asked"),
        sa.UniqueConstraint("status_id", "user_id", name="uq_page_asked_status_id_user_id"),
    )
    op.create_index("ix_page_asked_page_id", "page_asked", ["page_id"])
    op.create_index("ix_page_asked_user_id", "page_asked", ["user_id"])
    with op.batch_alter_table("user") as user:
        user.add_column(sa.Column("weekly_mail", sa.Boolean(), server_default=sa.true(), nullable=False))
        user.add_column(sa.Column("weekly_mailed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("user") as user:
        user.drop_column("weekly_mailed_at")
        user.drop_column("weekly_mail")
    op.drop_table("page_asked")
