"""Pages as files of Markdown that any reader of it shows, and that our importer takes back as they were."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, relpath
from urllib.parse import quote

from sqlalchemy import select

from wiki.core.db import session
from wiki.export.authorship import authors_of, written
from wiki.export.front import front_matter
from wiki.export.linking import Relinked, relinked
from wiki.export.scope import Leaf, Scope
from wiki.pages.models import Page, PageContent

TYPED = "\n<!-- typed: {} -->\n"

AT_ONCE = 100
"""Pages that are loaded together."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an export: its bytes, or the key that they lie under in the store."""

    path: str
    data: bytes = b""
    key: str = ""


def members_of(scope: Scope, address: str) -> Iterator[Member]:
    """All files of the export, each page before what is on it."""
    for page, content in loaded(list(scope.leaves)):
        leaf = scope.leaves[page.id]
        yield Member(f"{leaf.place}.md", page_file(page, content, content.text, leaf, scope, address))
        yield from (Member(piece.path, key=piece.key) for piece in scope.of_page(page.id))


def loaded(page_ids: list[int]) -> Iterator[tuple[Page, PageContent]]:
    """These pages in this order; few are in memory at a time."""
    for start in range(0, len(page_ids), AT_ONCE):
        some = page_ids[start : start + AT_ONCE]
        statement = select(Page, PageContent).join(PageContent, PageContent.page_id == Page.id).where(Page.id.in_(some))
        rows = {page.id: (page, content) for page, content in session.execute(statement)}
        yield from (rows[page_id] for page_id in some if page_id in rows)


def page_file(page: Page, content: PageContent, text: str, leaf: Leaf, scope: Scope, address: str) -> bytes:
    """Front matter, the title as a heading, and the text."""
    here = dirname(leaf.place) or "."
    beside = [quote(relpath(piece.path, here)) for piece in scope.of_page(page.id)]
    return _told(page, content, text, relinked(page, leaf, text, scope, address), order=leaf.order, files=beside)


def alone(page: Page, content: PageContent, address: str) -> bytes:
    """One page without others: its links lead to the wiki."""
    nowhere = Leaf(page.id, page.title, page.icon, page.space_id, None, page.ref, 1, 0)
    return _told(page, content, content.text, relinked(page, nowhere, content.text, Scope(), address))


def _told(page: Page, content: PageContent, text: str, links: Relinked, **more: object) -> bytes:
    authors = authors_of(page.id)
    typed = written(page.id, text, authors, links.changes)
    return whole(front_matter(page, content, authors, **more), page.title, links.text, typed)


def whole(front: str, title: str, text: str, typed: str = "") -> bytes:
    """`typed`: who wrote what, in a comment at the end, where no reader is in its way."""
    heading = f"# {title}\n" + ("\n" if text else "")
    return f"{front}{heading}{text}{TYPED.format(typed) if typed else ''}".encode()
