"""Colleagues that somebody keeps at hand, with a note. Nobody else ever learns of it, whom it is about least of all."""

from dataclasses import dataclass

from sqlalchemy import func, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.core.words import loosely
from wiki.pages.people import Keeper
from wiki.saves import keeping
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
    keeping.keep(PersonSave, user, {"person_id": person.id}, note)


def save_of_person(user_id: int, person_id: int) -> PersonSave | None:
    return keeping.kept(PersonSave, user_id, person_id)


def take_person_back(user: User, person: User) -> None:
    """Raises NotFound where they are not saved."""
    keeping.take_back(PersonSave, user, person.id)


def put_person_back(user: User, person: User) -> None:
    """As they were, with the note. Raises NotFound once it is too late."""
    keeping.put_back(PersonSave, user, person.id)


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
