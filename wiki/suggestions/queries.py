"""Suggestions as threads show them: a small diff against what the passage says now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from wiki.accounts.models import User
from wiki.comments.models import Remark, Thread
from wiki.core.db import session
from wiki.editing.diff import word_changes
from wiki.editing.merge import merge
from wiki.suggestions.actions import Passage, passages_of
from wiki.suggestions.models import State, Suggestion


@dataclass(frozen=True)
class Shown:
    """`parts` are (what becomes of it, words): "same", "gone" or "new". `changed`: the passage says something else now
    than it did; `conflict`: in the same words."""

    remark_id: int
    state: State
    bare: bool
    parts: list[tuple[str, str]]
    changed: bool
    conflict: bool
    lost: bool
    """The passage is not in the text any more."""
    settled_by: str | None
    settled_at: datetime | None


_PROPOSED = (
    select(Suggestion, Thread, User.name)
    .join(Remark, Remark.id == Suggestion.remark_id)
    .join(Thread, Thread.id == Remark.thread_id)
    .outerjoin(User, User.id == Suggestion.settled_by_id)
    .where(Remark.thread_id.in_(bindparam("thread_ids", expanding=True)), Remark.removed_at.is_(None))
)


def suggestions_in(page_id: int, thread_ids: Collection[int]) -> dict[int, Shown]:
    """Those in these threads of a page, by the remark they are in."""
    rows = session.execute(_PROPOSED, {"thread_ids": list(thread_ids)}).all()
    asked = list(dict.fromkeys(thread for found, thread, _ in rows if found.state == State.OPEN))
    passages = passages_of(page_id, asked) if asked else {}
    return {found.remark_id: _shown(found, passages.get(thread), settled_by) for found, thread, settled_by in rows}


def _shown(found: Suggestion, passage: Passage | None, settled_by: str | None) -> Shown:
    """Of one that is decided about, against what the passage said when it was proposed."""
    is_open = found.state == State.OPEN
    now, lost = passage.source if is_open and passage else found.before, is_open and passage is None
    merged = merge(found.before, found.after, now)
    parts = list(_parts(now, merged.text))
    told = (found.remark_id, State(found.state), found.bare, parts, now != found.before, merged.conflict, lost)
    return Shown(*told, settled_by, found.settled_at)


def _parts(old: str, new: str) -> list[tuple[str, str]]:
    parts, at = [], 0
    for change in word_changes(old, new):
        parts += [("same", old[at : change.start]), ("gone", old[change.start : change.end]), ("new", change.text)]
        at = change.end
    return [(what, words) for what, words in (*parts, ("same", old[at:])) if words]
