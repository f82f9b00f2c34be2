"""Keep questions, who is asked, and what is answered."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def moment(name: str, *, nullable: bool = True) -> sa.Column[sa.DateTime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def refers(table: str, column: str, to: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}", ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        moment("edited_at"),
        sa.Column("about_id", sa.Integer(), nullable=True),
        moment("to_all_at"),
        moment("closed_at"),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        refers("question", "id", "entry", "CASCADE"),
        refers("question", "about_id", "page", "SET NULL"),
        refers("question", "closed_by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
    )
    op.create_index("ix_question_about_id", "question", ["about_id"])
    op.create_table(
        "asked_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        moment("asked_at"),
        moment("declined_at"),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("passed_to_id", sa.Integer(), nullable=True),
        refers("asked_person", "question_id", "question", "CASCADE"),
        refers("asked_person", "user_id", "user", "CASCADE"),
        refers("asked_person", "by_id", "user", "SET NULL"),
        refers("asked_person", "passed_to_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_asked_person"),
        sa.UniqueConstraint("question_id", "user_id", name="uq_asked_person_question_id_user_id"),
    )
    op.create_index("ix_asked_person_user_id", "asked_person", ["user_id"])
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        moment("at", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        moment("edited_at"),
        moment("removed_at"),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        moment("accepted_at"),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        refers("answer", "question_id", "question", "CASCADE"),
        refers("answer", "by_id", "user", "SET NULL"),
        refers("answer", "removed_by_id", "user", "SET NULL"),
        refers("answer", "accepted_by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
    )
    op.create_index("ix_answer_question_id_id", "answer", ["question_id", "id"])
    op.create_index("ix_answer_by_id", "answer", ["by_id"])
    op.create_table(
        "answer_thanks",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        moment("at", nullable=False),
        refers("answer_thanks", "answer_id", "answer", "CASCADE"),
        refers("answer_thanks", "user_id", "user", "CASCADE"),
        sa.PrimaryKeyConstraint("answer_id", "user_id", name="pk_answer_thanks"),
    )
    op.create_index("ix_answer_thanks_user_id", "answer_thanks", ["user_id"])


def downgrade() -> None:
    op.drop_table("answer_thanks")
    op.drop_table("answer")
    op.drop_table("asked_person")
    op.execute("DELETE FROM entry WHERE kind = 'question'")
    op.drop_table("question")
