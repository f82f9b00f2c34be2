"""Tags of entries, wherever they come from."""

from collections.abc import Iterable

from sqlalchemy import select, union

from wiki.core.db import session
from wiki.spaces.models import EntryTag, GivenTag, Tag

TAGGED = union(select(EntryTag.entry_id, EntryTag.tag_id), select(GivenTag.entry_id, GivenTag.tag_id)).subquery()
"""SQL: every tag of every entry once, whether it stands in the text or was given."""


def tags_named(names: Iterable[str]) -> list[Tag]:
    """The tags with these names; those that are new are made."""
    wanted = set(names)
    known = list(session.scalars(select(Tag).where(Tag.name.in_(wanted))))
    new = [Tag(name=name) for name in sorted(wanted - {tag.name for tag in known})]
    session.add_all(new)
    session.flush()
    return [*known, *new]
