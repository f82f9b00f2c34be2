"""The git program, told what to write: no hooks, no settings from outside, no working copy."""

import os
import subprocess
from dataclasses import dataclass, field
from hashlib import sha1
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

BRANCH = "refs/heads/main"
OBEY_NOBODY = (
    *("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.attributesFile=/dev/null"),
    *("-c", "gc.autoDetach=false", "-c", "fastimport.unpackLimit=20"),
)
FEW_PACKS = 30
SECONDS = 600
REGULAR = "100644"


def blob_sha(data: bytes) -> str:
    """What git calls these bytes."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class Person:
    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


@dataclass
class Commit:
    """`put` are files by path: bytes, or the name of what git has already."""

    author: Person
    at: int
    subject: str
    with_: list[Person] = field(default_factory=list)
    put: dict[str, bytes | str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)

    @property
    def message(self) -> bytes:
        trailers = "".join(f"\nCo-authored-by: {person}" for person in self.with_)
        return (" ".join(self.subject.split()) + "\n" + (f"{trailers}\n" if trailers else "")).encode()


class Bare:
    """A repository without a working copy, made when it is not there. `lock`: a file that git holds open, too."""

    def __init__(self, folder: Path, lock: int) -> None:
        self.folder, self._lock = folder, lock
        if not (folder / "HEAD").exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._git("init", "--quiet", "--bare", "--template=", "--initial-branch=main")

    def tree(self) -> dict[str, str]:
        """What stands at the end of the branch: names of blobs by path."""
        if not self.has_commits():
            return {}
        entries = self._git("ls-tree", "-r", "-z", "--full-tree", BRANCH).decode().split("\0")
        return {path: about.split(" ")[2] for about, _, path in (entry.partition("\t") for entry in entries) if path}

    def has_commits(self) -> bool:
        return bool(self._git("for-each-ref", BRANCH))

    def writing(self) -> "Stream":
        return Stream(self)

    def take(self, stream: IO[bytes]) -> None:
        """Everything of the stream or, when it is broken, nothing; then what a plain file server needs."""
        self._git("fast-import", "--quiet", "--date-format=raw", stdin=stream)
        if len(list((self.folder / "objects" / "pack").glob("*.pack"))) > FEW_PACKS:
            self._git("repack", "-a", "-d", "--quiet")
        self._git("update-server-info")

    def _git(self, *arguments: str, stdin: IO[bytes] | int = subprocess.DEVNULL) -> bytes:
        command = ["git", *OBEY_NOBODY, "--git-dir", str(self.folder), *arguments]
        run = subprocess.run(
            command,
            stdin=stdin,
            capture_output=True,
            env=_environment(),
            check=False,
            timeout=SECONDS,
            pass_fds=[self._lock],
        )
        if run.returncode:
            raise RuntimeError(f"git {arguments[0]}: {run.stderr.decode(errors='replace')[-500:]}")
        return run.stdout


class Stream:
    """Commits as git's fast-import takes them, gathered in a file. Use it as a context: at its end git takes them."""

    def __init__(self, bare: Bare) -> None:
        self._bare = bare
        self._file: IO[bytes] = BytesIO()
        self._begun = bare.has_commits()
        self.count = 0

    def __enter__(self) -> "Stream":
        self._file = TemporaryFile()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        with self._file:
            if kind is None and self.count:
                self._file.seek(0)
                self._bare.take(self._file)

    def add(self, commit: Commit) -> None:
        if not commit.put and not commit.gone:
            return
        write = self._file.write
        write(f"commit {BRANCH}\nauthor {commit.author} {commit.at} +0000\n".encode())
        write(f"committer {commit.author} {commit.at} +0000\n".encode())
        self._data(commit.message)
        if self.count == 0 and self._begun:
            write(f"from {BRANCH}^0\n".encode())
        for path in commit.gone:
            write(f"D {path}\n".encode())
        for path, what in commit.put.items():
            write(f"M {REGULAR} {what if isinstance(what, str) else 'inline'} {path}\n".encode())
            if isinstance(what, bytes):
                self._data(what)
        write(b"\n")
        self.count += 1

    def _data(self, data: bytes) -> None:
        self._file.write(b"data %d\n" % len(data))
        self._file.write(data)
        self._file.write(b"\n")


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LANG") if name in os.environ}
    return kept | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": "/nonexistent", "LC_ALL": "C"}
