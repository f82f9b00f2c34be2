"""Where somebody was lately: what they see before they have typed anything."""

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.looking import PageLook
from wiki.pages.models import Page
from wiki.pages.policy import readable_by
from wiki.search.documents import findable
from wiki.search.finding import Hit, bare_hits
from wiki.spaces.models import Space

SHOWN = 8


def recent(viewer: User, limit: int = SHOWN) -> list[int]:
    """Pages this person looked at last, the last one first."""
    statement = (
        select(Page.id)
        .join(Space, Space.id == Page.space_id)
        .join(PageLook, PageLook.page_id == Page.id)
        .where(PageLook.user_id == viewer.id, readable_by(viewer), findable())
        .order_by(PageLook.at.desc(), Page.id)
        .limit(limit)
    )
    return list(session.scalars(statement))


def recent_hits(viewer: User, limit: int = SHOWN) -> list[Hit]:
    return bare_hits(viewer, recent(viewer, limit))
