"""The child's side of searching: it keeps one index open, and works for one caller at a time."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from wiki.search.analysis import beginnings, tokens
from wiki.search.asking import query_from
from wiki.search.engines import Doc, EngineName, SearchIndex, open_index
from wiki.search.passages import passage_of
from wiki.search.texts import plain

TITLE_TIMES = 3

_open: dict[str, SearchIndex] = {}


def _index(folder: str, engine: EngineName) -> SearchIndex:
    if folder not in _open:
        for other in _open.values():
            other.close()
        _open.clear()
        _open[folder] = open_index(engine, Path(folder))
    return _open[folder]


def _search(
    folder: str, engine: EngineName, query: dict[str, Any], spaces: list[int], limit: int, pages: list[int] | None
) -> list[int]:
    among = None if pages is None else frozenset(pages)
    return _index(folder, engine).search(query_from(query), frozenset(spaces), limit, among)


def _suggest(folder: str, engine: EngineName, words: list[str], spaces: list[int], limit: int) -> list[int]:
    return _index(folder, engine).suggest(words, frozenset(spaces), limit)


def _passages(htmls: list[str], wanted: list[str], prefixes: list[str]) -> list[dict[str, Any]]:
    return [asdict(passage_of(html, frozenset(wanted), tuple(prefixes))) for html in htmls]


def _apply(folder: str, engine: EngineName, pages: list[dict[str, Any]], gone: list[int]) -> int:
    _index(folder, engine).apply(docs_of(pages), gone)
    return len(pages)


def _count(folder: str, engine: EngineName) -> int:
    return _index(folder, engine).count()


def docs_of(pages: Iterable[dict[str, Any]]) -> list[Doc]:
    return [_doc(page) for page in pages]


def _doc(page: dict[str, Any]) -> Doc:
    title_exact, title = tokens(page["title"])
    exact, stems = tokens(plain(page["html"]))
    tag_exact, tagged = tokens(" ".join(page["tags"]))
    return Doc(
        page_id=page["id"],
        space_id=page["space"],
        exact=[*title_exact, *exact, *tag_exact],
        stems=[*title * TITLE_TIMES, *tagged, *stems],
        title=title,
        beginnings=list(dict.fromkeys(beginnings(page["title"]))),
    )


HANDLERS: dict[str, Callable[..., Any]] = {
    "search": _search,
    "suggest": _suggest,
    "passages": _passages,
    "apply": _apply,
    "count": _count,
}
