"""Making lists, changing and removing them, and choosing those that something stands on."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select

from wiki.accounts.clean import clean_line
from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.words import key_of
from wiki.lists.items import has_room, put_on_again, take_off, what_stands
from wiki.lists.models import LONGEST_ABOUT, LONGEST_NAME, KeptList, ListItem
from wiki.lists.queries import own_lists
from wiki.pages.models import Page
from wiki.saves.keeping import PUT_BACK_WITHIN, take_turn

MOST = 50
"""Lists of one person."""


@dataclass(frozen=True)
class Choice:
    """Lists that something stands on from now on, those it no longer does, and the name of a new one."""

    on: list[KeptList]
    off: list[KeptList]
    new: str = ""

    def __bool__(self) -> bool:
        return bool(self.on or self.off or self.new)


def make_list(user: User, name: str, about: str = "", *, is_open: bool = False) -> KeptList:
    """Raises Invalid."""
    take_turn(user.id)
    name, about = _name(user, name), _about(about)
    _check_room(user)
    _sweep(user.id)
    kept = KeptList(user_id=user.id, name=name, about=about, is_open=is_open)
    session.add(kept)
    session.flush()
    return kept


def change_list(user: User, kept: KeptList, name: str, about: str, *, is_open: bool) -> None:
    """Raises Invalid."""
    take_turn(user.id)
    kept.name, kept.about, kept.is_open = _name(user, name, but=kept), _about(about), is_open


def remove_list(kept: KeptList) -> None:
    _sweep(kept.user_id)
    kept.removed_at = now()


def put_list_back(user: User, kept: KeptList) -> None:
    """With all that stood on it; beside another of its name, with a number. Raises Invalid."""
    take_turn(user.id)
    _check_room(user)
    kept.name, kept.removed_at = _free_name(user, kept.name), None


def choose(user: User, what: Page | User, *, ticked: Collection[int], was: Collection[int], new: str) -> Choice:
    """By the boxes of a form: those that are ticked now, and those that were when it was shown. What it did not show
    stays as it is. A new name that one of the lists has means that list. Raises Invalid; writes nothing."""
    take_turn(user.id)
    lists, new = own_lists(user), " ".join(new.split())
    called = next((each.id for each in lists if new and key_of(each.name) == key_of(new)), None)
    wanted = {*ticked, called}
    on = [each for each in lists if each.id in wanted and (each.id not in was or each.id == called)]
    off = [each for each in lists if each.id in was and each.id not in wanted]
    if new and called is None:
        _name(user, new, field="new_list")
        _check_room(user, field="new_list")
    if full := next((each for each in on if not has_room(each, what)), None):
        raise Invalid("lists", "“%(name)s” is full. Take something off first.", name=full.name)
    return Choice(on, off, new if called is None else "")


def put_where_chosen(user: User, what: Page | User, choice: Choice) -> None:
    made = [make_list(user, choice.new)] if choice.new else []
    for kept in [*choice.on, *made]:
        if what_stands(kept, what) is None:
            put_on_again(kept, what)
    for kept in choice.off:
        if item := what_stands(kept, what):
            take_off(item)


def _name(user: User, name: str, *, but: KeptList | None = None, field: str = "name") -> str:
    name = clean_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(field, "Give it a name, in eighty characters at most.")
    if any(key_of(other.name) == key_of(name) and other is not but for other in own_lists(user)):
        raise Invalid(field, "You have a list of this name already.")
    return name


def _free_name(user: User, name: str) -> str:
    taken = {key_of(each.name) for each in own_lists(user)}
    numbered = (f"{name[: LONGEST_NAME - 5]} ({number})" for number in range(2, MOST + 2))
    return next(each for each in (name, *numbered) if key_of(each) not in taken)


def _about(about: str) -> str:
    about = " ".join(about.split())
    if len(about) > LONGEST_ABOUT:
        raise Invalid("about", "Say it in 300 characters.")
    return about


def _check_room(user: User, *, field: str = "name") -> None:
    if len(own_lists(user)) >= MOST:
        raise Invalid(field, "You have fifty lists. Remove one first.")


def _sweep(user_id: int) -> None:
    """What was removed for good is nowhere kept."""
    long_ago = now() - PUT_BACK_WITHIN
    mine = select(KeptList.id).where(KeptList.user_id == user_id)
    session.execute(delete(ListItem).where(ListItem.list_id.in_(mine), ListItem.removed_at < long_ago))
    session.execute(delete(KeptList).where(KeptList.user_id == user_id, KeptList.removed_at < long_ago))
