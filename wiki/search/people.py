"""People in the answer: so far those whose name or handle was typed. What they know is asked for here one day."""

from wiki.accounts.models import User
from wiki.pages.suggesting import people_like
from wiki.search.parsing import Asked

SHOWN = 3
SHORTEST = 2
NO_PAGE = 0


def people_for(viewer: User, asked: Asked) -> list[User]:
    typed = asked.words.removeprefix("@").strip()
    return people_named(viewer, typed)[:SHOWN] if len(typed) >= SHORTEST else []


def people_named(viewer: User, typed: str) -> list[User]:
    """Members this is the name of, or the beginning of it."""
    return people_like(viewer, typed, NO_PAGE)
