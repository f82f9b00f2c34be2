"""How one page is named in the text of another."""

import re
from dataclasses import dataclass

from wiki.core.errors import NotFound
from wiki.markup.headings import anchor_of
from wiki.pages.meaning import in_reach, meanings
from wiki.pages.models import Page

_SAYABLE = re.compile(r"[^\[\]|#\n\s][^\[\]|#\n]*")
"""What can stand in `[[…]]`, on either side of the `#`."""


@dataclass(frozen=True)
class Reference:
    """`name` is what to write in `[[…]]`; None when that would mean another page, or could."""

    title: str
    url: str
    name: str | None


def reference(page: Page, *, within: Page, anchor: str = "") -> Reference:
    """Raises NotFound for a page that not all who read `within` may know of."""
    meant = in_reach(within, [page.title_key])
    if page.id not in {one.id for one in meant}:
        raise NotFound(str(page.id))
    parts = [page.title, *([_heading(page, anchor)] if anchor else [])]
    plain = len(meant) == 1 and meanings(within, [page.title_key])[page.title_key].id == page.id
    sayable = plain and all(part and _SAYABLE.fullmatch(part) for part in parts)
    url = f"{page.url}#{anchor}" if anchor else page.url
    return Reference(page.title, url, "#".join(map(str, parts)) if sayable else None)


def _heading(page: Page, anchor: str) -> str | None:
    """The words of the heading there, when they alone lead there."""
    text = next((heading["text"] for heading in page.content.outline if heading["anchor"] == anchor), None)
    return text if text and anchor_of(text) == anchor else None
