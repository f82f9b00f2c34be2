"""The browser session's cookie, whose signature is looked at once an hour: that takes as long as two queries."""

from functools import lru_cache
from time import time

from flask import Flask
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.wrappers import Request
from itsdangerous import BadSignature, URLSafeTimedSerializer

LOOKED_AT_EVERY_S = 3600
REMEMBERED = 10_000


class CookieSessions(SecureCookieSessionInterface):
    def __init__(self, app: Flask) -> None:
        serializer = self.get_signing_serializer(app)
        assert serializer is not None, "the app has no secret key yet"
        self._serializer: URLSafeTimedSerializer = serializer
        self._payload = lru_cache(REMEMBERED)(self._look)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        cookie = request.cookies.get(self.get_cookie_name(app))
        if not cookie:
            return self.session_class()
        max_age = int(app.permanent_session_lifetime.total_seconds())
        try:
            payload = self._payload(cookie, max_age, int(time() // LOOKED_AT_EVERY_S))
            return self.session_class(self._serializer.load_payload(payload))
        except BadSignature:
            return self.session_class()

    def _look(self, cookie: str, max_age: int, _hour: int) -> bytes:
        """What the cookie says, still packed: each request unpacks a copy of its own. Raises BadSignature."""
        signers = self._serializer.iter_unsigners()
        return bytes(next(signers).unsign(cookie, max_age=max_age))


def init_app(app: Flask) -> None:
    """To be called when the app has its secret key."""
    app.session_interface = CookieSessions(app)
