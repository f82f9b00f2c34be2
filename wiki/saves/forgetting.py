"""A secret goes from what people noted of a page, too."""

from collections.abc import Sequence

from sqlalchemy import select

from wiki.core.db import session
from wiki.saves.models import LONGEST_NOTE, Save


def count(page_id: int, secret: str) -> int:
    """Where readers see it: whoever looks for words is told nothing of what others keep for themselves."""
    told = (each for each in _saves(page_id) if each.is_open and each.taken_back_at is None)
    return sum(each.note.count(secret) for each in told)


def clear(page_id: int, secret: str, instead: str) -> None:
    for each in _saves(page_id):
        each.note = each.note.replace(secret, instead)[:LONGEST_NOTE]


def _saves(page_id: int) -> Sequence[Save]:
    """Those that were taken back, too."""
    return session.scalars(select(Save).where(Save.page_id == page_id)).all()
