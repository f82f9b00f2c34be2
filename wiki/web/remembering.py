"""Pieces of pages that come out alike for many requests, kept ready-made.

In a template: `{% call remembered("keys", lang) %}…{% endcall %}`. The key must name everything the piece depends on,
and a piece may hold nothing secret and nothing of one person: no token, no name of the reader.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from itertools import count
from typing import TypeVar

from flask import Flask
from markupsafe import Markup

REMEMBERED = 2_000

Kept = TypeVar("Kept", Markup, int)

_pieces: OrderedDict[tuple[Hashable, ...], Markup] = OrderedDict()
_numbers: OrderedDict[tuple[Hashable, ...], int] = OrderedDict()
_count = count(1)
"""Goes on for ever: a number that was forgotten never stands for anything else."""


def init_app(app: Flask) -> None:
    forget()
    app.jinja_env.globals["remembered"] = remembered


def remembered(*key: Hashable, caller: Callable[[], Markup]) -> Markup:
    return _found(_pieces, key, caller)


def short(*parts: Hashable) -> int:
    """A number that stands for a long key, for several pieces of one page: it is found once and compared at once."""
    return _found(_numbers, parts, lambda: next(_count))


def _found(
    kept: "OrderedDict[tuple[Hashable, ...], Kept]", key: tuple[Hashable, ...], make: Callable[[], Kept]
) -> Kept:
    if (found := kept.get(key)) is not None:
        kept.move_to_end(key)
        return found
    made = kept[key] = make()
    if len(kept) > REMEMBERED:
        kept.popitem(last=False)
    return made


def forget() -> None:
    _pieces.clear()
    _numbers.clear()
