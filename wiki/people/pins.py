"""Pages that somebody shows on their profile, one a line: by title, or by address."""

import re

from sqlalchemy import ColumnElement, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.words import key_of
from wiki.pages.models import Page
from wiki.pages.policy import readable_pages
from wiki.pages.tree import Step
from wiki.people.models import ProfilePin
from wiki.people.policy import Viewer, readable_for
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Space

MOST = 5
_ADDRESS = re.compile(r"/p/(\d{1,9})(?:-\S*)?")


def pins_in(user: User, text: str) -> list[int]:
    """The pages, as far as this person may read them. Raises Invalid."""
    pages = list(dict.fromkeys(_page(user, words) for line in text.splitlines() if (words := line.strip())))
    if len(pages) > MOST:
        raise Invalid("pins", "Five pages at most.")
    return pages


def page_ids_named(user: User, words: str) -> list[int]:
    """Pages in lists that this person may read and means by an address or a title; of several, two."""
    address = _ADDRESS.fullmatch(words)
    return _found(user, Page.id == int(address[1]) if address else Page.title_key == key_of(words))


def _page(user: User, words: str) -> int:
    found = page_ids_named(user, words)
    if not found:
        raise Invalid("pins", "There is no page “%(title)s” that you may read.", title=words[:80])
    if len(found) > 1:
        raise Invalid("pins", "Several pages are called “%(title)s”. Give the address of one.", title=words[:80])
    return found[0]


def _found(user: User, which: ColumnElement[bool]) -> list[int]:
    return list(session.scalars(select(Page.id).where(which, readable_pages(user), is_listed(Page.id)).limit(2)))


def as_text(user: User, pins: list[Step]) -> str:
    """The lines that `pins_in` reads: titles, where one page alone has them."""
    lines = [pin.title if len(_found(user, Page.title_key == key_of(pin.title))) == 1 else pin.url for pin in pins]
    return "\n".join(lines)


def pins_of(user_id: int, viewer: Viewer) -> list[Step]:
    """Those that this viewer may read."""
    rows = session.execute(
        select(Page.id, Page.title, Page.icon)
        .join(ProfilePin, ProfilePin.page_id == Page.id)
        .join(Space, Space.id == Page.space_id)
        .where(ProfilePin.user_id == user_id, readable_for(viewer), is_listed(Page.id))
        .order_by(ProfilePin.place)
    )
    return [Step(*row) for row in rows]
