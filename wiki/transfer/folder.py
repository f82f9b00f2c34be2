"""A plain folder of Markdown: no history, one moment, one author."""

import os
from collections.abc import Iterator
from pathlib import Path

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.transfer.lineage import is_markdown
from wiki.transfer.repository import LARGEST_FILE, Change, Commit


class Folder:
    def __init__(self, root: Path, owner: User) -> None:
        self._root, self._owner = root, owner

    def count(self) -> int:
        return 1

    def commits(self) -> Iterator[Commit]:
        changes = tuple(Change(path, None, path) for path in self._paths() if not (self._root / path).is_symlink())
        yield Commit("folder", (), self._owner.name, self._owner.email, now(), "Imported", changes)

    def irregular(self) -> list[str]:
        return [path for path in self._paths() if (self._root / path).is_symlink()]

    def files(self) -> dict[str, str]:
        return {path: path for path in self._paths(of_markdown=False) if not (self._root / path).is_symlink()}

    def read(self, blob: str, largest: int = LARGEST_FILE) -> bytes | None:
        file = self._root / blob
        return file.read_bytes() if file.stat().st_size <= largest else None

    def _paths(self, *, of_markdown: bool = True) -> list[str]:
        """Links to folders are not followed, so nothing outside is read."""
        found = []
        for folder, _, names in os.walk(self._root):
            wanted = [name for name in names if is_markdown(name) == of_markdown]
            found += [(Path(folder) / name).relative_to(self._root).as_posix() for name in wanted]
        return sorted(path.encode(errors="replace").decode() for path in found)
