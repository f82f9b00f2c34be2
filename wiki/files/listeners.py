"""Pages are drawn again when a file they show comes or goes, and it is remembered which page shows which file."""

from sqlalchemy import select

from wiki.core.db import session
from wiki.core.facts import during
from wiki.core.later import later, work
from wiki.files import resolving
from wiki.files.events import FileChanged
from wiki.files.models import FileUse
from wiki.pages.events import PageSaved
from wiki.pages.models import Page, PageContent
from wiki.pages.projection import draw_again


@during(PageSaved)
def remember_uses(fact: PageSaved) -> None:
    resolving.keep_uses(session.get_one(Page, fact.page_id), session.get_one(PageContent, fact.page_id).text)


@during(FileChanged)
def draw_where_it_shows(fact: FileChanged) -> None:
    showing = {*session.scalars(select(FileUse.page_id).where(FileUse.file_id == fact.file_id))}
    if "embeds" in session.get_one(PageContent, fact.page_id).needs:  # it may be named there, and not have been known
        showing.add(fact.page_id)
    later(draw_with_files, page_ids=sorted(showing))


@work
def draw_with_files(page_ids: list[int]) -> None:
    """Pages that were written to meanwhile come once more."""
    if changed := draw_again(page_ids):
        later(draw_with_files, page_ids=changed)
