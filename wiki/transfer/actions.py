"""Bringing pages in from elsewhere, with their history."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from wiki.accounts.models import User
from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.unit import unit
from wiki.transfer.folder import Folder
from wiki.transfer.growing import grow_page
from wiki.transfer.lineage import Line, Version, trace
from wiki.transfer.luggage import Luggage
from wiki.transfer.people import author_key, people_of
from wiki.transfer.planting import Opening, Seed, open_space, plant_pages, plant_space, uproot_space
from wiki.transfer.progress import Progress
from wiki.transfer.report import Report
from wiki.transfer.repository import Commit, opened
from wiki.transfer.returning import authors_in, lived, typed_in
from wiki.transfer.source import Source
from wiki.transfer.zipped import is_zip, unpacked

CHILDREN = 2
CHILD_MB = 1024
READ_CPU_S = 5.0
REPLAY_CPU_S = 60.0
AHEAD = 2 * CHILDREN
"""Pages that are replayed or wait for it while one is kept; each is held in memory."""


class History(Protocol):
    """Commits of files, and what stood in the files: a repository, a folder, or something told."""

    def count(self) -> int: ...
    def commits(self) -> Iterator[Commit]: ...
    def irregular(self) -> list[str]: ...
    def files(self) -> dict[str, str]: ...
    def read(self, blob: str, largest: int = ...) -> bytes | None: ...


def import_git(source: Path, *, space_name: str, owner: User, progress: Progress) -> Report:
    """A new space with the Markdown of a folder, zip, repository or bundle: every commit a revision by its author.

    Nobody sees the space before all of it is there. Raises Invalid.
    """
    return import_source(source, Opening(space_name, owner), progress)


def import_source(source: Path, opening: Opening, progress: Progress) -> Report:
    with histories(source, opening) as history:
        return import_history(history, opening, progress)


@contextmanager
def histories(source: Path, opening: Opening) -> Iterator[History]:
    """What stands at `source`: a repository, a bundle, a zip or a folder. Raises Invalid."""
    if is_zip(source):
        with unpacked(source, opening.owner) as pages:
            yield pages
        return
    with opened(source) as repository:
        if repository:
            repository.head()
        yield repository or Folder(source, opening.owner)


def import_history(history: History, opening: Opening, progress: Progress) -> Report:
    began = time.monotonic()
    report = Report(opening.name)
    with children() as workers, _planted(opening.name) as space_id:
        seeds = seeds_of(history, workers, progress, report)
        _grow(space_id, seeds, history, workers, progress, report)
        with unit():
            open_space(space_id, opening)
    report.seconds = time.monotonic() - began
    return report


@contextmanager
def children() -> Iterator[ChildPool]:
    workers = ChildPool("wiki.transfer.worker", size=CHILDREN, memory_mb=CHILD_MB)
    try:
        yield workers
    finally:
        workers.close()


@contextmanager
def _planted(space_name: str) -> Iterator[int]:
    """A hidden space, taken back when the import fails."""
    with unit():
        space_id = plant_space(space_name)
    try:
        yield space_id
    except BaseException:
        with unit():
            uproot_space(space_id)
        raise


def seeds_of(history: History, workers: ChildPool, progress: Progress, report: Report) -> list[Seed]:
    """The files at the end of the history, read as pages."""
    lineage = trace(progress.through(history.commits(), "Reading the history", history.count()))
    report.deleted = lineage.lost
    report.skipped = [f"{path}: a link, not a file" for path in history.irregular()]
    seeds = []
    for path, place in progress.through(sorted(lineage.alive.items()), "Reading the files", len(lineage.alive)):
        if any(part.startswith(".") for part in path.split("/")):
            report.skipped.append(f"{path}: hidden")
        elif found := _read(history, workers, path, place.version.blob):
            seeds.append(Seed(path, lived(place.line, found.said), found))
        else:
            report.skipped.append(f"{path}: too large, or not to be read")
    return seeds


def _read(history: History, workers: ChildPool, path: str, blob: str) -> Source | None:
    data = history.read(blob)
    try:
        return None if data is None else Source(**workers.call("read", cpu_seconds=READ_CPU_S, data=data, path=path))
    except (ChildDied, ChildError):
        return None


def _grow(
    space_id: int, seeds: list[Seed], history: History, workers: ChildPool, progress: Progress, report: Report
) -> None:
    with unit():
        people = people_of(commit for seed in seeds for commit in _commits_of(seed))
        planted = plant_pages(space_id, seeds, people)
    report.left.update(planted.left)
    luggage = Luggage(history)
    replayed = _replayed(seeds, people, planted.addresses, history, workers)
    for seed, answer in progress.through(replayed, "Replaying the pages", len(seeds)):
        left = luggage.bring(planted.ids[seed.path], seed, people, _files_of(seed, answer))
        with unit():
            report.revisions += grow_page(planted.ids[seed.path], space_id, seed.line, people, answer)
        report.files += [f"{seed.path}: {link}" for link in left]
        report.note(seed.path, answer)
    report.brought = luggage.brought
    report.pages, report.folders, report.authors = len(seeds) + planted.folders, planted.folders, len(people)


def _replayed(
    seeds: list[Seed], people: dict[str, int], known: list[str], history: History, workers: ChildPool
) -> Iterator[tuple[Seed, dict[str, Any]]]:
    """Each page with its history replayed; some are worked on ahead, by several children."""
    waiting: list[tuple[Seed, Future[dict[str, Any]]]] = []
    rest = iter(seeds)
    with ThreadPoolExecutor(CHILDREN) as pool:
        while True:
            for seed in islice(rest, AHEAD - len(waiting)):
                asked = _question(seed.line, people, history) | {"runs": _runs(seed, people)}
                waiting.append((seed, pool.submit(_answer, workers, asked | {"known": known})))
            if not waiting:
                return
            seed, future = waiting.pop(0)
            yield seed, future.result()


def _question(line: Line, people: dict[str, int], history: History) -> dict[str, Any]:
    blobs = {kept: i for i, kept in enumerate(dict.fromkeys((v.blob, v.begins) for v in line.versions))}
    return {
        "files": [b"" if begins else history.read(blob) or b"" for blob, begins in blobs],
        "steps": [_step(version, people, blobs) for version in line.versions],
    }


def _commits_of(seed: Seed) -> Iterator[Commit]:
    yield from (version.commit for version in seed.line.versions)
    yield from authors_in(seed.source.said, seed.line.last.commit)


def _runs(seed: Seed, people: dict[str, int]) -> list[tuple[int, int]]:
    """Who typed what of a page that came without its history, as far as its file tells."""
    if len(seed.line.versions) != 2 or not seed.line.versions[0].begins:
        return []
    ids = [people[author_key(commit)] for commit in authors_in(seed.source.said, seed.line.last.commit)]
    return [(ids[number], units) for number, units in typed_in(seed.source.said)]


def _files_of(seed: Seed, answer: dict[str, Any]) -> list[str]:
    """What the page names, and what was on it without being named."""
    return [*answer["links"]["files"], *seed.source.said.get("files", [])]


def _step(version: Version, people: dict[str, int], blobs: dict[Any, int]) -> dict[str, Any]:
    return {
        "follows": version.follows,
        "author": people[author_key(version.commit)],
        "file": blobs[version.blob, version.begins],
        "quiet": version.begins,
        "path": version.path,
    }


def _answer(workers: ChildPool, asked: dict[str, Any]) -> dict[str, Any]:
    """The whole history; when that is more than a child can do, the last version alone."""
    try:
        return workers.call("replay", cpu_seconds=REPLAY_CPU_S, **asked)  # type: ignore[no-any-return]
    except (ChildDied, ChildError):
        last = asked["steps"][-1] | {"follows": ()}
        answer = workers.call("replay", cpu_seconds=REPLAY_CPU_S, **asked | {"steps": [last]})
        for revision in answer["revisions"]:
            revision["step"] = len(asked["steps"]) - 1
        answer["left"]["history of a page"] = 1
        return answer  # type: ignore[no-any-return]
