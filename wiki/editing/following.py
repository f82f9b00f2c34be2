"""Links follow: where a page is called something else or stands elsewhere, the texts that name it say so themselves.

Each text is changed in a unit of its own, by the smallest edit. What a link says then counts as written by whoever
wrote the link: nobody else had a part in that text, least of all who renamed something and may not even read it."""

import logging
from collections import defaultdict
from dataclasses import asdict
from datetime import timedelta
from typing import NamedTuple
from zlib import crc32

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.child import ChildDied, ChildError
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import later, work
from wiki.core.unit import unit
from wiki.editing import documents
from wiki.editing.actions import write_text
from wiki.editing.documents import Projection
from wiki.editing.projecting import sessions
from wiki.editing.units import by_unit, units_in
from wiki.pages import following
from wiki.pages.following import Respelling
from wiki.pages.meaning import OldTitle
from wiki.pages.models import Page, PageContent, PageLink
from wiki.pages.names import RESTS_AFTER
from wiki.pages.projection import RENDER_CPU_S, renderer

log = logging.getLogger(__name__)


class Change(NamedTuple):
    start: int
    end: int
    new: str


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


def follow_headings(page_id: int) -> None:
    """Once they have rested, like titles. The page is being drawn, so that its outline is still to come."""
    later(follow_rested_headings, wait=RESTS_AFTER, page_id=page_id)


@work
def follow_rested_headings(page_id: int, headings: int | None = None) -> None:
    """While somebody types at them, this comes once more."""
    if session.get(Page, page_id) is None:
        return
    rested = following.mark_of_headings(page_id)
    if headings != rested:
        later(follow_rested_headings, wait=RESTS_AFTER, page_id=page_id, headings=rested)
        return
    naming_one = select(PageContent.page_id).where(PageContent.text.like("%[[%#%]]%"))
    following.keep_meaning(None, PageLink.target_id == page_id, PageLink.page_id.in_(naming_one))
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
    if wanted.spellings:
        _write(page, wanted)
    if following.end(page_id, wanted):
        later(follow_links, page_id=page_id)


def _write(page: Page, wanted: Respelling) -> None:
    said = documents.project(page.id)
    spellings = {key: asdict(spelling) for key, spelling in wanted.spellings.items()}
    try:
        answer = renderer.call("respell", cpu_seconds=RENDER_CPU_S, text=said.text, spellings=spellings)
    except (ChildDied, ChildError):
        log.warning("the links of page %s take too long to follow; old names lead on", page.id)
        return
    changes = [Change(*change) for change in answer["changes"]]
    for author, own in _by_author(said, changes).items():
        as_author = author if session.get(User, author) else page.author_id or wanted.by
        if as_author:
            _change(page.id, as_author, said.text, own)
    if changes:
        sessions.close_followed(page.id, documents.project(page.id))


def _by_author(said: Projection, changes: list[Change]) -> dict[int, list[Change]]:
    """Whose link each of them is."""
    whose, found = by_unit(said.runs), defaultdict[int, list[Change]](list)
    for change in changes:
        at = units_in(said.text[: change.start])
        found[whose[at] if at < len(whose) else 0].append(change)
    return found


def _change(page_id: int, author: int, text: str, changes: list[Change]) -> None:
    mine = text
    for change in reversed(changes):
        mine = mine[: change.start] + change.new + mine[change.end :]
    write_text(page_id, author, mine, base_text=text, quiet=True)
