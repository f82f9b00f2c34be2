"""People as a page names them."""

from dataclasses import dataclass

from wiki.accounts.models import PersonSign


@dataclass(frozen=True, slots=True)
class Keeper(PersonSign):
    """Somebody who wrote a page or looks after it, loaded as a bare row."""

    id: int
    handle: str
    name: str
