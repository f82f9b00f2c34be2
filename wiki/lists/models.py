"""Named lists of pages and people, in the order that their owner gave them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base
from wiki.core.words import slug_of
from wiki.saves.models import LONGEST_NOTE

LONGEST_NAME, LONGEST_ABOUT = 80, 300


class ListAddress:
    """The address of a list: the id leads and never changes, the words are for people."""

    id: Any
    name: Any

    @property
    def ref(self) -> str:
        return f"{self.id}-{slug_of(self.name)}"

    @property
    def url(self) -> str:
        return f"/lists/{self.ref}"


class KeptList(ListAddress, Base):
    """`is_open`: every member sees it, with what of it they may see. Removed, it can be put back for a day."""

    __tablename__ = "kept_list"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    about: Mapped[str] = mapped_column(String(LONGEST_ABOUT), default="")
    is_open: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]

    owner: Mapped[User] = relationship(lazy="raise")


class ListItem(Base):
    """A page or a person on a list. `place` is told to nobody. Taken off, it can be put back for a day."""

    __tablename__ = "list_item"
    __table_args__ = (UniqueConstraint("list_id", "page_id"), UniqueConstraint("list_id", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("kept_list.id", ondelete="CASCADE"))
    page_id: Mapped[int | None] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    removed_at: Mapped[datetime | None]
