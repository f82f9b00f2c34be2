"""Pages that were begun and left without a word go again.

Only the browser can tell leaving from a network that is gone, so it says when somebody leaves. What it could not say,
the sweep finds after a week, when nobody has words for the page on a device any more.
"""

from datetime import timedelta

from sqlalchemy import exists, select

from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import later, work
from wiki.editing import log as page_log
from wiki.editing.log import Head
from wiki.editing.models import PageWriter
from wiki.editing.projecting import settle
from wiki.editing.service import service
from wiki.pages.beginning import bury_what_is_gone, erase_page
from wiki.pages.models import Page, PageContent
from wiki.spaces.listing import why_apart
from wiki.spaces.models import Unlisted, Why

MAY_COME_BACK = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(days=7)
SWEPT_EVERY = timedelta(days=1)


def leave(page_id: int) -> None:
    """Somebody went away from a page. Who goes back to it soon finds it as it was."""
    if why_apart(page_id) is Why.FRESH:
        later(remove_untouched, wait=MAY_COME_BACK, page_id=page_id)


@work
def remove_untouched(page_id: int) -> None:
    erase_untouched(page_id)


@work
def sweep() -> None:
    """Runs once a day."""
    forgotten = select(Unlisted.entry_id).where(Unlisted.why == Why.FRESH, Unlisted.at < now() - FORGOTTEN_AFTER)
    for page_id in session.scalars(forgotten).all():
        later(remove_untouched, page_id=page_id)
    bury_what_is_gone()
    later(sweep, wait=SWEPT_EVERY)


def erase_untouched(page_id: int, *, leaver: int | None = None) -> bool:
    """Take a page away that has no title, no text and nobody at it but `leaver`; whether it was so."""
    if why_apart(page_id) is not Why.FRESH or is_in_use(page_id, leaver):
        return False
    settle(page_id)
    if not _is_untouched(page_id, page_log.lock(page_id)):
        return False
    erase_page(page_id)
    return True


def is_in_use(page_id: int, leaver: int | None) -> bool:
    """Whether somebody else has it open, or something written is still on its way into the log."""
    channel = service.channels.get(page_id)
    readers = (person for open_id, person in service.reading.people() if open_id == page_id)
    people = [*(channel.people if channel else ()), *readers]
    return bool(channel and channel.waiting) or any(person.user_id != leaver for person in people)


def _is_untouched(page_id: int, head: Head) -> bool:
    """As all that is in the log says, and readers see."""
    shown = select(PageContent.epoch, PageContent.seq, PageContent.text).where(PageContent.page_id == page_id)
    epoch, seq, text = session.execute(shown).one()
    if text.strip() or (epoch, seq) != head or why_apart(page_id) is not Why.FRESH:
        return False
    maker = select(Page.author_id).where(Page.id == page_id).scalar_subquery()
    by_others = exists().where(PageWriter.page_id == page_id, PageWriter.user_id.is_distinct_from(maker))
    below = exists().where(Page.parent_id == page_id)
    return not session.scalar(select(by_others | below))
