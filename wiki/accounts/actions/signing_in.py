"""Proving who one is."""

from wiki.accounts.delays import Origin, count_try, knows_device
from wiki.accounts.models import User
from wiki.accounts.passwords import hash_password, is_outdated, is_right
from wiki.accounts.queries import known_as
from wiki.core.errors import KringError


class Suspended(KringError):
    """The password was right, but the owner has suspended this person."""


def sign_in(name: str, password: str, origin: Origin) -> User | None:
    """The person with this handle or e-mail address and password. Raises TooMany or Suspended.

    It counts and takes as long whether or not there is such a person, and writes in units of work of its own.
    """
    user = known_as(name)
    if not prove(user, name.strip(), password, origin):
        return None
    assert user is not None
    if not user.is_active:
        raise Suspended(user.handle)
    if user.password_hash and is_outdated(user.password_hash):
        user.password_hash = hash_password(password)
    return user


def prove(user: User | None, typed_name: str, password: str, origin: Origin) -> bool:
    """Whether this is the person's password, as one counted try. Raises TooMany."""
    known = user is not None and knows_device(user.id, origin.device)
    counted = count_try(typed_name, origin, known_device=known)
    right = is_right(user.password_hash if user else None, password)
    if right:
        counted.take_back()
    return right
