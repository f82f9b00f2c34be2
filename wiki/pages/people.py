"""People as a page names them."""

from typing import NamedTuple

from wiki.accounts.models import COLOURS, initials_of


class Keeper(NamedTuple):
    """Somebody who wrote much of a page, loaded as a bare row."""

    id: int
    handle: str
    name: str

    @property
    def slot(self) -> int:
        return self.id % COLOURS

    @property
    def initials(self) -> str:
        return initials_of(self.name or self.handle)
