"""What is directed at somebody: one line a thread, however often they are named in it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base


class Because(StrEnum):
    MENTION = "mention"
    REPLY = "reply"


class InboxLine(Base):
    """A thread that waits for somebody. It is out of sight once it is done, until `later_until`, or while muted, and
    back when it is their turn again; muted, only when they are named once more after that."""

    __tablename__ = "inbox_line"
    __table_args__ = (UniqueConstraint("user_id", "thread_id"), Index("ix_inbox_line_user_id_at", "user_id", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    remark_id: Mapped[int | None] = mapped_column(ForeignKey("remark.id", ondelete="SET NULL"), index=True)
    because: Mapped[Because] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(default=now)
    unread: Mapped[bool] = mapped_column(default=True)
    done_at: Mapped[datetime | None]
    later_until: Mapped[datetime | None]
    muted_until: Mapped[datetime | None]
