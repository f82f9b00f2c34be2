"""Where bytes lie. The local store is a folder; whoever keeps them elsewhere writes the same six methods."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from wiki.core.disk import flush

KEY_BYTES = 16
FANNED = 2
"""Letters of a key that name its folder, so that none of them grows without end."""


def new_key() -> str:
    return secrets.token_hex(KEY_BYTES)


class Store(Protocol):
    """Bytes by key. What `keep` took in is there after a crash, too."""

    def incoming(self) -> Path:
        """A new file on this machine for what is still to come in; whoever asks for it removes it."""

    def keep(self, key: str, source: Path) -> None:
        """Take in a file, which is gone from where it was."""

    def open(self, key: str) -> BinaryIO:
        """For reading from any place. Raises FileNotFoundError."""

    def size(self, key: str) -> int:
        """Bytes. Raises FileNotFoundError."""

    def drop(self, key: str) -> None:
        """Gone, whether or not it was there."""

    def keys_before(self, moment: float) -> Iterator[str]:
        """Those that were kept before this moment (seconds since 1970), in no order; what came in and stayed too."""


class LocalStore:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"

    def incoming(self) -> Path:
        self._incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._incoming / new_key()

    def keep(self, key: str, source: Path) -> None:
        place = self._place(key)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        flush(source)  # so that a row never tells of bytes that a power cut took
        source.replace(place)
        flush(place.parent)
        flush(self._root)

    def open(self, key: str) -> BinaryIO:
        return self._place(key).open("rb")

    def size(self, key: str) -> int:
        return self._place(key).stat().st_size

    def drop(self, key: str) -> None:
        self._place(key).unlink(missing_ok=True)
        (self._incoming / key).unlink(missing_ok=True)

    def keys_before(self, moment: float) -> Iterator[str]:
        for folder in self._root.iterdir() if self._root.is_dir() else ():
            yield from (file.name for file in folder.iterdir() if file.stat().st_mtime < moment)

    def _place(self, key: str) -> Path:
        return self._root / key[:FANNED] / key
