"""Pages as a web site that opens from disk: no server, no scripts, no requests to anywhere."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from wiki.accounts.models import User
from wiki.export.drawing import day, draw, text_of
from wiki.export.leading import beside, leading
from wiki.export.markdown import Member, loaded
from wiki.export.rehanging import rehung
from wiki.export.scope import Leaf, Scope
from wiki.export.style import style
from wiki.pages.models import Page, PageContent

STYLE = "_kring/site.css"
START = "index.html"


@dataclass
class Line:
    """A line of the tree as a page shows it."""

    title: str
    icon: str
    url: str
    current: bool = False
    children: list["Line"] = field(default_factory=list)


def site_of(scope: Scope, address: str, viewer: User | None) -> Iterator[Member]:
    """A page for each page, their files, one page that lists all of them, and the look."""
    site = _Site(scope, address, viewer)
    yield Member(STYLE, style(fonts=True).encode())
    yield Member(START, site.start())
    for page, content in loaded(list(scope.leaves)):
        leaf = scope.leaves[page.id]
        yield Member(f"{leaf.place}.html", site.page(page, content, leaf))
        yield from (Member(piece.path, key=piece.key) for piece in scope.of_page(page.id))


class _Site:
    def __init__(self, scope: Scope, address: str, viewer: User | None) -> None:
        self._scope, self._address, self._viewer = scope, address, viewer
        self._below: dict[int | None, list[Leaf]] = defaultdict(list)
        for leaf in scope.leaves.values():
            self._below[leaf.parent_id].append(leaf)
        self._name = ", ".join(scope.spaces.values())

    def start(self) -> bytes:
        """All pages by the tree; of several spaces each under its name."""
        spaces = [
            (name, [self._line(leaf, None, deep=True) for leaf in self._below[None] if leaf.place.startswith(top)])
            for top, name in self._scope.spaces.items()
        ]
        return draw("start.html", name=self._name, spaces=spaces, style=STYLE)

    def page(self, page: Page, content: PageContent, leaf: Leaf) -> bytes:
        way = self._way(leaf)
        return draw(
            "page.html",
            rehung(text_of(content, self._viewer), leading(leaf, self._scope, self._address)),
            title=page.title,
            icon=page.icon,
            name=self._name,
            changed=day(content.updated_at),
            start=beside(leaf, START),
            style=beside(leaf, STYLE),
            tree=[self._opened(top, leaf, way) for top in self._below[None] if top.space_id == leaf.space_id],
            way=[self._line(above, leaf) for above in way[:-1]],
            below=[self._line(child, leaf) for child in self._below[leaf.id]],
            files=[(piece.name, beside(leaf, piece.path)) for piece in self._scope.of_page(leaf.id)],
        )

    def _way(self, leaf: Leaf) -> list[Leaf]:
        """From the top down to the page itself."""
        way = [leaf]
        while (parent := way[0].parent_id) in self._scope.leaves:
            way.insert(0, self._scope.leaves[parent])
        return way

    def _opened(self, here: Leaf, seen_from: Leaf, way: list[Leaf]) -> Line:
        """Only the way to the page is open, so that a page does not grow with the space."""
        line = self._line(here, seen_from)
        if here in way:
            line.children = [self._opened(child, seen_from, way) for child in self._below[here.id]]
        return line

    def _line(self, leaf: Leaf, seen_from: Leaf | None, *, deep: bool = False) -> Line:
        children = [self._line(child, seen_from, deep=True) for child in self._below[leaf.id]] if deep else []
        return Line(leaf.title, leaf.icon, beside(seen_from, f"{leaf.place}.html"), leaf is seen_from, children)
