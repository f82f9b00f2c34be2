"""Drafts: pages for their maker alone, then for people they name, then in the tree."""

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.core.facts import announce
from wiki.pages import policy
from wiki.pages.actions import come_to_be, put_last
from wiki.pages.events import PageWithdrawn
from wiki.pages.models import Page
from wiki.pages.queries import Listed, listed_apart
from wiki.pages.tree import ids_below
from wiki.spaces import drafts
from wiki.spaces import policy as spaces
from wiki.spaces.actions import lock
from wiki.spaces.events import AccessChanged
from wiki.spaces.listing import set_apart
from wiki.spaces.models import Activity, Draft, DraftEntry, DraftPerson, Entry, Role, Unlisted, Why
from wiki.spaces.policy import Verb

SHOWN = 200


def draft_for(user: User, page_id: int, *, to: Verb = "read") -> tuple[Page, Draft]:
    """The page and the draft that it belongs to. Raises NotFound, also where it is none, or NotAllowed."""
    page = policy.page_for(user, page_id, to=to)
    draft_id = drafts.draft_of(page.id)
    if draft_id is None:
        raise NotFound(str(page_id))
    return page, session.get_one(Draft, draft_id)


def make_draft(by: User, page: Page) -> None:
    """Withdraw a page that says nothing yet; the caller has seen that it is this person's alone."""
    lock(page.space_id)
    drafts.put_in_draft(page.id, drafts.begin_draft(by, page.parent_id))
    page.parent_id = None
    put_last(page)
    if session.get(Unlisted, page.id) is None:
        session.execute(delete(Activity).where(Activity.entry_id == page.id))
        set_apart(page, Why.DRAFT, by)
    session.flush()
    announce(PageWithdrawn(page.id, by.id))
    announce(AccessChanged(page.space_id))


def share_draft(page: Page, draft: Draft, person: User) -> None:
    """Let somebody who reads the space read this draft, and write in it. Raises Invalid."""
    if not spaces.may(person, "read", page.space):
        raise Invalid("person", "This person cannot read the space. Choose somebody who belongs to it.")
    if session.get(DraftPerson, (draft.id, person.id)) is None:
        drafts.let_in(draft.id, person)


def unshare_draft(page: Page, draft: Draft, person: User) -> None:
    """They are out at once. Raises Invalid for the maker."""
    given = session.get(DraftPerson, (draft.id, person.id))
    if given is None:
        return
    if given.role == Role.OWNER:
        raise Invalid("person", "A draft needs its maker. Throw it away, or put it in the tree.")
    drafts.let_out(draft.id, person)
    announce(AccessChanged(page.space_id, person.id))


def publish_draft(by: User, page: Page, draft: Draft, parent: Page | None) -> None:
    """Put all that is in the draft in the tree, last under `parent`. What of it lies in the trash stays a draft."""
    lock(page.space_id)
    live = select(DraftEntry.entry_id).join(Entry, Entry.id == DraftEntry.entry_id)
    ids = list(session.scalars(live.where(DraftEntry.draft_id == draft.id, Entry.trashed_at.is_(None))))
    pages = list(session.scalars(select(Page).where(Page.id.in_(ids)).order_by(Page.position, Page.id)))
    fresh = set(session.scalars(select(Unlisted.entry_id).where(Unlisted.why == Why.FRESH, Unlisted.entry_id.in_(ids))))
    drafts.take_out_of_drafts(ids)
    session.execute(delete(Unlisted).where(Unlisted.entry_id.in_(ids), Unlisted.why == Why.DRAFT))
    for one in pages:
        if one.parent_id not in ids:
            one.parent_id = parent.id if parent else None
            put_last(one)
    session.flush()
    for one in pages:
        if one.id not in fresh:
            come_to_be(by, one)
    announce(AccessChanged(page.space_id))


def drafts_of(viewer: User) -> list[Listed]:
    """Those that this person made or was named for, the last changed first; of each the pages at its top."""
    theirs = select(DraftEntry.entry_id).join(DraftPerson, DraftPerson.draft_id == DraftEntry.draft_id)
    theirs = theirs.where(DraftPerson.user_id == viewer.id)
    within = Page.parent_id.in_(select(DraftEntry.entry_id))
    return listed_apart(policy.readable_by(viewer) & Page.id.in_(theirs) & (Page.parent_id.is_(None) | ~within), SHOWN)


def size_of(page: Page) -> int:
    """How many pages go with this one."""
    return len(ids_below(page.id))


def place_of(draft: Draft) -> Page | None:
    """Where it was begun to stand, if that is still in the tree."""
    if draft.under_id is None:
        return None
    found = select(Page).where(Page.id == draft.under_id, Page.trashed_at.is_(None)).options(joinedload(Page.space))
    return session.scalar(found)
