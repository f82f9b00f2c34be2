"""What links ask for and where they lead: pages linked and not written, pages nobody links to, links out of a page.

A list holds what its viewer may see: a link in a page hidden from them neither asks for a page nor keeps one from
being an orphan, or the list would tell that the link is there.
"""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, exists, func, select, true

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import Page, PageLink
from wiki.pages.policy import readable_by, readable_pages
from wiki.pages.tree import Step
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Space

LISTED = 100


@dataclass(frozen=True)
class Wanted:
    """A title that pages of one space link to, though nothing is written under it."""

    space_id: int
    key: str
    name: str
    askers: int
    asked_by: list[Step] = field(default_factory=list)


def wanted_pages(viewer: User, space_id: int | None = None, *, limit: int = LISTED) -> list[Wanted]:
    """In one space or in all, what most pages ask for first. Two queries."""
    askers = func.count(Page.id.distinct())
    statement = (
        select(Page.space_id, PageLink.name_key, func.min(PageLink.name), askers)
        .join(Page, Page.id == PageLink.page_id)
        .join(Space, Space.id == Page.space_id)
        .where(*_asking(viewer, space_id))
        .group_by(Page.space_id, PageLink.name_key)
        .order_by(askers.desc(), PageLink.name_key, Page.space_id)
        .limit(limit)
    )
    wanted = {(space, key): Wanted(space, key, name, n) for space, key, name, n in session.execute(statement)}
    _say_who_asks(wanted, viewer, space_id)
    return list(wanted.values())


def _say_who_asks(wanted: dict[tuple[int, str], Wanted], viewer: User, space_id: int | None) -> None:
    statement = (
        select(Page.space_id, PageLink.name_key, Page.id, Page.title, Page.icon)
        .join(Page, Page.id == PageLink.page_id)
        .join(Space, Space.id == Page.space_id)
        .where(*_asking(viewer, space_id), PageLink.name_key.in_({key for _, key in wanted}))
        .order_by(Page.title_key, Page.id)
        .distinct()
    )
    for space, key, *asker in session.execute(statement):
        if (space, key) in wanted:
            wanted[space, key].asked_by.append(Step(*asker))


def _asking(viewer: User, space_id: int | None) -> tuple[ColumnElement[bool], ...]:
    unwritten = PageLink.target_id.is_(None), PageLink.kind == "page", PageLink.name_key != ""
    return (*unwritten, readable_by(viewer), is_listed(Page.id), _within(space_id))


def orphans(viewer: User, space_id: int | None = None, *, limit: int = LISTED) -> list[Step]:
    """Pages below another one that no other page links to. Those at the top of a tree are found there."""
    linked = exists().where(
        PageLink.target_id == Page.id,
        PageLink.page_id != Page.id,
        PageLink.page_id.in_(select(Page.id).where(readable_pages(viewer), is_listed(Page.id)).correlate(None)),
    )
    statement = (
        select(Page.id, Page.title, Page.icon)
        .join(Space, Space.id == Page.space_id)
        .where(readable_by(viewer), is_listed(Page.id), Page.parent_id.is_not(None), _within(space_id), ~linked)
        .order_by(Page.title_key, Page.id)
        .limit(limit)
    )
    return [Step(*row) for row in session.execute(statement)]


def links_out(page_id: int, viewer: User, *, limit: int = LISTED) -> list[Step]:
    """Pages this person may read that a page links to. Links by number are kept without asking whose page that is."""
    named = select(PageLink.target_id).where(PageLink.page_id == page_id, PageLink.target_id != page_id)
    statement = (
        select(Page.id, Page.title, Page.icon)
        .join(Space, Space.id == Page.space_id)
        .where(readable_by(viewer), is_listed(Page.id), Page.id.in_(named))
        .order_by(Page.title_key, Page.id)
        .limit(limit)
    )
    return [Step(*row) for row in session.execute(statement)]


def wanted_by(page_id: int, *, limit: int = LISTED) -> list[str]:
    """Titles that a page links to and nobody has written, for those who may read it."""
    unwritten = PageLink.target_id.is_(None), PageLink.kind == "page", PageLink.name_key != ""
    names = select(func.min(PageLink.name)).where(PageLink.page_id == page_id, *unwritten)
    return list(session.scalars(names.group_by(PageLink.name_key).order_by(PageLink.name_key).limit(limit)))


def _within(space_id: int | None) -> ColumnElement[bool]:
    return true() if space_id is None else Page.space_id == space_id
