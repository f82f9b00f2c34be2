"""The child's side of searching: it keeps one index open, and works for one caller at a time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from wiki.search.analysis import STOP, beginnings, tokens
from wiki.search.asking import Item, Query, query_from
from wiki.search.compounds import Vocabulary, apart, dutch_words
from wiki.search.engines import Doc, EngineName, SearchIndex, open_index
from wiki.search.passages import Wanted, passages_of
from wiki.search.texts import headings_of, plain

TITLE_TIMES, HEADING_TIMES = 3, 1
"""So often more than in the text."""


@dataclass(frozen=True)
class _Opened:
    index: SearchIndex
    vocabulary: Vocabulary


_open: dict[str, _Opened] = {}


def _opened(folder: str, engine: EngineName) -> _Opened:
    if folder not in _open:
        for other in _open.values():
            other.index.close()
            other.vocabulary.close()
        _open.clear()
        _open[folder] = _Opened(open_index(engine, Path(folder)), Vocabulary(Path(folder)))
    return _open[folder]


def _search(
    folder: str, engine: EngineName, query: dict[str, Any], spaces: list[int], limit: int, among: list[int] | None
) -> list[int]:
    opened, within = _opened(folder, engine), frozenset(spaces)
    opened.vocabulary.look_again()
    asked = parted(query_from(query), partial(opened.vocabulary.halves, spaces=within))
    return opened.index.search(asked, within, limit, None if among is None else frozenset(among))


def _suggest(folder: str, engine: EngineName, words: list[str], spaces: list[int], limit: int) -> list[int]:
    return _opened(folder, engine).index.suggest(words, frozenset(spaces), limit)


def _passages(
    folder: str, engine: EngineName, htmls: list[str], query: dict[str, Any], spaces: list[int]
) -> list[dict[str, Any]]:
    halves = partial(_opened(folder, engine).vocabulary.halves, spaces=frozenset(spaces))
    wanted = Wanted.by(parted(query_from(query), halves), halves)
    return [vars(passage) for passage in passages_of(htmls, wanted)]


def parted(query: Query, halves: Callable[[str], tuple[str, ...]]) -> Query:
    """A compound is also found where somebody wrote its halves apart."""
    return replace(query, must=tuple((*clause, *_apart(clause, halves)) for clause in query.must))


def _apart(clause: tuple[Item, ...], halves: Callable[[str], tuple[str, ...]]) -> list[Item]:
    words = (item.word for item in clause if item.kind == "word")
    return [Item("phrase", parts) for word in words if (found := halves(word)) for parts in apart(found)]


def _apply(
    folder: str, engine: EngineName, entries: list[dict[str, Any]], gone: list[int], pages: list[int], more: bool
) -> None:
    opened = _opened(folder, engine)
    if not more:
        _learn(folder, engine, entries)
    opened.index.apply(docs_of(entries, opened.vocabulary), gone, pages, more=more)


def _learn(folder: str, engine: EngineName, entries: list[dict[str, Any]]) -> None:
    """The words of these entries, by which compounds are told: all, before the first entry of a new index comes."""
    said = ((entry["space"], entry["page"], dutch_words(plain(entry["html"]))) for entry in entries)
    _opened(folder, engine).vocabulary.learn(said)


def _count(folder: str, engine: EngineName) -> int:
    return _opened(folder, engine).index.count()


def docs_of(entries: Iterable[dict[str, Any]], vocabulary: Vocabulary | None = None) -> list[Doc]:
    return [_doc(entry, vocabulary) for entry in entries]


def _doc(entry: dict[str, Any], vocabulary: Vocabulary | None) -> Doc:
    halves = partial(vocabulary.halves, spaces=frozenset([entry["space"]])) if vocabulary else None
    title, said = tokens(entry["title"], halves), tokens(plain(entry["html"]), halves)
    headings, beside = tokens("\n\n".join(headings_of(entry["html"]))), tokens(" ".join(entry["beside"]))
    weighty = [*(title.stems + title.parts) * TITLE_TIMES, *headings.stems * HEADING_TIMES]
    return Doc(
        key=entry["key"],
        page_id=entry["page"],
        space_id=entry["space"],
        exact=[*title.exact, *said.exact, *beside.exact],
        stems=[*weighty, *beside.stems, *said.stems, *said.parts],
        title=title.stems,
        beginnings=list(dict.fromkeys(beginnings(entry["title"]))),
        titled=sum(word not in STOP for word in title.exact) or 1,
    )


HANDLERS: dict[str, Callable[..., Any]] = {
    "search": _search,
    "suggest": _suggest,
    "passages": _passages,
    "apply": _apply,
    "learn": _learn,
    "count": _count,
}
