"""Who does not want to be named as somebody who knows, about a tag or anything: it holds from the next question on."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, exists, or_
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base


class LeftOut(Base):
    """Somebody is not to be found as one who knows: about this tag, or, without one, about anything."""

    __tablename__ = "left_out"
    __table_args__ = (UniqueConstraint("user_id", "tag_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


def may_be_named(user_id: InstrumentedAttribute[int], tag_ids: Collection[int]) -> ColumnElement[bool]:
    """SQL: this person does not mind to be named as one who knows about these tags. Give what counts as them, too."""
    about = or_(LeftOut.tag_id.is_(None), LeftOut.tag_id.in_(tag_ids))
    return ~exists().where(LeftOut.user_id == user_id, about)
