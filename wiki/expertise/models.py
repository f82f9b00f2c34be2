"""Evidence of what people know: a row for each entry, person and kind of act, kept as acts happen.

A row holds the sum of its acts, each worth half as much after every half-life. The sum is kept as if seen from one day
for ever (forward decay: Cormode et al., 2009), so a new act is added to it and nothing has to be aged by a job.
"""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base

SEEN_FROM = datetime(2020, 1, 1, tzinfo=UTC)
YEAR = timedelta(days=365)


class Kind(StrEnum):
    EDIT = "edit"
    AUTHOR = "author"
    """Made the page, or wrote most of it."""
    KEEPER = "keeper"
    COMMENT = "comment"
    """Said something that others answered, or that settled it."""
    FEEDBACK = "feedback"
    """Was asked what they think, or to look, and did."""
    ANSWER = "answer"
    """Answered a question about the page, and it helped."""


WORTH = {Kind.EDIT: 0.3, Kind.AUTHOR: 1.0, Kind.KEEPER: 1.0, Kind.COMMENT: 1.0, Kind.FEEDBACK: 3.0, Kind.ANSWER: 3.0}
HALF_LIFE: dict[Kind, timedelta | None] = {
    Kind.EDIT: 2 * YEAR,
    Kind.AUTHOR: 2 * YEAR,
    Kind.KEEPER: None,
    Kind.COMMENT: YEAR,
    Kind.FEEDBACK: YEAR,
    Kind.ANSWER: YEAR,
}
"""None: it holds as long as it is so."""


class Evidence(Base):
    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_user_id_last_at", "user_id", "last_at"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[Kind] = mapped_column(String(8), primary_key=True)
    weight: Mapped[float]
    """As seen from `SEEN_FROM`."""
    last_at: Mapped[datetime]


class Introduction(Base):
    """Somebody near, whom this person was shown in the week that begins on this Monday."""

    __tablename__ = "introduction"

    viewer_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


def doublings(kind: Kind, at: datetime) -> float:
    """How many half-lives of its kind an act came after `SEEN_FROM`."""
    life = HALF_LIFE[kind]
    return (at - SEEN_FROM) / life if life else 0.0


def worth_then(kind: Kind, at: datetime, share: float = 1.0) -> float:
    """An act of that moment as rows keep it."""
    return share * float(2 ** doublings(kind, at))


def worth_now(kind: Kind, weight: float, at: datetime) -> float:
    """What a row kept, as it counts at this moment."""
    return weight * float(2 ** -doublings(kind, at))
