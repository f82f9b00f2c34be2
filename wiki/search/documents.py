"""Pages as the index is given them: what stands in lists, and nothing of drafts or of the trash."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.models import Page, PageContent
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Tag
from wiki.spaces.tags import TAGGED

AT_ONCE = 100
"""Pages in one batch: bounds memory, and how long others wait."""


def findable() -> ColumnElement[bool]:
    """SQL: pages that are in the index at all."""
    return and_(Page.trashed_at.is_(None), is_listed(Page.id))


def how_many() -> int:
    return session.scalar(select(func.count()).select_from(Page).where(findable())) or 0


def documents(page_ids: Sequence[int]) -> tuple[list[dict[str, Any]], list[int]]:
    """Those of these pages that are to be found, as plain values, and the ids of the others."""
    rows = session.execute(
        select(Page.id, Page.title, Page.space_id, PageContent.html)
        .join(PageContent, PageContent.page_id == Page.id)
        .where(Page.id.in_(page_ids), findable())
    ).all()
    tags = _tags([row.id for row in rows])
    found = [
        {"id": row.id, "title": row.title, "space": row.space_id, "html": row.html, "tags": tags.get(row.id, [])}
        for row in rows
    ]
    return found, sorted(set(page_ids) - {row.id for row in rows})


def _tags(page_ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = session.execute(
        select(TAGGED.c.entry_id, Tag.name)
        .join(Tag, Tag.id == TAGGED.c.tag_id)
        .where(TAGGED.c.entry_id.in_(page_ids))
        .order_by(Tag.name)
    )
    for page_id, name in rows:
        found.setdefault(page_id, []).append(name)
    return found


def all_documents() -> Iterator[list[dict[str, Any]]]:
    """Every page, in batches, each read in a unit of work of its own."""
    last = 0
    while True:
        with unit():
            after = select(Page.id).where(findable(), Page.id > last).order_by(Page.id).limit(AT_ONCE)
            ids = list(session.scalars(after))
            batch = documents(ids)[0]
        if not ids:
            return
        yield batch
        last = ids[-1]
