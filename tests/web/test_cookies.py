"""The browser session's cookie: looked at once an hour, and never taken on trust."""

from collections.abc import Callable

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request


def signer(app: Flask) -> URLSafeTimedSerializer:
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    assert isinstance(serializer, URLSafeTimedSerializer)
    return serializer


def opened(app: Flask) -> Callable[[str], dict[str, object]]:
    def open_(cookie: str) -> dict[str, object]:
        name = app.config["SESSION_COOKIE_NAME"]
        request = app.request_class(EnvironBuilder(headers={"Cookie": f"{name}={cookie}"}).get_environ())
        assert isinstance(request, Request)
        return dict(app.session_interface.open_session(app, request) or {})

    return open_


def test_what_we_signed_is_read_again_and_again(app: Flask) -> None:
    cookie = signer(app).dumps({"csrf_token": "x", "flashes": ["said"]})
    for _ in range(3):
        read = opened(app)(cookie)
        assert read == {"csrf_token": "x", "flashes": ["said"]}
        read["flashes"].append("more")  # type: ignore[attr-defined]


def test_what_was_changed_or_signed_by_others_is_an_empty_session(app: Flask) -> None:
    cookie = signer(app).dumps({"csrf_token": "x"})
    assert opened(app)(cookie)
    payload, moment, signature = cookie.split(".")
    forged = URLSafeTimedSerializer("another key", salt="cookie-session").dumps({"csrf_token": "y"})
    for bad in (f"{payload}x.{moment}.{signature}", f"{payload}.{moment}.{signature[:-2]}aa", payload, "", forged):
        assert opened(app)(bad) == {}, bad
