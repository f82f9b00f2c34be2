"""A page is a living document in a tree. Its text, HTML and revisions here are projections of the log in `editing`."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base
from wiki.core.words import key_of, slug_of
from wiki.spaces.models import Activity, Entry


class PageAddress:
    """The address of a page: the id leads and never changes, the words are for people."""

    id: Any
    title: Any

    @property
    def ref(self) -> str:
        return f"{self.id}-{slug_of(self.title)}"

    @property
    def url(self) -> str:
        return f"/p/{self.ref}"


class Page(PageAddress, Entry):
    __tablename__ = "page"
    __table_args__: Any = (Index("ix_page_parent_id_position", "parent_id", "position"),)
    __mapper_args__ = {"polymorphic_identity": "page"}  # noqa: RUF012

    id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("page.id"))
    position: Mapped[float] = mapped_column(default=0.0)
    title_key: Mapped[str] = mapped_column(String(200), index=True)
    by_title: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the pages below it stand by title."""
    icon: Mapped[str] = mapped_column(String(40), default="", server_default="")
    """One emoji, shown wherever the page is named; or nothing."""

    content: Mapped["PageContent"] = relationship(lazy="raise", cascade="all, delete-orphan", single_parent=True)

    @validates("title")
    def _keep_key(self, _name: str, title: str) -> str:
        self.title_key = key_of(title)
        return title


class PageContent(Base):
    """What the log says right now, ready to be shown: one row a page, rebuilt whenever text or renderer change."""

    __tablename__ = "page_content"

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)
    epoch: Mapped[int] = mapped_column(default=1)
    seq: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    outline: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    needs: Mapped[list[str]] = mapped_column(JSON, default=list)
    summary: Mapped[str] = mapped_column(String(300), default="")
    words: Mapped[int] = mapped_column(default=0)
    renderer: Mapped[str] = mapped_column(String(12), default="", index=True)
    overran: Mapped[bool] = mapped_column(default=False)
    updated_at: Mapped[datetime] = mapped_column(default=now, index=True)
    updated_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    updated_by: Mapped[User | None] = relationship(lazy="raise")


class Status(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    CURRENT = "current"
    OUTDATED = "outdated"


class PageStatus(Base):
    """Somebody said how far the page is; the last of these rows holds, and None is no status."""

    __tablename__ = "page_status"

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    status: Mapped[Status | None] = mapped_column(String(12))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User | None] = relationship(lazy="raise")


class PageKeeper(Base):
    """Somebody said who looks after the page; the last of these rows holds, and None is nobody."""

    __tablename__ = "page_keeper"

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)


class Revision(Base):
    """A session of writing, as people remember it. `runs` tells who typed which run of the text."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("page_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    named_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    epoch: Mapped[int] = mapped_column(default=1)
    seq: Mapped[int] = mapped_column(default=0)
    text_z: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    runs_z: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    steps: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many revisions back the last one stands whose text is kept whole: the packing is `editing.packing`'s."""
    added: Mapped[int] = mapped_column(default=0)
    removed: Mapped[int] = mapped_column(default=0)
    followed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Nobody wrote: links say what pages and headings are called now."""

    authors: Mapped[list["RevisionAuthor"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    named_by: Mapped[User | None] = relationship(lazy="raise")


class RevisionAuthor(Base):
    """Somebody's part in a revision; `share` is the fraction of what was typed or removed, 0 to 1."""

    __tablename__ = "revision_author"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    share: Mapped[float] = mapped_column(default=1.0)

    user: Mapped[User] = relationship(lazy="raise")


class Renaming(Base):
    """What a page was called before somebody renamed it, and since; who and when is told by the activity."""

    __tablename__ = "renaming"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    old: Mapped[str] = mapped_column(String(200))
    new: Mapped[str] = mapped_column(String(200))

    activity: Mapped[Activity] = relationship(lazy="raise")


class PageAuthor(Base):
    """Who wrote the page as it stands: UTF-16 units of the present text by each person."""

    __tablename__ = "page_author"

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    units: Mapped[int]

    user: Mapped[User] = relationship(lazy="raise")


class PageLink(Base):
    """A link in a page's text to another page; without `target_id` it is wanted: linked, not written."""

    __tablename__ = "page_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    target_id: Mapped[int | None] = mapped_column(ForeignKey("page.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(400))
    name_key: Mapped[str] = mapped_column(String(200), index=True, default="")
    sentence: Mapped[str] = mapped_column(String(450), default="", server_default="")
    """The plain words around the first such link; empty when they say no more than the link."""


class OldAnchor(Base):
    """The anchor a heading had before it was changed, and the anchor it has, or had last."""

    __tablename__ = "old_anchor"
    __table_args__ = (UniqueConstraint("page_id", "anchor"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"))
    anchor: Mapped[str] = mapped_column(String(400))
    leads_to: Mapped[str] = mapped_column(String(400))


class PageBegun(Base):
    """A page by the key it was given where it was begun, which may be a device without a network: it is made once."""

    __tablename__ = "page_begun"

    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)


class PageAlias(Base):
    """An address the page once had, in its space: an imported path or a redirect of its front matter."""

    __tablename__ = "page_alias"
    __table_args__ = (UniqueConstraint("space_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    path: Mapped[str] = mapped_column(String(400))
