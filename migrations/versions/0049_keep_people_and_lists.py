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
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_person_save_user_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["user.id"], name="fk_person_save_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "person_id", name="pk_person_save"),
    )
    op.create_index("ix_person_save_person_id", "person_save", ["person_id"])
    op.create_table(
        "kept_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_kept_list_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_kept_list"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_kept_list_user_id", "kept_list", ["user_id"])
    op.create_table(
        "list_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["list_id"], ["kept_list.id"], name="fk_list_item_list_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_list_item_page_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["user.id"], name="fk_list_item_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_list_item"),
        sa.UniqueConstraint("list_id", "page_id", name="uq_list_item_list_id_page_id"),
        sa.UniqueConstraint("list_id", "person_id", name="uq_list_item_list_id_person_id"),
    )
    op.create_index("ix_list_item_page_id", "list_item", ["page_id"])
    op.create_index("ix_list_item_person_id", "list_item", ["person_id"])


def downgrade() -> None:
    op.drop_table("list_item")
    op.drop_table("kept_list")
    op.drop_table("person_save")
