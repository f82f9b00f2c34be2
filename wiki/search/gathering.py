"""What stands beside an answer: tags of the pages in it. They are the reader's own hits, so nothing else is told."""

from collections.abc import Iterable

from sqlalchemy import func, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import Page
from wiki.pages.policy import readable_by
from wiki.search.parsing import Asked
from wiki.spaces.models import Space, Tag
from wiki.spaces.tags import TAGGED

SHOWN = 8


def tags_of(viewer: User, page_ids: Iterable[int], asked: Asked) -> list[str]:
    """Those on most of these pages first, without those that were asked for."""
    named = {one.value.lower().removeprefix("#") for one in asked.filters if one.name == "tag"}
    number = func.count()
    names = session.scalars(
        select(Tag.name)
        .join(TAGGED, TAGGED.c.tag_id == Tag.id)
        .join(Page, Page.id == TAGGED.c.entry_id)
        .join(Space, Space.id == Page.space_id)
        .where(Page.id.in_(list(page_ids)), readable_by(viewer))
        .group_by(Tag.id)
        .order_by(number.desc(), Tag.name)
        .limit(SHOWN + len(named))
    )
    return [name for name in names if name not in named][:SHOWN]
