"""A file belongs to a page and has its rights. Its bytes lie in the store, under a random name."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base


class FileAddress:
    """The address of a file: the id leads and never changes, the words are for people."""

    id: Any
    slug: Any

    @property
    def url(self) -> str:
        return f"/f/{self.id}/{self.slug}"


class File(FileAddress, Base):
    """`name` is a label that a person gave. `sha256` is of the bytes as they came, so that the same picture twice on a
    page is one file; `size` counts what is kept, smaller copies included."""

    __tablename__ = "file"
    __table_args__ = (Index("ix_file_page_id_sha256", "page_id", "sha256"), Index("ix_file_path", "path"))

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    slug: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(40), unique=True)
    media_type: Mapped[str] = mapped_column(String(80))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    widths: Mapped[list[int]] = mapped_column(JSON, default=list)
    path: Mapped[str | None] = mapped_column(String(400))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)
    trashed_at: Mapped[datetime | None] = mapped_column(index=True)
    trashed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    by: Mapped[User | None] = relationship(lazy="raise", foreign_keys=by_id)

    @property
    def is_picture(self) -> bool:
        return self.width is not None

    @property
    def is_trashed(self) -> bool:
        return self.trashed_at is not None

    def trash(self, by: User) -> None:
        self.trashed_at, self.trashed_by_id = now(), by.id

    def restore(self) -> None:
        self.trashed_at = self.trashed_by_id = None


class FileUse(Base):
    """A page whose text names a file: kept when the text is projected."""

    __tablename__ = "file_use"

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id", ondelete="CASCADE"), primary_key=True, index=True)


def keys_of(key: str, widths: list[int]) -> list[str]:
    """Where the bytes lie: of the file itself, and of its smaller copies."""
    return [key, *(smaller(key, width) for width in widths)]


def smaller(key: str, width: int) -> str:
    """The name of the copy of this width."""
    return f"{key}-{width}"
