"""What can be brought in: whatever tells commits of files, wherever it comes from, and its files read as pages."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wiki.accounts.models import User
from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.transfer import losses
from wiki.transfer.folder import Folder, Lone
from wiki.transfer.formats.dialects import in_dialect
from wiki.transfer.formats.dump import is_dump
from wiki.transfer.formats.found import DUMPS, in_markdown
from wiki.transfer.formats.loose import is_page
from wiki.transfer.lineage import trace
from wiki.transfer.planting import Seed
from wiki.transfer.progress import Progress
from wiki.transfer.report import Report
from wiki.transfer.repository import Commit, opened
from wiki.transfer.returning import lived
from wiki.transfer.source import Source
from wiki.transfer.telling import Fact, why
from wiki.transfer.zipped import is_zip, unpacked

CHILDREN = 2
CHILD_MB = 1024
READ_CPU_S = 5.0
TRIES = 2
"""A child may be killed for what is not the page's fault; a page that does it twice is left out."""
DEEPEST = 100
"""Folders within each other. Trees are walked by functions that call themselves, and nobody finds a page so deep."""
LONGEST_SHOWN = 100

log = logging.getLogger(__name__)


class History(Protocol):
    """Commits of files, and what stood in the files: a repository, a folder, or something told."""

    def count(self) -> int: ...
    def commits(self) -> Iterator[Commit]: ...
    def irregular(self) -> list[Fact]:
        """What is not taken, each with the reason."""

    def left(self) -> Counter[str]:
        """What was lost before anything of this was read, where another system's pages were made into Markdown."""

    def files(self) -> dict[str, str]: ...
    def read(self, blob: str, largest: int = ...) -> bytes | None: ...


@contextmanager
def histories(source: Path, owner: User, progress: Progress) -> Iterator[History]:
    """What stands at `source`: a repository, bundle, zip, folder or file, of any system we know. Raises Invalid."""
    if source.is_file() and (is_page(source.name) or (source.name.endswith(DUMPS) and is_dump(source))):
        with in_markdown(Lone(source, owner), owner, progress) as pages:
            yield pages
        return
    if is_zip(source):
        with unpacked(source, owner) as folder, in_markdown(folder, owner, progress) as pages:
            yield pages
        return
    with opened(source) as repository:
        if repository:
            repository.head()
            with in_dialect(repository, source.name) as turned:
                yield turned
            return
        with in_markdown(Folder(source, owner), owner, progress) as pages:
            yield pages


@contextmanager
def children() -> Iterator[ChildPool]:
    workers = ChildPool("wiki.transfer.worker", size=CHILDREN, memory_mb=CHILD_MB)
    try:
        yield workers
    finally:
        workers.close()


@dataclass
class Pages:
    """The files at the end of a history, read as pages; `root` is the first commit of a repository."""

    seeds: list[Seed]
    root: str


def pages_of(history: History, workers: ChildPool, progress: Progress, report: Report) -> Pages:
    lineage = trace(progress.through(history.commits(), "Reading the history", history.count()))
    report.deleted = lineage.lost
    report.skipped = history.irregular()
    report.left.update(history.left())
    seeds = []
    for path, place in progress.through(sorted(lineage.alive.items()), "Reading the files", len(lineage.alive)):
        if any(part.startswith(".") for part in path.split("/")):
            report.skipped.append(why(path, losses.HIDDEN))
        elif path.count("/") > DEEPEST:
            report.skipped.append(why(f"{path[:LONGEST_SHOWN]}…", losses.DEEP))
        elif found := _read(history, workers, path, place.version.blob):
            seeds.append(Seed(path, lived(place.line, found.said), found))
        else:
            report.skipped.append(why(path, losses.UNREADABLE))
    return Pages(seeds, lineage.root)


def _read(history: History, workers: ChildPool, path: str, blob: str) -> Source | None:
    data = history.read(blob)
    if data is None:
        return None
    for _ in range(TRIES):
        try:
            return Source(**workers.call("read", cpu_seconds=READ_CPU_S, data=data, path=path))
        except ChildError as error:
            log.warning("%s cannot be read: %s", path, error)
            return None
        except ChildDied as error:
            log.warning("%s could not be read: %r", path, error)
    return None
