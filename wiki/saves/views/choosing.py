"""The boxes of one's lists in a form that saves something."""

from dataclasses import dataclass
from typing import ClassVar

from flask import request
from flask_babel import gettext

from wiki.accounts.models import User
from wiki.lists import actions
from wiki.lists.models import LONGEST_NAME, KeptList
from wiki.lists.queries import lists_with, own_lists
from wiki.pages.models import Page
from wiki.saves.forms import PersonForm
from wiki.web.forms import words_of


@dataclass(frozen=True)
class Boxes:
    """`was`: ids of those that were ticked when the form was shown first, which it sends along."""

    lists: list[KeptList]
    was: set[int]
    longest: ClassVar[int] = LONGEST_NAME

    @property
    def hints(self) -> dict[int, str]:
        """By the id of a list that others see."""
        return {each.id: gettext("Seen by all colleagues") for each in self.lists if each.is_open}


def boxes_for(user: User, what: Page | User, form: PersonForm) -> Boxes | None:
    """Of a form that was not sent yet, as things stand; else as they were ticked. Who left is put on no list."""
    if isinstance(what, User) and not what.is_active:
        return None
    lists, sent = own_lists(user), form.is_submitted()
    held = set() if sent else lists_with(user, what)
    form.lists.choices = [(each.id, each.name) for each in lists]
    form.lists.data = list(_numbers("lists") if sent else held)
    return Boxes(lists, (_numbers("was") if sent else held) & {each.id for each in lists})


def chosen(user: User, what: Page | User, form: PersonForm) -> actions.Choice:
    """Raises Invalid; writes nothing."""
    new = words_of(form.new_list)
    return actions.choose(user, what, ticked=_numbers("lists"), was=_numbers("was"), new=new)


def _numbers(name: str) -> set[int]:
    """What is no number is none of theirs."""
    return set(request.form.getlist(name, type=int))
