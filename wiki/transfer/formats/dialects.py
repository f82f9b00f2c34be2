"""Markdown as other wikis write it, turned into ours when read: Obsidian, GitHub's wikis, Gollum, Otter Wiki, Wiki.js.

What a page needs to know of the others (which name means which page, where a picture lies) is gathered once.
"""

import logging
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, Protocol

import msgpack

from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.transfer import losses
from wiki.transfer.formats.dialect_page import key, title_of
from wiki.transfer.formats.making import CHILD_MB
from wiki.transfer.lineage import is_markdown
from wiki.transfer.repository import LARGEST_FILE, Commit
from wiki.transfer.telling import Fact, why

log = logging.getLogger(__name__)

AROUND = ("_sidebar", "_footer", "_header")
LOOKED_AT = 200
"""Pages that are looked into for Obsidian's signs."""
CPU_S = 5.0
SIGNS = re.compile(rb"\[\[|\[!|\{\.is-|\]\(/(?:[^()\s]{0,300}/)?a/|[ \t]=\d{0,4}x\d{0,4}[\s)]")
"""What only a dialect has: a page without any is ours as it is."""


class Pages(Protocol):
    def count(self) -> int: ...
    def commits(self) -> Iterator[Commit]: ...
    def irregular(self) -> list[Fact]: ...
    def left(self) -> Counter[str]: ...
    def files(self) -> dict[str, str]: ...
    def regular(self) -> dict[str, str]: ...
    def read(self, blob: str, largest: int = ...) -> bytes | None: ...


@contextmanager
def in_dialect(pages: Pages, named: str) -> Iterator["Dialect"]:
    """The history with its pages turned into ours, by a child."""
    workers = ChildPool("wiki.transfer.formats.worker", size=1, memory_mb=CHILD_MB)
    try:
        dialect = Dialect(pages, named, workers)
        with tempfile.NamedTemporaryFile(prefix="kring-names-") as file:
            file.write(msgpack.packb(dialect.tell()))
            file.flush()
            dialect.known = file.name
            yield dialect
    finally:
        workers.close()


class Dialect:
    """A history whose pages are turned when they are read."""

    def __init__(self, pages: Pages, named: str, workers: ChildPool) -> None:
        self._pages, self._workers = pages, workers
        self.known = ""
        """Where children read what they have to know."""
        self._paths: dict[str, str] = {}
        there = pages.regular()
        markdown = {path: blob for path, blob in there.items() if is_markdown(path)}
        self._is_wiki = _is_wiki(markdown, named)
        self._is_obsidian = not self._is_wiki and _is_obsidian(there, markdown, pages.read)
        self._left: Counter[str] = Counter()
        self._titles = _names(markdown)
        self._files = {
            PurePosixPath(path).name.casefold(): path for path in sorted(there, reverse=True) if path not in markdown
        }
        self._files |= {path.casefold(): path for path in there if path not in markdown}
        if self._is_obsidian:
            self._look_into(markdown)

    def count(self) -> int:
        return self._pages.count()

    def commits(self) -> Iterator[Commit]:
        """Without the pages that only stand around others."""
        for commit in self._pages.commits():
            kept = tuple(change for change in commit.changes if not self._is_around(change.path))
            self._paths |= {change.blob: change.path for change in kept if change.blob and is_markdown(change.path)}
            yield Commit(commit.sha, commit.parents, commit.name, commit.email, commit.at, commit.subject, kept)

    def irregular(self) -> list[Fact]:
        around = [path for path in self._pages.regular() if self._is_around(path)]
        return [*self._pages.irregular(), *(why(path, losses.AROUND) for path in around)]

    def left(self) -> Counter[str]:
        return self._pages.left() + self._left

    def files(self) -> dict[str, str]:
        return self._pages.files()

    def read(self, blob: str, largest: int = LARGEST_FILE) -> bytes | None:
        data = self._pages.read(blob, largest)
        path = self._paths.get(blob)
        return self._turned(data, path) if data and path else data

    def tell(self) -> dict[str, Any]:
        """What children have to know."""
        told = {"titles": self._titles, "files": self._files}
        return told | {"is_wiki": self._is_wiki, "is_obsidian": self._is_obsidian}

    def _turned(self, data: bytes, path: str) -> bytes | None:
        if not (self._is_wiki or self._is_obsidian or SIGNS.search(data)):
            return data
        return self._ask("dialect", data=data, path=path, known=self.known)  # type: ignore[no-any-return]

    def _ask(self, what: str, **asked: Any) -> Any:
        """None for what no child can read."""
        try:
            return self._workers.call(what, cpu_seconds=CPU_S, **asked)
        except (ChildDied, ChildError) as error:
            log.warning("%s: %r", asked.get("path", what), error)
            return None

    def _is_around(self, path: str) -> bool:
        return self._is_wiki and PurePosixPath(path).stem.lower() in AROUND

    def _look_into(self, markdown: dict[str, str]) -> None:
        """For other names of pages, and for what will be lost."""
        for path, blob in markdown.items():
            said = self._ask("dialect_look", data=self._pages.read(blob) or b"") or {"aliases": [], "left": {}}
            for alias in said["aliases"]:
                self._titles.setdefault(key(alias), PurePosixPath(path).stem)
            self._left.update(said["left"])


def _is_wiki(markdown: Iterable[str], named: str) -> bool:
    stems = {PurePosixPath(path).stem.lower() for path in markdown if "/" not in path}
    return "home" in stems and (
        bool(stems & set(AROUND)) or bool(re.search(r"\.wiki(?:\.git|\.zip|\.bundle)?$", named))
    )


def _is_obsidian(there: Iterable[str], markdown: dict[str, str], read: Callable[[str], bytes | None]) -> bool:
    if any(path.startswith(".obsidian/") or "/.obsidian/" in path for path in there):
        return True
    looked = (read(blob) or b"" for blob in list(markdown.values())[:LOOKED_AT])
    return any(re.search(rb"!\[\[[^\]\n]{1,200}\.(?:png|jpe?g|gif|webp|pdf|svg)(?:\||\]\])", data) for data in looked)


def _names(markdown: Iterable[str]) -> dict[str, str]:
    """The title of the page by each way to name it: its path, its name."""
    paths = sorted(markdown, key=lambda path: (path.count("/"), path), reverse=True)
    names = {key(PurePosixPath(path).stem): title_of(path, from_dashes=False) for path in paths}
    return names | {key(path.rpartition(".")[0]): title_of(path, from_dashes=False) for path in paths}
