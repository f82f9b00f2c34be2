"""Failures as answers: what happened, what is kept, what to do. What was typed comes back with the answer."""

import logging

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import gettext
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from wiki.core.errors import Invalid, NotAllowed, NotFound, TooMany
from wiki.web.security import LARGEST_BODY

log = logging.getLogger(__name__)

SECRET = ("password", "old", "new", "token", "csrf")
PAGES = {400, 403, 404, 405, 413, 429, 500, 503}


def init_app(app: Flask) -> None:
    app.register_error_handler(NotFound, lambda _: answer(404))
    app.register_error_handler(NotAllowed, lambda _: answer(403))
    app.register_error_handler(Invalid, lambda error: answer(400, message=gettext(error.message, **error.values)))
    app.register_error_handler(TooMany, _too_many)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(HTTPException, lambda error: answer(error.code or 500))
    app.register_error_handler(OverflowError, lambda _: answer(404))  # a number or date too great to name anything
    app.register_error_handler(Exception, _unexpected)


def answer(status: int, **context: object) -> Response:
    """The page (or, for scripts, the JSON) that says it."""
    if request.accept_mimetypes.best == "application/json":
        body = jsonify(error=status, message=str(context.get("message") or ""))
    else:
        name = status if status in PAGES else (400 if status < 500 else 500)
        body = make_response(render_template(f"errors/{name}.html", kept=kept(), **context))
    body.status_code = status
    return body


def kept() -> str:
    """What the person typed into the form that failed, so that it is not lost."""
    if request.method != "POST" or request.content_length is None or request.content_length > LARGEST_BODY:
        return ""
    return "\n\n".join(text for name, text in request.form.items() if not _is_secret(name) and len(text) > 1)


def _is_secret(name: str) -> bool:
    return any(part in name.lower() for part in SECRET)


def _too_many(error: TooMany) -> Response:
    response = answer(429, seconds=max(1, round(error.seconds)))
    response.headers["Retry-After"] = str(max(1, round(error.seconds)))
    return response


def _database(error: OperationalError) -> Response:
    log.error("The database refused: %s", error.orig)
    return answer(503)


def _unexpected(error: Exception) -> Response:
    log.exception("%s %s failed", request.method, request.path, exc_info=error)
    return answer(500)
