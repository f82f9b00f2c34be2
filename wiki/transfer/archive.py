"""The one file of a backup: a compressed tar of a database, the files its rows tell of and the secret key.

Its last member lists the others with their sizes and checksums, so a file that was cut off is known by lacking it.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import IO, Any

from wiki.core.errors import KringError

FORMAT = 1
DATABASE, SECRET, MANIFEST = "kring.sqlite", "secret-key", "manifest.json"
FILE = re.compile(r"files/(?P<folder>[0-9a-f]{2})/(?P<key>(?P=folder)[0-9a-f]{30}(-\d{1,5})?)")


class BackupError(KringError):
    """A backup cannot be made, or not be restored; the text says why and what to do."""


def is_expected(name: str) -> bool:
    """Whether a member has a name that a backup gives: nothing else is ever written to disk."""
    return name in (DATABASE, SECRET, MANIFEST) or FILE.fullmatch(name) is not None


@dataclass(frozen=True)
class Member:
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`schema` is the revision of the database, `made_at` ISO 8601 in UTC, `missing` what rows tell of but no bytes."""

    kring: str
    schema: str
    made_at: str
    members: list[Member]
    missing: list[str]
    format: int = FORMAT

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Manifest":
        return cls(**told | {"members": [Member(**member) for member in told["members"]]})


class Hashing:
    """Bytes on their way through, counted and hashed."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._hash = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self._hash.update(data)
        self.size += len(data)
        return data

    def member(self, name: str) -> Member:
        return Member(name, self.size, self._hash.hexdigest())
