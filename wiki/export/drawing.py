"""The frame around exported pages, in the language of the team. No script, and nothing loaded from elsewhere."""

from datetime import datetime
from functools import cache
from typing import Any

from babel.dates import format_date
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from wiki.accounts.models import User
from wiki.accounts.queries import the_team
from wiki.core.paths import shipped
from wiki.pages.embedding import filled
from wiki.pages.models import PageContent
from wiki.pages.words import in_place_of_pages


def draw(template: str, html: str = "", look: str = "", **given: Any) -> bytes:
    """A template of `templates/site`. `html` comes from the renderer, and the sanitiser had the last word over it;
    `look` is our own style sheet."""
    language = the_team().language
    safe = {"html": Markup(html), "look": Markup(look)}  # noqa: S704
    return _environment(language).get_template(template).render(safe | given, lang=language).encode()


def text_of(content: PageContent, viewer: User | None) -> str:
    """The page's HTML, with the pages in it that this person may read (None: all)."""
    if "embeds" not in content.needs:
        return content.html
    return filled({content.page_id: content.html}, viewer, in_place_of_pages())[content.page_id].html


def day(at: datetime) -> str:
    return str(format_date(at, "d MMMM yyyy", locale=the_team().language))


@cache
def _environment(language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(shipped("templates") / "site"),
        autoescape=True,
        trim_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    catalog = Translations.load(str(shipped("translations")), [language])
    made.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]
    return made
