"""What the index has to look at still, what files say, what people look for again, and what they looked for in vain."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base

LONGEST_NAME = 80
LONGEST_TEXT = 300
LONGEST_WORDS = 60


class SearchDue(Base):
    """An entry that may have changed, by its key (`entries`); without, all that belongs to the page or question.
    Without either: build all of it anew. Written with the change."""

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


class SavedSearch(Base):
    """A search that somebody keeps. `known`: ids of the pages it found when they were last told; None: unwatched."""

    __tablename__ = "saved_search"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    text: Mapped[str] = mapped_column(String(LONGEST_TEXT))
    order: Mapped[str] = mapped_column(String(4))
    known: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]


class MissedWords(Base):
    """Folded words that two people or more looked for in vain, on how many days, and on which last. Nobody's name."""

    __tablename__ = "missed_words"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS), unique=True)
    days: Mapped[int]
    last_on: Mapped[date] = mapped_column(index=True)
