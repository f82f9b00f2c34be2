"""Asking the index. It lies in a child, so that looking for something keeps nobody else waiting."""

from collections.abc import Iterable
from typing import Any

from wiki.core.child import Child, ChildDied, ChildError
from wiki.search.asking import Query
from wiki.search.keeping import current
from wiki.search.passages import Passage

MEMORY_MB = 2048
"""Of address space: files of the index are mapped into it."""
SEARCH_CPU_S = 5.0
PASSAGES_CPU_S = 2.0

reader = Child("wiki.search.worker", memory_mb=MEMORY_MB, idle_seconds=None)


class Unready(Exception):
    """There is no index that can be asked now."""


def search(query: Query, spaces: Iterable[int], limit: int, pages: Iterable[int] | None = None) -> list[int]:
    """Ids of pages, best first; whoever asks looks at their rights. Raises Unready."""
    among = None if pages is None else list(pages)
    return _asked("search", query=query.as_values(), spaces=list(spaces), limit=limit, pages=among)


def suggest(words: list[str], spaces: Iterable[int], limit: int) -> list[int]:
    """Raises Unready."""
    return _asked("suggest", words=words, spaces=list(spaces), limit=limit)


def passages(htmls: list[str], query: Query) -> list[Passage]:
    """Raises Unready."""
    items = [item for clause in query.must for item in clause]
    wanted = [token for item in items if item.kind != "prefix" for token in item.tokens]
    prefixes = [item.tokens[0] for item in items if item.kind == "prefix"]
    try:
        found = reader.call("passages", cpu_seconds=PASSAGES_CPU_S, htmls=htmls, wanted=wanted, prefixes=prefixes)
    except (ChildDied, ChildError) as error:
        raise Unready(str(error)) from error
    return [Passage(**one) for one in found]


def _asked(op: str, **args: Any) -> list[int]:
    place = current()
    if place is None:
        raise Unready("no index")
    try:
        found: list[int] = reader.call(op, cpu_seconds=SEARCH_CPU_S, **place.for_child, **args)
    except (ChildDied, ChildError) as error:
        raise Unready(str(error)) from error
    return found
