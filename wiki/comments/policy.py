"""Who may do what with threads. They have the rights of what they are about: who may not read a page learns of none.

Who may read may comment, unless the space says that only those who write may. Whoever began a thread, or may write the
page, settles it. One's own words one changes and takes back oneself; who manages the space may take back any."""

from typing import Literal

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.comments.models import Remark, Thread
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.pages.models import Page
from wiki.pages.policy import may, page_for
from wiki.spaces.models import Role

ThreadVerb = Literal["read", "answer", "settle"]
RemarkVerb = Literal["read", "answer", "change", "remove"]


def may_comment(user: User, page: Page) -> bool:
    return may(user, "edit" if page.space.commenting == Role.EDITOR else "read", page)


def may_settle(user: User, page: Page, by_id: int | None) -> bool:
    return may_comment(user, page) and (by_id == user.id or may(user, "edit", page))


def page_to_comment(user: User, page_id: int) -> Page:
    """The page, if this person may comment on it. Raises NotFound or NotAllowed."""
    page = page_for(user, page_id)
    if not may_comment(user, page):
        raise NotAllowed("comment", page)
    return page


def thread_for(user: User, thread_id: int, *, to: ThreadVerb = "read") -> tuple[Thread, Page]:
    """A thread and what it is about. Raises NotFound or NotAllowed."""
    thread = session.get(Thread, thread_id)
    if thread is None:
        raise NotFound(str(thread_id))
    page = page_for(user, thread.entry_id)
    allowed = to == "read" or (may_settle(user, page, thread.by_id) if to == "settle" else may_comment(user, page))
    if not allowed:
        raise NotAllowed(to, thread)
    return thread, page


def remark_for(user: User, remark_id: int, *, to: RemarkVerb) -> tuple[Remark, Thread, Page]:
    """A remark that stands, or, to put it back, one that this person may remove. Raises NotFound or NotAllowed."""
    found = session.execute(
        select(Remark, Thread).join(Thread, Thread.id == Remark.thread_id).where(Remark.id == remark_id)
    ).one_or_none()
    if found is None:
        raise NotFound(str(remark_id))
    remark, thread = found
    page = page_for(user, thread.entry_id)
    if remark.removed_at and to != "remove":
        raise NotFound(str(remark_id))
    if not _may_with(user, to, remark, page):
        raise NotAllowed(to, remark)
    return remark, thread, page


def _may_with(user: User, to: RemarkVerb, remark: Remark, page: Page) -> bool:
    own = remark.by_id == user.id
    if to == "change":
        return own and may_comment(user, page)
    if to == "remove":
        return own or may(user, "manage", page)
    return to == "read" or may_comment(user, page)
