"""Pictures and other files of an import: they come along as files of the pages that name them."""

import hashlib
from io import BytesIO
from posixpath import basename
from typing import Protocol

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.core.unit import unit
from wiki.files.actions import add_file, received
from wiki.files.events import FileChanged
from wiki.files.keeping import keeping
from wiki.files.models import File
from wiki.pages.paths import path_meant
from wiki.transfer.addresses import below_root, clean_path
from wiki.transfer.people import author_key
from wiki.transfer.planting import Seed


class Beside(Protocol):
    """Files by path, and what stood in them."""

    def files(self) -> dict[str, str]: ...
    def read(self, blob: str, largest: int = ...) -> bytes | None: ...


class Luggage:
    """What stands beside the pages; `brought` counts what came along."""

    def __init__(self, history: Beside) -> None:
        self._history = history
        self._there: dict[str, str] = {}
        for path, blob in history.files().items():
            if any(part.startswith(".") for part in path.split("/")):
                continue
            for spelling in (below_root(path), clean_path(path)):
                self._there[spelling] = blob
        self.brought = 0

    def bring(self, page_id: int, seed: Seed, people: dict[str, int], links: list[str]) -> list[str]:
        """Keep the files that these links of a page name; gives the links that name nothing we could take.

        To be called before the page is drawn, which then finds them.
        """
        by = people[author_key(seed.line.last.commit)]
        return [link for link in dict.fromkeys(links) if not self._keep(page_id, by, path_meant(link, seed.path))]

    def holds(self, path: str | None) -> bool:
        return path in self._there

    def _keep(self, page_id: int, by: int, path: str | None) -> bool:
        blob = self._there.get(path or "")
        data = self._history.read(blob, keeping.largest) if blob else None
        if data is None or path is None:
            return False
        if _has(page_id, data, path):
            return True
        try:
            with received(BytesIO(data), basename(path)) as came, unit():
                _make_way(page_id, path)
                add_file(session.get_one(User, by), page_id, came, path)
        except Invalid:
            return False
        self.brought += 1
        return True


def _has(page_id: int, data: bytes, path: str) -> bool:
    """Whether it came before, as it is now; also when somebody threw it away since."""
    same = File.page_id == page_id, File.sha256 == hashlib.sha256(data).hexdigest(), File.path == path
    with unit():
        return session.scalar(select(File.id).where(*same)) is not None


def _make_way(page_id: int, path: str) -> None:
    """What the file was before stays on its page, and the address in the text leads to the new one."""
    for file in session.scalars(select(File).where(File.page_id == page_id, File.path == path)):
        file.path = None
        announce(FileChanged(file.id, page_id))
    session.flush()
