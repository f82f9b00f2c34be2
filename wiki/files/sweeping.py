"""What nobody needs any more goes: files that were long in the trash, and bytes that no row tells of."""

import time
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import later, work
from wiki.files.keeping import keeping
from wiki.files.models import File, keys_of

KEPT_IN_TRASH = timedelta(days=30)
SWEPT_EVERY = timedelta(days=1)
STILL_COMING_S = 6 * 3600.0
"""Bytes younger than this may be about to get their row."""
_PORTRAITS = select(User.portrait).where(User.portrait.is_not(None))


@work
def sweep() -> None:
    """Runs once a day. The rows go first: bytes without a row are swept at the next time, never the other way."""
    drop_orphans()
    for file in session.scalars(select(File).where(File.trashed_at < now() - KEPT_IN_TRASH)):
        session.delete(file)
    later(sweep, wait=SWEPT_EVERY)


def drop_orphans(older_than_s: float = STILL_COMING_S) -> int:
    """How many there were. The store is asked first, so that what comes in meanwhile is not among them."""
    kept = set(keeping.store.keys_before(time.time() - older_than_s))
    told = {key for row in session.execute(select(File.key, File.widths)) for key in keys_of(*row)}
    orphans = kept - told - set(session.scalars(_PORTRAITS))
    for key in orphans:
        keeping.store.drop(key)
    return len(orphans)


def missing() -> Iterator[str]:
    """Names of files whose bytes are not there."""
    for file in session.scalars(select(File).order_by(File.id)):
        try:
            for key in keys_of(file.key, file.widths):
                keeping.store.size(key)
        except FileNotFoundError:
            yield f"{file.url} ({file.name})"
    for photo in session.scalars(_PORTRAITS):
        try:
            keeping.store.size(photo or "")
        except FileNotFoundError:
            yield f"/photo/{photo}"
