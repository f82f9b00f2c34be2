"""Keep files."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("widths", sa.JSON(), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trashed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trashed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_file_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_file_page_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["trashed_by_id"], ["user.id"], name=op.f("fk_file_trashed_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
        sa.UniqueConstraint("key", name=op.f("uq_file_key")),
    )
    with op.batch_alter_table("file") as batch_op:
        batch_op.create_index("ix_file_page_id_sha256", ["page_id", "sha256"], unique=False)
        batch_op.create_index("ix_file_path", ["path"], unique=False)
        batch_op.create_index(batch_op.f("ix_file_trashed_at"), ["trashed_at"], unique=False)

    op.create_table(
        "file_use",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_file_use_file_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_file_use_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "file_id", name=op.f("pk_file_use")),
    )
    with op.batch_alter_table("file_use") as batch_op:
        batch_op.create_index(batch_op.f("ix_file_use_file_id"), ["file_id"], unique=False)


def downgrade() -> None:
    op.drop_table("file_use")
    op.drop_table("file")
