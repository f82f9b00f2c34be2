"""What people say they know, and colleagues say of them: one main specialism and a few adjacent fields, as tags."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base

ADJACENT = 3
"""Fields beside the one specialism, at most."""


class Part(StrEnum):
    """Of the T that a person's fields are drawn as."""

    MAIN = "main"
    ADJACENT = "adjacent"


class Field(Base):
    """A tag that somebody says they know about. One of them is the main one, at most three are adjacent."""

    __tablename__ = "field"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True)
    part: Mapped[Part] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(default=now)


class Vouch(Base):
    """A colleague says that somebody knows about a tag. It counts and shows once that person accepted it."""

    __tablename__ = "vouch"

    person_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]


class LeftOut(Base):
    """Somebody is not to be found as one who knows: about this tag, or, without one, about anything."""

    __tablename__ = "left_out"
    __table_args__ = (UniqueConstraint("user_id", "tag_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
