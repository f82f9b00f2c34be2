"""What people asked to take along."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base
from wiki.files.store import new_key

BESIDE = ("wrote", "commented", "asked", "answered")
"""What people do that moves no file."""


class Kind(StrEnum):
    MARKDOWN = "markdown"
    SITE = "site"


class Takeout(Base):
    """A zip that somebody asked for, of one space or (None) of all they could read then; it is theirs alone."""

    __tablename__ = "takeout"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Kind] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(80))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    spaces: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Those that pages of it stand in: whoever may not read one of them any more gets nothing."""
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None]
    failed: Mapped[bool] = mapped_column(default=False)

    @property
    def file_name(self) -> str:
        return f"{self.key}.zip"

    @property
    def share(self) -> float:
        """How much of it is made, 0 to 1."""
        return self.done / self.total if self.total else 0.0


class Mirror(Base):
    """A space is written on into a git repository that whoever may read all of it can clone."""

    __tablename__ = "mirror"

    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), primary_key=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    key: Mapped[str] = mapped_column(String(40), default=new_key, server_default="")
    """Another one whenever it is made anew: what is still being written of the one before lands beside it."""
    since: Mapped[datetime] = mapped_column(default=now)
    seen: Mapped[int] = mapped_column(default=0)
    """The id of the last version that is in it."""
    due: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Pages that it has to look at, unless it looks at the `whole` of them."""
    whole: Mapped[bool] = mapped_column(default=True)
    wanted: Mapped[bool] = mapped_column(default=False)
    """A job waits that writes it."""
    written_at: Mapped[datetime | None]

    @property
    def folder(self) -> str:
        """Its name among the mirrors."""
        return folder_name(self.space_id, self.key)


def folder_name(space_id: int, key: str) -> str:
    """Mirrors from before they had keys lie under the number of their space alone."""
    return f"{space_id}-{key}.git" if key else f"{space_id}.git"
