"""Keep profiles."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("user") as table:
        table.add_column(sa.Column("portrait", sa.String(length=40), nullable=True))
    op.create_table(
        "profile",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("headline", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("ask", sa.String(length=500), nullable=False),
        sa.Column("work", sa.String(length=500), nullable=False),
        sa.Column("work_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_profile_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name="pk_profile"),
    )
    op.create_table(
        "profile_sight",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(length=12), nullable=False),
        sa.Column("sight", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_profile_sight_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "detail", name="pk_profile_sight"),
    )
    op.create_table(
        "profile_link",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_profile_link_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "place", name="pk_profile_link"),
    )
    op.create_table(
        "profile_pin",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_profile_pin_user_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_profile_pin_page_id_page", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "page_id", name="pk_profile_pin"),
    )
    op.create_index("ix_profile_pin_page_id", "profile_pin", ["page_id"])
    op.create_table(
        "spoken_language",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_spoken_language_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "code", name="pk_spoken_language"),
    )
    op.create_index("ix_spoken_language_code", "spoken_language", ["code"])


def downgrade() -> None:
    for table in ("spoken_language", "profile_pin", "profile_link", "profile_sight", "profile"):
        op.drop_table(table)
    with op.batch_alter_table("user") as table:
        table.drop_column("portrait")
