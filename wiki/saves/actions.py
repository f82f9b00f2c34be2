"""Saving a page, and taking that back."""

from datetime import timedelta

from sqlalchemy import delete, update

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.pages.models import Page
from wiki.saves.models import LONGEST_NOTE, Save

PUT_BACK_WITHIN = timedelta(days=1)


def save(user: User, page: Page, note: str = "", *, is_open: bool = False) -> None:
    """The same page once more: with this note, and seen by these from now on. Raises Invalid."""
    note = clean_note(note)
    take_turn(user.id)
    _sweep(user)
    known = session.get(Save, (user.id, page.id))
    if known is None:
        session.add(Save(user_id=user.id, page_id=page.id, note=note, is_open=is_open))
        return
    if known.taken_back_at:
        known.at, known.taken_back_at = now(), None
    known.note, known.is_open = note, is_open


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


def save_of(user_id: int, page_id: int) -> Save | None:
    known = session.get(Save, (user_id, page_id))
    return known if known and known.taken_back_at is None else None


def take_back(user: User, page: Page) -> None:
    """Raises NotFound where nothing is saved."""
    known = save_of(user.id, page.id)
    if known is None:
        raise NotFound(str(page.id))
    known.taken_back_at = now()


def put_back(user: User, page: Page) -> None:
    """As it was, with its note. Raises NotFound once it is too late."""
    known = session.get(Save, (user.id, page.id))
    if known is None or known.taken_back_at is None or known.taken_back_at < now() - PUT_BACK_WITHIN:
        raise NotFound(str(page.id))
    known.taken_back_at = None


def _sweep(user: User) -> None:
    """What was taken back for good is nowhere kept."""
    old = Save.taken_back_at < now() - PUT_BACK_WITHIN
    session.execute(delete(Save).where(Save.user_id == user.id, old))
