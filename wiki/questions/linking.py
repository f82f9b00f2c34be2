"""Where a title in a question leads: the nearest page of that name, as far as whoever follows it may read it."""

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.core.words import key_of
from wiki.pages.meaning import OldTitle
from wiki.pages.models import Page
from wiki.pages.policy import readable_by
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Space


def page_called(viewer: User, space_id: int, title: str) -> Page:
    """Of the space the question is in first, then of spaces the whole team reads; what is called so before what was.
    Raises NotFound."""
    key = key_of(title)
    once = select(OldTitle.page_id).where(OldTitle.title_key == key)
    near = (Page.space_id == space_id) | Space.team_role.is_not(None)
    found = (
        select(Page)
        .join(Page.space)
        .where((Page.title_key == key) | Page.id.in_(once), near, readable_by(viewer), is_listed(Page.id))
        .order_by(Page.space_id != space_id, Page.title_key != key, Page.id)
        .limit(1)
    )
    page = session.scalar(found)
    if page is None:
        raise NotFound(title)
    return page
