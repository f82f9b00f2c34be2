"""What stands on a list: put on, taken off, moved, with a note. All of it is done by the owner alone."""

from datetime import datetime

from sqlalchemy import delete, func, select

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.lists.models import KeptList, ListItem
from wiki.lists.queries import Item, is_about, items_of
from wiki.pages.models import Page
from wiki.saves.keeping import PUT_BACK_WITHIN, can_be_put_back, clean_note, take_turn

MOST = 200
"""Things on one list."""


def item_for(user: User, kept: KeptList, item_id: int) -> tuple[ListItem, Item]:
    """Of what the owner sees there: the row, and how it shows. Raises NotFound."""
    shown = next((item for item in items_of(kept, user) if item.id == item_id), None)
    if shown is None:
        raise NotFound(str(item_id))
    return session.get_one(ListItem, item_id), shown


def removed_item_of(kept: KeptList, item_id: int) -> ListItem:
    """One that was taken off not longer than a day ago. Raises NotFound."""
    item = session.get(ListItem, item_id)
    if item is None or item.list_id != kept.id or not can_be_put_back(item.removed_at):
        raise NotFound(str(item_id))
    return item


def what_stands(kept: KeptList, what: Page | User) -> ListItem | None:
    """Its row, if it stands on the list."""
    there = ListItem.list_id == kept.id, is_about(what), ListItem.removed_at.is_(None)
    return session.scalar(select(ListItem).where(*there))


def has_room(kept: KeptList, what: Page | User) -> bool:
    """Whether this stands there already, or could."""
    return not _is_full(kept) or what_stands(kept, what) is not None


def put_on(kept: KeptList, what: Page | User, note: str = "") -> ListItem:
    """As the last. What was taken off comes anew, with this note. Raises Invalid, or NotFound for who is suspended."""
    note = clean_note(note)
    take_turn(kept.user_id)
    if isinstance(what, User) and not what.is_active:
        raise NotFound(what.handle)
    if what_stands(kept, what):
        raise Invalid("what", "It stands on this list already.")
    _check_room(kept)
    _sweep(kept)
    item = session.scalar(select(ListItem).where(ListItem.list_id == kept.id, is_about(what))) or _new(kept, what)
    last = session.scalar(select(func.max(ListItem.place)).where(ListItem.list_id == kept.id))
    item.place, item.note, item.removed_at = (last or 0) + 1, note, None
    session.add(item)
    session.flush()
    return item


def put_on_again(kept: KeptList, what: Page | User) -> None:
    """Where it was, with its note, if it was taken off not longer than a day ago; or else as the last."""
    there = ListItem.list_id == kept.id, is_about(what), ListItem.removed_at >= _a_day_ago()
    if item := session.scalar(select(ListItem).where(*there)):
        put_back(item)
    else:
        put_on(kept, what)


def say_of(item: ListItem, note: str) -> None:
    """Raises Invalid."""
    item.note = clean_note(note)


def take_off(item: ListItem) -> None:
    item.removed_at = now()


def put_back(item: ListItem) -> None:
    """Where it was, with its note. Raises Invalid."""
    kept = session.get_one(KeptList, item.list_id)
    take_turn(kept.user_id)
    _check_room(kept)
    item.removed_at = None


def move(user: User, kept: KeptList, item: ListItem, *, up: bool) -> None:
    """One on, as the owner sees the list: past what they do not see there as well. Raises NotFound."""
    take_turn(user.id)
    seen = [each.id for each in items_of(kept, user)]
    if item.id not in seen:
        raise NotFound(str(item.id))
    beside = seen.index(item.id) + (-1 if up else 1)
    if not 0 <= beside < len(seen):
        return
    rows = list(
        session.scalars(select(ListItem).where(ListItem.list_id == kept.id).order_by(ListItem.place, ListItem.id))
    )
    neighbour = next(row for row in rows if row.id == seen[beside])
    rows.remove(item)
    rows.insert(rows.index(neighbour) + (0 if up else 1), item)
    for number, row in enumerate(rows, 1):
        row.place = number


def _check_room(kept: KeptList) -> None:
    if _is_full(kept):
        raise Invalid("what", "“%(name)s” is full. Take something off first.", name=kept.name)


def _is_full(kept: KeptList) -> bool:
    count = select(func.count()).where(ListItem.list_id == kept.id, ListItem.removed_at.is_(None))
    return (session.scalar(count) or 0) >= MOST


def _new(kept: KeptList, what: Page | User) -> ListItem:
    return ListItem(list_id=kept.id, **{"person_id" if isinstance(what, User) else "page_id": what.id})


def _a_day_ago() -> datetime:
    return now() - PUT_BACK_WITHIN


def _sweep(kept: KeptList) -> None:
    """What was taken off for good is nowhere kept."""
    session.execute(delete(ListItem).where(ListItem.list_id == kept.id, ListItem.removed_at < _a_day_ago()))
