"""Nobody gets in unless a view says so: every route is for members, save those marked `public`."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.web.errors import answer

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """This view answers guests too."""
    view.public = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    app.before_request(_members_only)


def _members_only() -> ResponseReturnValue | None:
    if request.endpoint is None or is_public(current_app, request.endpoint) or current_user.is_authenticated:
        return None
    if request.method == "GET" and request.accept_mimetypes.best != "application/json":
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined,no-any-return]
    return answer(401)


def is_public(app: Flask, endpoint: str) -> bool:
    return endpoint == "static" or bool(getattr(app.view_functions[endpoint], "public", False))
