"""What is directed at somebody, one line a thread, page or question, however often they are named in it; and when it is
mailed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base


class Because(StrEnum):
    MENTION = "mention"
    REPLY = "reply"
    TASK = "task"
    REVIEW = "review"
    FEEDBACK = "feedback"
    CHANGED = "changed"
    ACCESS = "access"
    LET_IN = "let-in"
    QUESTION = "question"
    """Somebody asks them, by name."""
    TOPIC = "topic"
    """Somebody asks all who watch one of its tags."""
    ANSWER = "answer"
    ACCEPTED = "accepted"
    SILENT = "silent"
    """Whom they asked did not answer for two working days."""
    DECLINED = "declined"


class InboxLine(Base):
    """A thread that waits for somebody, or, with `entry_id` instead, a page itself or a question, or, with
    `request_id`, somebody who asks for access.

    It is out of sight once it is done, until `later_until`, or while muted, and
    back when it is their turn again; muted, only when they are named once more after that."""

    __tablename__ = "inbox_line"
    __table_args__ = (
        UniqueConstraint("user_id", "thread_id"),
        UniqueConstraint("user_id", "entry_id"),
        UniqueConstraint("user_id", "request_id"),
        Index("ix_inbox_line_user_id_at", "user_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("access_request.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    """Of a page or question: who did it last. Who spoke in a thread its remark says."""
    remark_id: Mapped[int | None] = mapped_column(ForeignKey("remark.id", ondelete="SET NULL"), index=True)
    because: Mapped[Because] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(default=now)
    unread: Mapped[bool] = mapped_column(default=True)
    done_at: Mapped[datetime | None]
    later_until: Mapped[datetime | None]
    muted_until: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
    """When they were told of it by mail, since it last came."""
    unmailed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether they want no mail of this thread."""


class MailChoice(Base):
    """When somebody wants mail. Who never chose has no row, or one with what is said here."""

    __tablename__ = "mail_choice"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[bool] = mapped_column(default=True)
    """One mail each working day, at `hour`, of what waits; none when nothing does."""
    hour: Mapped[int] = mapped_column(default=9)
    soon: Mapped[bool] = mapped_column(default=True)
    """A mail sooner where they are named and have not looked."""
    begins: Mapped[int] = mapped_column(default=9)
    ends: Mapped[int] = mapped_column(default=17)
    """Working hours; there is no mail before or after."""
    days: Mapped[str] = mapped_column(String(7), default="12345")
    """Working days, Monday being 1."""
    zone: Mapped[str] = mapped_column(String(64), default="")
    """Nothing: that of the team."""
    watches_own: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether what they write they watch from then on."""
    digested_on: Mapped[date | None]
    digested_at: Mapped[datetime | None]
    soon_on: Mapped[date | None]
    soon_sent: Mapped[int] = mapped_column(default=0)
    """How many mails of that kind went out on the day `soon_on`."""


class TaskTold(Base):
    """How many open tasks of a page somebody has been told of."""

    __tablename__ = "task_told"

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    count: Mapped[int]
