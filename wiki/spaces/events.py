from dataclasses import dataclass

from wiki.core.facts import Fact


@dataclass(frozen=True)
class AccessChanged(Fact):
    """Rights in this space changed, for one person or (None) for anybody: open connections must ask again."""

    space_id: int
    user_id: int | None = None


@dataclass(frozen=True)
class AccessAsked(Fact):
    """Somebody asks to be let into a space, or to write in it."""

    request_id: int


@dataclass(frozen=True)
class AccessAnswered(Fact):
    """They were let in, or not."""

    request_id: int
