"""Where an address of the wiki leads in a web site that was made of it."""

import re
from collections.abc import Callable
from posixpath import dirname, relpath
from urllib.parse import quote

from wiki.export.scope import Leaf, Scope

PAGE = re.compile(r"/p/(\d{1,9})(?:-[^/?#]*)?(#.*)?$")
FILE = re.compile(r"/f/(\d{1,9})(?:/[^?#]*)?(?:\?[^#]*)?$")


def leading(leaf: Leaf, scope: Scope, address: str) -> Callable[[str], str]:
    """As seen from a page: relative to its place, else the wiki's own address."""

    def lead(url: str) -> str:
        if (page := PAGE.match(url)) and int(page[1]) in scope.leaves:
            return beside(leaf, f"{scope.leaves[int(page[1])].place}.html") + (page[2] or "")
        if (file := FILE.match(url)) and int(file[1]) in scope.luggage:
            return beside(leaf, scope.luggage[int(file[1])].path)
        return f"{address}{url}" if url.startswith("/") and not url.startswith("//") else url

    return lead


def beside(leaf: Leaf | None, path: str) -> str:
    """From a page, or (None) from the top of the export."""
    return quote(relpath(path, (dirname(leaf.place) if leaf else "") or "."))
