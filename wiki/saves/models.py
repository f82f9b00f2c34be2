"""Pages and colleagues that somebody keeps at hand, with what they say of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base

LONGEST_NOTE = 300


class Save(Base):
    """`is_open`: all who may read the page see who saved it, and the note. Taken back, it can be put back for a day."""

    __tablename__ = "page_save"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True, index=True)
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    is_open: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=now)
    taken_back_at: Mapped[datetime | None]


class PersonSave(Base):
    """Somebody keeps a colleague at hand; nobody else ever learns of it. Taken back, it can be put back for a day."""

    __tablename__ = "person_save"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    at: Mapped[datetime] = mapped_column(default=now)
    taken_back_at: Mapped[datetime | None]
