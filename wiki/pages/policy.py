"""Who may do what with a page. A page has the rights of its space; what is in the trash only editors see."""

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import contains_eager, joinedload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.pages.models import Page, PageContent
from wiki.spaces import policy as spaces
from wiki.spaces.models import Space
from wiki.spaces.policy import Verb


def readable_by(user: User) -> ColumnElement[bool]:
    """SQL: pages this person may read. The statement must join Space."""
    return and_(Page.trashed_at.is_(None), spaces.readable_by(user))


def may(user: User, verb: Verb, page: Page) -> bool:
    return spaces.may(user, "edit" if page.is_trashed else verb, page.space)


def page_for(user: User, page_id: int, *, to: Verb = "read") -> Page:
    """The page with its space and content, if this person may do that to it. Raises NotFound or NotAllowed."""
    page = _load(page_id, readable_by(user))
    if not may(user, to, page):
        raise NotAllowed(to, page)
    return page


def trashed_page_for(user: User, page_id: int) -> Page:
    """A page in the trash, for those who may edit its space."""
    page = _load(page_id, and_(Page.trashed_at.is_not(None), spaces.readable_by(user)))
    if not may(user, "edit", page):
        raise NotAllowed("edit", page)
    return page


def _load(page_id: int, allowed: ColumnElement[bool]) -> Page:
    found = session.scalar(
        select(Page)
        .join(Page.space)
        .where(Page.id == page_id, allowed)
        .options(contains_eager(Page.space), joinedload(Page.content).joinedload(PageContent.updated_by))
    )
    if found is None:
        raise NotFound(str(page_id))
    return found


def readable_pages(user: User) -> ColumnElement[bool]:
    """SQL: the same rule as a condition on Page alone, where the statement does not join Space."""
    return and_(Page.trashed_at.is_(None), Page.space_id.in_(select(Space.id).where(spaces.readable_by(user))))
