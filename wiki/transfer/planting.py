"""The pages of an import, without text yet: a hidden space, the tree, and the addresses the pages had."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Select, delete, insert, select

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.core.words import slug_of
from wiki.editing.models import PageHead
from wiki.markup.version import RENDERER
from wiki.pages.events import PageCreated
from wiki.pages.models import Page, PageAlias, PageContent, PageLink
from wiki.spaces.models import Membership, Role, Space
from wiki.transfer.addresses import addresses_of
from wiki.transfer.details import Describing
from wiki.transfer.lineage import Line
from wiki.transfer.people import author_key
from wiki.transfer.source import Source
from wiki.transfer.tree import Node, page_tree

EPOCH = 1
LONGEST_NAME = 80
HIDDEN = "~"
"""Begins the slug of a space that is still being imported; no slug made of a name begins so."""


@dataclass
class Seed:
    """A page to import: the file as it is now, and its versions."""

    path: str
    line: Line
    source: Source


def plant_space(name: str) -> int:
    """A space that nobody sees yet. What was left of an import of that name that was cut off goes. Raises Invalid."""
    name, slug = free_name(name)
    session.execute(delete(Space).where(Space.slug == HIDDEN + slug))
    space = Space(slug=HIDDEN + slug, name=name, team_role=None)
    session.add(space)
    session.flush()
    return space.id


def free_name(name: str) -> tuple[str, str]:
    """The name as it would be kept, and its slug. Raises Invalid when a space has either."""
    name = _line(name)
    slug = slug_of(name)[:50]
    if not name:
        raise Invalid("space_name", "Give the space a name.")
    is_unfinished = Space.slug == HIDDEN + slug
    if session.scalar(select(Space.id).where((Space.slug == slug) | (Space.name == name), ~is_unfinished)):
        raise Invalid("space_name", f"There is a space called {name} already. Choose another name.")
    return name, slug


def _line(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]


def uproot_space(space_id: int) -> None:
    """Takes back what was planted, with all that hangs on it."""
    session.execute(delete(Space).where(Space.id == space_id))


@dataclass(frozen=True)
class Opening:
    """The space to be, and who may do what in it; `roles` by user id."""

    name: str
    owner: User
    about: str = ""
    team_role: Role | None = Role.EDITOR
    roles: dict[int, Role] = field(default_factory=dict)


def open_space(space_id: int, opening: Opening) -> None:
    """Everything is in its place: let people see it."""
    space = session.get_one(Space, space_id)
    space.slug, space.name = space.slug.removeprefix(HIDDEN), _line(opening.name)
    space.about, space.team_role = opening.about, opening.team_role
    roles = opening.roles | {opening.owner.id: Role.OWNER}
    session.add_all(Membership(space_id=space_id, user_id=user_id, role=role) for user_id, role in roles.items())
    for page_id in session.scalars(_wanted_elsewhere(space_id)).all():
        announce(PageCreated(page_id, opening.owner.id))


def _wanted_elsewhere(space_id: int) -> Select[int]:
    """Pages whose titles somebody linked before they were there."""
    wanted = select(PageLink.name_key).where(PageLink.target_id.is_(None), PageLink.kind == "page")
    return select(Page.id).where(Page.space_id == space_id, Page.title_key.in_(wanted))


@dataclass(frozen=True)
class Planted:
    """The pages of the files, by path; how many were made for folders; every address that leads to a page."""

    ids: dict[str, int]
    folders: int
    addresses: list[str]
    left: Counter[str]


def plant_pages(space_id: int, seeds: list[Seed], people: dict[str, int]) -> Planted:
    """The pages, without text yet."""
    bed = _Bed(space_id, {seed.path: seed for seed in seeds}, people)
    bed.plant(page_tree((seed.path, seed.source.title, seed.source.order) for seed in seeds), None)
    rows: dict[str, int] = {}
    for path, page_id in _addresses(seeds, bed):
        rows.setdefault(path, page_id)
    session.execute(
        insert(PageAlias), [{"space_id": space_id, "page_id": page_id, "path": path} for path, page_id in rows.items()]
    )
    return Planted(bed.files, len(bed.folders), sorted(rows), bed.left)


class _Bed:
    def __init__(self, space_id: int, seeds: dict[str, Seed], people: dict[str, int]) -> None:
        self._space_id, self._seeds, self._people = space_id, seeds, people
        self._began = min((seed.line.versions[0].commit.at for seed in seeds.values()), default=now())
        self.files: dict[str, int] = {}
        self.folders: dict[str, int] = {}
        self.left: Counter[str] = Counter()
        self._describing = Describing()

    def plant(self, nodes: list[Node], parent_id: int | None) -> None:
        pages = [self._page(node, parent_id, position) for position, node in enumerate(nodes, start=1)]
        session.add_all(pages)
        session.flush()
        for node, page in zip(nodes, pages, strict=True):
            session.add(PageHead(page_id=page.id, epoch=EPOCH, seq=0))
            if node.path:
                self.files[node.path] = page.id
                self._describe(page, self._seeds[node.path])
            else:
                self.folders[node.folder] = page.id
            self.plant(node.children, page.id)

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
