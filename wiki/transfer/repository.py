"""Reading a repository through the git command, which is asked for facts and runs nothing of the repository's own."""

import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from wiki.core.errors import Invalid
from wiki.transfer.losses import LINKED
from wiki.transfer.telling import Fact, why

LARGEST_FILE = 2 * 1024 * 1024
FORMAT = "%x01%H%x00%P%x00%aN%x00%aE%x00%at%x00%s"
HEADER = "\x01"
LOG = (
    *("log", "--reverse", "--topo-order", "--raw", "-z", "--no-abbrev", "-M", "--root", "--encoding=UTF-8"),
    *("--diff-merges=first-parent", "--no-ext-diff", "--no-textconv", "--no-show-signature", f"--format={FORMAT}"),
)
OBEY_NOBODY = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0")
REGULAR = ("100644", "100664", "100755")


@dataclass(frozen=True)
class Change:
    """A file that a commit touched, seen from its first parent. `blob` is None when it is no regular file any more."""

    path: str
    old_path: str | None
    blob: str | None


@dataclass(frozen=True)
class Commit:
    sha: str
    parents: tuple[str, ...]
    name: str
    email: str
    at: datetime
    subject: str
    changes: tuple[Change, ...]


class Repository:
    """Use it as a context: reading files keeps one process of git open."""

    def __init__(self, path: Path) -> None:
        self._command = ["git", *OBEY_NOBODY, "-C", str(path)]
        self._reader: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Repository":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._reader:
            self._reader.communicate()

    def head(self) -> str:
        """The commit that is checked out. Raises Invalid when there is none."""
        asked = subprocess.run(
            [*self._command, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"],
            capture_output=True, text=True, env=_environment(), check=False,
        )  # fmt: skip
        if asked.returncode:
            raise Invalid("source", "The repository has no commit to import. %(git)s", git=asked.stderr.strip())
        return asked.stdout.strip()

    def count(self) -> int:
        asked = [*self._command, "rev-list", "--count", "HEAD"]
        return int(subprocess.run(asked, capture_output=True, env=_environment(), check=True).stdout)

    def commits(self) -> Iterator[Commit]:
        """All that led to HEAD, parents before children."""
        with self._started(*LOG, "HEAD") as log:
            assert log.stdout is not None
            yield from _parse(_split(log.stdout))
        if log.returncode:
            raise Invalid("source", "git log failed with status %(status)s.", status=log.returncode)

    def irregular(self) -> list[Fact]:
        """Symbolic links and modules at HEAD, which are not followed."""
        entries = (entry.partition("\t") for entry in self._tree())
        return [why(path, LINKED) for about, _, path in entries if about.split(" ")[0] not in REGULAR]

    def left(self) -> Counter[str]:
        return Counter()

    def _tree(self) -> list[str]:
        asked = [*self._command, "ls-tree", "-r", "-z", "HEAD"]
        listed = subprocess.run(asked, capture_output=True, env=_environment(), check=True).stdout
        return [entry for entry in listed.decode(errors="replace").split("\0") if entry]

    def files(self) -> dict[str, str]:
        """Every regular file at HEAD by its path, as `read` takes it."""
        entries = (entry.partition("\t") for entry in self._tree())
        kinds = ((about.split(" "), path) for about, _, path in entries)
        return {path: blob for (mode, _kind, blob), path in kinds if mode in REGULAR}

    def regular(self) -> dict[str, str]:
        return self.files()

    def read(self, blob: str, largest: int = LARGEST_FILE) -> bytes | None:
        """A file's contents; None when it is missing, or larger than a page may be."""
        if self._reader is None:
            self._reader = self._started("cat-file", "--batch")
        asked, answer = self._reader.stdin, self._reader.stdout
        assert asked is not None
        assert answer is not None
        asked.write(blob.encode() + b"\n")
        asked.flush()
        header = answer.readline().split()
        if len(header) != 3:
            return None
        size = int(header[2])
        if size > largest:
            _skip(answer, size + 1)
            return None
        return answer.read(size + 1)[:-1]

    def _started(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [*self._command, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()
        )


def _skip(stream: IO[bytes], size: int) -> None:
    while size:
        size -= len(stream.read(min(size, LARGEST_FILE)))


@contextmanager
def opened(source: Path) -> Iterator[Repository | None]:
    """The repository at `source`: a working copy, a bare one, or a bundle; None for a folder without history."""
    if not source.exists():
        raise Invalid("source", "There is nothing at %(place)s.", place=source)
    if source.is_dir() and not _is_repository(source):
        yield None
        return
    if shutil.which("git") is None:
        raise Invalid("source", "Importing a repository needs git, which this machine does not have. Install git.")
    if source.is_dir():
        with Repository(source) as repository:
            yield repository
        return
    with (
        tempfile.TemporaryDirectory(prefix="kring-import-") as folder,
        _unbundled(source, Path(folder) / "repository") as repository,
    ):
        yield repository


def _is_repository(folder: Path) -> bool:
    return (folder / ".git").exists() or all((folder / name).exists() for name in ("HEAD", "objects", "refs"))


def _unbundled(bundle: Path, folder: Path) -> Repository:
    cloned = subprocess.run(
        ["git", *OBEY_NOBODY, "clone", "--quiet", "--bare", "--template=", "--", str(bundle.resolve()), str(folder)],
        capture_output=True, text=True, env=_environment(), check=False,
    )  # fmt: skip
    if cloned.returncode:
        raise Invalid("source", "This is neither a folder nor a git bundle. %(git)s", git=cloned.stderr.strip())
    return Repository(folder)


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {
        "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0",
    }  # fmt: skip


def _split(stream: IO[bytes]) -> Iterator[str]:
    rest = b""
    while block := stream.read(1 << 16):
        *whole, rest = (rest + block).split(b"\0")
        for part in whole:
            yield part.decode(errors="replace")
    yield rest.decode(errors="replace")


def _parse(parts: Iterator[str]) -> Iterator[Commit]:
    part = next(parts, "")
    while part.startswith(HEADER):
        head = [part[1:], *(next(parts) for _ in range(5))]
        changes = []
        while (part := next(parts, "").lstrip("\n")).startswith(":"):
            changes.append(_change(part, parts))
        yield _commit(head, changes)


def _commit(head: list[str], changes: list[Change]) -> Commit:
    sha, parents, name, email, at, subject = head
    moment = datetime.fromtimestamp(min(max(int(at), 0), 2**32), UTC)
    return Commit(sha, tuple(parents.split()), name.strip(), email.strip(), moment, subject, tuple(changes))


def _change(raw: str, parts: Iterator[str]) -> Change:
    _, mode, _, blob, status = raw.split(" ")
    old_path = next(parts) if status[0] in "RC" else None
    path = next(parts)
    return Change(path, old_path if status[0] == "R" else None, blob if mode in REGULAR else None)
