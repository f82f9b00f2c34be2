"""What browsers are told to refuse on our behalf: content policy, headers and the flags of cookies."""

import logging
import re
import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from wiki.core.settings import Settings
from wiki.web import copies
from wiki.web.visitor import visitor

View = TypeVar("View", bound=Callable[..., Any])
LARGEST_BODY = 2 * 1024 * 1024
HSTS_S = int(timedelta(days=365).total_seconds())
TOKEN_IN_PATH = re.compile(r"/(join|welcome|reset)/[^\s/?#]+")

POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "frame-src {frames}; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


def init_app(app: Flask) -> None:
    settings: Settings = app.config["KRING"]
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        SESSION_COOKIE_NAME=cookie_name("session", settings),
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.context_processor(lambda: {"csp_nonce": csp_nonce()})
    app.before_request(_widen)
    app.after_request(add_headers)
    for logger in (app.logger, logging.getLogger("wiki.web.errors")):
        logger.addFilter(HideTokens())


def takes_files(view: View) -> View:
    """This view takes bodies as large as a file may be."""
    view.takes_mb = lambda settings: settings.largest_file_mb  # type: ignore[attr-defined]
    return view


def takes_imports(view: View) -> View:
    """This view takes bodies as large as a file to bring pages in from may be."""
    view.takes_mb = lambda settings: settings.largest_import_mb  # type: ignore[attr-defined]
    return view


def _widen() -> None:
    takes_mb = request.endpoint and getattr(current_app.view_functions[request.endpoint], "takes_mb", None)
    if takes_mb:
        request.max_content_length = takes_mb(_settings()) * 1_000_000 + LARGEST_BODY


def csp_nonce() -> str:
    """The nonce of this response."""
    if "csp_nonce" not in g:
        g.csp_nonce = copies.NONCE if copies.is_copy() else secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def allow_frames() -> None:
    """For a page that shows a drawing in a frame of our own."""
    g.frames = "'self'"


def keep_private() -> None:
    """For a page whose address or content is a secret: kept nowhere, told to nobody."""
    g.secret_page = True


def add_headers(response: Response) -> Response:
    """Adds what the view has not set itself."""
    if "secret_page" in g:
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
    if copies.is_copy():
        response.headers[copies.HEADER] = str(visitor().id or 0)
    there = {name.lower() for name, _value in response.headers}
    response.headers.extend(
        (name, value) for name, value in _headers_for(response) if name.lower() not in there
    )  # `setdefault` would look through all of them for each
    return response


def _headers_for(response: Response) -> Iterator[tuple[str, str]]:
    yield from HEADERS.items()
    if response.mimetype == "text/html":
        yield "Content-Security-Policy", _policy()
    if _settings().secure:
        yield "Strict-Transport-Security", f"max-age={HSTS_S}"


def _policy() -> str:
    scripts = "'self'" if copies.is_copy() else f"'self' 'nonce-{csp_nonce()}'"
    return POLICY.format(scripts=scripts, nonce=csp_nonce(), frames=g.get("frames", "'none'"))


def cookie_name(name: str, settings: Settings | None = None) -> str:
    """`__Host-` ties a cookie to this very host, over HTTPS; a plain local address cannot have it."""
    return f"__Host-kring-{name}" if (settings or _settings()).secure else f"kring-{name}"


def read_cookie(name: str) -> str:
    return request.cookies.get(cookie_name(name), "")


def put_cookie(response: Response, name: str, value: str, lives_for: timedelta) -> None:
    response.set_cookie(
        cookie_name(name), value, max_age=lives_for, secure=_settings().secure, httponly=True, samesite="Lax"
    )


def drop_cookie(response: Response, name: str) -> None:
    response.delete_cookie(cookie_name(name), secure=_settings().secure, httponly=True, samesite="Lax")


def _settings() -> Settings:
    settings: Settings = current_app.config["KRING"]
    return settings


class HideTokens(logging.Filter):
    """Keeps the tokens of one-time links out of logs that name the address of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if TOKEN_IN_PATH.search(text):
            record.msg, record.args = TOKEN_IN_PATH.sub(r"/\1/…", text), None
        return True
