"""Pages that somebody begins: made once, in no list until they have a title or text, and gone again without a word."""

from datetime import timedelta

from sqlalchemy import delete, func, select, update

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.core.facts import announce
from wiki.pages.actions import as_title, create_page, make_page
from wiki.pages.events import PageBegan, PagesErased
from wiki.pages.models import Page, PageBegun
from wiki.pages.words import untitled
from wiki.spaces.actions import lock
from wiki.spaces.drafts import begin_draft, draft_of, put_in_draft, take_out_of_drafts
from wiki.spaces.listing import set_apart
from wiki.spaces.models import Activity, Entry, Space, Unlisted, Why

TWICE_WITHIN = timedelta(seconds=10)
GONE = "gone"
"""The kind of an entry of which only the number is left."""

PAGES, ENTRIES = Page.__table__, Entry.__table__  # not the classes: of what goes, nothing becomes an object


def create_once(by: User, space: Space, title: str, key: str, parent: Page | None = None) -> tuple[Page, bool]:
    """The page that this person began under this key on a device, and whether it is new. Raises Invalid, NotFound."""
    lock(space.id)
    page = _begun(by, key)
    return (page, False) if page else (_keyed(by, key, create_page(by, space, title, parent)), True)


def begin_page(
    by: User, space: Space, key: str, title: str = "", parent: Page | None = None, *, draft: bool = False
) -> tuple[Page, bool]:
    """An empty page that stands in no list yet, and whether it is new: who presses twice begins one. As a `draft`
    nobody else sees it, and `parent` is where it is meant to stand. Raises Invalid, NotFound."""
    lock(space.id)
    page = _begun(by, key)
    if page and now() - page.created_at < TWICE_WITHIN:
        return page, False
    session.execute(delete(PageBegun).where(PageBegun.key == key))  # the same form, sent once more another time
    line = as_title(title)
    own_draft = draft and (parent is None or draft_of(parent.id) is None)
    page = make_page(by, space, line or untitled(), None if own_draft else parent)
    if own_draft:
        put_in_draft(page.id, begin_draft(by, parent.id if parent else None))
    set_apart(page, Why.FRESH, by)
    announce(PageBegan(page.id, by.id, line))
    return _keyed(by, key, page), True


def _begun(by: User, key: str) -> Page | None:
    begun = session.get(PageBegun, key)
    if begun is not None and begun.user_id != by.id:
        raise NotFound(key)
    return session.get_one(Page, begun.page_id) if begun else None


def _keyed(by: User, key: str, page: Page) -> Page:
    session.execute(PageBegun.__table__.insert().values(key=key, user_id=by.id, page_id=page.id))  # type: ignore[attr-defined]
    return page


def is_unnamed(page: Page) -> bool:
    """Whether nobody gave it a title yet."""
    return bool(page.title == untitled())


def erase_page(page_id: int) -> None:
    """For good, with all that hangs on it."""
    lock(session.scalars(select(Entry.space_id).where(Entry.id == page_id)).one())
    erase_pages([page_id])


def erase_pages(page_ids: list[int]) -> None:
    """Some hundred pages of spaces that the caller has locked. Their numbers are not given again: browsers keep pages
    by them."""
    announce(PagesErased(tuple(page_ids)))
    take_out_of_drafts(page_ids)
    for table, column in ((Unlisted, Unlisted.entry_id), (Activity, Activity.entry_id)):
        session.execute(delete(table).where(column.in_(page_ids)))
    session.execute(update(PAGES).where(PAGES.c.parent_id.in_(page_ids)).values(parent_id=None))  # type: ignore[arg-type]
    session.execute(delete(PAGES).where(PAGES.c.id.in_(page_ids)))  # type: ignore[arg-type]
    session.execute(update(ENTRIES).where(ENTRIES.c.id.in_(page_ids)).values(kind=GONE, title=""))  # type: ignore[arg-type]
    bury_what_is_gone()


def bury_what_is_gone() -> None:
    """SQLite counts on from the highest number that is there; what has a higher one above it need not be remembered."""
    last = select(func.max(ENTRIES.c.id)).scalar_subquery()
    session.execute(delete(ENTRIES).where(ENTRIES.c.kind == GONE, ENTRIES.c.id < last))  # type: ignore[arg-type]
