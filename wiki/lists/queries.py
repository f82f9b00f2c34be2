"""Lists for reading, and what stands on them as far as whoever looks may know: never a count or a place of the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import joinedload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.words import key_of
from wiki.lists.models import KeptList, ListItem
from wiki.lists.policy import seen_by
from wiki.pages.models import Page
from wiki.pages.people import Keeper
from wiki.pages.tree import Step
from wiki.people.policy import Viewer, readable_for
from wiki.spaces.leaving import may_be_named
from wiki.spaces.models import Space

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class PageThere(Step):
    space_name: str = ""


@dataclass(frozen=True, slots=True)
class PersonThere(Keeper):
    is_active: bool


@dataclass(frozen=True)
class Item:
    """One of both. `id` and `place` are for the owner alone."""

    id: int
    place: int
    note: str
    page: PageThere | None = None
    person: PersonThere | None = None

    @property
    def title(self) -> str:
        return self.page.title if self.page else self.person.name if self.person else ""


def own_lists(user: User, words: str = "") -> list[KeptList]:
    """By name: those whose name holds these words."""
    mine = select(KeptList).where(KeptList.user_id == user.id, KeptList.removed_at.is_(None))
    lists = session.scalars(mine.order_by(func.lower(KeptList.name), KeptList.id))
    return [each for each in lists if key_of(words) in key_of(each.name)]


def lists_of(person: User, viewer: Viewer) -> Sequence[KeptList]:
    """Those of this person's lists that the viewer sees, by name."""
    theirs = select(KeptList).where(KeptList.user_id == person.id, seen_by(viewer))
    return session.scalars(theirs.order_by(func.lower(KeptList.name), KeptList.id)).all()


def open_lists(viewer: User, page: int = 1) -> Sequence[KeptList]:
    """Those of colleagues, the newest first. One more than a page holds tells of a next one."""
    theirs = select(KeptList).where(KeptList.user_id != viewer.id, seen_by(viewer)).options(joinedload(KeptList.owner))
    newest = theirs.order_by(KeptList.created_at.desc(), KeptList.id.desc())
    return session.scalars(newest.offset((page - 1) * A_PAGE).limit(A_PAGE + 1)).all()


def items_of(kept: KeptList, viewer: Viewer) -> list[Item]:
    """In the owner's order: pages that the viewer may read, and people who may be named; to the owner, all people."""
    return sorted([*_pages_on(kept, viewer), *_people_on(kept, viewer)], key=lambda item: (item.place, item.id))


def _pages_on(kept: KeptList, viewer: Viewer) -> Iterator[Item]:
    rows = session.execute(
        select(ListItem.id, ListItem.place, ListItem.note, Page.id, Page.title, Page.icon, Space.name)
        .join(Page, Page.id == ListItem.page_id)
        .join(Space, Space.id == Page.space_id)
        .where(*_stands_on(kept), readable_for(viewer))
    )
    for item_id, at, note, page_id, title, icon, space_name in rows:
        yield Item(item_id, at, note, page=PageThere(page_id, title, icon, space_name))


def _people_on(kept: KeptList, viewer: Viewer) -> Iterator[Item]:
    named = true() if viewer.id == kept.user_id else User.suspended_at.is_(None) & may_be_named(User.id, [])
    rows = session.execute(
        select(ListItem.id, ListItem.place, ListItem.note, User.id, User.handle, User.name, User.suspended_at.is_(None))
        .join(User, User.id == ListItem.person_id)
        .where(*_stands_on(kept), named)
    )
    for item_id, at, note, user_id, handle, name, is_active in rows:
        yield Item(item_id, at, note, person=PersonThere(user_id, handle, name, is_active))


def lists_with(user: User, what: Page | User) -> set[int]:
    """Ids of their own lists on which this stands."""
    mine = select(KeptList.id).where(KeptList.user_id == user.id, KeptList.removed_at.is_(None))
    there = ListItem.removed_at.is_(None), ListItem.list_id.in_(mine), is_about(what)
    return set(session.scalars(select(ListItem.list_id).where(*there)))


def is_about(what: Page | User) -> ColumnElement[bool]:
    """SQL: items that are this page or person."""
    return (ListItem.person_id if isinstance(what, User) else ListItem.page_id) == what.id


def people_on_lists_of(user_id: int) -> Select[int | None]:
    """SQL: ids of the people on this person's own lists, open or not. For nobody else's eyes."""
    mine = KeptList.user_id == user_id, KeptList.removed_at.is_(None)
    on_them = select(ListItem.person_id).join(KeptList, KeptList.id == ListItem.list_id)
    return on_them.where(*mine, ListItem.removed_at.is_(None), ListItem.person_id.is_not(None))


def _stands_on(kept: KeptList) -> tuple[ColumnElement[bool], ...]:
    return ListItem.list_id == kept.id, ListItem.removed_at.is_(None)
