"""A page that says nothing yet becomes a draft, as long as nobody else has been at it."""

from sqlalchemy import exists, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.editing import log as page_log
from wiki.editing.models import PageWriter
from wiki.editing.projecting import settle
from wiki.editing.untouched import is_in_use
from wiki.pages.drafts import make_draft
from wiki.pages.models import Page, PageContent
from wiki.spaces.drafts import draft_of
from wiki.spaces.listing import why_apart
from wiki.spaces.models import Why


def start_as_draft(by: User, page: Page) -> None:
    """Raises Invalid."""
    if draft_of(page.id) is not None:
        return
    settle(page.id)
    page_log.lock(page.id)
    if not _is_own_and_empty(by, page) or is_in_use(page.id, by.id):
        raise Invalid("draft", "Only a page of your own without text can become a draft.")
    make_draft(by, page)


def _is_own_and_empty(by: User, page: Page) -> bool:
    if page.author_id != by.id or why_apart(page.id) is Why.TEMPLATE:
        return False
    text = select(PageContent.text).where(PageContent.page_id == page.id)
    others = exists().where(PageWriter.page_id == page.id, PageWriter.user_id.is_distinct_from(by.id))
    below = exists().where(Page.parent_id == page.id)
    return not session.scalars(text).one().strip() and not session.scalar(select(others | below))
