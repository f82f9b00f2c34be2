"""Remember where pages came from."""

import sqlalchemy as sa
from alembic import op

from wiki.core.db import UtcDateTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name="fk_import_source_space_id_space", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_import_source"),
    )
    op.create_index("ix_import_source_space_id", "import_source", ["space_id"])
    op.create_table(
        "import_origin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.Column("commit", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text_z", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["import_source.id"], name="fk_import_origin_source_id_import_source", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_import_origin_page_id_page", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_import_origin"),
        sa.UniqueConstraint("source_id", "path", name="uq_import_origin_source_id_path"),
    )
    op.create_index("ix_import_origin_page_id", "import_origin", ["page_id"])
    with op.batch_alter_table("import_run") as run:
        run.add_column(sa.Column("into_id", sa.Integer(), nullable=True))
        run.alter_column("error", existing_type=sa.String(length=500), type_=sa.Text(), existing_nullable=False)
        run.alter_column(
            "doing", existing_type=sa.String(length=40), type_=sa.String(length=80), existing_nullable=False
        )
        run.create_foreign_key("fk_import_run_into_id_space", "space", ["into_id"], ["id"], ondelete="CASCADE")
        run.create_index("ix_import_run_into_id", ["into_id"])


def downgrade() -> None:
    with op.batch_alter_table("import_run") as run:
        run.drop_index("ix_import_run_into_id")
        run.drop_constraint("fk_import_run_into_id_space", type_="foreignkey")
        run.alter_column("error", existing_type=sa.Text(), type_=sa.String(length=500), existing_nullable=False)
        run.alter_column(
            "doing", existing_type=sa.String(length=80), type_=sa.String(length=40), existing_nullable=False
        )
        run.drop_column("into_id")
    op.drop_table("import_origin")
    op.drop_table("import_source")
