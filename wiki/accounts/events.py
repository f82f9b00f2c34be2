from dataclasses import dataclass

from wiki.core.facts import Fact


@dataclass(frozen=True)
class SessionEnded(Fact):
    """These signed-in browsers are no longer: signed out, revoked, password changed or person suspended."""

    session_ids: tuple[int, ...]
    user_id: int


@dataclass(frozen=True)
class NameChanged(Fact):
    """A person is called something else."""

    user_id: int


@dataclass(frozen=True)
class GroupsNamed(Fact):
    """There is a group of this name from now on, or none any more."""

    handle: str


@dataclass(frozen=True)
class LanguageChanged(Fact):
    """The team speaks another language."""


@dataclass(frozen=True)
class MemberJoined(Fact):
    """A person became a member of the team."""

    user_id: int
