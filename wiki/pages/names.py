"""The names a page had: kept when it is called something else, listed, added and taken away by people."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, exists, select

from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.core.facts import announce
from wiki.core.words import key_of
from wiki.pages.actions import valid_title
from wiki.pages.events import NamesChanged
from wiki.pages.meaning import OldTitle
from wiki.pages.models import Page, PageLink
from wiki.spaces.listing import is_listed, why_apart

RESTS_AFTER = timedelta(seconds=10)
"""Titles are typed letter by letter; one that stood for less is none."""
STOOD_FOR = timedelta(minutes=1)
MOST = 100


def names_of(page_id: int) -> list[OldTitle]:
    """The latest first."""
    rows = select(OldTitle).where(OldTitle.page_id == page_id).order_by(OldTitle.at.desc(), OldTitle.id.desc())
    return list(session.scalars(rows))


def remember(page: Page, old_title: str) -> None:
    """The page is called something else: what it was called leads to it from now on, unless it was being typed still.
    What it is called now is nobody's old name any more. Pages in no list, which are drafts, leave no trace in names."""
    if why_apart(page.id):
        return
    old_key, typed = key_of(old_title), _being_typed(page)
    stood = not typed and _has_stood(page, old_key)
    take_over(page)
    if old_key and stood and not _is_taken(page, old_key):
        session.add(OldTitle(space_id=page.space_id, page_id=page.id, title=old_title, title_key=old_key))
        session.flush()


def take_over(page: Page) -> None:
    """A page is called so: in its space the name leads to no other page any more."""
    named = OldTitle.space_id == page.space_id, OldTitle.title_key == page.title_key
    session.execute(delete(OldTitle).where(*named))


def leave_names(page_ids: Collection[int], space_id: int) -> None:
    """These pages stood in that space: what they are called leads to them from there still, where it is free."""
    taken = set(session.scalars(select(OldTitle.title_key).where(OldTitle.space_id == space_id)))
    for page in session.scalars(select(Page).where(Page.id.in_(page_ids), is_listed(Page.id)).order_by(Page.id)):
        if page.title_key and page.title_key not in taken:
            taken.add(page.title_key)
            row = {"space_id": space_id, "page_id": page.id, "title": page.title, "title_key": page.title_key}
            session.add(OldTitle(**row))
    session.flush()


def add_name(page: Page, name: str) -> None:
    """Let this name lead to the page, too. Raises Invalid."""
    title = valid_title(name)
    key = key_of(title)
    if why_apart(page.id):
        raise Invalid("title", "Only pages in the tree have other names.")
    if key == page.title_key or _titled(page, key):
        raise Invalid("title", "A page of this space is called so.")
    if _is_taken(page, key):
        raise Invalid("title", "That name leads to a page of this space already.")
    if len(names_of(page.id)) >= MOST:
        raise Invalid("title", "The page has a hundred other names. Take one away first.")
    session.add(OldTitle(space_id=page.space_id, page_id=page.id, title=title, title_key=key))
    session.flush()
    announce(NamesChanged(page.id, (title,)))


def drop_name(page: Page, name_id: int) -> None:
    """Let the name lead to the page no more. Raises NotFound."""
    found = session.scalar(select(OldTitle).where(OldTitle.id == name_id, OldTitle.page_id == page.id))
    if found is None:
        raise NotFound(str(name_id))
    session.delete(found)
    session.flush()
    announce(NamesChanged(page.id, (found.title,)))


def _being_typed(page: Page) -> bool:
    """Whether its last old name was left so lately that the one after it never came to rest."""
    last = session.scalar(
        select(OldTitle).where(OldTitle.page_id == page.id).order_by(OldTitle.at.desc(), OldTitle.id.desc()).limit(1)
    )
    if last is None or now() - last.at >= RESTS_AFTER:
        return False
    last.at = now()
    session.flush()
    return True


def _has_stood(page: Page, key: str) -> bool:
    """Whether it was called so for long enough for anybody to have noticed, or somebody has."""
    linked = exists().where(PageLink.target_id == page.id, PageLink.name_key == key)
    return now() - page.created_at >= STOOD_FOR or bool(session.scalar(select(linked)))


def _is_taken(page: Page, key: str) -> bool:
    taken = exists().where(OldTitle.space_id == page.space_id, OldTitle.title_key == key)
    return bool(session.scalar(select(taken)))


def _titled(page: Page, key: str) -> bool:
    called = select(Page.id).where(
        Page.space_id == page.space_id, Page.title_key == key, Page.trashed_at.is_(None), is_listed(Page.id)
    )
    return session.scalar(called.limit(1)) is not None
