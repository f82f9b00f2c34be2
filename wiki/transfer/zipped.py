"""A zip of pages, unpacked into a folder of our own after what it says of itself has been looked at.

Nothing in it is trusted: not its paths, not its sizes, not its links. Archives within it are never opened.
"""

import posixpath
import re
import shutil
import stat
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from wiki.accounts.models import User
from wiki.core.errors import Invalid
from wiki.transfer.folder import Folder
from wiki.transfer.losses import LINKED
from wiki.transfer.telling import Fact, why

MOST_ENTRIES = 100_000
LARGEST = 4 * 1024**3
"""Bytes of all files together, unpacked."""
HIGHEST_RATIO = 100
UNSUSPICIOUS = 64 * 1024**2
"""Unpacked bytes below which no ratio is too high: a few empty tables pack very well."""
ENCRYPTED, UTF_8 = 0x1, 0x800
DRIVE = re.compile(r"[a-zA-Z]:")
LITTER = "__MACOSX"
LONGEST_NAME = 255
"""Bytes; what file systems of Linux allow."""
LONGEST_ENDING = 10
BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class Unpacked(Folder):
    """The pages of a zip; the links in it are told and not followed."""

    def __init__(self, root: Path, owner: User, links: list[str]) -> None:
        super().__init__(root, owner)
        self._links = [why(path, LINKED) for path in links]

    def irregular(self) -> list[Fact]:
        return [*super().irregular(), *self._links]


def is_zip(source: Path) -> bool:
    return source.is_file() and is_zipfile(source)


PARTS = re.compile(r"(?:^|/)[^/]*-Part-\d{1,3}\.zip")
"""What Notion splits an export into, however small: a zip of zips called so, and nothing else."""


@contextmanager
def unpacked(source: Path, owner: User) -> Iterator[Unpacked]:
    """What the zip holds, while the context lasts. Raises Invalid when it is broken, or not to be trusted."""
    with tempfile.TemporaryDirectory(prefix="kring-import-") as folder:
        root = Path(folder)
        try:
            with ZipFile(source) as archive:
                links = _unpack(archive, source.stat().st_size, root)
            links += _unpack_parts(root)
        except BROKEN as error:
            raise Invalid("source", "The zip cannot be read: it is damaged, or of a rare kind.") from error
        except OSError as error:
            raise Invalid("source", "The zip cannot be unpacked: %(reason)s.", reason=error.strerror) from error
        yield Unpacked(_inner(root), owner, links)


def _unpack(archive: ZipFile, packed: int, root: Path) -> list[str]:
    """Everything at its place below `root`; gives the links, which are left out."""
    entries = archive.infolist()
    _refuse_bombs(entries, packed)
    wanted = [(entry, path) for entry in entries if (path := safe_path(entry)).split("/")[0] != LITTER]
    for entry, path in wanted:
        if not entry.is_dir() and not _is_link(entry):
            there = root / fitting(path)
            there.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as packed_file, there.open("wb") as file:
                shutil.copyfileobj(packed_file, file)
    return [path for entry, path in wanted if _is_link(entry)]


def _unpack_parts(root: Path) -> list[str]:
    """The parts of an export that is nothing but parts, unpacked over each other; archives in them stay closed."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    if not files or not all(PARTS.search(path.name) and is_zipfile(path) for path in files):
        return []
    packed, links = sum(path.stat().st_size for path in files), []
    for path in files:
        with ZipFile(path) as archive:
            links += _unpack(archive, packed, root)
        path.unlink()
    return links


def _refuse_bombs(entries: list[ZipInfo], packed: int) -> None:
    """The sizes are those that reading stops at, so a zip that lies about them is cut short and fails its checksum."""
    if len(entries) > MOST_ENTRIES:
        raise Invalid("source", "The zip holds more than %(most)s files. Import it in parts.", most=f"{MOST_ENTRIES:,}")
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Invalid("source", "The zip is protected by a password. Unpack it and import the folder.")
    whole = sum(entry.file_size for entry in entries)
    if whole > LARGEST:
        raise Invalid("source", "Unpacked the zip is larger than %(most)s GB. Import it in parts.", most=LARGEST >> 30)
    if whole > max(UNSUSPICIOUS, HIGHEST_RATIO * packed):
        raise Invalid(
            "source", "The zip grows to more than %(times)s times its size, as a zip bomb does.", times=HIGHEST_RATIO
        )


def safe_path(entry: ZipInfo) -> str:
    """The entry's path with slashes. Raises Invalid for one that could lead outside the folder it is unpacked to."""
    path = _name(entry).replace("\\", "/")
    if path.startswith("/") or DRIVE.match(path) or ".." in path.split("/"):
        told = repr(path[:200])
        raise Invalid(
            "source", "The zip holds a path that leads outside it, %(path)s, so none of it was taken.", path=told
        )
    return path


def fitting(path: str) -> str:
    """The path with names cut that other systems allow and ours may not: 255 bytes here are 255 letters elsewhere."""
    parts = path.split("/")
    return "/".join(part if len(part.encode(errors="replace")) <= LONGEST_NAME else _cut(part) for part in parts)


def _cut(name: str) -> str:
    """Names that begin alike stay apart by a checksum."""
    bare, ending = posixpath.splitext(name)
    end = f"-{zlib.crc32(name.encode(errors='replace')):08x}{ending[:LONGEST_ENDING]}"
    room = LONGEST_NAME - len(end.encode(errors="replace"))
    return bare.encode(errors="replace")[:room].decode(errors="ignore") + end


def _name(entry: ZipInfo) -> str:
    """Many programs write UTF-8 without saying so, which is then read as the code page of old DOS."""
    if entry.flag_bits & UTF_8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _is_link(entry: ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _inner(root: Path) -> Path:
    """Below a lone folder that was zipped as a whole."""
    within = list(root.iterdir())
    return within[0] if len(within) == 1 and within[0].is_dir() else root
