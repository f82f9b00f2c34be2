"""What stands in lists, trees and search: all but what is set apart. This is about showing and changes no rights."""

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.spaces.drafts import beside
from wiki.spaces.models import Entry, Unlisted, Why

EntryId = InstrumentedAttribute[int] | ColumnElement[int]


def is_listed(entry_id: EntryId, here: int | None = None) -> ColumnElement[bool]:
    """SQL: it stands in lists. `here`: as somebody sees it who is at this entry, which may have been begun just now;
    in a draft, the rest of it, too."""
    unlisted = select(Unlisted.entry_id)
    if here is not None:
        unlisted = unlisted.where(
            (Unlisted.entry_id != here) | (Unlisted.why != Why.FRESH),
            Unlisted.entry_id.not_in(beside(here)) | (Unlisted.why != Why.DRAFT),
        )
    return entry_id.not_in(unlisted)


def apart(why: Why) -> Select[int]:
    """SQL: the ids of those that are set apart for this reason."""
    return select(Unlisted.entry_id).where(Unlisted.why == why)


def why_apart(entry_id: int) -> Why | None:
    """As the database has it now; None: it stands in the lists."""
    why = session.scalar(select(Unlisted.why).where(Unlisted.entry_id == entry_id))
    return Why(why) if why else None


def set_apart(entry: Entry, why: Why, by: User) -> None:
    session.add(Unlisted(entry_id=entry.id, why=why, by_id=by.id))
    session.flush()
