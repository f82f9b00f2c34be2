"""Whatever changes what a page is found by is noted in the same transaction, and looked at after it."""

from collections.abc import Iterable

from sqlalchemy import insert

from wiki.core.db import session
from wiki.core.facts import after, announce, during
from wiki.editing.events import SecretTakenOut
from wiki.pages.daily import Source, tells_daily
from wiki.pages.events import (
    DetailsChanged,
    PageCreated,
    PageMoved,
    PageRenamed,
    PageRestored,
    PageSaved,
    PagesErased,
    PageTrashed,
    PageWithdrawn,
)
from wiki.pages.secrets import Keeps, keeps_words
from wiki.pages.tree import ids_below
from wiki.search import indexing, kept, wanting
from wiki.search.events import SearchWanted
from wiki.search.models import SearchDue

keeps_words(Keeps(wanting.count_secret, wanting.clear_secret))
tells_daily(Source(kept.whose, kept.take_news))


def want(page_ids: Iterable[int | None]) -> None:
    rows = [{"page_id": page_id} for page_id in page_ids]
    if rows:
        session.execute(insert(SearchDue), rows)
        announce(SearchWanted())


@during(PageSaved)
def look_at_saved(fact: PageSaved) -> None:
    want([fact.page_id])


@during(PageCreated)
def look_at_created(fact: PageCreated) -> None:
    want([fact.page_id])


@during(PageRenamed)
def look_at_renamed(fact: PageRenamed) -> None:
    want([fact.page_id])


@during(DetailsChanged)
def look_at_details(fact: DetailsChanged) -> None:
    want([fact.page_id])


@during(PageWithdrawn)
def look_at_withdrawn(fact: PageWithdrawn) -> None:
    want(ids_below(fact.page_id))


@during(PageMoved)
def look_at_moved(fact: PageMoved) -> None:
    want(ids_below(fact.page_id))


@during(PageTrashed)
def look_at_trashed(fact: PageTrashed) -> None:
    want(fact.page_ids)


@during(PageRestored)
def look_at_restored(fact: PageRestored) -> None:
    want(fact.page_ids)


@during(PagesErased)
def look_at_erased(fact: PagesErased) -> None:
    want(fact.page_ids)


@during(SecretTakenOut)
def build_anew(fact: SecretTakenOut) -> None:
    """An index keeps for a while what was taken out of it."""
    want([fact.page_id, None])


@after(SearchWanted)
def wake(_fact: SearchWanted) -> None:
    indexing.wake.set()
