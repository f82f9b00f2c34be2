"""Feedback rounds: named people are asked what they think of a page, of what kind and by when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base

LONGEST_KIND = 300


class Round(Base):
    """One page has one open round at a time."""

    __tablename__ = "feedback_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(LONGEST_KIND))
    """What the author wants to know."""
    due_on: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]

    asked: Mapped[list["RoundMember"]] = relationship(lazy="raise", order_by="RoundMember.user_id")
    by: Mapped[User | None] = relationship(lazy="raise")


class RoundMember(Base):
    """Somebody who was asked. Their answer is what they say here, or what they said in threads of the page."""

    __tablename__ = "feedback_member"

    round_id: Mapped[int] = mapped_column(ForeignKey("feedback_round.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise")
