"""One's tasks as a calendar: its address, made and taken back, and what stands there."""

from flask import Response, current_app, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.errors import NotFound
from wiki.pages.calendar import calendar, drop_feed, feed_of, make_feed, whose_feed
from wiki.pages.tasks import tasks_of
from wiki.pages.views.blueprint import bp
from wiki.web.doors import public
from wiki.web.security import keep_private


@bp.get("/tasks/calendar")
def my_calendar() -> str:
    return _page()


@bp.post("/tasks/calendar")
def make_calendar() -> str:
    """Answers with the address at once: it is kept nowhere, so no other page could show it."""
    token = make_feed(current_user)
    keep_private()
    return _page(f"{current_app.config['KRING'].address}/tasks/{token}.ics")


@bp.post("/tasks/calendar/removal")
def drop_calendar() -> ResponseReturnValue:
    drop_feed(current_user)
    flash(_("That address shows nothing any more."))
    return redirect("/tasks/calendar", 303)


@bp.get("/tasks/<token>.ics")
@public
def calendar_feed(token: str) -> Response:
    """What its owner may read at this moment, whoever asks with the address."""
    keep_private()
    settings = current_app.config["KRING"]
    user = whose_feed(token, demo=settings.demo)
    if user is None:
        raise NotFound("calendar")
    return Response(
        calendar(_("My tasks"), tasks_of(user), settings.address), content_type="text/calendar; charset=utf-8"
    )


def _page(address: str = "") -> str:
    return render_template("pages/calendar.html", address=address, feed=feed_of(current_user))
