"""What a tag gathers, and all tags there are: only as far as the viewer may read the pages that carry them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import Page, PageAuthor, PageKeeper, PageLink
from wiki.pages.people import Keeper
from wiki.pages.policy import readable_by
from wiki.pages.queries import LISTED, Listed, listed_where
from wiki.pages.tree import Step
from wiki.pages.views_count import views_lately
from wiki.spaces.leaving import may_be_named
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Space, Tag
from wiki.spaces.queries import Brief
from wiki.spaces.synonyms import alike, alike_by_tag, same_as
from wiki.spaces.tags import TAGGED

MOST_READ = 5
PEOPLE = 6
RELATED = 12
SUGGESTED = 6
LONG_WORD = 5
"""Letters of a word in a title that say something about its subject."""


@dataclass(frozen=True)
class Used:
    """A tag with how many pages carry it, or what counts as it."""

    id: int
    name: str
    pages: int


@dataclass(frozen=True)
class Overview:
    spaces: list[tuple[Brief, int]]
    most_read: list[Step]
    keepers: list[Keeper]
    writers: list[Keeper]
    related: list[Used]


def used_tags(viewer: User) -> list[Used]:
    """All tags on pages this person may read, those on most pages first; what counts as another is counted with it."""
    rows = session.execute(_on_readable(viewer, Tag.id, Tag.name, Page.id)).all()
    names = {tag_id: name for tag_id, name, _ in rows}
    leads = {one: other for one, other in alike_by_tag().items() if other in names}
    pages = {(leads.get(tag_id, tag_id), page_id) for tag_id, _, page_id in rows}
    counted = Counter(tag_id for tag_id, _ in pages)
    used = [Used(tag_id, names[tag_id], number) for tag_id, number in counted.items()]
    return sorted(used, key=lambda tag: (-tag.pages, tag.name))


def seen_tags(viewer: User) -> dict[str, int]:
    """Names and ids of the tags on pages this person may read."""
    return tags_where(readable_by(viewer))


def tags_where(which: ColumnElement[bool]) -> dict[str, int]:
    """Names and ids of the tags on pages under a condition that holds the reader's right."""
    return dict(session.execute(_on(which, Tag.name, Tag.id).distinct()).all())


def pages_with(tag_id: int, viewer: User, before: Any = None, limit: int = LISTED) -> list[Listed]:
    """Pages that carry the tag or what counts as it, the last changed first."""
    return listed_where(readable_by(viewer) & _carries(tag_id), before, limit)


def overview(tag_id: int, viewer: User) -> Overview:
    here = readable_by(viewer) & is_listed(Page.id) & _carries(tag_id)
    people = here & may_be_named(User.id, same_as(tag_id))
    return Overview(_spaces(here), _most_read(here), _keepers(people), _writers(people), _related(here, tag_id))


def tags_for(page: Page, viewer: User, has: set[str]) -> list[str]:
    """Tags it may want: those of pages it links to, and of pages whose titles share a long word with its own."""
    linked = select(PageLink.target_id).where(PageLink.page_id == page.id, PageLink.target_id.is_not(None))
    words = [word for word in page.title_key.split() if len(word) >= LONG_WORD]
    similar = [Page.title_key.contains(word, autoescape=True) for word in words]
    near = or_(Page.id.in_(linked), *similar)
    rows = session.execute(
        _on_readable(viewer, Tag.name)
        .where(near, Page.id != page.id)
        .group_by(Tag.name)
        .order_by(func.count(Page.id).desc(), Tag.name)
        .limit(SUGGESTED + len(has))
    )
    return [name for (name,) in rows if name not in has][:SUGGESTED]


def _carries(tag_id: int) -> ColumnElement[bool]:
    return Page.id.in_(select(TAGGED.c.entry_id).where(TAGGED.c.tag_id.in_(alike(tag_id))))


def _on_readable(viewer: User, *columns: Any) -> Select[*tuple[Any, ...]]:
    return _on(readable_by(viewer), *columns)


def _on(which: ColumnElement[bool], *columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns)
        .select_from(Tag)
        .join(TAGGED, TAGGED.c.tag_id == Tag.id)
        .join(Page, Page.id == TAGGED.c.entry_id)
        .join(Space, Space.id == Page.space_id)
        .where(which, is_listed(Page.id))
    )


def _spaces(here: ColumnElement[bool]) -> list[tuple[Brief, int]]:
    number = func.count(Page.id)
    rows = session.execute(
        select(Space.id, Space.slug, Space.name, number)
        .join(Page, Page.space_id == Space.id)
        .where(here)
        .group_by(Space.id)
        .order_by(number.desc(), Space.name)
    )
    return [(Brief(space_id, slug, name), pages) for space_id, slug, name, pages in rows]


def _most_read(here: ColumnElement[bool]) -> list[Step]:
    visits = views_lately(Page.id)
    rows = session.execute(
        select(Page.id, Page.title, Page.icon)
        .join(Space, Space.id == Page.space_id)
        .where(here, visits > 0)
        .order_by(visits.desc(), Page.id)
        .limit(MOST_READ)
    )
    return [Step(*row) for row in rows]


def _keepers(here: ColumnElement[bool]) -> list[Keeper]:
    """Who keeps most of the pages first."""
    last = select(func.max(PageKeeper.id)).group_by(PageKeeper.page_id)
    return _people(
        _pages_and_people(here)
        .join(PageKeeper, PageKeeper.page_id == Page.id)
        .join(User, User.id == PageKeeper.user_id)
        .where(PageKeeper.id.in_(last))
        .order_by(func.count(Page.id).desc(), User.id)
    )


def _writers(here: ColumnElement[bool]) -> list[Keeper]:
    """Who wrote most of what stands in the pages first."""
    return _people(
        _pages_and_people(here)
        .join(PageAuthor, PageAuthor.page_id == Page.id)
        .join(User, User.id == PageAuthor.user_id)
        .order_by(func.sum(PageAuthor.units).desc(), User.id)
    )


def _pages_and_people(here: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    people = select(User.id, User.handle, User.name).select_from(Page).join(Space, Space.id == Page.space_id)
    return people.where(here).group_by(User.id).limit(PEOPLE)


def _people(statement: Select[*tuple[Any, ...]]) -> list[Keeper]:
    return [Keeper(*row) for row in session.execute(statement)]


def _related(here: ColumnElement[bool], tag_id: int) -> list[Used]:
    """Tags that stand on the same pages."""
    number = func.count(Page.id)
    rows = session.execute(
        select(Tag.id, Tag.name, number)
        .join(TAGGED, TAGGED.c.tag_id == Tag.id)
        .join(Page, Page.id == TAGGED.c.entry_id)
        .join(Space, Space.id == Page.space_id)
        .where(here, Tag.id.not_in(alike(tag_id)))
        .group_by(Tag.id)
        .order_by(number.desc(), Tag.name)
        .limit(RELATED)
    )
    return [Used(*row) for row in rows]
