"""The log of a page's living document. It is the truth; everything else about the text is made from it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base


class PageWriter(Base):
    """A Yjs client id on a page belongs to the account that first used it there."""

    __tablename__ = "page_writer"
    __table_args__ = (UniqueConstraint("page_id", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"))
    client_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    quiet: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Nobody wrote: links in what this person wrote say a new name."""


class PageUpdate(Base):
    """One update as it came, byte for byte. Never changed; dropped only below a snapshot nobody needs to pass."""

    __tablename__ = "page_update"
    __table_args__ = (UniqueConstraint("page_id", "epoch", "writer_id", "counter"),)

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)
    epoch: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    writer_id: Mapped[int] = mapped_column(ForeignKey("page_writer.id"))
    counter: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(default=now)


class PageSnapshot(Base):
    """The whole document at `seq` as one compacted update, with its state vector and author runs."""

    __tablename__ = "page_snapshot"

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)
    epoch: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[bytes] = mapped_column(LargeBinary)
    vector: Mapped[dict[str, int]] = mapped_column(JSON)
    runs: Mapped[list[Any]] = mapped_column(JSON)
    titled: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")
    """What of it stands in the title: (client, clock, length)."""
    at: Mapped[datetime] = mapped_column(default=now)


class PageHead(Base):
    """Where a page's log stands. Locking this row hands out the next `seq`."""

    __tablename__ = "page_head"

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)
    epoch: Mapped[int] = mapped_column(default=1)
    seq: Mapped[int] = mapped_column(default=0)
    title_seq: Mapped[int | None]
    """The place in the log that the page is called after; None: the log holds no title yet."""


class Quarantine(Base):
    """An update that harmed the projector, kept aside; its page went on in a new epoch without it."""

    __tablename__ = "quarantine"

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    epoch: Mapped[int]
    seq: Mapped[int]
    writer_id: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(default=now)
