"""A page is copied with all that stands below it. Until all of it is there the copy is a draft of who makes it."""

import logging
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.core.facts import announce
from wiki.core.later import later, work
from wiki.core.words import key_of
from wiki.editing.actions import current, name_version, write_text
from wiki.files.copying import copy_files
from wiki.files.models import File
from wiki.files.resolving import files_in
from wiki.markup.relinking import copied, embedded_in, names_in
from wiki.pages.actions import create_page, make_page, put_behind, valid_title
from wiki.pages.drafts import draft_for, publish_draft
from wiki.pages.events import DetailsChanged, PageBegan
from wiki.pages.meaning import in_reach
from wiki.pages.models import Page, PageContent
from wiki.pages.policy import page_for
from wiki.pages.resolving import resolve
from wiki.pages.tree import listed_below
from wiki.pages.words import copied_from, copy_of
from wiki.spaces.drafts import begin_draft, put_in_draft
from wiki.spaces.listing import set_apart
from wiki.spaces.models import GivenTag, Why
from wiki.spaces.policy import space_for

AT_ONCE = 20
"""So many pages are copied while their copier waits; more of them beside, so many in a turn."""
LONGEST_OF_OLD = 180
MOST_COPIES = 100
NOTHING: dict[str, list[str]] = {"pages": [], "relative": [], "members": [], "tags": [], "embeds": []}

log = logging.getLogger(__name__)

Pairs = list[tuple[int, int]]


class Copying(NamedTuple):
    """How far it has come, in numbers that a job can hold: `pages` and `files` are pairs of old and new."""

    by: int
    page_id: int
    left: Sequence[tuple[int, int]]
    """(page, the one it stands below) of those that have no copy yet, upper ones first."""
    pages: Pairs
    files: Pairs
    written: int = 0
    shown: Sequence[int] = ()
    """Pages that stand within others of these. Their copies are called something else, since they are shown by name."""


def count_below(page: Page) -> int:
    """How many pages go along."""
    return len(listed_below(page))


def copy_branch(by: User, page: Page) -> tuple[Page, bool]:
    """The copy of the page, and whether all below it is there already: large ones grow beside. Raises Invalid."""
    title = _name_of_copy(page)
    top = make_page(by, page.space, title)
    put_in_draft(top.id, begin_draft(by, page.parent_id))
    set_apart(top, Why.DRAFT, by)
    announce(PageBegan(top.id, by.id, title))
    files = _furnish(by, page, top)
    left = listed_below(page)
    shown = _shown_within([page.id, *(id_ for id_, _ in left)])
    step = Copying(by.id, page.id, left, [(page.id, top.id)], files, shown=shown)
    if len(step.left) >= AT_ONCE:
        later(go_on_copying, **step._asdict())
        return top, False
    _finish(_write(_make(step)))
    return top, True


def _name_of_copy(page: Page) -> str:
    """One that means no other page. Raises Invalid."""
    title = valid_title(copy_of(page.title[:LONGEST_OF_OLD]))
    names = [title, *(f"{title} {number}" for number in range(2, MOST_COPIES))]
    taken = {key_of(one.title) for one in in_reach(page, [key_of(name) for name in names])}
    return next((name for name in names if key_of(name) not in taken), title)


def _shown_within(ids: Sequence[int]) -> list[int]:
    """Those of these pages that the texts of these pages show."""
    shows = select(Page, PageContent.text).join(PageContent, PageContent.page_id == Page.id)
    shows = shows.where(Page.id.in_(ids), PageContent.text.contains("![["))
    found: set[int] = set()
    for page, text in session.execute(shows):
        meant = resolve(page, NOTHING | {"pages": sorted(embedded_in(text))}).pages
        found |= {page_id for page_id in meant.values() if page_id and page_id in ids and page_id != page.id}
    return sorted(found)


@work
def go_on_copying(**done: object) -> None:
    """A turn. Each is one transaction, and the next is asked for in it: none is done twice or left out. It ends, with
    what is there as a draft, when its maker threw that away or may not write there any more."""
    step = Copying(**done)  # type: ignore[arg-type]
    try:
        _go_on(step)
    except (NotFound, NotAllowed):
        log.info("the copy of page %s is not gone on with", step.page_id)


def _go_on(step: Copying) -> None:
    if step.left:
        step = _make(step)
    elif step.written < len(step.pages):
        step = _write(step)
    else:
        _finish(step)
        return
    later(go_on_copying, **step._asdict())


def _make(step: Copying) -> Copying:
    """The next pages without text, with their details and files."""
    by, pages, files = session.get_one(User, step.by), dict(step.pages), list(step.files)
    for old_id, parent_id in step.left[:AT_ONCE]:
        old = session.get_one(Page, old_id)
        parent = page_for(by, pages[parent_id], to="edit")
        new = create_page(by, parent.space, _name_of_copy(old) if old_id in step.shown else old.title, parent)
        files += _furnish(by, old, new)
        pages[old_id] = new.id
    return step._replace(left=step.left[AT_ONCE:], pages=list(pages.items()), files=files)


def _furnish(by: User, old: Page, new: Page) -> Pairs:
    new.icon = old.icon
    tags = session.scalars(select(GivenTag.tag_id).where(GivenTag.entry_id == old.id))
    session.add_all([GivenTag(entry_id=new.id, tag_id=tag, by_id=by.id) for tag in tags])
    session.flush()
    announce(DetailsChanged(new.id, by.id))
    return copy_files(by, old.id, new.id)


def _write(step: Copying) -> Copying:
    """The texts of the next pages, since all that they may lead to is there by now."""
    end = step.written + AT_ONCE
    ids = dict(step.pages), dict(step.files)
    new_pages = {one.id: one.url for one in session.scalars(select(Page).where(Page.id.in_(ids[0].values())))}
    new_files = {one.id: one.url for one in session.scalars(select(File).where(File.id.in_(ids[1].values())))}
    pages = {old: new_pages[new] for old, new in step.pages if new in new_pages}
    files = {old: new_files[new] for old, new in step.files if new in new_files}
    for old_id, new_id in step.pages[step.written : end]:
        old, new = session.get(Page, old_id), session.get(Page, new_id)
        if old and new and (text := current(old.id).text):
            write_text(new.id, step.by, _led(old, text, pages, files, _names(step)))
            name_version(new.id, copied_from(old.title))
    return step._replace(written=end)


def _names(step: Copying) -> dict[int, str]:
    """What the copies are called of those that have another name, by the number of the original."""
    named = {step.pages[0][0], *step.shown}
    return {old: page.title for old, new in step.pages if old in named and (page := session.get(Page, new))}


def _led(old: Page, text: str, pages: dict[int, str], files: dict[int, str], names: dict[int, str]) -> str:
    """The old text, as it stands in the copy."""
    titles, places = names_in(text)
    found = resolve(old, NOTHING | {"pages": list(titles), "relative": list(places)}).pages
    meant = {name: page_id for (kind, name), page_id in found.items() if kind == "page" and page_id in pages}
    led = {name: pages[page_id] for (kind, name), page_id in found.items() if kind == "relative" and page_id in pages}
    led |= {href: files.get(file.id, file.url) for href, file in files_in(old, places).items()}
    renamed = {key_of(name): names[page_id] for name, page_id in meant.items() if page_id in names}
    return copied(text, {key_of(n): pages[i] for n, i in meant.items() if i}, led, renamed)


def _finish(step: Copying) -> None:
    """Beside the original, if the copier may still write there; otherwise it stays their draft."""
    by, old = session.get_one(User, step.by), session.get(Page, step.page_id)
    page, draft = draft_for(by, step.pages[0][1], to="manage")
    space_for(by, page.space.slug, to="edit")
    beside = old is not None and not old.is_trashed and old.space_id == page.space_id
    parent = page_for(by, old.parent_id, to="edit") if old and beside and old.parent_id else None
    publish_draft(by, page, draft, parent)
    if old and beside:
        put_behind(page, old)
