"""One unit of work a request: committed when the answer is good, before a byte of it is sent."""

from contextlib import AbstractContextManager

from flask import Flask, Response, current_app, g

from wiki.core.unit import Rollback, unit

FIRST_FAILURE = 400
READ_WITHIN = ("_login_user", "stands")  # rows of the unit of work, which are gone with it


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
        try:
            work.__exit__(None, None, None)
        except Exception as error:
            return _refused(error)
    elif work:
        _roll_back(work)
    return response


def _refused(error: Exception) -> Response:
    """The answer when the database did not take what a good one stood for: who asks is looked up once more for it."""
    for read in READ_WITHIN:
        g.pop(read, None)
    with unit():
        return current_app.make_response(current_app.handle_user_exception(error))


def _abandon(_error: BaseException | None) -> None:
    work = g.pop("work", None)
    if work:
        _roll_back(work)


def _roll_back(work: AbstractContextManager[None]) -> None:
    failure = Rollback()
    work.__exit__(Rollback, failure, failure.__traceback__)
