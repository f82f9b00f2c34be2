"""Links follow: where a page is called something else or stands elsewhere, the texts that name it say so themselves.

Each text is changed in a unit of its own, by the smallest edit, as the person who renamed or moved; what that person
may not read is changed all the same, and nothing of it told."""

import logging
from dataclasses import asdict
from datetime import timedelta
from zlib import crc32

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.child import ChildDied, ChildError
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import later, work
from wiki.core.unit import unit
from wiki.editing.actions import current, write_text
from wiki.pages import following
from wiki.pages.following import Respelling
from wiki.pages.meaning import OldTitle
from wiki.pages.models import Page, PageLink
from wiki.pages.names import RESTS_AFTER
from wiki.pages.projection import RENDER_CPU_S, renderer

log = logging.getLogger(__name__)

SAID_SINCE = timedelta(minutes=5)
"""Links by an old title that were written while the new one rested follow as well."""


def follow_title(page_id: int, by: int) -> None:
    """Once the title has rested. The job holds no title, since one may have to be taken out of the database."""
    later(follow_rested, wait=RESTS_AFTER, page_id=page_id, by=by, title=_mark_of(page_id))


@work
def follow_rested(page_id: int, by: int, title: int) -> None:
    """Not when the title is another by now: then one more of these is to come."""
    if session.get(Page, page_id) is None or _mark_of(page_id) != title:
        return
    lately = select(OldTitle.title_key).where(OldTitle.page_id == page_id, OldTitle.at > now() - SAID_SINCE)
    following.keep_meaning(by, PageLink.target_id == page_id, PageLink.name_key.in_(lately))
    follow([page_id])


def _mark_of(page_id: int) -> int:
    return crc32(session.scalars(select(Page.title).where(Page.id == page_id)).one().encode())


@work
def follow(page_ids: list[int]) -> None:
    for page_id in following.waiting_for(page_ids):
        later(follow_links, page_id=page_id)


@work
def follow_links(page_id: int) -> None:
    """Let one page's links say what they mean."""
    with unit():
        following.begin(page_id)
    page = session.get(Page, page_id)
    if page is None:
        return
    wanted = following.respelling(page)
    if wanted.spellings and wanted.by and session.get(User, wanted.by):
        _write(page, wanted.by, wanted)
    if following.end(page_id, wanted):
        later(follow_links, page_id=page_id)


def _write(page: Page, by: int, wanted: Respelling) -> None:
    said = current(page.id)
    spellings = {key: asdict(spelling) for key, spelling in wanted.spellings.items()}
    try:
        text = renderer.call("respell", cpu_seconds=RENDER_CPU_S, text=said.text, spellings=spellings)["text"]
    except (ChildDied, ChildError):
        log.warning("the links of page %s take too long to follow; old names lead on", page.id)
        return
    if text != said.text:
        write_text(page.id, by, text, base=(said.epoch, said.seq), base_text=said.text, quiet=True)
