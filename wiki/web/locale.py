"""Language and theme: the account's choice, then the browser's, then the team's."""

from functools import lru_cache

from babel.support import Translations
from flask import Flask, g, request
from flask_babel import Babel
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from wiki.accounts.queries import the_team
from wiki.core.paths import shipped
from wiki.web.visitor import visitor

LANGUAGES = {"en": "English", "nl": "Nederlands"}
THEMES = ("light", "dark")


def init_app(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(shipped("translations"))
    Babel(app, locale_selector=language)
    catalogs = {name: Translations.load(str(shipped("translations")), [name]) for name in LANGUAGES}
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        # Flask-Babel's own look the catalog up, and for some languages load it, for every word of every request.
        lambda text: catalogs[lang()].gettext(text),
        lambda one, many, count: catalogs[lang()].ngettext(one, many, count),
        newstyle=True,
    )


def language() -> str:
    viewer = visitor()
    if viewer and viewer.language in LANGUAGES:
        return str(viewer.language)
    return _asked_for(request.headers.get("Accept-Language", "")) or the_team().language


@lru_cache(maxsize=1000)
def _asked_for(header: str) -> str | None:
    return parse_accept_header(header, LanguageAccept).best_match(list(LANGUAGES))


def theme() -> str | None:
    """ "light" or "dark" when chosen; None follows the system."""
    viewer = visitor()
    chosen = viewer.theme if viewer.is_authenticated else request.cookies.get("theme")
    return chosen if chosen in THEMES else None


def lang() -> str:
    """The language of this request."""
    known: str | None = g.get("lang")
    if known is None:
        known = g.lang = language()
    return known
