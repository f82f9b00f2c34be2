"""Conversations about pages. Where a thread is anchored is kept here, beside the document and never in it."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base


class Thread(Base):
    """A conversation about a passage, or, without `quote`, about all of it.

    `marks` are its first and last unit in the log, good in `epoch`. The rest is how it is found again without them:
    the words it was begun about, those that stand there now, and what is around. `detached_at`: its words are gone.
    """

    __tablename__ = "thread"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    quote: Mapped[str] = mapped_column(Text, default="")
    words: Mapped[str] = mapped_column(Text, default="")
    prefix: Mapped[str] = mapped_column(String(80), default="")
    suffix: Mapped[str] = mapped_column(String(80), default="")
    path: Mapped[str] = mapped_column(String(400), default="")
    line: Mapped[int | None]
    """The line of the text on which it begins, counted from 0."""
    epoch: Mapped[int] = mapped_column(default=0)
    marks: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    detached_at: Mapped[datetime | None]


class Remark(Base):
    """One thing said. Who takes it back can put it back for a while; then its words are gone."""

    __tablename__ = "remark"
    __table_args__ = (Index("ix_remark_thread_id_id", "thread_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    by: Mapped[User | None] = relationship(lazy="raise", foreign_keys=by_id)


class Resolution(Base):
    """Somebody found that a thread is settled; it is open again once somebody reopened the last of these."""

    __tablename__ = "resolution"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    reopened_at: Mapped[datetime | None]


class Reaction(Base):
    """One emoji by one person under a remark."""

    __tablename__ = "reaction"

    remark_id: Mapped[int] = mapped_column(ForeignKey("remark.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    emoji: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


class ThreadLook(Base):
    """How far somebody has read a thread: the id of the last remark they saw."""

    __tablename__ = "thread_look"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    remark_id: Mapped[int]
