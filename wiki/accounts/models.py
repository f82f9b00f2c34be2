"""Who someone is: people, their signed-in browsers, invitations and reset links, and the team itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.core.clock import FIRST_ZONE, now
from wiki.core.db import Base

COLOURS = 8


def initials_of(name: str) -> str:
    """The first letters of the first and the last word."""
    words = name.split() or [""]
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


class PersonSign:
    """How a person shows wherever they are named: initials on the one colour, 0 to 7, that follows from their id."""

    id: Any
    name: Any
    handle: Any
    portrait: Any = None
    """The key of a photo, which large signs show; of people loaded as bare rows it is not known."""

    @property
    def slot(self) -> int:
        return int(self.id) % COLOURS

    @property
    def initials(self) -> str:
        return initials_of(self.name or self.handle)


class Team(Base):
    """The one row about this installation."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), default="Kring")
    open_sign_up: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(8), default="en")
    zone: Mapped[str] = mapped_column(String(64), default=FIRST_ZONE, server_default=FIRST_ZONE)
    """The time zone of its days and hours."""


class User(PersonSign, Base):
    """A member of the team. Without a password (imported authors) nobody can sign in as them."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    handle: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_owner: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(String(80), default="")
    portrait: Mapped[str | None] = mapped_column(String(40))
    """Where the bytes of their photo lie in the store of files."""
    language: Mapped[str | None] = mapped_column(String(8))
    theme: Mapped[str | None] = mapped_column(String(8))
    shortcuts: Mapped[bool] = mapped_column(default=True)
    announces: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether a screen reader hears who comes and goes."""
    plain_text: Mapped[bool] = mapped_column(default=False, server_default=false())
    open_branches: Mapped[list[int]] = mapped_column(JSON, default=list, server_default="[]")
    """Pages of the tree that stand open wherever this person is, the last opened last."""
    has_news: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether something came for them since they last looked into their inbox."""
    weekly_mail: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether they are told once a week of pages of theirs that may not hold any more."""
    weekly_mailed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    suspended_at: Mapped[datetime | None]

    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.suspended_at is None

    def __repr__(self) -> str:
        return f"<User {self.id} {self.handle}>"


class LoginSession(Base):
    """One signed-in browser. The cookie holds the token, the database only its hash."""

    __tablename__ = "login_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise")


class AccessToken(Base):
    """What a program signs in with for a person. Kept as a hash, and gone once it is taken back."""

    __tablename__ = "access_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise")


class OneTimeLink(Base):
    """An invitation, a password reset or the owner's first link: one purpose, one use, kept as a hash."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    email: Mapped[str | None] = mapped_column(String(254))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Attempt(Base):
    """Failures counted against a key (an account or an address), for delays that never lock anyone out."""

    __tablename__ = "attempt"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime] = mapped_column(default=now)
    not_before: Mapped[datetime] = mapped_column(default=now)
