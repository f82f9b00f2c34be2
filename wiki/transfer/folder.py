"""A plain folder of Markdown: no history, one moment, one author."""

import os
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.transfer.lineage import is_markdown
from wiki.transfer.losses import LINKED
from wiki.transfer.repository import LARGEST_FILE, Change, Commit
from wiki.transfer.telling import Fact, why

NEITHER_FOLLOW_NOR_WAIT = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK


class Folder:
    def __init__(self, root: Path, owner: User) -> None:
        self.root, self._owner = root, owner
        self._on_disk: dict[str, str] = {}
        """What files are called on the disk, whose names there are not UTF-8."""

    def count(self) -> int:
        return 1

    def commits(self) -> Iterator[Commit]:
        changes = tuple(Change(path, None, path) for path in self._paths() if not self._place(path).is_symlink())
        yield Commit("folder", (), self._owner.name, self._owner.email, now(), "Imported", changes)

    def irregular(self) -> list[Fact]:
        return [why(path, LINKED) for path in self._paths() if self._place(path).is_symlink()]

    def left(self) -> Counter[str]:
        return Counter()

    def regular(self) -> dict[str, str]:
        """Every file that is no link, whatever it holds, as `read` takes it."""
        paths = sorted(self._paths() + self._paths(of_markdown=False))
        return {path: path for path in paths if not self._place(path).is_symlink()}

    def files(self) -> dict[str, str]:
        return {path: path for path in self._paths(of_markdown=False) if not self._place(path).is_symlink()}

    def read(self, blob: str, largest: int = LARGEST_FILE) -> bytes | None:
        """None for what is too large, no longer there, not ours to read, or no file but a pipe or device."""
        try:
            with os.fdopen(os.open(self._place(blob), NEITHER_FOLLOW_NOR_WAIT), "rb") as file:
                about = os.fstat(file.fileno())
                return file.read() if stat.S_ISREG(about.st_mode) and about.st_size <= largest else None
        except OSError:
            return None

    def _place(self, path: str) -> Path:
        return self.root / self._on_disk.get(path, path)

    def _paths(self, *, of_markdown: bool = True) -> list[str]:
        """Links to folders are not followed, so nothing outside is read."""
        found = []
        for folder, _, names in os.walk(self.root):
            wanted = [name for name in names if is_markdown(name) == of_markdown]
            found += [(Path(folder) / name).relative_to(self.root).as_posix() for name in wanted]
        return sorted(map(self._named, found))

    def _named(self, path: str) -> str:
        """A name that is not UTF-8 is read as a text would be: as old Windows programs wrote it."""
        data = os.fsencode(path)
        try:
            return data.decode()
        except UnicodeDecodeError:
            name = data.decode("cp1252", errors="replace")
            self._on_disk[name] = path
            return name


class Lone(Folder):
    """One file, whatever else stands beside it."""

    def __init__(self, file: Path, owner: User) -> None:
        super().__init__(file.parent, owner)
        self._name = file.name

    def _paths(self, *, of_markdown: bool = True) -> list[str]:
        return [self._name] if is_markdown(self._name) == of_markdown else []
