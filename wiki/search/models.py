"""What the index has to look at still, and what files say."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base


class SearchDue(Base):
    """An entry that may have changed, by its key (`entries`); without, all entries of the page. Without a page: build
    all of it anew. Written with the change."""

    __tablename__ = "search_due"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int | None]
    key: Mapped[int | None]


class FileText(Base):
    """What was read in a file, once; nothing where there is none to be read."""

    __tablename__ = "file_text"

    file_id: Mapped[int] = mapped_column(ForeignKey("file.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
