"""A secret goes from what was asked and answered, too."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from wiki.core.db import session
from wiki.rounds.models import Round, RoundMember


def count(page_id: int, secret: str) -> int:
    return sum(getattr(row, name).count(secret) for row, name in _words(page_id))


def clear(page_id: int, secret: str, instead: str) -> None:
    for row, name in _words(page_id):
        setattr(row, name, getattr(row, name).replace(secret, instead))


def _words(page_id: int) -> Iterator[tuple[Round | RoundMember, str]]:
    for each in session.scalars(select(Round).where(Round.page_id == page_id).options(selectinload(Round.asked))):
        yield each, "kind"
        yield from ((member, "words") for member in each.asked)
