"""Keep when people want mail, and what they were told by it."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_choice",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("soon", sa.Boolean(), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("days", sa.String(length=7), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("digested_on", sa.Date(), nullable=True),
        sa.Column("soon_on", sa.Date(), nullable=True),
        sa.Column("soon_sent", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_mail_choice_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name="pk_mail_choice"),
    )
    op.add_column("inbox_line", sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("inbox_line", sa.Column("unmailed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("team", sa.Column("zone", sa.String(64), server_default="Europe/Amsterdam", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("team") as team:
        team.drop_column("zone")
    with op.batch_alter_table("inbox_line") as line:
        line.drop_column("unmailed")
        line.drop_column("mailed_at")
    op.drop_table("mail_choice")
