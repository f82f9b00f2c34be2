"""A secret goes from all that was said about a page, and from what its threads keep of its text."""

from typing import Any

from sqlalchemy import Select, func, or_, select

from wiki.comments.drawing import drawn
from wiki.comments.models import Remark, Thread
from wiki.comments.passages import letters_of
from wiki.core.db import session
from wiki.pages.models import Page

KEPT = ("quote", "words", "prefix", "suffix", "path")


def count(page_id: int, secret: str) -> int:
    said: int = sum(remark.text.count(secret) for remark in session.scalars(_remarks(page_id, secret)))
    return said + sum(_holds(getattr(thread, name), secret) for thread in _threads(page_id) for name in KEPT)


def clear(page_id: int, secret: str, instead: str) -> None:
    """What is around a passage is kept without signs and may hold a part of it, so all that touches it goes."""
    page = session.get_one(Page, page_id)
    for remark in session.scalars(_remarks(page_id, secret)):
        remark.text = remark.text.replace(secret, instead)
        remark.html = drawn(page, remark.text)
    for thread in _threads(page_id):
        for name in KEPT:
            kept = getattr(thread, name)
            if name in ("prefix", "suffix"):
                setattr(thread, name, "")
            elif _holds(kept, secret):
                setattr(thread, name, kept.replace(secret, instead) if secret in kept else instead)


def _holds(kept: str, secret: str) -> bool:
    letters = letters_of(secret)
    return secret in kept or (letters != "" and letters in letters_of(kept))


def _threads(page_id: int) -> list[Thread]:
    return list(session.scalars(select(Thread).where(Thread.entry_id == page_id)))


def _remarks(page_id: int, secret: str) -> Select[Any]:
    of_page = select(Remark).join(Thread, Thread.id == Remark.thread_id).where(Thread.entry_id == page_id)
    return of_page.where(or_(_in(Remark.text, secret), _in(Remark.html, secret)))


def _in(column: Any, secret: str) -> Any:
    """To the letter, which LIKE is not."""
    return func.replace(column, secret, "") != column
