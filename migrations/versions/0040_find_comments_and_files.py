"""Find comments, and files by what they say."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("search_due", sa.Column("key", sa.Integer(), nullable=True))
    op.create_table(
        "file_text",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name="fk_file_text_file_id_file", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("file_id", name="pk_file_text"),
    )


def downgrade() -> None:
    op.drop_table("file_text")
    op.drop_column("search_due", "key")
