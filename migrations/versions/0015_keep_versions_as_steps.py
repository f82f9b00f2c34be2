"""Keep versions as steps. Those from before stay whole."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("revision", sa.Column("steps", sa.Integer(), server_default="0", nullable=False))
