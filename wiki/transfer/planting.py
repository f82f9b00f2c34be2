"""The pages of an import, without text yet: the tree, and the addresses the pages had."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import insert

from wiki.core.clock import now
from wiki.core.db import session
from wiki.editing.models import PageHead
from wiki.markup.version import RENDERER
from wiki.pages.models import Page, PageAlias, PageContent
from wiki.transfer.addresses import addresses_of
from wiki.transfer.details import Describing
from wiki.transfer.lineage import Line
from wiki.transfer.people import author_key
from wiki.transfer.source import Source
from wiki.transfer.tree import Node, page_tree

EPOCH = 1


@dataclass
class Others:
    """Pages of the source that came before: as (path, title, order), and where they are now, by the path of the file or
    that of the folder and a slash. None: not where anything could stand below them."""

    titles: list[tuple[str, str, float | None]] = field(default_factory=list)
    pages: dict[str, int | None] = field(default_factory=dict)

    def knows(self, node: Node) -> bool:
        return _key(node) in self.pages

    def page_of(self, node: Node) -> int | None:
        return self.pages[_key(node)]


def _key(node: Node) -> str:
    return node.path or f"{node.folder}/"


@dataclass
class Seed:
    """A page to import: the file as it is now, and its versions."""

    path: str
    line: Line
    source: Source


@dataclass(frozen=True)
class Planted:
    """The pages of the files, by path; those made for folders, by folder; every address that leads to a page; and what
    is to hang on pages that were there before."""

    ids: dict[str, int]
    folders: dict[str, int]
    addresses: list[str]
    left: Counter[str]
    grafts: list["Graft"]


@dataclass(frozen=True)
class Graft:
    """New pages side by side, to stand below a page that is there already (None: at the top)."""

    pages: list[int]
    parent_id: int | None
    after: int | None
    """The page they follow; without it they come before what stands there, or, `alone`, behind it."""
    alone: bool


def plant_pages(space_id: int, seeds: list[Seed], people: dict[str, int], others: Others | None = None) -> Planted:
    """The pages, without text yet. `others`: pages of the same source that are there already."""
    bed = _Bed(space_id, {seed.path: seed for seed in seeds}, people, others or Others())
    rest = others.titles if others else []
    tree = page_tree([*((seed.path, seed.source.title, seed.source.order) for seed in seeds), *rest])
    bed.graft(tree, None) if others else bed.plant(tree, None)
    rows: dict[str, int] = {}
    for path, page_id in _addresses(seeds, bed):
        rows.setdefault(path, page_id)
    aliases = [{"space_id": space_id, "page_id": page_id, "path": path} for path, page_id in rows.items()]
    if aliases:
        session.execute(insert(PageAlias), aliases)
    return Planted(bed.files, bed.folders, sorted(rows), bed.left, bed.grafts)


class _Bed:
    def __init__(self, space_id: int, seeds: dict[str, Seed], people: dict[str, int], others: Others) -> None:
        self._space_id, self._seeds, self._people, self._others = space_id, seeds, people, others
        self._began = min((seed.line.versions[0].commit.at for seed in seeds.values()), default=now())
        self.files: dict[str, int] = {}
        self.folders: dict[str, int] = {}
        self.grafts: list[Graft] = []
        self.left: Counter[str] = Counter()
        self._describing = Describing()

    def plant(self, nodes: list[Node], parent_id: int | None) -> list[int]:
        new = [node for node in nodes if not self._others.knows(node)]
        pages = [self._page(node, parent_id, position) for position, node in enumerate(new, start=1)]
        session.add_all(pages)
        session.flush()
        for node, page in zip(new, pages, strict=True):
            session.add(PageHead(page_id=page.id, epoch=EPOCH, seq=0))
            if node.path:
                self.files[node.path] = page.id
                self._describe(page, self._seeds[node.path])
            else:
                self.folders[node.folder] = page.id
            self.plant(node.children, page.id)
        for node in nodes:
            if self._others.knows(node):
                self.graft(node.children, self._others.page_of(node) or parent_id)
        return [page.id for page in pages]

    def graft(self, nodes: list[Node], parent_id: int | None) -> None:
        """The same for a place where pages may be that came before; `parent_id` is one, or the top of the space."""
        fresh: list[Node] = []
        after: int | None = None
        alone = not any(self._others.knows(node) for node in nodes)
        for node in nodes:
            if not self._others.knows(node):
                fresh.append(node)
                continue
            self._graft(fresh, parent_id, after, alone=alone)
            fresh, there = [], self._others.page_of(node)
            after = there or after
            self.graft(node.children, there or parent_id)
        self._graft(fresh, parent_id, after, alone=alone)

    def _graft(self, nodes: list[Node], parent_id: int | None, after: int | None, *, alone: bool) -> None:
        if nodes:
            self.grafts.append(Graft(self.plant(nodes, None), parent_id, after, alone))

    def _describe(self, page: Page, seed: Seed) -> None:
        last = seed.line.last.commit
        odd = self._describing.describe(page, seed.source.said, self._people[author_key(last)], last.at)
        self.left.update(f"front matter: {key}" for key in odd)

    def _page(self, node: Node, parent_id: int | None, position: int) -> Page:
        first = self._seeds[node.path].line.versions[0].commit if node.path else None
        at = first.at if first else self._began
        return Page(
            space_id=self._space_id,
            parent_id=parent_id,
            position=float(position),
            title=node.title,
            author_id=self._people[author_key(first)] if first else None,
            created_at=at,
            content=PageContent(epoch=EPOCH, renderer="" if first else RENDERER, updated_at=at),
        )


def _addresses(seeds: list[Seed], bed: _Bed) -> Iterator[tuple[str, int]]:
    """Strongest first: the path, which relative links count from, the place on the site, redirects, former paths."""
    mine = [(seed, bed.files[seed.path]) for seed in seeds]
    for seed, page_id in mine:
        yield addresses_of(seed.path)[0], page_id
    for seed, page_id in mine:
        yield from ((path, page_id) for path in addresses_of(seed.path)[1:])
    yield from bed.folders.items()
    for seed, page_id in mine:
        yield from ((path, page_id) for path in seed.source.addresses)
    for seed, page_id in mine:
        former = dict.fromkeys(version.path for version in reversed(seed.line.versions))
        yield from ((path, page_id) for there in former for path in addresses_of(there))
