"""Keep evidence of what people know, whom they were shown, and why they follow somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

REBUILD = """
INSERT INTO job (work, args, due_at, tries)
SELECT 'wiki.expertise.keeping.rebuild', '{}', '2020-01-01 00:00:00.000000', 0 WHERE EXISTS (SELECT 1 FROM revision)
"""


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_evidence_entry_id_entry", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_evidence_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry_id", "user_id", "kind", name="pk_evidence"),
    )
    op.create_index("ix_evidence_user_id_last_at", "evidence", ["user_id", "last_at"])
    op.create_table(
        "introduction",
        sa.Column("viewer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["viewer_id"], ["user.id"], name="fk_introduction_viewer_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["user.id"], name="fk_introduction_person_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("viewer_id", "person_id", "week", name="pk_introduction"),
    )
    op.create_index("ix_introduction_person_id", "introduction", ["person_id"])
    op.create_index("ix_revision_at", "revision", ["at"])
    op.create_index("ix_entry_author_id_created_at", "entry", ["author_id", "created_at"])
    op.add_column("watch", sa.Column("note", sa.String(length=300), nullable=False, server_default=""))
    op.execute(REBUILD)


def downgrade() -> None:
    op.execute("DELETE FROM job WHERE work = 'wiki.expertise.keeping.rebuild'")
    op.drop_column("watch", "note")
    op.drop_index("ix_entry_author_id_created_at", "entry")
    op.drop_index("ix_revision_at", "revision")
    op.drop_table("introduction")
    op.drop_table("evidence")
