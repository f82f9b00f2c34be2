"""Questions to colleagues: who is asked, what is answered, and which answer helped."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base
from wiki.core.words import slug_of
from wiki.spaces.models import Entry

LONGEST_TITLE = 200
LONGEST_WORD = 500
"""What somebody says who cannot answer."""


class State(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    """Without an answer that helped."""


class QuestionAddress:
    """The address of a question: the id leads and never changes, the words are for people."""

    id: Any
    title: Any

    @property
    def ref(self) -> str:
        return f"{self.id}-{slug_of(self.title)}"

    @property
    def url(self) -> str:
        return f"/q/{self.ref}"


class Question(QuestionAddress, Entry):
    """It has the rights of its space. `about_id`: the page it came up with, which not all its readers need to know."""

    __tablename__ = "question"
    __mapper_args__ = {"polymorphic_identity": "question"}  # noqa: RUF012

    id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    edited_at: Mapped[datetime | None]
    about_id: Mapped[int | None] = mapped_column(ForeignKey("page.id", ondelete="SET NULL"), index=True)
    to_all_at: Mapped[datetime | None]
    """When it was put to everybody who watches one of its tags."""
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


class AskedPerson(Base):
    """Somebody who is asked by name, or may be next: without `asked_at` they know nothing of it yet.

    `by_id` is who put it to them: whoever asks, or a colleague who passed it on."""

    __tablename__ = "asked_person"
    __table_args__ = (UniqueConstraint("question_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    words: Mapped[str] = mapped_column(String(LONGEST_WORD), default="")
    """Why not, in their words."""
    passed_to_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    user: Mapped[User] = relationship(lazy="raise", foreign_keys=user_id)
    passed_to: Mapped[User | None] = relationship(lazy="raise", foreign_keys=passed_to_id)


class Answer(Base):
    """Who takes one back can put it back for a while; then its words are gone. One of a question may be accepted."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_question_id_id", "question_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


class AnswerThanks(Base):
    """Somebody whom an answer helped, too."""

    __tablename__ = "answer_thanks"

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(default=now)
