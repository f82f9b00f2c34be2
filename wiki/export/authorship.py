"""Who wrote a page, in words that stand above its text: everybody by name, and who typed what of it."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.editing.revisions import last_of, said_in
from wiki.editing.units import by_unit, units_in
from wiki.pages.models import PageAuthor

Change = tuple[int, int, str]
"""From where to where in a text, and what stands there instead."""

NOWHERE = "kring.invalid"
"""A name that can never have mail: addresses of people are not given away with their texts."""


def signed(user: User) -> str:
    """As git and mail name people.

    >>> signed(User(name="Anna Admiraal", handle="anna"))
    'Anna Admiraal <anna@kring.invalid>'
    """
    return f"{' '.join(user.name.translate({60: None, 62: None}).split())} <{user.handle}@{NOWHERE}>"


def authors_of(page_id: int) -> list[User]:
    """Who wrote the page as it stands, the most first."""
    statement = select(User).join(PageAuthor, PageAuthor.user_id == User.id).where(PageAuthor.page_id == page_id)
    return list(session.scalars(statement.order_by(PageAuthor.units.desc(), User.id)))


def written(page_id: int, text: str, authors: Sequence[User], changes: Iterable[Change]) -> str:
    """Who typed what, as "120x1 30x2": so many UTF-16 units by the first of the authors, then by the second, along the
    text with the `changes` made to its links.

    Nothing when somebody is writing, so that no version has just this text.
    """
    if not authors:
        return ""
    last = last_of(page_id)
    said = said_in(last) if last else None
    if said is None or said.text != text:
        return ""
    numbers = {user.id: number for number, user in enumerate(authors, start=1)}
    whose = [numbers.get(user_id, 1) for user_id in carried(by_unit(said.runs), text, changes)]
    return " ".join(f"{len(list(some))}x{number}" for number, some in groupby(whose))


def carried(whose: "array[int]", text: str, changes: Iterable[Change]) -> "array[int]":
    """The same after changes of the text, which come in order; what is new is by those who typed what was there."""
    kept, done, at = array("q"), 0, 0
    for start, end, new in changes:
        first = at + units_in(text[done:start])
        behind = first + units_in(text[start:end])
        kept += whose[at:first] + array("q", _spread(whose[first:behind], units_in(new)))
        done, at = end, behind
    return kept + whose[at:]


def _spread(whose: "array[int]", length: int) -> list[int]:
    return [whose[at * len(whose) // length] for at in range(length)]
