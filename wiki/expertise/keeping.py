"""Keeping evidence up to what happened, in the same transaction; and all of it made again, with the same result."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from sqlalchemy import case, delete, insert, literal, select, update

from wiki.core.db import UtcDateTime, session
from wiki.core.later import work
from wiki.expertise.batches import TOGETHER, Act, shares
from wiki.expertise.gathering import OF_ENTRIES, Key, Rows, edits, gathered, made_around, people_in, written_around
from wiki.expertise.models import Evidence, Kind, worth_then
from wiki.pages.models import Revision, RevisionAuthor

AT_ONCE = 500


def note_version(revision_id: int) -> None:
    """Somebody wrote a version: it counts, and what they wrote around that moment counts less from now on."""
    told = select(Revision.at, RevisionAuthor.user_id).join(RevisionAuthor, RevisionAuthor.revision_id == Revision.id)
    for at, user_id in session.execute(told.where(Revision.id == revision_id)).all():
        acts = written_around(user_id, at)
        for act, more in _what_changed(acts, at, revision_id):
            _add(act.entry_id, user_id, worth_then(Kind.EDIT, act.at, more), act.at)


def _what_changed(acts: list[Act], at: datetime, new: int) -> Iterator[tuple[Act, float]]:
    """Of those in one batch with the new one: by how much their shares differ from what they were without it."""
    others = [act for act in acts if act.id != new]
    before = {act.id: share for act, share in zip(others, shares(others), strict=True)}
    for act, share in zip(acts, shares(acts), strict=True):
        more = share - before.get(act.id, 0.0)
        if more and abs(act.at - at) <= TOGETHER:
            yield act, more


def _add(entry_id: int, user_id: int, weight: float, at: datetime) -> None:
    row = Evidence.entry_id == entry_id, Evidence.user_id == user_id, Evidence.kind == Kind.EDIT
    later = case((Evidence.last_at < at, literal(at, UtcDateTime())), else_=Evidence.last_at)
    changed = update(Evidence).where(*row).values(weight=Evidence.weight + weight, last_at=later)
    if not session.execute(changed).rowcount:  # type: ignore[attr-defined]
        _put({(entry_id, user_id, Kind.EDIT): (weight, at)})


def note_about(entry_ids: Collection[int], kinds: Collection[Kind] = OF_ENTRIES) -> None:
    """What is kept about these entries, but for edits, changed."""
    for some in _in_lots(entry_ids):
        had = select(Evidence).where(Evidence.entry_id.in_(some), Evidence.kind.in_(kinds))
        _replace(session.scalars(had).all(), gathered(some, kinds))


def note_made(page_ids: Collection[int]) -> None:
    """These pages came into the lists, or left them."""
    note_about(made_around(page_ids), {Kind.AUTHOR})


def note_brought(page_ids: Collection[int]) -> None:
    """These pages came with all that was written in them before."""
    note_about(page_ids)
    _note_all_edits({user_id for some in _in_lots(page_ids) for user_id in people_in(some)})


def note_erased(page_ids: Collection[int]) -> None:
    """They are about to go: nothing is known of them, and they make no batch with others any more."""
    people, around = people_in(page_ids), made_around(page_ids) - set(page_ids)
    session.execute(delete(Evidence).where(Evidence.entry_id.in_(page_ids)))
    _note_all_edits(people, page_ids)
    note_about(around, {Kind.AUTHOR})


def _note_all_edits(user_ids: Collection[int], without: Collection[int] = ()) -> None:
    for some in _in_lots(user_ids):
        had = select(Evidence).where(Evidence.user_id.in_(some), Evidence.kind == Kind.EDIT)
        _replace(session.scalars(had).all(), edits(some, without))


@work
def rebuild() -> None:
    """All of it anew from what the database keeps. Others wait before they write."""
    session.execute(delete(Evidence))
    rows = edits(None) | gathered(None, OF_ENTRIES)
    _put(rows)


def _replace(had: Iterable[Evidence], wanted: Rows) -> None:
    missing = dict(wanted)
    for row in had:
        key: Key = row.entry_id, row.user_id, Kind(row.kind)
        if key in missing:
            row.weight, row.last_at = missing.pop(key)
        else:
            session.delete(row)
    session.flush()
    _put(missing)


def _put(rows: Rows | dict[Key, tuple[float, datetime]]) -> None:
    values = [
        {"entry_id": entry_id, "user_id": user_id, "kind": kind, "weight": weight, "last_at": at}
        for (entry_id, user_id, kind), (weight, at) in rows.items()
    ]
    if values:
        session.execute(insert(Evidence), values)


def _in_lots(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]
