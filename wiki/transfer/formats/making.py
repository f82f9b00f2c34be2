"""Pages of another system made into Markdown: what is to become of which file, and the children that do it.

A format (`confluence.py`, `notion.py`, `loose.py`) looks at the files and gives a `Plan`; nothing of what stands in
them is parsed here. What comes out is a `History` as any folder of Markdown is, so all that follows knows no formats.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

import yaml

from wiki.accounts.models import User
from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.clock import now
from wiki.transfer import losses
from wiki.transfer.progress import Progress
from wiki.transfer.repository import LARGEST_FILE, Change, Commit
from wiki.transfer.telling import Fact, why

CHILDREN = 2
CHILD_MB = 768
CPU_S = 20.0
LARGEST_SOURCE = 64 * 1024**2
AHEAD = 4
ADDRESSES = re.compile(
    rb"(?:href|src)\s*=\s*(?:\"([^\"]{1,2000})\"|'([^']{1,2000})')|\]\(([^()\s]{1,2000}(?:\([^()\s]*\)[^()\s]*)*)\)"
)

Links = dict[str, str]
Item = TypeVar("Item")
Answer = TypeVar("Answer")


@dataclass
class Making:
    """A page to be made: of the file at `source`, to stand at `target`."""

    source: str
    target: str
    how: str
    """What the child is asked for."""
    title: str = ""
    order: int | None = None
    asked: dict[str, Any] = field(default_factory=dict)
    links: Links = field(default_factory=dict)
    """New addresses by what stands in the file, where that is no path."""


@dataclass
class Plan:
    pages: list[Making]
    texts: dict[str, str] = field(default_factory=dict)
    """Markdown that stays as it is, by path."""
    files: dict[str, str] = field(default_factory=dict)
    """Everything else that comes along: where it stands in the source, by the path it gets."""
    skipped: list[Fact] = field(default_factory=list)
    meant: Callable[[str, str], str | None] | None = None
    """The source's path that an address in a page may mean besides the path it is: for addresses of a server."""


@dataclass
class Yard:
    """The files of the source, by path below its root; links are not among them."""

    root: Path
    paths: list[str]

    def read(self, path: str, largest: int = LARGEST_SOURCE) -> bytes | None:
        file = self.root / path
        return file.read_bytes() if file.stat().st_size <= largest else None

    def begins(self, path: str, size: int = 65536) -> bytes:
        with (self.root / path).open("rb") as file:
            return file.read(size)


class Made:
    """The pages as they came out, and the files beside them."""

    def __init__(self, yard: Yard, plan: Plan, owner: User, skipped: list[Fact]) -> None:
        self._yard, self._owner = yard, owner
        self._skipped = [*skipped, *plan.skipped]
        self._files = {path: yard.root / source for path, source in plan.files.items()}
        self._pages = {path: yard.root / source for path, source in plan.texts.items()}
        self._told: dict[str, tuple[str, datetime]] = {}
        self._left: Counter[str] = Counter()

    def make(self, plan: Plan, there: Path, progress: Progress) -> None:
        """Turns all pages of the plan into Markdown below the folder `there`."""
        new = {making.source: making.target for making in plan.pages}
        new |= {source: path for path, source in plan.files.items()}
        workers = ChildPool("wiki.transfer.formats.worker", size=CHILDREN, memory_mb=CHILD_MB)
        try:
            answers = ahead(plan.pages, lambda making: _answer(workers, self._yard, making, plan, new))
            for number, (making, answer) in enumerate(
                progress.through(answers, "Turning into Markdown", len(plan.pages))
            ):
                if answer is None:
                    self._skipped.append(why(making.source, losses.UNREADABLE))
                else:
                    self._keep(making, answer, there / str(number))
        finally:
            workers.close()

    def count(self) -> int:
        return len(self._told) + 1

    def commits(self) -> Iterator[Commit]:
        """What nobody is known to have written first, then each page as its last writer left it."""
        rest = tuple(Change(path, None, path) for path in sorted(self._pages) if path not in self._told)
        before: tuple[str, ...] = ()
        if rest:
            yield Commit("made", (), self._owner.name, self._owner.email, now(), "Imported", rest)
            before = ("made",)
        for path, (who, at) in sorted(self._told.items(), key=lambda told: (told[1][1], told[0])):
            yield Commit(path, before, who, "", at, "Imported", (Change(path, None, path),))
            before = (path,)

    def irregular(self) -> list[Fact]:
        return self._skipped

    def left(self) -> Counter[str]:
        return self._left

    def files(self) -> dict[str, str]:
        return {path: path for path in self._files}

    def regular(self) -> dict[str, str]:
        return {path: path for path in (*self._pages, *self._files)}

    def read(self, blob: str, largest: int = LARGEST_FILE) -> bytes | None:
        file = self._pages.get(blob) or self._files.get(blob)
        return file.read_bytes() if file and file.stat().st_size <= largest else None

    def _keep(self, making: Making, answer: dict[str, Any], there: Path) -> None:
        self._left.update({what: times for what, times in answer["left"].items() if times})
        folder = posixpath.dirname(making.target)
        for name, data in answer["files"].items():
            self._files[posixpath.join(folder, name)] = picture = there.with_name(f"{there.name}-{name}")
            picture.write_bytes(data)
        head = {
            "markdown": "plain",
            "title": making.title or answer["title"] or None,
            **answer["meta"],
            "order": making.order,
            "redirect_from": [making.source],
        }
        told = yaml.safe_dump({key: value for key, value in head.items() if value is not None}, allow_unicode=True)
        there.write_text(f"---\n{told}---\n{answer['text']}", encoding="utf-8")
        self._pages[making.target] = there
        if answer["by"] and answer["at"]:
            self._told[making.target] = answer["by"], datetime.fromisoformat(answer["at"]).replace(tzinfo=UTC)


def ahead(items: Iterable[Item], ask: Callable[[Item], Answer]) -> Iterator[tuple[Item, Answer]]:
    """All of them with what the children said, in order; a few are worked on ahead."""
    rest = iter(items)
    waiting: list[tuple[Item, Future[Answer]]] = []
    with ThreadPoolExecutor(CHILDREN) as pool:
        while True:
            waiting += [(item, pool.submit(ask, item)) for item in islice(rest, AHEAD - len(waiting))]
            if not waiting:
                return
            item, future = waiting.pop(0)
            yield item, future.result()


def _answer(workers: ChildPool, yard: Yard, making: Making, plan: Plan, new: Links) -> dict[str, Any] | None:
    data = yard.read(making.source)
    if data is None:
        return None
    links = making.links | _links_of(data, making.source, plan, new)
    stem = posixpath.basename(making.target).removesuffix(".md")
    try:
        answer: dict[str, Any] = workers.call(
            making.how, cpu_seconds=CPU_S, data=data, links=links, stem=stem, **making.asked
        )
    except (ChildDied, ChildError):
        return None
    return answer


def _links_of(data: bytes, source: str, plan: Plan, new: Links) -> Links:
    """The new addresses of what the file names, by how it is written there."""
    links: Links = {}
    for found in ADDRESSES.finditer(data):
        written = unescape((found[1] or found[2] or found[3]).decode(errors="replace"))
        path, sign, place = written.partition("#")
        there = _meant(path.partition("?")[0], source, new) or _meant(path, source, new)
        if there is None and plan.meant and (other := plan.meant(written, source)):
            there = new.get(other)
        if there is not None:
            links[written] = f"/{there}{sign}{place}"
    return links


def _meant(path: str, source: str, new: Links) -> str | None:
    if not path or re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE):
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path)))
    return new.get(joined)
