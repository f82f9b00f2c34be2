"""One unit of work a request: committed when the answer is good, before a byte of it is sent."""

from contextlib import AbstractContextManager

from flask import Flask, Response, g

from wiki.core.unit import Rollback, unit

FIRST_FAILURE = 400


def init_app(app: Flask) -> None:
    app.before_request(_open)
    app.after_request(_close)
    app.teardown_request(_abandon)


def _open() -> None:
    g.work = unit()
    g.work.__enter__()


def _close(response: Response) -> Response:
    work: AbstractContextManager[None] | None = g.pop("work", None)
    if work and response.status_code < FIRST_FAILURE:
        work.__exit__(None, None, None)
    elif work:
        _roll_back(work)
    return response


def _abandon(_error: BaseException | None) -> None:
    work = g.pop("work", None)
    if work:
        _roll_back(work)


def _roll_back(work: AbstractContextManager[None]) -> None:
    failure = Rollback()
    work.__exit__(Rollback, failure, failure.__traceback__)
