"""Who and what stands beside a page's text, in one query: nothing is asked for as often as a page to read."""

from typing import NamedTuple

from sqlalchemy import literal, select, union_all

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import Page, PageAuthor
from wiki.pages.people import Keeper
from wiki.pages.queries import BACKLINKS_TO, KEEPERS_OF, Backlink

KEEPER, BACKLINK = 1, 2

_AUTHORS = KEEPERS_OF.add_columns(
    literal("").label("sentence"), (-PageAuthor.units).label("rank"), literal("").label("key")
).subquery()
_LINKS = BACKLINKS_TO.add_columns(literal(0).label("rank"), Page.title_key.label("key")).subquery()
_BOTH = union_all(select(literal(KEEPER).label("kind"), _AUTHORS), select(literal(BACKLINK), _LINKS)).subquery()
_IN_ORDER = select(_BOTH).order_by(_BOTH.c.kind, _BOTH.c.rank, _BOTH.c.key, _BOTH.c.id)


class Beside(NamedTuple):
    keepers: list[Keeper]
    backlinks: list[Backlink]


def beside(page_id: int, viewer: User) -> Beside:
    """What `queries.keepers` and `queries.backlinks` give."""
    found = Beside([], [])
    rows = session.connection().execute(_IN_ORDER, {"page_id": page_id, "viewer_id": viewer.id})
    for kind, number, first, second, sentence, _rank, _key in rows:
        if kind == KEEPER:
            found.keepers.append(Keeper(number, first, second))
        else:
            found.backlinks.append(Backlink(number, first, second, sentence))
    return found
