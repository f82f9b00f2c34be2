"""A MediaWiki export as a history: every revision of every page by its author; redirects become addresses."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from wiki.accounts.models import User
from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.clock import now
from wiki.transfer import losses
from wiki.transfer.formats.dump import Dump
from wiki.transfer.formats.making import CHILD_MB, CHILDREN, CPU_S, ahead
from wiki.transfer.formats.placing import Places, name_of
from wiki.transfer.progress import Progress
from wiki.transfer.repository import LARGEST_FILE, Change, Commit
from wiki.transfer.telling import Fact, why

SPACES = {0, 4, 12, 14}
"""Pages, pages about the wiki, help and categories. Talk, users, templates and the rest are told and not taken."""
CATEGORY, FILE = 14, 6
ASKED = re.compile(r"\[\[\s*:?([^\]|#\n]{1,255})")
REDIRECT = re.compile(r"\s*#\w{3,40}\s*:?\s*\[\[([^\]|#\n]{1,255})", re.IGNORECASE)
TOGETHER = 20
"""Revisions that a child is given at once."""
UNKNOWN = "Unknown"


@dataclass
class _Revision:
    number: int
    by: str
    at: datetime
    comment: str


@dataclass
class _Wanted:
    """A page with its revisions, and where it is to stand."""

    title: str
    path: str
    revisions: list[_Revision]


class MediaWiki:
    """`pictures` are files that were put beside the dump, by name."""

    def __init__(self, dump: Dump, pictures: dict[str, Path], owner: User, skipped: list[Fact]) -> None:
        self._dump, self._owner, self._skipped = dump, owner, skipped
        self._pictures = {f"File/{name.replace(' ', '_')}": file for name, file in pictures.items()}
        self._there = Path()
        self._redirects: dict[str, str] = {}
        self._aliases: dict[str, list[str]] = defaultdict(list)
        self._pages: list[_Wanted] = []
        self._left: Counter[str] = Counter()

    def make(self, there: Path, progress: Progress) -> None:
        """Reads the dump and writes every revision as Markdown below the folder `there`."""
        self._there = there
        found = self._read(progress)
        self._pages = _placed(found)
        for name in sorted(self._redirects):
            self._aliases[self._final(name)].append(name)
        workers = ChildPool("wiki.transfer.formats.worker", size=CHILDREN, memory_mb=CHILD_MB)
        try:
            turned = ahead(self._pages, lambda page: self._turned(workers, page))
            for page, told in progress.through(turned, "Turning into Markdown", len(self._pages)):
                self._keep(page, told)
        finally:
            workers.close()

    def count(self) -> int:
        return sum(len(page.revisions) for page in self._pages)

    def commits(self) -> Iterator[Commit]:
        """All revisions in the order in which they were written, whichever pages they are of."""
        told = [
            (revision.at, revision.number, revision, page.path) for page in self._pages for revision in page.revisions
        ]
        before: tuple[str, ...] = ()
        for at, number, revision, path in sorted(told, key=lambda each: each[:2]):
            yield Commit(str(number), before, revision.by, "", at, revision.comment, (Change(path, None, str(number)),))
            before = (str(number),)

    def irregular(self) -> list[Fact]:
        return self._skipped

    def left(self) -> Counter[str]:
        return self._left

    def files(self) -> dict[str, str]:
        return {path: path for path in self._pictures}

    def read(self, blob: str, largest: int = LARGEST_FILE) -> bytes | None:
        file = self._pictures.get(blob) or self._there / f"{blob}.md"
        return file.read_bytes() if file.stat().st_size <= largest else None

    def _read(self, progress: Progress) -> dict[str, list[_Revision]]:
        """The revisions by title; their wikitext is put on the disk."""
        found: dict[str, list[_Revision]] = defaultdict(list)
        others: dict[int, set[str]] = defaultdict(set)
        for number, written in enumerate(progress.through(self._dump.revisions(), "Reading the dump", 0)):
            if written.space not in SPACES:
                others[written.space].add(written.title)
                continue
            if written.cut:
                self._skipped.append(why(written.title, losses.CUT))
            if written.redirect:
                self._redirects[written.title] = name_of(written.redirect)
            (self._there / f"{number}.txt").write_text(written.text, encoding="utf-8")
            found[written.title].append(
                _Revision(number, written.by or UNKNOWN, _moment(written.at), " ".join(written.comment.split()))
            )
        self._skipped += [
            why(str(self._dump.spaces.get(space) or space), f"not taken, pages: {len(titles)}")
            for space, titles in sorted(others.items())
        ]
        return self._without_redirects(found)

    def _without_redirects(self, found: dict[str, list[_Revision]]) -> dict[str, list[_Revision]]:
        """Old exports say only in the text where a page leads."""
        for title, revisions in found.items():
            there = REDIRECT.match(self._text(revisions[-1])[:1000])
            if there and title not in self._redirects:
                self._redirects[title] = name_of(there[1])
        return {title: revisions for title, revisions in found.items() if title not in self._redirects}

    def _text(self, revision: _Revision) -> str:
        return (self._there / f"{revision.number}.txt").read_text(encoding="utf-8")

    def _turned(self, workers: ChildPool, page: _Wanted) -> list[dict[str, Any]]:
        """The revisions in Markdown; what a child cannot read stays wikitext."""
        told: list[dict[str, Any]] = []
        left: dict[str, int] = {}
        for start in range(0, len(page.revisions), TOGETHER):
            texts = [self._text(revision) for revision in page.revisions[start : start + TOGETHER]]
            some, left = self._asked(workers, page, texts)
            told += some
        self._left.update(left)
        return told

    def _asked(
        self, workers: ChildPool, page: _Wanted, texts: list[str]
    ) -> tuple[list[dict[str, Any]], dict[str, int]]:
        names = {name_of(found[1]) for text in texts for found in ASKED.finditer(text)}
        known = {name: self._final(name) for name in names if name in self._redirects}
        try:
            answer = workers.call(
                "wikitext", cpu_seconds=CPU_S, texts=texts, title=page.title, names=known, kinds=self._kinds()
            )
        except (ChildDied, ChildError):
            if len(texts) > 1:
                singly = [self._asked(workers, page, [text]) for text in texts]
                return [some[0] for some, _ in singly], singly[-1][1]
            fence = "`" * (max(map(len, re.findall("`+", texts[0])), default=2) + 3)
            code = f"{fence}wikitext\n{texts[0]}\n{fence}\n"
            return [{"text": code, "tags": []}], {"texts that could not be read, kept as wikitext": 1}
        return answer["pages"], answer["left"]

    def _kinds(self) -> dict[str, list[str]]:
        spaces = self._dump.spaces
        return {
            "category": ["Category", spaces.get(CATEGORY, "")],
            "file": ["File", "Image", "Media", spaces.get(FILE, "")],
        }

    def _final(self, name: str) -> str:
        for _ in range(5):
            name = self._redirects.get(name, name)
        return name

    def _keep(self, page: _Wanted, told: list[dict[str, Any]]) -> None:
        aliases = self._aliases.get(page.title, [])
        for revision, said in zip(page.revisions, told, strict=True):
            head = {"markdown": "plain", "title": page.title, "tags": said["tags"], "aliases": aliases}
            text = yaml.safe_dump({key: value for key, value in head.items() if value}, allow_unicode=True)
            (self._there / f"{revision.number}.md").write_text(f"---\n{text}---\n{said['text']}", encoding="utf-8")
            (self._there / f"{revision.number}.txt").unlink()


def _placed(found: dict[str, list[_Revision]]) -> list[_Wanted]:
    """Subpages stand below the page that their title begins with."""
    places = Places()
    paths: dict[str, str] = {}
    for title in sorted(found):
        above, _, last = title.rpartition("/")
        paths[title] = places.give(last if above in paths else title, paths.get(above, ""))
    return [_Wanted(title, path, found[title]) for title, path in paths.items()]


def _moment(words: str) -> datetime:
    try:
        return datetime.fromisoformat(words.replace("Z", "+00:00")).astimezone(UTC)
    except (ValueError, OverflowError):
        return now()
