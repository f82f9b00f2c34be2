"""Pages are drawn again: a title they name comes, goes or changes; the renderer is newer or speaks another language.

And one that was begun stands in the lists as soon as it says something."""

from sqlalchemy import ColumnElement, Select, or_, select

from wiki.accounts.events import GroupsNamed, LanguageChanged
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.facts import during
from wiki.core.later import Work, later, work
from wiki.core.words import key_of
from wiki.pages import following, names
from wiki.pages.actions import list_page
from wiki.pages.events import (
    NamesChanged,
    PageCreated,
    PageMoved,
    PageRenamed,
    PageRestored,
    PageSaved,
    PageTrashed,
    PageWithdrawn,
)
from wiki.pages.models import Page, PageContent, PageLink
from wiki.pages.ordering import keep_in_order
from wiki.pages.projection import draw_again, outdated
from wiki.pages.tree import ids_below
from wiki.spaces.events import AccessChanged

AT_ONCE = 50
WORDED = ('class="callout', 'class="table-frame"')
"""What in a page holds words of the renderer."""


@during(PageCreated)
def draw_links_to_new(fact: PageCreated) -> None:
    names.take_over(session.get_one(Page, fact.page_id))
    _draw_linking([fact.page_id], [session.get_one(Page, fact.page_id).title])


@during(PageWithdrawn)
def draw_links_to_withdrawn(fact: PageWithdrawn) -> None:
    _draw_linking([fact.page_id], [])


@during(PageRenamed)
def keep_what_links_mean(fact: PageRenamed) -> None:
    """Links that say the old title go on leading here, until they say the new one, and by its old name."""
    page, old_key = session.get_one(Page, fact.page_id), key_of(fact.old_title)
    if old_key != page.title_key:
        following.keep_meaning(fact.by, PageLink.target_id == page.id, PageLink.name_key == old_key)
        names.remember(page, fact.old_title)


@during(PageMoved)
def keep_what_moved_links_mean(fact: PageMoved) -> None:
    """In another space titles may mean other pages: links to what was moved, and links in it."""
    page = session.get_one(Page, fact.page_id)
    if page.space_id != fact.old_space_id:
        moved = ids_below(page.id)
        following.keep_meaning(fact.by, or_(PageLink.target_id.in_(moved), PageLink.page_id.in_(moved)))
        names.leave_names(moved, fact.old_space_id)


@during(NamesChanged)
def draw_links_by_name(fact: NamesChanged) -> None:
    _draw_linking([fact.page_id], list(fact.names))


@during(PageRenamed)
def draw_links_to_renamed(fact: PageRenamed) -> None:
    _draw_linking([fact.page_id], [fact.old_title, session.get_one(Page, fact.page_id).title])


@during(PageTrashed)
def draw_links_to_trashed(fact: PageTrashed) -> None:
    _draw_linking(list(fact.page_ids), [])


@during(PageRestored)
def draw_links_to_restored(fact: PageRestored) -> None:
    _draw_linking(list(fact.page_ids), [session.get_one(Page, page_id).title for page_id in fact.page_ids])


@during(PageMoved)
def draw_links_across_spaces(fact: PageMoved) -> None:
    """Another space is within reach of other pages, and of the links in what was moved."""
    if session.get_one(Page, fact.page_id).space_id != fact.old_space_id:
        moved = select(Page.id).where(Page.id.in_(ids_below(fact.page_id)))
        _in_parts(draw_them_again, sorted({*_linking_to(moved), *session.scalars(moved)}))


@during(AccessChanged)
def draw_links_to_opened_or_closed(fact: AccessChanged) -> None:
    """What the team may not read any more, or may from now on, is out of reach of names in other spaces, or within."""
    if fact.user_id is None:
        _in_parts(draw_them_again, _linking_to(select(Page.id).where(Page.space_id == fact.space_id)))


@during(PageCreated)
def keep_new_by_title(fact: PageCreated) -> None:
    keep_in_order(session.get_one(Page, fact.page_id))


@during(PageRenamed)
def keep_renamed_by_title(fact: PageRenamed) -> None:
    keep_in_order(session.get_one(Page, fact.page_id))


@during(PageMoved)
def keep_moved_by_title(fact: PageMoved) -> None:
    keep_in_order(session.get_one(Page, fact.page_id))


@during(PageRestored)
def keep_restored_by_title(fact: PageRestored) -> None:
    for page_id in fact.page_ids:
        keep_in_order(session.get_one(Page, page_id))


@during(PageSaved)
def list_what_says_something(fact: PageSaved) -> None:
    page = session.get_one(Page, fact.page_id)
    by = session.get(User, fact.by[-1] if fact.by else page.author_id)
    if by and session.get_one(PageContent, page.id).text.strip():
        list_page(by, page)


def _linking(targets: ColumnElement[bool], titles: ColumnElement[bool]) -> list[int]:
    """Pages with links to such pages, or by such titles."""
    return list(
        session.scalars(select(PageLink.page_id).where(or_(targets, titles)).distinct().order_by(PageLink.page_id))
    )


def _linking_to(pages: Select[int]) -> list[int]:
    """To these pages, or to their titles."""
    pages = pages.correlate(None)
    titles = select(Page.title_key).where(Page.id.in_(pages)).correlate(None)
    return _linking(PageLink.target_id.in_(pages), PageLink.name_key.in_(titles))


def _draw_linking(page_ids: list[int], titles: list[str]) -> None:
    keys = [key_of(title) for title in titles]
    _in_parts(draw_them_again, _linking(PageLink.target_id.in_(page_ids), PageLink.name_key.in_(keys)))


@during(LanguageChanged)
def draw_in_other_words(_fact: LanguageChanged) -> None:
    worded = or_(*(PageContent.html.contains(mark) for mark in WORDED))
    _in_parts(draw_them_again, list(session.scalars(select(PageContent.page_id).where(worded))))


@during(GroupsNamed)
def draw_names_of_groups(fact: GroupsNamed) -> None:
    """Where it was written before there was such a group it leads there now, and nowhere when it is dissolved."""
    named = PageContent.text.icontains(f"@{fact.handle}", autoescape=True)
    _in_parts(draw_them_again, list(session.scalars(select(PageContent.page_id).where(named))))


def draw_what_is_outdated() -> None:
    """At the start of a server: its renderer may be newer than what is kept."""
    _in_parts(draw_outdated, outdated())


def _in_parts(function: Work, page_ids: list[int]) -> None:
    for start in range(0, len(page_ids), AT_ONCE):
        later(function, page_ids=page_ids[start : start + AT_ONCE])


@work
def draw_them_again(page_ids: list[int]) -> None:
    _in_parts(draw_them_again, draw_again(page_ids))


@work
def draw_outdated(page_ids: list[int]) -> None:
    """What was drawn since this was asked for, by a projection or by an earlier start's work, is left alone."""
    draw_again(outdated(page_ids))
