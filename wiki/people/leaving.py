"""The right to be left out: not to be named as one who knows, about anything or about some topics, from now on."""

from collections.abc import Collection

from sqlalchemy import delete, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.people.fields import tag_ids
from wiki.spaces.leaving import LeftOut, may_be_named
from wiki.spaces.models import Tag
from wiki.spaces.synonyms import alike_by_tag, same_as


def leave_out(user: User, *, everything: bool, topics: Collection[str]) -> None:
    """What they chose before gives way. Raises Invalid for a name that no tag can have."""
    topic_ids = tag_ids(topics)
    before = delete(LeftOut).where(LeftOut.user_id == user.id)
    session.execute(before, execution_options={"synchronize_session": "fetch"})
    session.add_all(LeftOut(user_id=user.id, tag_id=tag_id) for tag_id in topic_ids)
    if everything:
        session.add(LeftOut(user_id=user.id))
    session.flush()


def left_out_of(user_id: int) -> tuple[bool, list[str]]:
    """Whether of everything, and of which topics."""
    statement = select(LeftOut.tag_id, Tag.name).outerjoin(Tag, Tag.id == LeftOut.tag_id)
    rows = session.execute(statement.where(LeftOut.user_id == user_id).order_by(Tag.name)).all()
    return any(tag_id is None for tag_id, _ in rows), [name for _, name in rows if name]


def left_out(user_ids: Collection[int]) -> tuple[set[int], set[tuple[int, int]]]:
    """Of these people: who of everything, and who of which topic, as that tag counts."""
    leads = alike_by_tag()
    rows = session.execute(select(LeftOut.user_id, LeftOut.tag_id).where(LeftOut.user_id.in_(user_ids))).all()
    wholly = {row.user_id for row in rows if row.tag_id is None}
    return wholly, {(row.user_id, leads.get(row.tag_id, row.tag_id)) for row in rows if row.tag_id is not None}


def is_left_out(user_id: int, tag_id: int) -> bool:
    """Of everything, or of a topic that counts as the same as this tag."""
    able = select(User.id).where(User.id == user_id, may_be_named(User.id, same_as(tag_id)))
    return session.scalar(able) is None
