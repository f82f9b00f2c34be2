"""Wiring: the one place that knows every feature. Imported only by the server, the commands, migrations and tests."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

from wiki.accounts import live
from wiki.accounts import web as accounts_web
from wiki.core.db import connect
from wiki.core.paths import shipped
from wiki.core.sealing import use_key
from wiki.core.secrets import secret_key
from wiki.core.settings import Settings
from wiki.editing import sockets as editing_sockets
from wiki.export.keeping import keep_exports
from wiki.files.keeping import keep_files
from wiki.pages.views.blueprint import PageRef
from wiki.search.keeping import keep_index
from wiki.transfer.keeping import keep_imports
from wiki.web import (
    assets,
    context,
    cookies,
    csrf,
    doors,
    drawings,
    errors,
    home,
    locale,
    offline,
    remembering,
    security,
    side,
    work,
)
from wiki.web.socket import socket_options, socketio
from wiki.wiring import load_features

BLUEPRINTS = (
    *("accounts.views", "spaces.views", "pages.views", "editing.views", "comments.views"),
    *("files.views", "export.views", "transfer.views", "search.views", "notifications.views"),
    *("suggestions.views", "rounds.views", "questions.views", "saves.views", "lists.views", "people.views"),
    "expertise.views",
)


class Application(Flask):
    """Flask whose views are all plain functions: asking each of them at each request costs a twentieth of a page."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


def create_app(settings: Settings) -> Flask:
    """The web application for these settings; its database must be migrated already."""
    load_features()
    connect(settings)
    keep_files(settings)
    keep_exports(settings)
    keep_imports(settings)
    keep_index(settings)
    side.forget()
    static = shipped("static")
    app = Application("wiki", template_folder=str(shipped("templates")), static_folder=None)
    app.config.update(KRING=settings, SECRET_KEY=secret_key(settings))
    live.sign_with(app.config["SECRET_KEY"])
    use_key(app.config["SECRET_KEY"])
    app.url_map.converters["page"] = PageRef
    _wire(app, static)
    socketio.init_app(app, **socket_options(settings))
    editing_sockets.register(socketio)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=static, prefix="static/", max_age=assets.MINUTES_S, immutable_file_test=assets.is_built
    )
    return app


def _wire(app: Flask, static: Path) -> None:
    work.init_app(app)
    security.init_app(app)
    cookies.init_app(app)
    accounts_web.init_app(app)
    doors.init_app(app)
    csrf.init_app(app)
    locale.init_app(app)
    assets.init_app(app, static)
    context.init_app(app)
    remembering.init_app(app)
    errors.init_app(app)
    app.register_blueprint(home.bp)
    app.register_blueprint(drawings.bp)
    app.register_blueprint(offline.bp)
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(f"wiki.{name}").bp)
