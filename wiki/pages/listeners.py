"""Links are answers to titles: when a title comes, goes or changes, the pages that name it are drawn again."""

from sqlalchemy import or_, select

from wiki.core.db import session
from wiki.core.facts import during
from wiki.core.later import later, work
from wiki.core.words import key_of
from wiki.pages.events import PageCreated, PageRenamed, PageRestored, PageTrashed
from wiki.pages.models import Page, PageLink
from wiki.pages.projection import draw_again

AT_ONCE = 50


@during(PageCreated)
def draw_links_to_new(fact: PageCreated) -> None:
    _draw_linking([fact.page_id], [session.get_one(Page, fact.page_id).title])


@during(PageRenamed)
def draw_links_to_renamed(fact: PageRenamed) -> None:
    _draw_linking([fact.page_id], [fact.old_title, session.get_one(Page, fact.page_id).title])


@during(PageTrashed)
def draw_links_to_trashed(fact: PageTrashed) -> None:
    _draw_linking(list(fact.page_ids), [])


@during(PageRestored)
def draw_links_to_restored(fact: PageRestored) -> None:
    _draw_linking(list(fact.page_ids), [session.get_one(Page, page_id).title for page_id in fact.page_ids])


def _draw_linking(page_ids: list[int], titles: list[str]) -> None:
    named = or_(PageLink.target_id.in_(page_ids), PageLink.name_key.in_([key_of(title) for title in titles]))
    linking = sorted(set(session.scalars(select(PageLink.page_id).where(named))))
    for start in range(0, len(linking), AT_ONCE):
        later(draw_linking, page_ids=linking[start : start + AT_ONCE])


@work
def draw_linking(page_ids: list[int]) -> None:
    draw_again(page_ids)
