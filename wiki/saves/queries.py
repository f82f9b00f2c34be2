"""What somebody saved, and who saved a page, as far as whoever asks may know."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.words import loosely
from wiki.pages.models import Page, PageAddress
from wiki.pages.people import Keeper
from wiki.pages.policy import readable_by
from wiki.saves.models import Save
from wiki.spaces.models import Space

LISTED = 100
MOST = 1000
"""Saves of one person that are looked through."""
SHOWN = 12


@dataclass(frozen=True)
class Saved(PageAddress):
    id: int
    title: str
    icon: str
    space_name: str
    note: str
    is_open: bool
    at: datetime


@dataclass(frozen=True)
class OpenSave:
    by: Keeper
    note: str


def saved_by(viewer: User, words: str = "") -> list[Saved]:
    """Their own, the newest first: those with all of these words in title, note or name of the space."""
    rows = session.execute(
        select(Page.id, Page.title, Page.icon, Space.name, Save.note, Save.is_open, Save.at)
        .join(Save, Save.page_id == Page.id)
        .join(Space, Space.id == Page.space_id)
        .where(Save.user_id == viewer.id, Save.taken_back_at.is_(None), readable_by(viewer))
        .order_by(Save.at.desc(), Page.id.desc())
        .limit(MOST)
    )
    wanted = loosely(words).split()
    found = (Saved(*row) for row in rows)
    return [one for one in found if all(word in _said(one) for word in wanted)][:LISTED]


def open_saves(page_id: int) -> list[OpenSave]:
    """Who saved the page for all to see, those with a note first. Ask `page_for` before."""
    rows = session.execute(
        select(User.id, User.handle, User.name, Save.note)
        .join(Save, Save.user_id == User.id)
        .where(Save.page_id == page_id, seen(), User.suspended_at.is_(None))
        .order_by(Save.note == "", Save.at.desc(), User.id)
        .limit(SHOWN)
    )
    return [OpenSave(Keeper(row.id, row.handle, row.name), row.note) for row in rows]


def pages_saved(who_id: int, viewer: User) -> Select[int]:
    """SQL: ids of the pages that this person saved, as far as the viewer is told of it."""
    mine = Save.user_id == viewer.id
    return select(Save.page_id).where(Save.user_id == who_id, Save.taken_back_at.is_(None), or_(mine, seen()))


def saved_openly_by(who_id: int) -> Select[int]:
    """SQL: ids of the pages that this person saved for all their readers to see."""
    return select(Save.page_id).where(Save.user_id == who_id, seen())


def seen() -> ColumnElement[bool]:
    """SQL: saves that all readers of the page are told of."""
    return and_(Save.is_open, Save.taken_back_at.is_(None))


def _said(one: Saved) -> str:
    return loosely(f"{one.title}\n{one.note}\n{one.space_name}")
