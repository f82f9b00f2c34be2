"""What is taken along: pages and their files, each with the place it gets in a folder."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.export.names import file_for, stem_for
from wiki.files.models import File
from wiki.pages.models import Page, PageAddress
from wiki.pages.policy import readable_pages
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Leaf(PageAddress):
    """A page; `place` is its path without an ending, and `order` its number among its siblings."""

    id: int
    title: str
    icon: str
    space_id: int
    parent_id: int | None
    place: str
    order: int
    depth: int


@dataclass(frozen=True, slots=True)
class Luggage:
    """A file of a page, and the path it gets."""

    id: int
    page_id: int
    key: str
    path: str
    name: str


@dataclass
class Scope:
    """Pages by id in reading order, files by id."""

    leaves: dict[int, Leaf] = field(default_factory=dict)
    luggage: dict[int, Luggage] = field(default_factory=dict)
    spaces: dict[str, str] = field(default_factory=dict)
    """Names of spaces by the folder they get."""

    def of_page(self, page_id: int) -> list[Luggage]:
        return self._by_page().get(page_id, [])

    def _by_page(self) -> dict[int, list[Luggage]]:
        if not hasattr(self, "_kept"):
            self._kept: dict[int, list[Luggage]] = defaultdict(list)
            for piece in self.luggage.values():
                self._kept[piece.page_id].append(piece)
        return self._kept


def scope_of(spaces: Iterable[Space], viewer: User | None, *, apart: bool = False) -> Scope:
    """The pages of these spaces that stand in lists, as far as the viewer may read them (None: all of them).

    `apart`: each space gets a folder of its own, else all of them share the top.
    """
    scope = Scope()
    tops: set[str] = set()
    for space in spaces:
        top = f"{stem_for(space.slug, tops)}/" if apart else ""
        scope.spaces[top] = space.name
        _Laying(scope, viewer).lay(space.id, top)
    return scope


class _Laying:
    """Gives each page of a space its place, its files beside those below it."""

    def __init__(self, scope: Scope, viewer: User | None) -> None:
        self._scope = scope
        self._may: tuple[ColumnElement[bool], ...] = (readable_pages(viewer),) if viewer else ()
        self._taken: dict[str, set[str]] = {}

    def lay(self, space_id: int, top: str) -> None:
        columns = (Page.id, Page.title, Page.icon, Page.parent_id)
        listed = select(*columns).where(Page.space_id == space_id, Page.trashed_at.is_(None), is_listed(Page.id))
        rows = session.execute(listed.where(*self._may).order_by(Page.position, Page.id)).all()
        ids = {row.id for row in rows}
        below = defaultdict(list)
        for row in rows:
            below[row.parent_id if row.parent_id in ids else None].append(row)
        waiting = [(row, order, top, 0) for order, row in enumerate(below[None], start=1)][::-1]
        while waiting:
            row, order, folder, depth = waiting.pop()
            place = folder + stem_for(row.title, self._names_in(folder))
            self._scope.leaves[row.id] = Leaf(
                row.id,
                row.title,
                row.icon,
                space_id,
                row.parent_id if row.parent_id in ids else None,
                place,
                order,
                depth,
            )
            children = enumerate(below[row.id], start=1)
            waiting += [(child, at, f"{place}/", depth + 1) for at, child in children][::-1]
        self._lay_files(space_id)

    def _names_in(self, folder: str) -> set[str]:
        """Those taken already. A page named like its folder would be read as the page of that folder."""
        return self._taken.setdefault(folder, {folder.rstrip("/").rpartition("/")[2]})

    def _lay_files(self, space_id: int) -> None:
        columns = (File.id, File.page_id, File.key, File.name)
        kept = select(*columns).join(Page, Page.id == File.page_id)
        kept = kept.where(Page.space_id == space_id, File.trashed_at.is_(None)).order_by(File.id)
        for row in session.execute(kept):
            if leaf := self._scope.leaves.get(row.page_id):
                path = f"{leaf.place}/{file_for(row.name, self._names_in(f'{leaf.place}/'))}"
                self._scope.luggage[row.id] = Luggage(row.id, row.page_id, row.key, path, row.name)
