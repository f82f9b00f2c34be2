"""Searches that somebody keeps under a name. Watched ones tell in the daily mail, and nowhere else, of pages that match
and did not before: with the rights of that moment, and never of pages that they changed last themselves."""

from collections.abc import Sequence

from sqlalchemy import Select, delete, func, select

from wiki.accounts.models import User
from wiki.accounts.queries import the_team
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.core.speaking import spoken
from wiki.core.words import loosely
from wiki.pages.daily import News
from wiki.pages.models import Page, PageContent
from wiki.pages.policy import readable_by
from wiki.search import desk, narrowing
from wiki.search.finding import Order, readable
from wiki.search.models import LONGEST_NAME, LONGEST_TEXT, SavedSearch
from wiki.search.parsing import Asked, parse
from wiki.spaces.models import Space

MOST = 50
"""Searches that one person keeps."""
WATCHED_HITS = 500
"""A search that finds more is about too much to be told of."""
TOLD = 20
"""Pages of one search in one mail."""


def keep_search(user: User, name: str, text: str, order: Order, *, watched: bool) -> SavedSearch:
    """Raises Invalid."""
    if len(searches_of(user)) >= MOST:
        raise Invalid("name", "You keep fifty searches. Remove one first.")
    kept = SavedSearch(user_id=user.id)
    change_search(user, kept, name, text, order, watched=watched)
    session.execute(
        delete(SavedSearch).where(SavedSearch.user_id == user.id, SavedSearch.removed_at.is_not(None))
    )  # what could be put back until now
    session.add(kept)
    session.flush()
    return kept


def change_search(user: User, kept: SavedSearch, name: str, text: str, order: Order, *, watched: bool) -> None:
    """Watching begins from what it finds now. Raises Invalid."""
    name, asked = " ".join(name.split()), parse(text)
    if not name or len(name) > LONGEST_NAME:
        raise Invalid("name", "Give it a name, in eighty characters at most.")
    if any(other.name == name and other.id != kept.id for other in searches_of(user)):
        raise Invalid("name", "You keep a search of this name already.")
    if asked.query.is_empty and not asked.filters:
        raise Invalid("text", "Say what is to be found.")
    if len(text) > LONGEST_TEXT:
        raise Invalid("text", "Say it in 300 characters.")
    known = kept.known if kept.text == asked.text else None
    kept.name, kept.text, kept.order = name, asked.text, order
    kept.known = (_known_now(user, asked) if known is None else known) if watched else None


def searches_of(user: User, words: str = "") -> list[SavedSearch]:
    """By name: those with all of these words in it or in what they look for."""
    kept = session.scalars(
        select(SavedSearch)
        .where(SavedSearch.user_id == user.id, SavedSearch.removed_at.is_(None))
        .order_by(func.lower(SavedSearch.name), SavedSearch.id)
    )
    wanted = loosely(words).split()
    return [each for each in kept if all(word in loosely(f"{each.name}\n{each.text}") for word in wanted)]


def search_of(user: User, search_id: int, *, removed: bool = False) -> SavedSearch:
    """One of this person's own. Raises NotFound."""
    kept = session.get(SavedSearch, search_id)
    if kept is None or kept.user_id != user.id or (kept.removed_at is not None) != removed:
        raise NotFound(str(search_id))
    return kept


def remove_search(kept: SavedSearch) -> None:
    """It can be put back until another one is kept."""
    kept.removed_at = now()


def put_search_back(kept: SavedSearch) -> None:
    kept.removed_at = None


def whose() -> Select[int]:
    """SQL: ids of those who watch a search."""
    return select(SavedSearch.user_id).where(SavedSearch.known.is_not(None), SavedSearch.removed_at.is_(None))


def take_news(user: User) -> list[News]:
    """What the searches they watch find by now and did not. Without an index there is none, and nothing is lost."""
    watched = [kept for kept in searches_of(user) if kept.known is not None]
    found: list[tuple[SavedSearch, list[int]]] = []
    for kept in watched:
        try:
            found.append((kept, matching(user, parse(kept.text))))
        except desk.Unready:
            continue
    told = [(kept, _by_others(user, set(ids).difference(kept.known or ()))) for kept, ids in found]
    for kept, ids in found:
        kept.known = ids
    _ = spoken(user.language or the_team().language).gettext
    return [News(_("New in your search “%(name)s”:", name=kept.name), pages) for kept, pages in told if pages]


def matching(viewer: User, asked: Asked) -> list[int]:
    """Ids of pages that have all of it, as far as this person may find them. Raises Unready."""
    spaces = narrowing.spaces(viewer, asked)
    pages = narrowing.pages(viewer, asked, spaces) if narrowing.narrows(asked) else None
    if asked.query.is_empty:
        return sorted(pages or ())[: WATCHED_HITS + 1] if asked.filters else []
    return readable(viewer, desk.search(asked.query, spaces, WATCHED_HITS + 1, pages))


def _known_now(user: User, asked: Asked) -> list[int]:
    try:
        ids = matching(user, asked)
    except desk.Unready:
        raise Invalid("watched", "Search is being prepared. Try again in a minute.") from None
    if len(ids) > WATCHED_HITS:
        raise Invalid("watched", "It finds more than 500 pages. Narrow it before you watch it.")
    return ids


def _by_others(user: User, ids: set[int]) -> Sequence[Page]:
    statement = (
        select(Page)
        .join(Space, Space.id == Page.space_id)
        .join(PageContent, PageContent.page_id == Page.id)
        .where(Page.id.in_(ids), readable_by(user), PageContent.updated_by_id.is_distinct_from(user.id))
        .order_by(PageContent.updated_at.desc(), Page.id)
        .limit(TOLD)
    )
    return session.scalars(statement).all() if ids else []
