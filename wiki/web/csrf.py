"""Forms and scripts are only heard from our own pages: each sends the token of its browser session."""

from collections.abc import Callable
from functools import lru_cache
from time import time
from typing import Any, TypeVar

from flask import Flask, current_app, session
from flask_wtf.csrf import CSRFProtect, generate_csrf

from wiki.web.copies import is_copy

RENEWED_AFTER_S = 3600

View = TypeVar("View", bound=Callable[..., Any])

protection = CSRFProtect()


def by_secret(view: View) -> View:
    """This view's address holds a secret that stands for the person: whoever posts to it needs no token."""
    protection.exempt(view)
    return view


def init_app(app: Flask) -> None:
    """The token lives as long as the browser session: a page may stay open for days before its form is sent.

    Flask-WTF's strict check of Referer would refuse our pages with secret addresses, which send none.
    """
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    protection.init_app(app)
    app.context_processor(lambda: {"csrf_token": token})  # after Flask-WTF's own, which signs anew each time


def token() -> str:
    """The token of this browser session; copies have none. The same for an hour, since signing takes as long as a
    query."""
    if is_copy():
        return ""
    known = session.get(current_app.config["WTF_CSRF_FIELD_NAME"])
    return _signed(known, int(time() // RENEWED_AFTER_S)) if known else generate_csrf()


@lru_cache(maxsize=10_000)
def _signed(_known: str, _hour: int) -> str:
    signed: str = generate_csrf()
    return signed
