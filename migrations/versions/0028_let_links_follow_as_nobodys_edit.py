"""Let links follow as nobody's edit: it is told apart in the log, and in versions."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("page_writer") as writer:
        writer.add_column(sa.Column("quiet", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("revision") as version:
        version.add_column(sa.Column("followed", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("revision") as version:
        version.drop_column("followed")
    with op.batch_alter_table("page_writer") as writer:
        writer.drop_column("quiet")
