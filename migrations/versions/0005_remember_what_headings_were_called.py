"""Remember what headings were called."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "old_anchor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.String(length=400), nullable=False),
        sa.Column("leads_to", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_old_anchor_page_id_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_old_anchor")),
        sa.UniqueConstraint("page_id", "anchor", name=op.f("uq_old_anchor_page_id_anchor")),
    )


def downgrade() -> None:
    op.drop_table("old_anchor")
