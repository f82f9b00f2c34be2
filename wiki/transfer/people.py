"""Authors of a history as people of the team: known by their address, else new and without a password."""

from collections.abc import Iterable

from sqlalchemy import func, select

from wiki.accounts.handles import is_free, propose_handle
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.transfer.repository import Commit

LONGEST_NAME = 80
LONGEST_EMAIL = 254
OURS = "kring.invalid"
"""What stands behind the handle in the addresses that our exports give people."""

NOWHERE = "imported.invalid"
"""A name that can never have mail, for authors without a usable address."""


def author_key(commit: Commit) -> str:
    """What makes two commits one person's: the address, or else the name."""
    email = commit.email.lower()
    return email if "@" in email and len(email) <= LONGEST_EMAIL else f"{commit.name}@{NOWHERE}".lower()[:LONGEST_EMAIL]


def people_of(commits: Iterable[Commit]) -> dict[str, int]:
    """The user id of each author, by `author_key`; who is not known yet is made."""
    names = {author_key(commit): commit.name for commit in commits}
    known = {}
    for user_id, email in session.execute(select(User.id, func.lower(User.email))):
        known[email] = user_id
    for user_id, handle in session.execute(select(User.id, User.handle)):
        known.setdefault(f"{handle}@{OURS}", user_id)
    return {key: known.get(key) or _made(key, name) for key, name in names.items()}


def _made(email: str, name: str) -> int:
    shown = " ".join(name.split())[:LONGEST_NAME] or email.partition("@")[0]
    before, _, domain = email.partition("@")
    handle = before if domain == OURS and is_free(before) else propose_handle(shown)
    user = User(name=shown, email=email, handle=handle)
    session.add(user)
    session.flush()
    return user.id
