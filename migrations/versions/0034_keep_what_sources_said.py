"""Keep what the source of an imported page said beside its text."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("import_origin", sa.Column("said", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("import_origin") as origin:
        origin.drop_column("said")
