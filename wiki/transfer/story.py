"""Invented pages as a history: Markdown in which lines such as `<!-- by mira -->` say who wrote what follows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from wiki.core.clock import now
from wiki.transfer.frontmatter import split_front_matter
from wiki.transfer.lineage import is_markdown
from wiki.transfer.repository import LARGEST_FILE, Change, Commit
from wiki.transfer.telling import Fact

BY = re.compile(r"^<!-- by (\S+) -->\n", re.MULTILINE)
BETWEEN = timedelta(hours=2, minutes=40)
"""From one writer to the next."""


class Story:
    """Each writer's part is a version that adds to what stood there before."""

    def __init__(self, root: Path, authors: Mapping[str, tuple[str, str]]) -> None:
        """`authors`: name and address by handle."""
        self._authors = authors
        self._versions: dict[str, str] = {}
        self._told: list[tuple[datetime, str, str, str]] = []
        for file in sorted(path for path in root.rglob("*") if is_markdown(path.name)):
            self._tell(file.relative_to(root).as_posix(), file.read_text("utf-8"))
        self._told.sort()

    def count(self) -> int:
        return len(self._told)

    def commits(self) -> Iterator[Commit]:
        parents: tuple[str, ...] = ()
        for number, (at, path, version, handle) in enumerate(self._told, start=1):
            name, email = self._authors[handle]
            yield Commit(str(number), parents, name, email, at, "", (Change(path, None, version),))
            parents = (str(number),)

    def irregular(self) -> list[Fact]:
        return []

    def left(self) -> Counter[str]:
        return Counter()

    def files(self) -> dict[str, str]:
        return {}

    def read(self, blob: str, largest: int = LARGEST_FILE) -> bytes | None:
        return self._versions[blob].encode()

    def _tell(self, path: str, text: str) -> None:
        head, *parts = BY.split(text)
        last = now() - timedelta(days=float(split_front_matter(text)[0]["days_ago"]))
        whole = head
        for number, (handle, part) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
            whole += part
            version = f"{path}@{number}"
            self._versions[version] = whole
            self._told.append((last - BETWEEN * (len(parts) // 2 - 1 - number), path, version, handle))
