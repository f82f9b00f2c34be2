"""Passwords: hashed with Argon2id beside the hub, two at a time, and refused when others would guess them."""

import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wiki.core.offload import offload

MEMORY_KIB = 19 * 1024
AT_ONCE = 2

# What is verified when there is no such person, so that the answer takes as long as any other.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$OAAnJarO446BWnNmtcXfMA$C8cugJwQS+kZ77S7mJdsgmpFhON4j0PnCzZgpvrPchk"

_hasher = PasswordHasher(time_cost=2, memory_cost=MEMORY_KIB, parallelism=1)
_turns = BoundedSemaphore(AT_ONCE)


def hash_password(password: str) -> str:
    with _turns:
        return offload(_hasher.hash, _same(password))


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one behind the hash; without a hash never, and not a moment sooner."""
    with _turns:
        fits = offload(_verify, password_hash or NOBODY, _same(password))
    return fits and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Made with other parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _same(password: str) -> str:
    """One keyboard sends an accented letter as one sign, another as two."""
    return unicodedata.normalize("NFKC", password)
