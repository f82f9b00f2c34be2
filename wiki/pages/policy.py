"""Who may do what with a page. A page has the rights of its space; what is in the trash only editors see,
and readers learn that it is there."""

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.pages.models import Page, PageContent
from wiki.spaces import policy as spaces
from wiki.spaces.models import Role, Space
from wiki.spaces.policy import Verb

VIEWER = bindparam("viewer_id", type_=Integer)
_LOADED = (
    select(Page, spaces.own_role(VIEWER))
    .join(Page.space)
    .where(Page.id == bindparam("page_id"), spaces.readable_to(VIEWER))
    .options(contains_eager(Page.space), joinedload(Page.content).joinedload(PageContent.updated_by))
)
_IN_THE_TREE = _LOADED.where(Page.trashed_at.is_(None))
_IN_THE_TRASH = _LOADED.where(Page.trashed_at.is_not(None))


def readable_by(user: User) -> ColumnElement[bool]:
    """SQL: pages this person may read. The statement must join Space."""
    return and_(Page.trashed_at.is_(None), spaces.readable_by(user))


def readable_pages(user: User) -> ColumnElement[bool]:
    """SQL: the same rule as a condition on Page alone, where the statement does not join Space."""
    return and_(Page.trashed_at.is_(None), Page.space_id.in_(select(Space.id).where(spaces.readable_by(user))))


def may(user: User, verb: Verb, page: Page) -> bool:
    return spaces.may(user, "edit" if page.is_trashed and verb == "read" else verb, page.space)


def page_for(user: User, page_id: int, *, to: Verb = "read") -> Page:
    """The page with its space and content, if this person may do that to it. Raises NotFound or NotAllowed."""
    return _load(_IN_THE_TREE, user, page_id, to)


def trashed_page_for(user: User, page_id: int, *, to: Verb = "edit") -> Page:
    """A page in the trash, for those who may edit its space, or manage it. Raises NotFound or NotAllowed."""
    return _load(_IN_THE_TRASH, user, page_id, to)


def _load(statement: Select[Page, Role | None], user: User, page_id: int, to: Verb) -> Page:
    """One query with the right in it; it also answers what the person's own role is."""
    if not spaces.may_enter(user):
        raise NotFound(str(page_id))
    found = session.execute(statement, {"page_id": page_id, "viewer_id": user.id}).first()
    if found is None:
        raise NotFound(str(page_id))
    page, own_role = found
    spaces.remember_own_role(user, page.space, own_role)
    if not may(user, to, page):
        raise NotAllowed(to, page)
    return page
