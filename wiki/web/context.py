"""What every template may use."""

from typing import Any

from flask import Flask, current_app, g

from wiki.accounts.live import live_token
from wiki.accounts.queries import the_team
from wiki.core.settings import Settings
from wiki.web import locale, side
from wiki.web.copies import is_copy
from wiki.web.moments import day, minute, moment, today
from wiki.web.visitor import visitor
from wiki.web.writing import writing_slots


def init_app(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(day=day, minute=minute, moment=moment, today=today)
    app.jinja_env.globals["i"] = app.jinja_env.get_template("macros/icons.html").module  # every page draws some
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    login_session_id = g.get("current_session_id")
    viewer, copy = visitor(), is_copy()
    settings: Settings = current_app.config["KRING"]
    shared: dict[str, Any] = {
        "current_user": viewer,  # not the stand-in, which looks the person up at every question
        "theme": locale.theme(),
        "lang": locale.lang(),
        "team_name": the_team().name,
        "live_token": live_token(login_session_id) if login_session_id and not copy else None,
        "is_copy": copy,
        "keeps": settings.offline,
    }
    if viewer.is_authenticated:
        shared["side"] = side.side(viewer, writing_slots())
    return shared


def bare(template: str, **values: Any) -> str:
    """A piece of a page, for scripts that put it in its place: what pages are told of their surroundings, it is not."""
    return current_app.jinja_env.get_template(template).render(lang=locale.lang(), **values)
