"""The sidebar: the spaces a person may read, and the way down to the page they look at."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from flask import g

from wiki.accounts.models import User
from wiki.pages.tree import Around, Item, Step, tree_around
from wiki.spaces.models import Space
from wiki.spaces.policy import may
from wiki.spaces.queries import Brief, spaces_of
from wiki.web.visitor import visitor

REMEMBERED = 1024

_trees: OrderedDict[tuple[int, int | None, int, tuple[int, ...]], Around] = OrderedDict()


@dataclass
class Side:
    """`space` is the one the page stands in, and `edits` whether the viewer may write there; `writing` the colours of
    those who write, by page id; `key` names all that is shown."""

    spaces: list[Brief]
    tree: list[Item]
    space: Space | Brief | None
    edits: bool
    writing: dict[int, list[int]]
    key: Hashable
    has_drafts: bool = False


@dataclass(frozen=True)
class Place:
    """Where this request's page stands."""

    space: Space | Brief
    page_id: int | None
    tree_version: int
    edits: bool


def stand_in(
    space: Space | Brief, page_id: int | None = None, tree_version: int | None = None, *, edits: bool | None = None
) -> list[Step]:
    """Say where this request's page stands; gives the way down to it, for the breadcrumb. `edits`: whether the viewer
    may write there, where that is known already."""
    version = space.tree_version if isinstance(space, Space) else tree_version or 0
    if edits is None:
        edits = isinstance(space, Space) and may(visitor(), "edit", space)
    g.stands = Place(space, page_id, version, edits)
    return around(space.id, page_id, version).way


def side(viewer: User, writing: dict[int, list[int]]) -> Side:
    """The sidebar of this request."""
    stands: Place | None = g.get("stands")
    spaces, has_drafts = spaces_of(viewer)
    who_writes = ((i, *slots) for i, slots in sorted(writing.items()))
    if stands is None:
        return Side(spaces, [], None, False, writing, (has_drafts, *spaces, *who_writes), has_drafts)
    place = stands.space.id, stands.page_id, stands.tree_version
    key = (has_drafts, *spaces, place, tuple(viewer.open_branches), stands.edits, *who_writes)
    return Side(spaces, around(*place).tops, stands.space, stands.edits, writing, key, has_drafts)


def around(space_id: int, page_id: int | None, tree_version: int) -> Around:
    """The space's tree seen from a page, as this visitor left it; remembered as long as its tree version stays the
    same, for all who left it so. What they left open came with the row that says who they are."""
    open_too = tuple(visitor().open_branches)
    key = (space_id, page_id, tree_version, open_too)
    if key not in _trees:
        _trees[key] = tree_around(space_id, page_id, open_too)
        if len(_trees) > REMEMBERED:
            _trees.popitem(last=False)
    _trees.move_to_end(key)
    return _trees[key]


def forget() -> None:
    """Forget all trees: another database, or a test."""
    _trees.clear()
