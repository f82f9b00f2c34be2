"""Who is asking: the browser's session, loaded once a request."""

from datetime import timedelta
from secrets import token_urlsafe
from urllib.parse import urlencode

from flask import Flask, Request, current_app, g, redirect, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from werkzeug.wrappers import Response

from wiki.accounts.delays import DEVICE_KNOWN_FOR, Origin, remember_device
from wiki.accounts.devices import device_name
from wiki.accounts.guest import Guest
from wiki.accounts.models import LoginSession, User
from wiki.accounts.reading import session_to_read
from wiki.accounts.sessions import LIVES_FOR, end_session, note_seen, session_for_token, start_session
from wiki.core.mail import use_mail
from wiki.core.settings import Settings
from wiki.web.security import drop_cookie, put_cookie, read_cookie

SIGNED_IN = "signed-in"
DEVICE = "device"
DEVICE_BYTES = 16


def init_app(app: Flask) -> None:
    """To be called after the request's unit of work is set up: the visitor is loaded within it, before any view."""
    manager = LoginManager()
    manager.anonymous_user = Guest
    manager.session_protection = None  # ours are bound to a secret token, not to a network address
    manager.request_loader(load_user)
    manager.unauthorized_handler(ask_to_sign_in)
    manager.init_app(app)
    app.before_request(_meet_visitor)
    use_mail(app.config["KRING"])


def settings() -> Settings:
    found: Settings = current_app.config["KRING"]
    return found


def load_user(_request: Request) -> User | None:
    """Flask-Login's question, asked at most once a request."""
    login = current_login()
    if login is None:
        return None
    g.current_session_id = login.id
    note_seen(login)
    return login.user


def current_login() -> LoginSession | None:
    """The live session of this browser. Demo members exist only where the demo runs."""
    token = read_cookie(SIGNED_IN)
    find = session_to_read if request.method in ("GET", "HEAD") else session_for_token
    login = find(token) if token else None
    return None if login and login.user.is_demo and not settings().demo else login


def ask_to_sign_in() -> ResponseReturnValue:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(f"{url_for('accounts.sign_in')}?{urlencode({'next': wanted})}", 303)


def origin() -> Origin:
    return Origin(request.remote_addr or "", read_cookie(DEVICE))


def let_in(user: User, where: str) -> Response:
    """Signs this browser in, with a fresh session and nothing of the one before, and sends it there."""
    _leave_session()
    device = read_cookie(DEVICE) or token_urlsafe(DEVICE_BYTES)
    token = start_session(user, device_name(request.user_agent.string))
    remember_device(user.id, device)
    response = redirect(where, 303)
    put_cookie(response, SIGNED_IN, token, LIVES_FOR)
    put_cookie(response, DEVICE, device, DEVICE_KNOWN_FOR)
    return response


def let_out(where: str) -> Response:
    """Signs this browser out and sends it there."""
    _leave_session()
    response = redirect(where, 303)
    drop_cookie(response, SIGNED_IN)
    return response


def _leave_session() -> None:
    browser_session.clear()
    login = current_login()
    if login is not None:
        end_session(login)


def remember_theme(response: Response, theme: str) -> Response:
    """Also in a cookie, so that the sign-in page has it too."""
    response.set_cookie(
        "theme", theme, max_age=timedelta(days=365), secure=settings().secure, httponly=True, samesite="Lax"
    )
    return response


def _meet_visitor() -> None:
    """Asking is loading: now, before anything is written, so that `note_seen` may write for itself."""
    g.current_session_id = None
    bool(current_user)
