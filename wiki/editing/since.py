"""What others changed in a page since somebody last looked at it, or last wrote in it."""

from typing import Any, NamedTuple

from sqlalchemy import func, select

from wiki.accounts.models import User
from wiki.core.child import ChildDied, ChildError
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.editing import history
from wiki.editing.log import BETWEEN, UPDATES, WRITERS, Head
from wiki.pages.models import Page
from wiki.pages.projection import draw
from wiki.pages.shown import Shown

_USER = User.__table__
_WRITERS = (
    select(_USER.c.id, _USER.c.name, func.max(UPDATES.c.seq))
    .join(WRITERS, WRITERS.c.user_id == _USER.c.id)
    .join(UPDATES, UPDATES.c.writer_id == WRITERS.c.id)
    .where(BETWEEN, ~WRITERS.c.quiet)
    .group_by(_USER.c.id)
    .order_by(func.max(UPDATES.c.seq).desc())
)


class Since(NamedTuple):
    """Others' changes: who made them, the last first, and the place in the log that they begin behind."""

    names: tuple[str, ...]
    place: Head

    @property
    def query(self) -> str:
        return f"{self.place.epoch}.{self.place.seq}"


class Marked(NamedTuple):
    """The page with its changed passages marked; `first` is the id of the first, None: nothing differs any more."""

    html: str
    passages: int
    first: str | None


def others_since(page: Shown, viewer: User) -> Since | None:
    """None when nothing is new to this person. Asks the database only when the text is not what they saw."""
    seen, content = page.seen, page.content
    if seen is None or content.updated_at <= seen.at or (seen.epoch, seen.seq) == (content.epoch, content.seq):
        return None
    if seen.epoch != content.epoch:
        return _by_the_last(page, viewer, Head(seen.epoch, seen.seq))
    between = {"page": page.id, "epoch": seen.epoch, "after": seen.seq, "upto": content.seq}
    wrote = session.connection().execute(_WRITERS, between).all()
    own = next((last for user_id, _, last in wrote if user_id == viewer.id), seen.seq)
    names = tuple(name for _, name, last in wrote if last > own)
    if not wrote:
        return _by_the_last(page, viewer, Head(seen.epoch, seen.seq))
    return Since(names, Head(seen.epoch, own)) if names else None


def _by_the_last(page: Shown, viewer: User, place: Head) -> Since | None:
    """Where the log does not reach back: who wrote last is all that is known."""
    by = page.updated_by
    return Since((by.name,), place) if by and by.id != viewer.id else None


def marked(page: Page, place: Head, removed: str) -> Marked | None:
    """`removed` is the word in front of passages that are gone. None when it takes too long to say what changed.

    Draws and compares in children; call it before the unit of work has written. Raises NotFound.
    """
    before = history.text_at(page.id, place)
    if before is None:
        raise NotFound(f"{page.id} at {place}")
    old = draw(page, before)
    try:
        answer: dict[str, Any] = history.by_passage.call(
            "mark", cpu_seconds=history.COMPARE_CPU_S, old=old.shown["html"], new=page.content.html, removed=removed
        )
    except (ChildDied, ChildError):
        return None
    return Marked(**answer)
