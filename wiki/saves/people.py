"""Colleagues that somebody keeps at hand, with a note. Nobody else ever learns of it, whom it is about least of all."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.core.words import loosely
from wiki.pages.people import Keeper
from wiki.saves.actions import PUT_BACK_WITHIN, clean_note, take_turn
from wiki.saves.models import PersonSave
from wiki.saves.queries import LISTED, MOST


@dataclass(frozen=True, slots=True)
class SavedPerson(Keeper):
    note: str
    is_active: bool


def may_be_saved(user: User, person: User) -> bool:
    """Somebody else who is here, or was when they were saved."""
    return person.id != user.id and (person.is_active or save_of_person(user.id, person.id) is not None)


def save_person(user: User, person: User, note: str = "") -> None:
    """The same colleague once more: with this note from now on. Raises Invalid or NotFound."""
    if not may_be_saved(user, person):
        raise NotFound(person.handle)
    note = clean_note(note)
    take_turn(user.id)
    _sweep(user)
    known = session.get(PersonSave, (user.id, person.id))
    if known is None:
        session.add(PersonSave(user_id=user.id, person_id=person.id, note=note))
        return
    if known.taken_back_at:
        known.at, known.taken_back_at = now(), None
    known.note = note


def save_of_person(user_id: int, person_id: int) -> PersonSave | None:
    known = session.get(PersonSave, (user_id, person_id))
    return known if known and known.taken_back_at is None else None


def take_person_back(user: User, person: User) -> None:
    """Raises NotFound where they are not saved."""
    known = save_of_person(user.id, person.id)
    if known is None:
        raise NotFound(person.handle)
    known.taken_back_at = now()


def put_person_back(user: User, person: User) -> None:
    """As they were, with the note. Raises NotFound once it is too late."""
    known = session.get(PersonSave, (user.id, person.id))
    if known is None or known.taken_back_at is None or known.taken_back_at < now() - PUT_BACK_WITHIN:
        raise NotFound(person.handle)
    known.taken_back_at = None


def people_saved_by(viewer: User, words: str = "") -> list[SavedPerson]:
    """Their own, the newest first: those with all of these words in name, handle or note."""
    rows = session.execute(
        select(User.id, User.handle, User.name, PersonSave.note, User.suspended_at.is_(None))
        .join(PersonSave, PersonSave.person_id == User.id)
        .where(PersonSave.user_id == viewer.id, PersonSave.taken_back_at.is_(None))
        .order_by(PersonSave.at.desc(), func.lower(User.name), User.id)
        .limit(MOST)
    )
    wanted = loosely(words).split()
    found = (SavedPerson(*row) for row in rows)
    return [one for one in found if all(word in _said(one) for word in wanted)][:LISTED]


def ids_saved_by(user_id: int) -> set[int]:
    mine = PersonSave.user_id == user_id, PersonSave.taken_back_at.is_(None)
    return set(session.scalars(select(PersonSave.person_id).where(*mine)))


def _said(one: SavedPerson) -> str:
    return loosely(f"{one.name}\n{one.handle}\n{one.note}")


def _sweep(user: User) -> None:
    """What was taken back for good is nowhere kept."""
    old = PersonSave.taken_back_at < now() - PUT_BACK_WITHIN
    session.execute(delete(PersonSave).where(PersonSave.user_id == user.id, old))
