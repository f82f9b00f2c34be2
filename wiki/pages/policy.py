"""Who may do what with a page. A page has the rights of its space, but a draft is for its people alone; what is in the
trash only editors see, and readers learn that it is there."""

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.pages.models import Page, PageContent
from wiki.spaces import drafts
from wiki.spaces import policy as spaces
from wiki.spaces.models import Role, Space
from wiki.spaces.policy import UserId, Verb

VIEWER = bindparam("viewer_id", type_=Integer)
_LOADED = (
    select(Page, spaces.own_role(VIEWER), drafts.role_in_draft(Page.id, VIEWER))
    .join(Page.space)
    .where(Page.id == bindparam("page_id"), spaces.readable_to(VIEWER), drafts.open_to(Page.id, VIEWER))
    .options(contains_eager(Page.space), joinedload(Page.content).joinedload(PageContent.updated_by))
)
_IN_THE_TREE = _LOADED.where(Page.trashed_at.is_(None))
_IN_THE_TRASH = _LOADED.where(Page.trashed_at.is_not(None))


def readable_by(user: User) -> ColumnElement[bool]:
    """SQL: pages this person may read. The statement must join Space."""
    return and_(_there_for(user), spaces.readable_by(user))


def readable_to(user_id: UserId) -> ColumnElement[bool]:
    """The same for a statement that is built once and asked for many people who may enter."""
    return and_(_there_to(user_id), spaces.readable_to(user_id))


def readable_pages(user: User) -> ColumnElement[bool]:
    """SQL: the same rule as a condition on Page alone, where the statement does not join Space."""
    return and_(_there_for(user), Page.space_id.in_(select(Space.id).where(spaces.readable_by(user))))


def _there_for(user: User) -> ColumnElement[bool]:
    return _there_to(user.id if spaces.may_enter(user) else 0)


def _there_to(user_id: UserId) -> ColumnElement[bool]:
    return and_(Page.trashed_at.is_(None), drafts.open_to(Page.id, user_id))


def may(user: User, verb: Verb, page: Page) -> bool:
    return spaces.allows(role_for(user, page), "edit" if page.is_trashed and verb == "read" else verb)


def role_for(user: User, page: Page) -> Role | None:
    """What this person is to the page: in a draft what they are there, if they may read its space at all."""
    in_space = spaces.role_in(user, page.space)
    if in_space is None:
        return None
    is_draft, in_draft = drafts.standing(page.id, user.id)
    return in_draft if is_draft else in_space


def page_for(user: User, page_id: int, *, to: Verb = "read") -> Page:
    """The page with its space and content, if this person may do that to it. Raises NotFound or NotAllowed."""
    return _load(_IN_THE_TREE, user, page_id, to)


def trashed_page_for(user: User, page_id: int, *, to: Verb = "edit") -> Page:
    """A page in the trash, for those who may edit its space, or manage it. Raises NotFound or NotAllowed."""
    return _load(_IN_THE_TRASH, user, page_id, to)


def _load(statement: Select[Page, Role | None, Role | None], user: User, page_id: int, to: Verb) -> Page:
    """One query with the right in it; it also answers what the person's own role is."""
    if not spaces.may_enter(user):
        raise NotFound(str(page_id))
    found = session.execute(statement, {"page_id": page_id, "viewer_id": user.id}).first()
    if found is None:
        raise NotFound(str(page_id))
    page, own_role, in_draft = found
    spaces.remember_own_role(user, page.space, own_role)
    drafts.remember_standing(page.id, user.id, in_draft)
    if not may(user, to, page):
        raise NotAllowed(to, page)
    return page
