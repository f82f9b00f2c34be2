"""The life of each page, replayed by children as edits of one living text."""

import logging
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any

from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.pages.projection import RENDER_CPU_S
from wiki.transfer.addresses import list_for_children
from wiki.transfer.histories import CHILDREN, History
from wiki.transfer.lineage import Line, Version
from wiki.transfer.people import author_key
from wiki.transfer.planting import Seed
from wiki.transfer.repository import Commit
from wiki.transfer.returning import authors_in, typed_in

REPLAY_CPU_S = 60.0
AHEAD = 2 * CHILDREN
"""Pages that are replayed or wait for it while one is kept; each is held in memory."""

log = logging.getLogger(__name__)


def replayed(
    seeds: list[Seed], people: dict[str, int], known: list[str], history: History, workers: ChildPool
) -> Iterator[tuple[Seed, dict[str, Any] | None]]:
    """Each page with its history replayed; some are worked on ahead, by several children."""
    waiting: list[tuple[Seed, Future[dict[str, Any] | None]]] = []
    rest = iter(seeds)
    with list_for_children(known) as addresses, ThreadPoolExecutor(CHILDREN) as pool:
        while True:
            for seed in islice(rest, AHEAD - len(waiting)):
                asked = _question(seed.line, people, history) | {"runs": _runs(seed, people)}
                waiting.append((seed, pool.submit(_answer, workers, asked | {"known": addresses})))
            if not waiting:
                return
            seed, future = waiting.pop(0)
            yield seed, future.result()


def commits_of(seed: Seed) -> Iterator[Commit]:
    """Those that tell who wrote the page."""
    yield from (version.commit for version in seed.line.versions)
    yield from authors_in(seed.source.said, seed.line.last.commit)


def files_of(seed: Seed, answer: dict[str, Any]) -> list[str]:
    """What the page names, and what was on it without being named."""
    return [*answer["links"]["files"], *seed.source.said.get("files", [])]


def _question(line: Line, people: dict[str, int], history: History) -> dict[str, Any]:
    blobs = {kept: i for i, kept in enumerate(dict.fromkeys((v.blob, v.begins) for v in line.versions))}
    return {
        "files": [b"" if begins else history.read(blob) or b"" for blob, begins in blobs],
        "steps": [_step(version, people, blobs) for version in line.versions],
    }


def _runs(seed: Seed, people: dict[str, int]) -> list[tuple[int, int]]:
    """Who typed what of a page that came without its history, as far as its file tells."""
    if len(seed.line.versions) != 2 or not seed.line.versions[0].begins:
        return []
    ids = [people[author_key(commit)] for commit in authors_in(seed.source.said, seed.line.last.commit)]
    return [(ids[number], units) for number, units in typed_in(seed.source.said)]


def _step(version: Version, people: dict[str, int], blobs: dict[Any, int]) -> dict[str, Any]:
    return {
        "follows": version.follows,
        "author": people[author_key(version.commit)],
        "file": blobs[version.blob, version.begins],
        "quiet": version.begins,
        "path": version.path,
    }


def _answer(workers: ChildPool, asked: dict[str, Any]) -> dict[str, Any] | None:
    """The whole history; when that is more than a child can do, the last version alone; None when that is, too."""
    answer = _replay(workers, asked)
    if answer is None:
        answer = _replay(workers, asked | {"steps": [asked["steps"][-1] | {"follows": ()}]})
        if answer is None:
            return None
        for revision in answer["revisions"]:
            revision["step"] = len(asked["steps"]) - 1
        answer["left"]["history of a page"] = 1
    try:
        answer["seen"] = workers.call("scan", cpu_seconds=RENDER_CPU_S, text=answer["text"])
    except (ChildDied, ChildError):
        answer["seen"] = None
    return answer


def _replay(workers: ChildPool, asked: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return workers.call("replay", cpu_seconds=REPLAY_CPU_S, **asked)  # type: ignore[no-any-return]
    except (ChildDied, ChildError) as error:
        log.warning("%s cannot be replayed: %r", asked["steps"][-1]["path"], error)
        return None
