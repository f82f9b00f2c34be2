"""A page's versions in lists, and who wrote in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.pages.models import Renaming, Revision, RevisionAuthor
from wiki.pages.people import Keeper, people_where
from wiki.spaces.models import Activity

LISTED = 30
PEOPLE = selectinload(Revision.authors).joinedload(RevisionAuthor.user), joinedload(Revision.named_by)


class Wanted(NamedTuple):
    """What a list of versions is narrowed to."""

    by: int | None = None
    """Those that this person wrote in."""
    named: bool = False
    before: datetime | None = None


ALL = Wanted()


def revisions(page_id: int, *, below: int | None = None, limit: int = LISTED, wanted: Wanted = ALL) -> list[Revision]:
    """A page's versions with their authors, newest first; `below` pages on."""
    statement = select(Revision).where(Revision.page_id == page_id).order_by(Revision.number.desc()).limit(limit)
    if below:
        statement = statement.where(Revision.number < below)
    if wanted.by:
        statement = statement.where(Revision.authors.any(RevisionAuthor.user_id == wanted.by))
    if wanted.named:
        statement = statement.where(Revision.name != "")
    if wanted.before:
        statement = statement.where(Revision.at < wanted.before)
    return list(session.scalars(statement.options(*PEOPLE)))


class Renamed(NamedTuple):
    old: str
    new: str
    by: str | None
    at: datetime


def renamings(page_id: int, found: Sequence[Revision], *, below: int | None, wanted: Wanted) -> list[Renamed]:
    """How the page came to its titles, the latest first: what goes with these versions in a list, with those above
    the first of them on its first leaf and with those below the last on its last."""
    if wanted.named:
        return []
    told = select(Renaming.old, Renaming.new, User.name, Activity.at).select_from(Renaming).join(Renaming.activity)
    told = (
        told.outerjoin(User, User.id == Activity.user_id)
        .where(Renaming.page_id == page_id)
        .order_by(Activity.at.desc(), Activity.id.desc())
        .limit(LISTED)
    )
    if below:
        first = select(Revision.at).where(Revision.page_id == page_id, Revision.number == below)
        told = told.where(Activity.at < first.scalar_subquery())
    if len(found) >= LISTED:
        told = told.where(Activity.at >= found[-1].at)
    if wanted.by:
        told = told.where(Activity.user_id == wanted.by)
    if wanted.before:
        told = told.where(Activity.at < wanted.before)
    return [Renamed(*row) for row in session.execute(told)]


def revision(page_id: int, number: int) -> Revision:
    """One version with its authors. Raises NotFound."""
    one = select(Revision).where(Revision.page_id == page_id, Revision.number == number)
    found = session.scalar(one.options(*PEOPLE))
    if found is None:
        raise NotFound(str(number))
    return found


def last_number(page_id: int) -> int:
    """Of a page's last version; 0 when it has none."""
    return session.scalar(select(func.max(Revision.number)).where(Revision.page_id == page_id)) or 0


def writers_of(page_id: int) -> list[Keeper]:
    """Everybody who wrote in any version of a page, by name."""
    wrote = select(RevisionAuthor.user_id).join(Revision, Revision.id == RevisionAuthor.revision_id)
    return people_where(User.id.in_(wrote.where(Revision.page_id == page_id)))


def people_named(ids: set[int]) -> dict[int, Keeper]:
    """Those of these people who are there, by id."""
    return {person.id: person for person in people_where(User.id.in_(ids))}
