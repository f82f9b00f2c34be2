"""Pages and colleagues that somebody keeps at hand, with what they say of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base

LONGEST_NOTE = 300


class AtHand:
    """What is the same of all that somebody keeps. Taken back, it can be put back for a day."""

    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    at: Mapped[datetime] = mapped_column(default=now)
    taken_back_at: Mapped[datetime | None]


class Save(AtHand, Base):
    """`is_open`: all who may read the page see who saved it, and the note."""

    __tablename__ = "page_save"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True, index=True)
    is_open: Mapped[bool] = mapped_column(default=False)


class PersonSave(AtHand, Base):
    """Somebody keeps a colleague at hand; nobody else ever learns of it."""

    __tablename__ = "person_save"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
