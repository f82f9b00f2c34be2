"""The hidden spaces of imports that are under way. Each is held by a lock of its process, which goes with the process;
so what one left behind that was killed is known, and swept."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import later, work
from wiki.core.unit import unit
from wiki.spaces.models import Space
from wiki.transfer.keeping import imports
from wiki.transfer.opening import HIDDEN, plant_space, uproot_space

SWEPT_EVERY = timedelta(days=1)
STALE_AFTER = timedelta(days=1)
"""Without a lock that could be asked: one of an older version, or of another machine."""


@contextmanager
def planted(space_name: str) -> Iterator[int]:
    """A hidden space, taken back when the import fails."""
    with unit():
        for space_id in left_behind():
            uproot_space(space_id)
    token = secrets.token_hex(8)
    with _held(token):
        with unit():
            space_id = plant_space(space_name, token)
        try:
            yield space_id
        except BaseException:
            with unit():
                uproot_space(space_id)
            raise


def left_behind() -> list[int]:
    """Hidden spaces whose import is gone."""
    hidden = select(Space.id, Space.slug, Space.created_at).where(Space.slug.startswith(HIDDEN))
    rows = session.execute(hidden).all()
    return [id_ for id_, slug, at in rows if _is_gone(_lock_of(slug.removeprefix(HIDDEN)), now() - at)]


@work
def sweep() -> None:
    """Once a day."""
    for space_id in left_behind():
        uproot_space(space_id)
    later(sweep, wait=SWEPT_EVERY)


@contextmanager
def _held(token: str) -> Iterator[None]:
    place = _lock_of(token)
    file = os.open(place, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        place.unlink(missing_ok=True)
        os.close(file)


def _lock_of(token: str) -> Path:
    return imports.folder / f"{token}.lock"


def _is_gone(lock: Path, age: timedelta) -> bool:
    try:
        file = os.open(lock, os.O_RDWR)
    except OSError:
        return age > STALE_AFTER
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        lock.unlink(missing_ok=True)
        return True
    finally:
        os.close(file)
