"""Where somebody was lately, and what all read most: what they see before they have typed anything."""

from collections.abc import Iterable

from sqlalchemy import func, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.looking import PageLook
from wiki.pages.models import Page
from wiki.pages.policy import readable_by
from wiki.pages.views_count import PageViews, lately
from wiki.search.documents import findable
from wiki.search.hits import Hit, bare_hits
from wiki.spaces.models import Space

SHOWN = 8
OFTEN = 4


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


def often_hits(viewer: User, *, besides: Iterable[Hit], limit: int = OFTEN) -> list[Hit]:
    """Pages that were visited most of late, by anybody: how often one person comes somewhere is kept nowhere."""
    statement = (
        select(Page.id)
        .join(Space, Space.id == Page.space_id)
        .join(PageViews, PageViews.page_id == Page.id)
        .where(PageViews.month >= lately(), Page.id.not_in([hit.id for hit in besides]))
        .where(readable_by(viewer), findable())
        .group_by(Page.id)
        .order_by(func.sum(PageViews.count).desc(), Page.id)
        .limit(limit)
    )
    return bare_hits(viewer, list(session.scalars(statement)))
