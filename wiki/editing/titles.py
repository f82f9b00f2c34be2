"""A page's title lies in its log beside its text. What a page is called is a projection of that, as what it says is."""

from collections.abc import Sequence

from sqlalchemy import select, update

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.editing import documents
from wiki.editing import log as page_log
from wiki.editing.documents import Title
from wiki.editing.events import LogGrew
from wiki.editing.log import HEADS, Entry, Head
from wiki.editing.wire.first import PAGES_OWN, first_title
from wiki.pages.actions import as_title, rename_page
from wiki.pages.models import Page
from wiki.pages.projection import keep_up
from wiki.spaces.actions import lock

ONLY = 1


def is_seeded(page_id: int) -> bool:
    """Whether the log holds a title."""
    return session.scalar(select(HEADS.c.title_seq).where(HEADS.c.page_id == page_id)) is not None


def seed(page_id: int, user_id: int, title: str | None = None) -> None:
    """Let the log begin to hold what the page is called, or this, once: who comes second finds it done."""
    first = update(HEADS).where(HEADS.c.page_id == page_id, HEADS.c.title_seq.is_(None))
    epoch = session.scalar(first.values(title_seq=HEADS.c.seq + 1).returning(HEADS.c.epoch))
    if epoch is None:
        return
    if title is None:
        title = session.scalars(select(Page.title).where(Page.id == page_id)).one()  # as it is under the lock
    seq = page_log.append(page_id, epoch, [Entry(PAGES_OWN, ONLY, user_id, first_title(title))])
    keep_up(page_id, epoch=epoch, seq=seq)


def write(page_id: int, user_id: int) -> None:
    """Make what the page is called now its title in the log, as this person; where there is none yet, it will be."""
    head = page_log.lock(page_id)  # before the question: who seeds meanwhile may have read the former title
    if not is_seeded(page_id):
        return
    client, seq = page_log.new_client(), head.seq
    data = documents.retitle(page_id, client=client, title=session.get_one(Page, page_id).title)
    if data:
        seq = page_log.append(page_id, head.epoch, [Entry(client, ONLY, user_id, data)])
        announce(LogGrew(page_id, user_id))
    session.execute(update(HEADS).where(HEADS.c.page_id == page_id).values(title_seq=seq))


def show(page_id: int, head: Head, title: Title, writers: Sequence[int]) -> None:
    """Call the page what its log says at `head`, unless it is called so by something later there. A title that says
    nothing leaves it as it was."""
    page, line = session.get_one(Page, page_id), as_title(title.line)
    by = title.by or next(reversed(writers), page.author_id)
    if not line or line == page.title or by is None:
        return
    lock(page.space_id)
    ours = HEADS.c.page_id == page_id, HEADS.c.epoch == head.epoch, HEADS.c.title_seq <= head.seq
    latest = update(HEADS).where(*ours).values(title_seq=head.seq).returning(HEADS.c.page_id)
    if session.scalar(latest) is not None:
        session.refresh(page, ["title"])  # another projection may have been as far
        rename_page(session.get_one(User, by), page, line, written=True)
