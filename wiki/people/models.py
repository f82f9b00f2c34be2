"""What people say of themselves and whom they show it, what they say they know, and what colleagues say of them.

What somebody knows is one main specialism and a few adjacent fields, as tags.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base

ADJACENT = 3
"""Fields beside the one specialism, at most."""
LONGEST_LINE, LONGEST_WORDS, LONGEST_LABEL, LONGEST_URL = 120, 500, 80, 300


class Detail(StrEnum):
    """A part of a profile that is shown to some and not to others. Name and photo everybody in the team sees."""

    HEADLINE = "headline"
    ROLE = "role"
    PLACE = "place"
    HOURS = "hours"
    LANGUAGES = "languages"
    FIELDS = "fields"
    ASK = "ask"
    WORK = "work"
    LINKS = "links"
    PINS = "pins"


class Sight(StrEnum):
    """Who sees a detail."""

    TEAM = "team"
    NEAR = "near"
    """Those who share a space with them that is not open to the whole team."""
    OWN = "own"


class Profile(Base):
    """What somebody says of themselves in words. Who never said anything has no row."""

    __tablename__ = "profile"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    headline: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    role: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    """What they do, which gives no rights."""
    ask: Mapped[str] = mapped_column(String(LONGEST_WORDS), default="")
    work: Mapped[str] = mapped_column(String(LONGEST_WORDS), default="")
    """What they are working on, to be shown up to and with the day `work_until`."""
    work_until: Mapped[date | None]


class ProfileSight(Base):
    """Somebody shows a detail to fewer than the team. Without a row it is the team."""

    __tablename__ = "profile_sight"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    detail: Mapped[Detail] = mapped_column(String(12), primary_key=True)
    sight: Mapped[Sight] = mapped_column(String(8))


class ProfileLink(Base):
    __tablename__ = "profile_link"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(LONGEST_LABEL))
    url: Mapped[str] = mapped_column(String(LONGEST_URL))


class ProfilePin(Base):
    """A page that somebody shows as work of theirs, to those who may read it."""

    __tablename__ = "profile_pin"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True, index=True)
    place: Mapped[int]


class SpokenLanguage(Base):
    """A language somebody speaks, by its code such as nl, the first one best."""

    __tablename__ = "spoken_language"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(String(12), primary_key=True, index=True)
    place: Mapped[int]


class Part(StrEnum):
    """Of the T that a person's fields are drawn as."""

    MAIN = "main"
    ADJACENT = "adjacent"


class Field(Base):
    """A tag that somebody says they know about. One of them is the main one, at most three are adjacent."""

    __tablename__ = "field"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True)
    part: Mapped[Part] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(default=now)


class Vouch(Base):
    """A colleague says that somebody knows about a tag. It counts and shows once that person accepted it."""

    __tablename__ = "vouch"

    person_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
