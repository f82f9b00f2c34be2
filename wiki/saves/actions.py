"""Saving a page, and taking that back."""

from wiki.accounts.models import User
from wiki.pages.models import Page
from wiki.saves import keeping
from wiki.saves.models import Save


def save(user: User, page: Page, note: str = "", *, is_open: bool = False) -> None:
    """The same page once more: with this note, and seen by these from now on. Raises Invalid."""
    keeping.keep(Save, user, {"page_id": page.id}, note).is_open = is_open


def save_of(user_id: int, page_id: int) -> Save | None:
    return keeping.kept(Save, user_id, page_id)


def take_back(user: User, page: Page) -> None:
    """Raises NotFound where nothing is saved."""
    keeping.take_back(Save, user, page.id)


def put_back(user: User, page: Page) -> None:
    """As it was, with its note. Raises NotFound once it is too late."""
    keeping.put_back(Save, user, page.id)
