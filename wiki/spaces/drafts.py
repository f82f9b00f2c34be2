"""Who sees a draft: its people and nobody else, not even who owns its space. One rule, as SQL and as a predicate."""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, Select, delete, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.spaces.models import Draft, DraftEntry, DraftPerson, Role

EntryId = InstrumentedAttribute[int] | ColumnElement[int]
UserId = int | BindParameter[int] | InstrumentedAttribute[int]


def open_to(entry_id: EntryId, user_id: UserId, *, own: bool = False) -> ColumnElement[bool]:
    """SQL: it is no draft, or this person is among its people; with `own`, only who made it."""
    among = select(DraftPerson.user_id).where(
        DraftPerson.draft_id == DraftEntry.draft_id, DraftPerson.user_id == user_id
    )
    if own:
        among = among.where(DraftPerson.role == Role.OWNER)
    closed = select(DraftEntry.entry_id).where(
        DraftEntry.entry_id == entry_id, ~exists(among.correlate_except(DraftPerson))
    )
    return ~exists(closed)


def role_in_draft(entry_id: EntryId, user_id: UserId) -> ScalarSelect[Role | None]:
    """SQL: what this person is in the draft that this belongs to; nothing where it is none, or not theirs."""
    return (
        select(DraftPerson.role)
        .join(DraftEntry, DraftEntry.draft_id == DraftPerson.draft_id)
        .where(DraftEntry.entry_id == entry_id, DraftPerson.user_id == user_id)
        .scalar_subquery()
    )


def beside(entry_id: int) -> Select[int]:
    """SQL: the ids of all that is in the same draft; none where it is no draft."""
    draft = select(DraftEntry.draft_id).where(DraftEntry.entry_id == entry_id).scalar_subquery()
    return select(DraftEntry.entry_id).where(DraftEntry.draft_id == draft)


def shows_in(entry_id: EntryId, here: int) -> ColumnElement[bool]:
    """SQL: what all readers of `here` may be told of, as far as drafts are concerned."""
    return entry_id.not_in(select(DraftEntry.entry_id)) | entry_id.in_(beside(here))


def standing(entry_id: int, user_id: int) -> tuple[bool, Role | None]:
    """Whether it is a draft, and what this person is in it."""
    known = _standings()
    if (entry_id, user_id) not in known:
        draft_id = draft_of(entry_id)
        person = session.get(DraftPerson, (draft_id, user_id)) if draft_id else None
        known[entry_id, user_id] = draft_id is not None, person.role if person else None
    return known[entry_id, user_id]


def remember_standing(entry_id: int, user_id: int, role: Role | None) -> None:
    """Spare this unit of work a question: this person may read it, and is this in its draft, if it is one."""
    _standings()[entry_id, user_id] = role is not None, role


def _standings() -> dict[tuple[int, int], tuple[bool, Role | None]]:
    known: dict[tuple[int, int], tuple[bool, Role | None]] = session.info.setdefault("standings in drafts", {})
    return known


def draft_of(entry_id: int) -> int | None:
    """The number of the draft that this belongs to."""
    return session.scalar(select(DraftEntry.draft_id).where(DraftEntry.entry_id == entry_id))


def begin_draft(by: User, under_id: int | None) -> int:
    """A draft of this person alone, with nothing in it yet."""
    draft = Draft(under_id=under_id)
    session.add(draft)
    session.flush()
    session.add(DraftPerson(draft_id=draft.id, user_id=by.id, role=Role.OWNER))
    return draft.id


def put_in_draft(entry_id: int, draft_id: int) -> None:
    session.add(DraftEntry(entry_id=entry_id, draft_id=draft_id))
    session.flush()
    _standings().clear()


def take_out_of_drafts(entry_ids: list[int]) -> None:
    """These are no drafts any more. What is left without an entry goes, too."""
    drafts = list(session.scalars(select(DraftEntry.draft_id).where(DraftEntry.entry_id.in_(entry_ids)).distinct()))
    if not drafts:
        return
    _delete(DraftEntry, DraftEntry.entry_id.in_(entry_ids))
    empty = Draft.id.in_(drafts), Draft.id.not_in(select(DraftEntry.draft_id))
    _delete(DraftPerson, DraftPerson.draft_id.in_(select(Draft.id).where(*empty)))
    _delete(Draft, *empty)
    _standings().clear()


def _delete(table: Any, *which: ColumnElement[bool]) -> None:
    session.execute(delete(table).where(*which), execution_options={"synchronize_session": "fetch"})


def let_in(draft_id: int, user: User) -> None:
    """One more who sees and writes it."""
    session.add(DraftPerson(draft_id=draft_id, user_id=user.id, role=Role.EDITOR))
    session.flush()
    _standings().clear()


def let_out(draft_id: int, user: User) -> None:
    _delete(DraftPerson, DraftPerson.draft_id == draft_id, DraftPerson.user_id == user.id)
    _standings().clear()


def give_to(draft_id: int, user: User) -> None:
    """They are its maker from now on; whoever was before writes in it as others do."""
    for person in session.scalars(select(DraftPerson).where(DraftPerson.draft_id == draft_id)):
        person.role = Role.EDITOR
    given = session.get(DraftPerson, (draft_id, user.id)) or DraftPerson(draft_id=draft_id, user_id=user.id)
    given.role = Role.OWNER
    session.add(given)
    session.flush()
    _standings().clear()


def is_left_behind(draft_id: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """SQL: the account of who made it is gone, or closed."""
    makers = select(DraftPerson.user_id).join(User, User.id == DraftPerson.user_id)
    there = DraftPerson.draft_id == draft_id, DraftPerson.role == Role.OWNER, User.suspended_at.is_(None)
    return ~exists(makers.where(*there).correlate(Draft))


def people_of(draft_id: int) -> list[tuple[User, Role]]:
    """Who made it comes first."""
    rows = session.execute(
        select(User, DraftPerson.role)
        .join(DraftPerson, DraftPerson.user_id == User.id)
        .where(DraftPerson.draft_id == draft_id)
        .order_by(DraftPerson.role != Role.OWNER, User.name, User.id)
    )
    return [(user, Role(role)) for user, role in rows]
