"""The token a page carries for its socket: proof that a page of ours, not a foreign one, opens the connection."""

from functools import lru_cache
from time import time

from itsdangerous import BadSignature, URLSafeTimedSerializer

VALID_FOR_S = 24 * 3600
RENEWED_AFTER_S = 3600

_keys: list[str] = []


def sign_with(secret_key: str) -> None:
    """Set the key, once, when the program starts."""
    _keys[:] = [secret_key]


def live_token(login_session_id: int) -> str:
    """The same for an hour, since signing takes as long as a query."""
    return _signed(login_session_id, int(time() // RENEWED_AFTER_S), _keys[0])


@lru_cache(maxsize=10_000)
def _signed(login_session_id: int, _hour: int, _key: str) -> str:
    token: str = _signer().dumps(login_session_id)
    return token


def session_named_by(live_token: object) -> int | None:
    """The id of the login session that the page was made for, if this is a token of ours and not too old."""
    try:
        named = _signer().loads(live_token, max_age=VALID_FOR_S) if isinstance(live_token, str) else None
    except BadSignature:
        return None
    return named if isinstance(named, int) else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_keys[0], salt="live")
