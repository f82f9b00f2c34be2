"""What the owner of a list means by what they typed: a page, or a colleague."""

import re

from wiki.accounts.models import User
from wiki.accounts.queries import person_called
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.pages.models import Page
from wiki.people.pins import page_ids_named

_PROFILE = re.compile(r"/(?:people|u)/([^/\s]+)")
SHOWN = 80


def meant(user: User, typed: str) -> Page | User:
    """By the address or title of a page that they may read, or the @handle, address or name of who is here. Raises
    Invalid."""
    words = " ".join(typed.split())
    if not words:
        raise Invalid("what", "Say which page or which colleague.")
    profile = _PROFILE.fullmatch(words)
    pages = [] if profile or words.startswith("@") else page_ids_named(user, words)
    if len(pages) > 1:
        raise Invalid("what", "Several pages are called “%(title)s”. Give the address of one.", title=words[:SHOWN])
    if pages:
        return session.get_one(Page, pages[0])
    person = person_called(f"@{profile[1]}" if profile else words)
    if person is None or not person.is_active:
        raise Invalid("what", "You see no page and no colleague called “%(title)s”.", title=words[:SHOWN])
    return person
