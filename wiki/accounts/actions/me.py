"""What people change about themselves."""

from dataclasses import dataclass

from wiki.accounts.actions.joining import Taken
from wiki.accounts.events import NameChanged
from wiki.accounts.handles import belongs_to_another, lock_handles
from wiki.accounts.models import User
from wiki.core.facts import announce

THEMES = ("light", "dark")
MOST_OPEN = 60


@dataclass(frozen=True, kw_only=True)
class Profile:
    name: str
    handle: str
    language: str | None
    theme: str
    shortcuts: bool
    announces: bool
    weekly_mail: bool


def change_profile(user: User, profile: Profile) -> None:
    """Raises Taken."""
    if profile.handle != user.handle:
        lock_handles()
        if belongs_to_another(profile.handle, user.id):
            raise Taken("handle", "taken")
    if profile.name != user.name:
        announce(NameChanged(user.id))
    user.name, user.handle = profile.name, profile.handle
    user.language = profile.language
    user.shortcuts, user.announces = profile.shortcuts, profile.announces
    user.weekly_mail = profile.weekly_mail
    choose_theme(user, profile.theme)


def choose_theme(user: User, theme: str) -> None:
    """Light or dark; anything else follows the system."""
    user.theme = theme if theme in THEMES else None


def keep_branch(user: User, page_id: int, *, is_open: bool) -> None:
    """Whether a branch of the tree stands open, on all their devices. Of very many the first is forgotten."""
    others = [one for one in user.open_branches if one != page_id]
    user.open_branches = [*others, page_id][-MOST_OPEN:] if is_open else others


def choose_plain_text(user: User, plain: bool) -> None:
    """Whether they write in Markdown as it is, or in text that looks as it does when read."""
    user.plain_text = plain
