"""Taking pages along: asked for, made in the background, kept a day for whoever asked."""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.later import heavy_work, later, work
from wiki.core.unit import unit
from wiki.core.words import slug_of
from wiki.export.keeping import places
from wiki.export.markdown import Member, members_of
from wiki.export.models import Kind, Takeout
from wiki.export.places import into_zip
from wiki.export.scope import Scope, scope_of
from wiki.export.site import site_of
from wiki.export.sweeping import sweep
from wiki.files.store import new_key
from wiki.spaces.models import Space
from wiki.spaces.policy import readable_by

KEPT = timedelta(days=1)
AT_ONCE = 5
"""Takeouts of one person that may lie there."""
TOLD_EVERY = 200
"""Files between two words about how far it is."""
WHOLE = "kring"

log = logging.getLogger(__name__)


def ask(user: User, space: Space | None, kind: Kind) -> Takeout:
    """Begin a takeout of what this person may read. Raises Invalid when there are too many."""
    if len(list(session.scalars(select(Takeout.id).where(Takeout.user_id == user.id)))) >= AT_ONCE:
        raise Invalid("kind", "Five exports of yours are kept already. Remove one first.")
    name = f"{slug_of(space.name) if space else WHOLE}-{now():%Y-%m-%d}"
    takeout = Takeout(user_id=user.id, space_id=space.id if space else None, kind=kind, key=new_key(), name=name)
    session.add(takeout)
    session.flush()
    later(make, takeout_id=takeout.id)
    return takeout


@heavy_work
def make(takeout_id: int) -> None:
    takeout = session.get(Takeout, takeout_id)
    if takeout is None:
        return
    try:
        spaces = _spaces(session.get_one(User, takeout.user_id), takeout.space_id)
        size = _make(takeout, spaces)
        _tell(takeout_id, spaces=[space.id for space in spaces], size=size, made_at=now())
    except Exception:
        log.exception("takeout %s failed", takeout_id)
        _tell(takeout_id, failed=True)
    later(drop, wait=KEPT, takeout_id=takeout_id, key=takeout.key)
    later(sweep)  # somebody may not have wanted it any more, or may not have it, while it was made


def _spaces(user: User, space_id: int | None) -> list[Space]:
    """As the rights are when it is made."""
    readable = select(Space).where(readable_by(user)).order_by(Space.slug)
    return list(session.scalars(readable if space_id is None else readable.where(Space.id == space_id)))


def _make(takeout: Takeout, spaces: list[Space]) -> int:
    user = session.get_one(User, takeout.user_id)
    scope = scope_of(spaces, user, apart=takeout.space_id is None)
    file = file_of(takeout)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    members = told(files_of(Kind(takeout.kind), scope, user), takeout.id, len(scope.leaves) + len(scope.luggage))
    into_zip(members, file, takeout.name)
    return file.stat().st_size


def files_of(kind: Kind, scope: Scope, viewer: User | None) -> Iterator[Member]:
    return site_of(scope, places.address, viewer) if kind == Kind.SITE else members_of(scope, places.address)


def told(members: Iterable[Member], takeout_id: int, total: int) -> Iterator[Member]:
    for count, member in enumerate(members):
        if count % TOLD_EVERY == 0:
            _tell(takeout_id, done=min(count, total), total=total)
        yield member


def _tell(takeout_id: int, **news: object) -> None:
    """In a unit of its own, so that people see it while the rest is made."""
    with unit():
        if row := session.get(Takeout, takeout_id):
            for name, value in news.items():
                setattr(row, name, value)


def file_of(takeout: Takeout) -> Path:
    return places.takeouts / takeout.file_name


@work
def drop(takeout_id: int, key: str) -> None:
    (places.takeouts / f"{key}.zip").unlink(missing_ok=True)
    if takeout := session.get(Takeout, takeout_id):
        session.delete(takeout)


def remove(takeout: Takeout) -> None:
    file_of(takeout).unlink(missing_ok=True)
    session.delete(takeout)


def forget(space_id: int) -> None:
    """What was made of this space goes: something was taken out of it since. The files go with the next sweep."""
    for takeout in session.scalars(select(Takeout)):
        if space_id == takeout.space_id or space_id in takeout.spaces or takeout.made_at is None:
            session.delete(takeout)
    later(sweep)
