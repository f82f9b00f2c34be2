"""Changes to a passage that somebody proposes, in the thread about it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base


class State(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Suggestion(Base):
    """What a remark proposes: `before`, which the passage said in Markdown, to become `after`. `bare`: the remark has
    no words of its own."""

    __tablename__ = "suggestion"

    remark_id: Mapped[int] = mapped_column(ForeignKey("remark.id", ondelete="CASCADE"), primary_key=True)
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    bare: Mapped[bool]
    state: Mapped[State] = mapped_column(String(8), default=State.OPEN)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    settled_at: Mapped[datetime | None]
