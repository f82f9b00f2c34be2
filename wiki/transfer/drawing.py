"""Pages of an import are drawn beside it: while children draw some, those before are being kept."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any, NamedTuple

from wiki.core.child import ChildPool
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.models import Page
from wiki.pages.projection import RENDERER_MB, Drawing, draw, draw_with
from wiki.pages.resolving import resolve
from wiki.pages.words import words
from wiki.transfer.planting import Seed

AT_ONCE = 20
"""Pages that are kept in one transaction."""


class Grown(NamedTuple):
    """A page whose history is replayed, and what it looks like."""

    seed: Seed
    answer: dict[str, Any]
    page_id: int
    drawing: Drawing


Replayed = tuple[Seed, dict[str, Any], int]
Waiting = tuple[Replayed, "Future[Drawing] | Drawing"]


def drawn(pages: Iterable[Replayed]) -> Iterator[list[Grown]]:
    """All of them, some at a time, as (seed, what its replay said, page id). Between two lots nothing is asked of the
    database, so the caller may write."""
    rest = iter(pages)
    waiting: list[Waiting] = []
    renderer = ChildPool("wiki.markup.worker", size=1, memory_mb=RENDERER_MB)
    try:
        with ThreadPoolExecutor(1) as pool:
            while lot := list(islice(rest, AT_ONCE)):
                coming = _begun(lot, pool, renderer)
                if waiting:
                    yield [_done(*one) for one in waiting]
                waiting = coming
            if waiting:
                yield [_done(*one) for one in waiting]
    finally:
        renderer.close()


def _begun(lot: list[Replayed], pool: ThreadPoolExecutor, renderer: ChildPool) -> list[Waiting]:
    begun: list[Waiting] = []
    with unit():
        said = words()
        for seed, answer, page_id in lot:
            page, seen = session.get_one(Page, page_id), answer["seen"]
            drawing: Future[Drawing] | Drawing = (
                draw(page, answer["text"])
                if seen is None
                else pool.submit(draw_with, answer["text"], resolve(page, seen), said, {}, renderer)
            )
            begun.append(((seed, answer, page_id), drawing))
    return begun


def _done(replayed: Replayed, drawing: "Future[Drawing] | Drawing") -> Grown:
    return Grown(*replayed, drawing.result() if isinstance(drawing, Future) else drawing)
