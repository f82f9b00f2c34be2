"""Where things stand: spaces with their members, and entries, which are anything with an address."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.accounts.models import COLOURS, User
from wiki.core.clock import now
from wiki.core.db import Base


class Role(StrEnum):
    READER = "reader"
    EDITOR = "editor"
    OWNER = "owner"


class SpaceSign:
    """How a space shows wherever it is named: a letter on a colour, 0 to 7, and its address."""

    id: Any
    slug: Any
    name: Any

    @property
    def letter(self) -> str:
        return str(self.name)[:1].upper()

    @property
    def slot(self) -> int:
        return int(self.id) % COLOURS

    @property
    def url(self) -> str:
        return f"/s/{self.slug}"


class Space(SpaceSign, Base):
    """A room for pages. `team_role` is what every member of the team may do here; None: by invitation only."""

    __tablename__ = "space"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    about: Mapped[str] = mapped_column(String(500), default="")
    team_role: Mapped[Role | None] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(default=now)
    tree_version: Mapped[int] = mapped_column(default=1)
    by_title: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the pages at its top stand by title, also those that come later, and not as somebody put them."""

    commenting: Mapped[Role] = mapped_column(String(8), default=Role.READER, server_default="reader")
    """What somebody must at least be here to comment on pages: a reader, or an editor."""

    memberships: Mapped[list["Membership"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class Membership(Base):
    __tablename__ = "membership"

    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    role: Mapped[Role] = mapped_column(String(8))
    since: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User] = relationship(lazy="raise")


class AccessRequest(Base):
    """Somebody asks to be let into a space, or to write in it: `wanted`. `entry_id` is what they came for. Once it is
    answered, `granted` says as what they were let in, if they were."""

    __tablename__ = "access_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="SET NULL"))
    wanted: Mapped[Role] = mapped_column(String(8))
    words: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    granted: Mapped[Role | None] = mapped_column(String(8))

    user: Mapped[User] = relationship(lazy="raise", foreign_keys=user_id)
    space: Mapped[Space] = relationship(lazy="raise")


class Entry(Base):
    """Anything with an address that can be read, tagged, saved, followed and commented."""

    __tablename__ = "entry"
    __table_args__: Any = (
        Index("ix_entry_space_kind", "space_id", "kind"),
        Index("ix_entry_author_id_created_at", "author_id", "created_at"),
    )
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_abstract": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    title: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=now)
    trashed_at: Mapped[datetime | None]
    trashed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    threads: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many conversations were ever begun about it: who reads it need not ask when there was none."""

    space: Mapped[Space] = relationship(lazy="raise")
    author: Mapped[User | None] = relationship(lazy="raise", foreign_keys=author_id)

    @property
    def is_trashed(self) -> bool:
        return self.trashed_at is not None


class Why(StrEnum):
    FRESH = "fresh"
    TEMPLATE = "template"
    DRAFT = "draft"


class Unlisted(Base):
    """An entry that stands in no list, tree or search. Who may read it comes to it by its address alone."""

    __tablename__ = "unlisted"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    why: Mapped[Why] = mapped_column(String(8), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)


class Draft(Base):
    """Something that only its people see, until they put it in the tree. `under_id`: the place it was begun for."""

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    under_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class DraftEntry(Base):
    """One of the entries of a draft. As long as there is this row, nobody but the people of the draft reads it."""

    __tablename__ = "draft_entry"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)


class DraftPerson(Base):
    """Somebody who sees a draft, as far as they may read its space: who made it owns it, others may write in it."""

    __tablename__ = "draft_person"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    role: Mapped[Role] = mapped_column(String(8))
    since: Mapped[datetime] = mapped_column(default=now)


class Tag(Base):
    """A subject, one table for pages and people alike."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)


class EntryTag(Base):
    """A tag in an entry's text: a projection of it."""

    __tablename__ = "entry_tag"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True)


class GivenTag(Base):
    """A tag that somebody gave an entry, beside those that stand in its text."""

    __tablename__ = "given_tag"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)


class Activity(Base):
    """What people did, appended in the transaction of the act; streams and evidence read from it."""

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_entry_id_at", "entry_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    verb: Mapped[str] = mapped_column(String(24))
    at: Mapped[datetime] = mapped_column(default=now, index=True)
