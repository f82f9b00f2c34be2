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
from wiki.spaces.models import Activity, Draft, DraftEntry, DraftPerson, Entry, Role, Space, Unlisted, Why
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


def hand_over_draft(page: Page, draft: Draft, person: User) -> None:
    """It is theirs from now on. Raises Invalid unless they are among its people already."""
    if session.get(DraftPerson, (draft.id, person.id)) is None or not policy.may(person, "read", page):
        raise Invalid("person", "Share the draft with this person first.")
    _give(page, draft, person)


def take_over_draft(by: User, page: Page, draft: Draft) -> None:
    """By one of its people, or by who manages its space: the caller has seen to that. Raises Invalid while its maker
    is here."""
    if not is_left_behind(draft):
        raise Invalid("draft", "Who made this draft is still here. They can hand it over, or put it in the tree.")
    _give(page, draft, by)


def _give(page: Page, draft: Draft, person: User) -> None:
    drafts.give_to(draft.id, person)
    announce(AccessChanged(page.space_id))


def is_left_behind(draft: Draft) -> bool:
    return session.scalar(select(Draft.id).where(Draft.id == draft.id, drafts.is_left_behind(Draft.id))) is not None


def left_behind_in(space: Space) -> list[tuple[Page, Draft]]:
    """Drafts of this space whose maker's account is gone or closed: the first page of each, for who manages it."""
    found = (
        select(Page, Draft)
        .join(DraftEntry, DraftEntry.entry_id == Page.id)
        .join(Draft, Draft.id == DraftEntry.draft_id)
        .where(Page.space_id == space.id, Page.trashed_at.is_(None), drafts.is_left_behind(Draft.id))
        .order_by(Page.parent_id.is_not(None), Page.position, Page.id)
        .limit(SHOWN)
    )
    first: dict[int, tuple[Page, Draft]] = {}
    for page, draft in session.execute(found):
        first.setdefault(draft.id, (page, draft))
    return list(first.values())


def left_behind_for(space: Space, draft_id: int) -> tuple[Page, Draft]:
    """Raises NotFound."""
    for page, draft in left_behind_in(space):
        if draft.id == draft_id:
            return page, draft
    raise NotFound(str(draft_id))


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
