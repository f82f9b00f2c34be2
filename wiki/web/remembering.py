"""Pieces of pages that come out alike for many requests, kept ready-made.

In a template: `{% call remembered("keys", lang) %}…{% endcall %}`. The key must name everything the piece depends on,
and a piece may hold nothing secret and nothing of one person: no token, no name of the reader.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable

from flask import Flask
from markupsafe import Markup

REMEMBERED = 2_000

_pieces: OrderedDict[tuple[Hashable, ...], Markup] = OrderedDict()


def init_app(app: Flask) -> None:
    forget()
    app.jinja_env.globals["remembered"] = remembered


def remembered(*key: Hashable, caller: Callable[[], Markup]) -> Markup:
    if key in _pieces:
        _pieces.move_to_end(key)
        return _pieces[key]
    piece = _pieces[key] = caller()
    if len(_pieces) > REMEMBERED:
        _pieces.popitem(last=False)
    return piece


def forget() -> None:
    _pieces.clear()
