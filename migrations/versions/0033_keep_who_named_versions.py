"""Keep who gave a version its name."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("revision") as version:
        version.add_column(sa.Column("named_by_id", sa.Integer(), nullable=True))
        version.create_foreign_key("fk_revision_named_by_id_user", "user", ["named_by_id"], ["id"], ondelete="SET NULL")


def downgrade() -> None:
    with op.batch_alter_table("revision") as version:
        version.drop_constraint("fk_revision_named_by_id_user", type_="foreignkey")
        version.drop_column("named_by_id")
