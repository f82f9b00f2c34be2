"""Handles: the short names people and groups are mentioned by."""

import re
import unicodedata

from sqlalchemy import select, update

from wiki.accounts.groups import Group
from wiki.accounts.models import Team, User
from wiki.core.db import session

HANDLE = re.compile(r"[a-z0-9][a-z0-9._-]{0,38}[a-z0-9]")
LONGEST = 40
RESERVED = frozenset({"all", "everyone", "here", "me", "team", "admin", "owner", "kring", "system"})


def is_handle(text: str) -> bool:
    return bool(HANDLE.fullmatch(text)) and text not in RESERVED


def is_free(handle: str) -> bool:
    return is_handle(handle) and not belongs_to_another(handle)


def belongs_to_another(handle: str, than: int | None = None) -> bool:
    """Whether it is a group's, or that of somebody other than this person."""
    holder = session.scalar(select(User.id).where(User.handle == handle))
    return holder not in (None, than) or session.scalar(select(Group.id).where(Group.handle == handle)) is not None


def lock_handles() -> None:
    """Let nobody else take a handle until this unit of work ends: no index holds people and groups apart."""
    session.execute(update(Team).values(zone=Team.zone), execution_options={"synchronize_session": False})


def propose_handle(name: str) -> str:
    """A free handle made of a name: the first word, then all words, then with a number.

    >>> _plain("Zoë")
    'zoe'
    """
    words = [word for word in map(_plain, name.split()) if word] or ["member"]
    return next(handle for handle in _candidates(words) if is_free(handle))


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.lower())
    return re.sub(r"[^a-z0-9]", "", folded)


def _candidates(words: list[str]) -> "list[str]":
    short, whole = words[0][:LONGEST], ".".join(words)[: LONGEST - 4].strip(".")
    return [short, whole, *(f"{whole}{number}" for number in range(2, 10_000))]
