"""Who wrote a page, in words that stand above its text: everybody by name, and whose each line is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.editing.revisions import last_of, said_in
from wiki.pages.models import PageAuthor

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


def written(page_id: int, text: str, authors: Sequence[User]) -> str:
    """Whose each line is, as "12x1 3x2": twelve lines by the first of the authors, then three by the second.

    Nothing when somebody is writing, so that no version has just this text.
    """
    if len(authors) < 2:
        return ""
    last = last_of(page_id)
    said = said_in(last) if last else None
    if said is None or said.text != text:
        return ""
    numbers = {user.id: number for number, user in enumerate(authors, start=1)}
    lines = [numbers.get(user_id, 1) for user_id in by_line(text, said.runs)]
    return " ".join(f"{len(list(some))}x{number}" for number, some in groupby(lines))


def by_line(text: str, runs: Iterable[Sequence[int]]) -> list[int]:
    """For each line who typed the most of it; `runs` are (user id, UTF-16 units) along the text."""
    rest = iter(runs)
    user_id, left = next(rest, (0, 0))
    whose = []
    for line in text.splitlines(keepends=True):
        units, typed = len(line.encode("utf-16-le")) // 2, Counter[int]()
        while units:
            if not left:
                user_id, left = next(rest, (0, units))
                continue
            some = min(units, left)
            typed[user_id] += some
            units, left = units - some, left - some
        whose.append(typed.most_common(1)[0][0])
    return whose
