"""The sidebar: the spaces a person may read, and the way down to the page they look at."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from flask import g

from wiki.accounts.models import User
from wiki.pages.tree import Around, Item, Step, tree_around
from wiki.spaces.models import Space
from wiki.spaces.queries import Brief, spaces_of

REMEMBERED = 512

_trees: OrderedDict[tuple[int, int, int | None], Around] = OrderedDict()


@dataclass
class Side:
    """`space` is the one the page stands in, `writing` the colours of those who write, by page id; `key` names all that
    is shown."""

    spaces: list[Brief]
    tree: list[Item]
    space: Space | None
    writing: dict[int, list[int]]
    key: Hashable


def stand_in(space: Space, page_id: int | None = None) -> list[Step]:
    """Say where this request's page stands; gives the way down to it, for the breadcrumb."""
    g.stands = space, page_id
    return around(space, page_id).way


def side(viewer: User, writing: dict[int, list[int]]) -> Side:
    """The sidebar of this request."""
    space, page_id = g.get("stands", (None, None))
    spaces = spaces_of(viewer)
    tree = around(space, page_id).tops if space else []
    stands = (space.id, space.tree_version, page_id) if space else None
    key = (*spaces, stands, *((i, *slots) for i, slots in sorted(writing.items())))
    return Side(spaces, tree, space, writing, key)


def around(space: Space, page_id: int | None) -> Around:
    """The space's tree seen from a page; remembered as long as its tree version stays the same."""
    key = (space.id, space.tree_version, page_id)
    if key not in _trees:
        _trees[key] = tree_around(space.id, page_id)
        if len(_trees) > REMEMBERED:
            _trees.popitem(last=False)
    _trees.move_to_end(key)
    return _trees[key]


def forget() -> None:
    """Forget all trees: another database, or a test."""
    _trees.clear()
