"""The sidebar: the spaces a person may read, and the way down to the page they look at."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from flask import g
from flask_login import current_user

from wiki.pages.tree import Item, Step, mark_writing, tree_around
from wiki.spaces.models import Space
from wiki.spaces.queries import Brief, spaces_of

REMEMBERED = 512

Tree = tuple[list[Item], list[Step]]
_trees: OrderedDict[tuple[int, int, int | None], Tree] = OrderedDict()


@dataclass
class Side:
    """`space` is the one the page stands in; `key` names all that is shown."""

    spaces: list[Brief] = field(default_factory=list)
    tree: list[Item] = field(default_factory=list)
    space: Space | None = None
    key: Hashable = ()


def stand_in(space: Space, page_id: int | None = None) -> list[Step]:
    """Say where this request's page stands; gives the way down to it, for the breadcrumb."""
    g.stands = space, page_id
    return _tree(space, page_id)[1]


def side(writing: Callable[[], dict[int, list[int]]]) -> Side:
    """The sidebar of this request."""
    space, page_id = g.get("stands", (None, None))
    spaces = spaces_of(current_user)
    tree = _tree(space, page_id)[0] if space else []
    here = writing()
    mark_writing(tree, here)
    stands = (space.id, space.tree_version, page_id) if space else None
    return Side(spaces, tree, space, (*spaces, stands, *((i, *slots) for i, slots in sorted(here.items()))))


def tree_of(space: Space, page_id: int | None) -> list[Item]:
    """The top of a space with the way to a page opened."""
    return _tree(space, page_id)[0]


def _tree(space: Space, page_id: int | None) -> Tree:
    """Remembered as long as the space's tree version stays the same, which the database says."""
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


def context(writing: Callable[[], dict[int, list[int]]]) -> dict[str, Any]:
    return {"side": side(writing)} if current_user.is_authenticated else {}
