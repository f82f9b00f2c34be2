"""Asking the index. It lies in a child, so that looking for something keeps nobody else waiting."""

from collections.abc import Iterable
from typing import Any

from wiki.core.child import Child, ChildDied, ChildError
from wiki.search.asking import Query
from wiki.search.entries import Entry, Kind, entry_of, keys_of
from wiki.search.keeping import current
from wiki.search.passages import Passage

MEMORY_MB = 2048
"""Of address space: files of the index are mapped into it."""
SEARCH_CPU_S = 5.0
PASSAGES_CPU_S = 2.0
BESIDE_A_PAGE = 3
"""Entries that are asked for where so many pages are wanted: comments, files and questions are among them."""
MANY_BESIDE = 60
"""The same where those were too few, as where some pages have many comments."""

reader = Child("wiki.search.worker", memory_mb=MEMORY_MB, idle_seconds=None)


class Unready(Exception):
    """There is no index that can be asked now."""


def entries(query: Query, spaces: Iterable[int], limit: int, among: Iterable[int] | None = None) -> list[Entry]:
    """What answers it in these spaces, best first; whoever asks looks at its rights. `among`: keys. Raises Unready."""
    wanted = None if among is None else list(among)
    found = _asked("search", query=query.as_values(), spaces=list(spaces), limit=limit, among=wanted)
    return [entry_of(key) for key in found]


def search(query: Query, spaces: Iterable[int], limit: int, pages: Iterable[int] | None = None) -> list[int]:
    """Pages alone: the ids of those that answer it themselves. Raises Unready."""
    among = None if pages is None else keys_of(Kind.PAGE, pages)
    for most in (limit * BESIDE_A_PAGE, limit * MANY_BESIDE):
        found = entries(query, spaces, most, among)
        pages_found = [entry.id for entry in found if entry.kind == Kind.PAGE][:limit]
        if len(pages_found) == limit or len(found) < most:
            break
    return pages_found


def suggest(words: list[str], spaces: Iterable[int], limit: int) -> list[Entry]:
    """What is called so that each of these begins a word of it. Raises Unready."""
    return [entry_of(key) for key in _asked("suggest", words=words, spaces=list(spaces), limit=limit)]


def passages(htmls: list[str], query: Query, spaces: Iterable[int]) -> list[Passage]:
    """Raises Unready."""
    found = _asked("passages", PASSAGES_CPU_S, htmls=htmls, query=query.as_values(), spaces=list(spaces))
    return [Passage(**one) for one in found]


def _asked(op: str, cpu_seconds: float = SEARCH_CPU_S, **args: Any) -> list[Any]:
    place = current()
    if place is None:
        raise Unready("no index")
    try:
        found: list[Any] = reader.call(op, cpu_seconds=cpu_seconds, **place.for_child, **args)
    except (ChildDied, ChildError) as error:
        raise Unready(str(error)) from error
    return found
