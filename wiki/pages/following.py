"""What links by title mean is kept when titles change or pages move, until the texts they stand in say it anew."""

from typing import NamedTuple
from zlib import crc32

from sqlalchemy import ColumnElement, delete, exists, false, func, insert, literal, or_, select, update

from wiki.core.db import session
from wiki.core.words import key_of
from wiki.markup.headings import anchor_of
from wiki.markup.renames import is_alike
from wiki.markup.respelling import SAYABLE, Spelling
from wiki.pages.anchors import old_anchors
from wiki.pages.meaning import LinkMeant, meanings
from wiki.pages.models import Page, PageContent, PageLink


class Respelling(NamedTuple):
    """How the links of one page are to be spelled, by the key of what they say; which titles that stands on."""

    spellings: dict[str, Spelling]
    titles: dict[int, str]
    by: int | None


def keep_meaning(by: int | None, *which: ColumnElement[bool]) -> None:
    """Let links by title, of rows like these, mean what they mean now. What was kept before goes on."""
    kept = exists().where(LinkMeant.page_id == PageLink.page_id, LinkMeant.name_key == PageLink.name_key)
    columns = PageLink.page_id, PageLink.name_key, func.min(PageLink.target_id), literal(by), false()
    named = PageLink.kind == "page", PageLink.name_key != "", PageLink.target_id.is_not(None)
    rows = select(*columns).where(*named, *which, ~kept).group_by(PageLink.page_id, PageLink.name_key)
    into = [LinkMeant.page_id, LinkMeant.name_key, LinkMeant.target_id, LinkMeant.by_id, LinkMeant.at_work]
    session.execute(insert(LinkMeant).from_select(into, rows))


def waiting_for(page_ids: list[int]) -> list[int]:
    """Pages whose links to these, or whose own links, are to be spelled anew."""
    which = or_(LinkMeant.target_id.in_(page_ids), LinkMeant.page_id.in_(page_ids))
    return sorted(set(session.scalars(select(LinkMeant.page_id).where(which))))


def begin(page_id: int) -> None:
    """From here on the page is read as it will be."""
    session.execute(update(LinkMeant).where(LinkMeant.page_id == page_id).values(at_work=True))


def respelling(page: Page) -> Respelling:
    """What is to be done to this page's links. Of those that mean the same by their own words only what follows the
    `#` is, and those to pages that are gone are left alone."""
    rows = session.execute(
        select(LinkMeant.name_key, LinkMeant.by_id, Page)
        .join(Page, Page.id == LinkMeant.target_id)
        .where(LinkMeant.page_id == page.id, LinkMeant.at_work, Page.trashed_at.is_(None))
    ).all()
    keys = {key for key, _, _ in rows} | {target.title_key for _, _, target in rows}
    meant = {key: found.id for key, found in meanings(page, keys, settled=True).items()}
    spellings = {
        key: _spelling(target, sayable=meant.get(target.title_key) == target.id)
        if key != target.title_key or meant.get(key) != target.id
        else Spelling(target.url, kept=True, headings=_headings(target.id))
        for key, _, target in rows
    }
    by = next((by for _, by, _ in reversed(rows) if by), page.author_id)
    return Respelling(spellings, {target.id: target.title for _, _, target in rows}, by)


def _spelling(target: Page, *, sayable: bool) -> Spelling:
    name = target.title if sayable and SAYABLE.fullmatch(target.title) else None
    return Spelling(f"/p/{target.id}", name, headings=_headings(target.id))


def _headings(page_id: int) -> dict[str, str]:
    outline = session.scalar(select(PageContent.outline).where(PageContent.page_id == page_id)) or []
    texts = {heading["anchor"]: heading["text"] for heading in outline}
    old = old_anchors(page_id) if texts else {}
    followed = {anchor: texts[to] for anchor, to in old.items() if to in texts and anchor not in texts}
    return {anchor: text for anchor, text in followed.items() if is_alike(anchor, anchor_of(text))}


def mark_of_headings(page_id: int) -> int:
    """Another one as soon as a heading says something else."""
    outline = session.scalar(select(PageContent.outline).where(PageContent.page_id == page_id)) or []
    return crc32("\n".join(heading["text"] for heading in outline).encode())


def end(page_id: int, done: Respelling) -> bool:
    """The text says it. Whether it has to be said once more, since a title changed meanwhile."""
    session.execute(delete(LinkMeant).where(LinkMeant.page_id == page_id, LinkMeant.at_work))
    titles = select(Page.id, Page.title).where(Page.id.in_(done.titles))
    again = [target_id for target_id, title in session.execute(titles) if title != done.titles[target_id]]
    for target_id in again:
        keep_meaning(done.by, PageLink.page_id == page_id, PageLink.target_id == target_id)
        _keep_said(page_id, target_id, done)
    return bool(again)


def _keep_said(page_id: int, target_id: int, done: Respelling) -> None:
    """What was just written there may mean another page by now, or none."""
    key = key_of(done.titles[target_id])
    if session.get(LinkMeant, (page_id, key)) is None:
        session.add(LinkMeant(page_id=page_id, name_key=key, target_id=target_id, by_id=done.by))
        session.flush()
