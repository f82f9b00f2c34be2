"""What people do with pages. The text itself is written in `editing`: a page here is a place, a title and rights."""

import unicodedata
from datetime import timedelta

from sqlalchemy import func, select, update

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.markup.version import RENDERER
from wiki.pages.events import PageBegan, PageCreated, PageMoved, PageRenamed, PageRestored, PageTrashed
from wiki.pages.models import Page, PageContent, Renaming
from wiki.pages.tree import ids_below
from wiki.spaces.actions import lock
from wiki.spaces.drafts import draft_of, put_in_draft
from wiki.spaces.listing import set_apart
from wiki.spaces.models import Activity, Entry, Space, Unlisted, Why

LONGEST_TITLE = 200
STEP = 1.0
ONE_ACT_WITHIN = timedelta(minutes=15)


def create_page(by: User, space: Space, title: str, parent: Page | None = None) -> Page:
    """A new page without text, last among its siblings; below a draft it belongs to that. Raises Invalid."""
    page = make_page(by, space, valid_title(title), parent)
    if draft_of(page.id) is None:
        come_to_be(by, page)
    else:
        set_apart(page, Why.DRAFT, by)
        announce(PageBegan(page.id, by.id, page.title))
    return page


def make_page(by: User, space: Space, title: str, parent: Page | None = None) -> Page:
    """The rows of a page that nobody is told of yet. Raises Invalid."""
    lock(space.id)
    if parent and session.scalar(select(Page.trashed_at).where(Page.id == parent.id)):
        raise Invalid("parent", "That page is in the trash now. Choose another place.")
    page = Page(
        space_id=space.id,
        title=title,
        author_id=by.id,
        parent_id=parent.id if parent else None,
        position=_last_position(space.id, parent.id if parent else None),
        content=PageContent(renderer=RENDERER, updated_by_id=by.id),
    )
    page.space = space
    session.add(page)
    session.flush()
    draft_id = draft_of(parent.id) if parent else None
    if draft_id is not None:
        put_in_draft(page.id, draft_id)
    return page


def put_last(page: Page) -> None:
    """Behind all that stands at its place."""
    page.position = _last_position(page.space_id, page.parent_id)


def put_behind(page: Page, other: Page) -> None:
    """Right after another page of the same place."""
    space_id = page.space_id
    page.parent_id = other.parent_id
    page.position = _position_after(space_id, page, other)


def list_page(by: User, page: Page) -> bool:
    """A page that somebody began has a title or text now, and stands in the lists, unless it is a draft; False when
    that was so before."""
    fresh = session.get(Unlisted, page.id, populate_existing=True)
    if fresh is None or fresh.why != Why.FRESH:
        return False
    lock(page.space_id)
    if draft_of(page.id) is not None:
        fresh.why = Why.DRAFT
        return True
    session.delete(fresh)
    session.flush()
    come_to_be(by, page)
    return True


def come_to_be(by: User, page: Page) -> None:
    """It stands in the lists from now on."""
    _note(by, page, "created")
    announce(PageCreated(page.id, by.id))


def rename_page(by: User, page: Page, title: str, *, written: bool = False) -> None:
    """Another title; the address keeps its id, so old ones still lead here. Its log gets it too, unless it was
    `written` there before. Raises Invalid."""
    old, new = page.title, valid_title(title)
    if old == new:
        return
    lock(page.space_id)
    page.title = new
    if not list_page(by, page):
        _tell_renamed(by, page, old)
    announce(PageRenamed(page.id, old, by.id, written))


def move_page(by: User, page: Page, space: Space, parent: Page | None, after: Page | None = None) -> None:
    """Put the page, and all below it, under `parent` (None: the top of `space`), after a sibling or first.

    Raises Invalid when the new place is the page itself or below it.
    """
    old_space_id = page.space_id
    lock(old_space_id, space.id)
    below = ids_below(page.id)
    if parent and parent.id in below:
        raise Invalid("parent", "A page cannot stand below itself. Choose another place.")
    page.parent_id = parent.id if parent else None
    page.position = _position_after(space.id, page, after)
    session.execute(update(Entry).where(Entry.id.in_(below)).values(space_id=space.id))
    _note(by, page, "moved")
    announce(PageMoved(page.id, old_space_id, by.id))


def trash_page(by: User, page: Page) -> None:
    """Out of the tree with all below it; kept until restored or emptied."""
    lock(page.space_id)
    ids = [i for i in ids_below(page.id) if not session.get_one(Page, i).is_trashed]
    session.execute(update(Entry).where(Entry.id.in_(ids)).values(trashed_at=now(), trashed_by_id=by.id))
    _note(by, page, "trashed")
    announce(PageTrashed(tuple(ids), by.id))


def restore_page(by: User, page: Page) -> None:
    """Back with what was trashed in the same act; to the top of the space when its parent is still in the trash."""
    lock(page.space_id)
    act = select(Page.id).where(Page.trashed_at == page.trashed_at, Page.id.in_(ids_below(page.id)))
    ids = list(session.scalars(act))
    parent = session.get(Page, page.parent_id) if page.parent_id else None
    session.execute(update(Entry).where(Entry.id.in_(ids)).values(trashed_at=None, trashed_by_id=None))
    if parent and parent.is_trashed:
        page.parent_id, page.position = None, _last_position(page.space_id, None)
    _note(by, page, "restored")
    announce(PageRestored(tuple(ids), by.id))


def as_title(text: str) -> str:
    """One line without spare blanks and signs that nobody sees, no longer than a title may be; it may be empty."""
    return _one_line(text)[:LONGEST_TITLE].rstrip()


def _one_line(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text).split())


def valid_title(title: str) -> str:
    """The same of what somebody sends us. Raises Invalid."""
    line = _one_line(title)
    if not line:
        raise Invalid("title", "Give the page a title.")
    if len(line) > LONGEST_TITLE:
        raise Invalid("title", "Make the title shorter: 200 characters at most.")
    return line


def _tell_renamed(by: User, page: Page, old: str) -> None:
    """Typing a title is one act: what this person named just now they name still."""
    told = _just_named(by, page)
    if told is None:
        session.add(Renaming(activity=_note(by, page, "renamed"), page_id=page.id, old=old, new=page.title))
    elif renaming := session.get(Renaming, told.id):
        renaming.new = page.title


def _just_named(by: User, page: Page) -> Activity | None:
    """The last that is told of this page, if it is that this person named it."""
    told = select(Activity).where(Activity.entry_id == page.id).order_by(Activity.id.desc()).limit(1)
    last = session.scalar(told)
    if last is None or last.user_id != by.id or last.verb not in ("created", "renamed"):
        return None
    return last if now() - last.at < ONE_ACT_WITHIN else None


def _note(by: User, page: Page, verb: str) -> Activity:
    activity = Activity(user_id=by.id, entry_id=page.id, space_id=page.space_id, verb=verb)
    session.add(activity)
    return activity


def _last_position(space_id: int, parent_id: int | None) -> float:
    last = select(func.max(Page.position)).where(Page.space_id == space_id, Page.parent_id == parent_id)
    return float(session.scalar(last) or 0.0) + STEP


def _position_after(space_id: int, page: Page, after: Page | None) -> float:
    """The place behind `after` (None: the first), with the siblings numbered anew around it."""
    beside = select(Page).where(
        Page.space_id == space_id, Page.parent_id == page.parent_id, Page.id != page.id, Page.trashed_at.is_(None)
    )
    siblings = list(session.scalars(beside.order_by(Page.position, Page.id)))
    place = siblings.index(after) + 1 if after in siblings else 0
    for number, sibling in enumerate(siblings):
        sibling.position = (number + (number >= place) + 1) * STEP
    return (place + 1) * STEP
