"""Forms and scripts are only heard from our own pages: each sends the token of its browser session."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect


def init_app(app: Flask) -> None:
    """The token lives as long as the browser session: a page may stay open for days before its form is sent.

    Flask-WTF's strict check of Referer would refuse our pages with secret addresses, which send none.
    """
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    CSRFProtect(app)
