"""What a page may begin from: templates of its space, pages that stand in no list, and those that come with Kring."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.core.facts import announce
from wiki.pages.actions import make_page
from wiki.pages.events import PageBegan
from wiki.pages.models import Page, PageAddress, PageContent
from wiki.spaces.listing import apart, set_apart
from wiki.spaces.models import Space, Why

BUILT_IN = Path(__file__).parent / "ready"
ORDER = ("meeting-notes", "project-plan", "decision", "how-to", "retrospective", "weekly-update", "incident")
PLACEHOLDER = re.compile(r"\{\{\s*(date|title|me|space)\s*\}\}")


@dataclass(frozen=True)
class Template(PageAddress):
    """`name` is what forms say for it: a word, or the id of a page. `id` is None for one that comes with Kring."""

    name: str
    title: str
    about: str
    text: str
    id: int | None = None


@dataclass(frozen=True)
class Filling:
    """What stands for `{{date}}`, `{{title}}`, `{{me}}` and `{{space}}`, as Markdown."""

    date: str
    title: str
    me: str
    space: str

    def into(self, text: str) -> str:
        return PLACEHOLDER.sub(lambda found: str(getattr(self, found[1])), text)


@cache
def built_in(language: str) -> tuple[Template, ...]:
    """Those that come with Kring, in this language; in English where there are none."""
    folder = BUILT_IN / language
    return tuple(_read((folder if folder.is_dir() else BUILT_IN / "en") / f"{name}.md") for name in ORDER)


def _read(file: Path) -> Template:
    """The first line is the title, the second what it is for; after a blank one comes the text."""
    title, about, _, text = file.read_text("utf-8").split("\n", 3)
    return Template(file.stem, title, about, text)


def templates_of(space_id: int) -> list[Template]:
    """Those of the space, by title; the caller has asked for the right to read it."""
    statement = (
        select(Page.id, Page.title, PageContent.summary, PageContent.text)
        .join(PageContent, PageContent.page_id == Page.id)
        .where(Page.space_id == space_id, Page.trashed_at.is_(None), Page.id.in_(apart(Why.TEMPLATE)))
        .order_by(Page.title_key, Page.id)
    )
    return [Template(str(id_), title, about, text, id_) for id_, title, about, text in session.execute(statement)]


def template_named(name: str, space_id: int, language: str) -> Template:
    """One of those that a page of this space may begin from. Raises NotFound."""
    known = templates_of(space_id) if name.isdecimal() else built_in(language)
    found = next((template for template in known if template.name == name), None)
    if found is None:
        raise NotFound(name)
    return found


def make_template(by: User, space: Space, title: str) -> Page:
    """A template of this space, without text yet."""
    page = make_page(by, space, title)
    set_apart(page, Why.TEMPLATE, by)
    announce(PageBegan(page.id, by.id, title))
    return page
