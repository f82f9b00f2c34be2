"""A secret goes from what people say on lists of a page that it was taken out of."""

from collections.abc import Sequence
from itertools import chain

from sqlalchemy import select

from wiki.core.db import session
from wiki.lists.models import LONGEST_ABOUT, LONGEST_NAME, KeptList, ListItem
from wiki.saves.models import LONGEST_NOTE


def count(page_id: int, secret: str) -> int:
    """Where all colleagues see it: whoever looks for words is told nothing of what others keep for themselves."""
    lists = {each.id: each for each in _lists(page_id) if each.is_open and each.removed_at is None}
    items = [each for each in _items(page_id) if each.list_id in lists and each.removed_at is None]
    said = [(kept.name, kept.about) for kept in lists.values() if any(each.list_id == kept.id for each in items)]
    return sum(words.count(secret) for words in [*(each.note for each in items), *chain.from_iterable(said)])


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
