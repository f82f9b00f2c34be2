"""What somebody keeps at hand, pages and colleagues alike: with a note, taken back, and put back within a day."""

from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import delete, update

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.saves.models import LONGEST_NOTE, PersonSave, Save

PUT_BACK_WITHIN = timedelta(days=1)
S = TypeVar("S", Save, PersonSave)


def keep(table: type[S], user: User, about: dict[str, int], note: str) -> S:
    """`about`: the column and the id of what it is. The same once more: with this note from now on. Raises Invalid."""
    note = clean_note(note)
    take_turn(user.id)
    _sweep(table, user)
    known = session.get(table, {"user_id": user.id, **about})
    if known is None:
        known = table(user_id=user.id, **about)
        session.add(known)
    elif known.taken_back_at:
        known.at, known.taken_back_at = now(), None
    known.note = note
    return known


def kept(table: type[S], user_id: int, about_id: int) -> S | None:
    known = session.get(table, (user_id, about_id))
    return known if known and known.taken_back_at is None else None


def take_back(table: type[S], user: User, about_id: int) -> None:
    """Raises NotFound where it is not kept."""
    known = kept(table, user.id, about_id)
    if known is None:
        raise NotFound(str(about_id))
    known.taken_back_at = now()


def put_back(table: type[S], user: User, about_id: int) -> None:
    """As it was, with its note. Raises NotFound once it is too late."""
    known = session.get(table, (user.id, about_id))
    if known is None or not can_be_put_back(known.taken_back_at):
        raise NotFound(str(about_id))
    known.taken_back_at = None


def can_be_put_back(taken_at: datetime | None) -> bool:
    """Of what was taken away then; None: it was not."""
    return taken_at is not None and taken_at >= now() - PUT_BACK_WITHIN


def take_turn(user_id: int) -> None:
    """Let what else this person keeps at hand wait until this unit of work ends: what is counted from now on holds."""
    mine = update(User).where(User.id == user_id).values(name=User.name)
    session.execute(mine, execution_options={"synchronize_session": False})


def clean_note(note: str) -> str:
    """On one line. Raises Invalid."""
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise Invalid("note", "Say it in 300 characters.")
    return note


def _sweep(table: type[S], user: User) -> None:
    """What was taken back for good is nowhere kept."""
    old = table.taken_back_at < now() - PUT_BACK_WITHIN
    session.execute(delete(table).where(table.user_id == user.id, old))
