"""Numbers that go out by mail and come back: sealed, so that nobody else can make them. Letters in small case alone, as
they stand in addresses of mail, which some hosts do not tell apart."""

import hmac
from hashlib import sha256

from wiki.core.errors import NotFound

LETTERS = 24

_key: list[bytes] = []


def use_key(key: str) -> None:
    _key[:] = [key.encode()]


def seal(purpose: str, *numbers: int) -> str:
    words = "-".join(map(str, numbers))
    return f"{words}-{_mark(purpose, words)}"


def unseal(purpose: str, sealed: str) -> tuple[int, ...]:
    """The numbers. Raises NotFound for what was not sealed for this purpose."""
    words, _, mark = sealed.lower().rpartition("-")
    if not hmac.compare_digest(mark.encode(), _mark(purpose, words).encode()):
        raise NotFound(sealed)
    return tuple(int(number) for number in words.split("-"))


def _mark(purpose: str, words: str) -> str:
    return hmac.new(_key[0], f"{purpose}:{words}".encode(), sha256).hexdigest()[:LETTERS]
