"""Let people talk about pages."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("space") as space:
        space.add_column(sa.Column("commenting", sa.String(length=8), server_default="reader", nullable=False))
    op.add_column("entry", sa.Column("threads", sa.Integer(), server_default="0", nullable=False))
    _threads()
    _remarks()
    _resolutions()
    _reactions()
    _looks()


def _person(table: str, name: str, ondelete: str = "SET NULL") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], ["user.id"], name=f"fk_{table}_{name}_user", ondelete=ondelete)


def _thread(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["thread_id"], ["thread.id"], name=f"fk_{table}_thread_id_thread", ondelete="CASCADE"
    )


def _threads() -> None:
    op.create_table(
        "thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("prefix", sa.String(length=80), nullable=False),
        sa.Column("suffix", sa.String(length=80), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=True),
        sa.Column("detached_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_thread_entry_id_entry", ondelete="CASCADE"),
        _person("thread", "by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_thread"),
    )
    op.create_index("ix_thread_entry_id", "thread", ["entry_id"])
    op.create_index("ix_thread_by_id", "thread", ["by_id"])


def _remarks() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        _thread("remark"),
        _person("remark", "by_id"),
        _person("remark", "removed_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
    )
    op.create_index("ix_remark_thread_id_id", "remark", ["thread_id", "id"])
    op.create_index("ix_remark_by_id", "remark", ["by_id"])


def _resolutions() -> None:
    op.create_table(
        "resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reopened_by_id", sa.Integer(), nullable=True),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        _thread("resolution"),
        _person("resolution", "by_id"),
        _person("resolution", "reopened_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_resolution"),
    )
    op.create_index("ix_resolution_thread_id", "resolution", ["thread_id"])


def _reactions() -> None:
    op.create_table(
        "reaction",
        sa.Column("remark_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("emoji", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["remark_id"], ["remark.id"], name="fk_reaction_remark_id_remark", ondelete="CASCADE"),
        _person("reaction", "user_id", "CASCADE"),
        sa.PrimaryKeyConstraint("remark_id", "user_id", "emoji", name="pk_reaction"),
    )
    op.create_index("ix_reaction_user_id", "reaction", ["user_id"])


def _looks() -> None:
    op.create_table(
        "thread_look",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("remark_id", sa.Integer(), nullable=False),
        _thread("thread_look"),
        _person("thread_look", "user_id", "CASCADE"),
        sa.PrimaryKeyConstraint("thread_id", "user_id", name="pk_thread_look"),
    )
    op.create_index("ix_thread_look_user_id", "thread_look", ["user_id"])


def downgrade() -> None:
    for table in ("thread_look", "reaction", "resolution", "remark", "thread"):
        op.drop_table(table)
    with op.batch_alter_table("entry") as entry:
        entry.drop_column("threads")
    with op.batch_alter_table("space") as space:
        space.drop_column("commenting")
