from dataclasses import dataclass

from wiki.core.facts import Fact


@dataclass(frozen=True)
class AccessChanged(Fact):
    """Rights in this space changed, for one person or (None) for anybody: open connections must ask again."""

    space_id: int
    user_id: int | None = None
