"""A secret goes from what people say on lists of a page that it was taken out of."""

from collections.abc import Sequence

from sqlalchemy import select

from wiki.core.db import session
from wiki.lists.models import LONGEST_ABOUT, LONGEST_NAME, LONGEST_NOTE, KeptList, ListItem


def count(page_id: int, secret: str) -> int:
    notes = sum(each.note.count(secret) for each in _items(page_id))
    return notes + sum(each.name.count(secret) + each.about.count(secret) for each in _lists(page_id))


def clear(page_id: int, secret: str, instead: str) -> None:
    for item in _items(page_id):
        item.note = item.note.replace(secret, instead)[:LONGEST_NOTE]
    for kept in _lists(page_id):
        kept.name = kept.name.replace(secret, instead)[:LONGEST_NAME]
        kept.about = kept.about.replace(secret, instead)[:LONGEST_ABOUT]


def _items(page_id: int) -> Sequence[ListItem]:
    """Those that were taken off, too."""
    return session.scalars(select(ListItem).where(ListItem.page_id == page_id)).all()


def _lists(page_id: int) -> Sequence[KeptList]:
    """That it stands or stood on."""
    on = select(ListItem.list_id).where(ListItem.page_id == page_id)
    return session.scalars(select(KeptList).where(KeptList.id.in_(on))).all()
