"""Tags that count as others, and what tags are about.

What was typed stays where it was typed: a row says what counts as what, and the whole is as before when it is undone.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.core.errors import Invalid
from wiki.spaces.models import Tag

LONGEST_ABOUT = 500
LEADS = "tags that count as others"


class TagSynonym(Base):
    """Somebody said that a tag counts as another one, and perhaps somebody took it back."""

    __tablename__ = "tag_synonym"

    id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), index=True)
    counts_as_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    undone_at: Mapped[datetime | None]

    tag: Mapped[Tag] = relationship(lazy="raise", foreign_keys=tag_id)
    counts_as: Mapped[Tag] = relationship(lazy="raise", foreign_keys=counts_as_id)
    by: Mapped[User | None] = relationship(lazy="raise", foreign_keys=by_id)
    undone_by: Mapped[User | None] = relationship(lazy="raise", foreign_keys=undone_by_id)


class TagAbout(Base):
    """What somebody wrote about a tag; the last of these rows holds."""

    __tablename__ = "tag_about"

    id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(LONGEST_ABOUT))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)


def count_as(by: User, tag: Tag, other: Tag) -> None:
    """`tag` counts as `other` from now on. Raises Invalid."""
    leads = _leads()
    if _last_of(other.id, leads) == _last_of(tag.id, leads):
        raise Invalid("other", "These two count as the same already.")
    if tag.id in leads:
        raise Invalid("other", "This tag counts as another one already. Undo that first.")
    session.add(TagSynonym(tag_id=tag.id, counts_as_id=other.id, by_id=by.id))
    session.flush()
    session.info.pop(LEADS, None)


def undo(by: User, synonym: TagSynonym) -> None:
    if synonym.undone_at is None:
        synonym.undone_at, synonym.undone_by_id = now(), by.id
        session.info.pop(LEADS, None)


def describe(by: User, tag: Tag, text: str) -> None:
    """Raises Invalid."""
    text = text.strip()
    if len(text) > LONGEST_ABOUT:
        raise Invalid("about", "Say it in 500 characters.")
    if text != about(tag.id):
        session.add(TagAbout(tag_id=tag.id, text=text, by_id=by.id))


def about(tag_id: int) -> str:
    said = select(TagAbout.text).where(TagAbout.tag_id == tag_id).order_by(TagAbout.id.desc()).limit(1)
    return session.scalar(said) or ""


def meant_by(tag_id: int) -> int:
    """The tag that this one counts as in the end; itself when it counts as none."""
    return _last_of(tag_id, _leads())


def alike(tag_id: int) -> list[int]:
    """This tag and all that count as it, directly or by others."""
    leads = _leads()
    return [tag_id, *(one for one in leads if one != tag_id and tag_id in _way(one, leads))]


def same_as(tag_id: int) -> list[int]:
    """All that count as what this tag counts as, and that itself."""
    return alike(meant_by(tag_id))


def alike_by_tag() -> dict[int, int]:
    """Each tag that counts as another, with the one it counts as in the end."""
    leads = _leads()
    return {one: _last_of(one, leads) for one in leads}


def merges(tag_ids: Iterable[int]) -> list[TagSynonym]:
    """What was said of these tags with who and when, the last first; both tags must be among them."""
    ids = set(tag_ids)
    said = select(TagSynonym).where(TagSynonym.tag_id.in_(ids), TagSynonym.counts_as_id.in_(ids))
    people = joinedload(TagSynonym.by), joinedload(TagSynonym.undone_by)
    both = joinedload(TagSynonym.tag), joinedload(TagSynonym.counts_as)
    return list(session.scalars(said.options(*both, *people).order_by(TagSynonym.id.desc())))


def _leads() -> dict[int, int]:
    """Few rows: what counts as what, straight. A unit of work asks once."""
    if LEADS not in session.info:
        kept = select(TagSynonym.tag_id, TagSynonym.counts_as_id).where(TagSynonym.undone_at.is_(None))
        session.info[LEADS] = dict(session.execute(kept).all())
    known: dict[int, int] = session.info[LEADS]
    return known


def _way(tag_id: int, leads: dict[int, int]) -> list[int]:
    """Where the tag leads, step by step; two who said opposite things at once make no endless way."""
    way: list[int] = []
    while (tag_id := leads.get(tag_id, 0)) and tag_id not in way:
        way.append(tag_id)
    return way


def _last_of(tag_id: int, leads: dict[int, int]) -> int:
    return (_way(tag_id, leads) or [tag_id])[-1]
