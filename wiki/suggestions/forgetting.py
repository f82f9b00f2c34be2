"""A secret goes from what was proposed, too."""

from typing import Any

from sqlalchemy import Select, select

from wiki.comments.models import Remark, Thread
from wiki.core.db import session
from wiki.suggestions.models import Suggestion


def count(page_id: int, secret: str) -> int:
    return sum(one.before.count(secret) + one.after.count(secret) for one in session.scalars(_of(page_id)))


def clear(page_id: int, secret: str, instead: str) -> None:
    for one in session.scalars(_of(page_id)):
        one.before, one.after = (words.replace(secret, instead) for words in (one.before, one.after))


def _of(page_id: int) -> Select[Any]:
    joined = select(Suggestion).join(Remark, Remark.id == Suggestion.remark_id)
    return joined.join(Thread, Thread.id == Remark.thread_id).where(Thread.entry_id == page_id)
