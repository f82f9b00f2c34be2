"""New pages of a source come into a space that is there: from the hidden one in which they grew, all at once."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, select, update

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.core.later import later, work
from wiki.pages.actions import STEP
from wiki.pages.events import PageCreated
from wiki.pages.models import Page, PageAlias
from wiki.pages.projection import draw_again
from wiki.spaces.actions import lock
from wiki.spaces.models import Activity, Entry, Space
from wiki.transfer.events import PagesBrought
from wiki.transfer.planting import Graft
from wiki.transfer.report import Report

TOGETHER = 50


def join(hidden_id: int, space: Space, grafts: Sequence[Graft], by: User, report: Report) -> None:
    lock(space.id, hidden_id)
    pages = list(session.scalars(select(Page).where(Page.space_id == hidden_id).order_by(Page.id)))
    report.clashes += _titles_there(space.id, pages)
    _move_addresses(hidden_id, space.id, report)
    for graft in grafts:
        _hang(space.id, graft)
    session.flush()
    session.execute(update(Entry).where(Entry.space_id == hidden_id).values(space_id=space.id))
    session.execute(update(Activity).where(Activity.space_id == hidden_id).values(space_id=space.id))
    session.flush()
    session.execute(delete(Space).where(Space.id == hidden_id))
    for page in pages:
        session.refresh(page, ["space_id"])
        announce(PageCreated(page.id, by.id))
    announce(PagesBrought(tuple(page.id for page in pages)))
    draw_soon([page.id for page in pages])


def draw_soon(page_ids: Sequence[int]) -> None:
    """Links among pages that were drawn when they did not see each other yet."""
    for start in range(0, len(page_ids), TOGETHER):
        later(draw_joined, page_ids=list(page_ids[start : start + TOGETHER]))


@work
def draw_joined(page_ids: list[int]) -> None:
    """Pages that were written to meanwhile come once more."""
    if changed := draw_again(page_ids):
        later(draw_joined, page_ids=changed)


def add_addresses(space_id: int, page_id: int, paths: Iterable[str]) -> list[str]:
    """Let these lead to the page; gives those that led to another one already."""
    taken = []
    for path in paths:
        there = session.scalar(select(PageAlias.page_id).where(PageAlias.space_id == space_id, PageAlias.path == path))
        if there is None:
            session.add(PageAlias(space_id=space_id, page_id=page_id, path=path))
            session.flush()
        elif there != page_id:
            taken.append(path)
    return taken


def _titles_there(space_id: int, pages: Sequence[Page]) -> list[str]:
    """Titles of new pages that others of the space have."""
    titles = {page.title_key: page.title for page in pages}
    there = select(Page.title_key).where(Page.space_id == space_id, Page.trashed_at.is_(None)).distinct()
    return sorted(titles[key] for key in set(session.scalars(there)) & titles.keys())


def _move_addresses(hidden_id: int, space_id: int, report: Report) -> None:
    """An address that leads to another page of the space goes on doing so. A page's own, which its links count from,
    is then kept with a mark behind it."""
    taken = set(session.scalars(select(PageAlias.path).where(PageAlias.space_id == space_id)))
    own: set[int] = set()
    for alias in session.scalars(select(PageAlias).where(PageAlias.space_id == hidden_id).order_by(PageAlias.id)):
        is_own = alias.page_id not in own
        own.add(alias.page_id)
        if alias.path in taken:
            report.addresses.append(alias.path)
            if not is_own:
                session.delete(alias)
                continue
            alias.path = f"{alias.path}~{alias.page_id}"
        alias.space_id = space_id
    session.flush()


def _hang(space_id: int, graft: Graft) -> None:
    """Where they belong in the tree, among what people have put there meanwhile."""
    parent = session.get(Page, graft.parent_id) if graft.parent_id else None
    parent_id = parent.id if parent and parent.space_id == space_id and not parent.is_trashed else None
    low, high = _room(space_id, parent_id, graft)
    for number, page_id in enumerate(graft.pages, start=1):
        page = session.get_one(Page, page_id)
        page.parent_id = parent_id
        page.position = low + (high - low) * number / (len(graft.pages) + 1)


def _room(space_id: int, parent_id: int | None, graft: Graft) -> tuple[float, float]:
    """Two positions between which nothing stands."""
    beside = select(func.min(Page.position), func.max(Page.position)).where(
        Page.space_id == space_id, Page.parent_id == parent_id, Page.trashed_at.is_(None)
    )
    count = len(graft.pages) + 1
    after = session.get(Page, graft.after) if graft.after else None
    if after and after.space_id == space_id and after.parent_id == parent_id:
        following = session.execute(beside.where(Page.position > after.position)).one()[0]
        return after.position, after.position + count * STEP if following is None else following
    first, last = session.execute(beside).one()
    if first is None or graft.alone or graft.after:
        return (last or 0.0), (last or 0.0) + count * STEP
    return first - count * STEP, first
