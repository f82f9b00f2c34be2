"""What was found, by page: a comment and a file stand with the page that they belong to, and have its rights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from wiki.accounts.models import User
from wiki.comments.models import Remark, Thread
from wiki.core.db import session
from wiki.files.models import File, FileAddress
from wiki.pages.models import Page, PageContent
from wiki.pages.policy import readable_by
from wiki.search.documents import files, findable, remarks
from wiki.search.entries import Entry, Kind, by_kind
from wiki.search.models import FileText
from wiki.search.passages import Passage
from wiki.search.texts import as_html
from wiki.spaces.models import Space

SHOWN_BESIDE = 3
"""Comments and files under a page."""


class Placed(NamedTuple):
    entry: Entry
    page_id: int
    at: datetime


@dataclass
class Group:
    """A page with what was found of it, the best first; it may be only something beside it."""

    page_id: int
    placed: list[Placed] = field(default_factory=list)

    @property
    def itself(self) -> bool:
        return any(one.entry.kind == Kind.PAGE for one in self.placed)

    @property
    def beside(self) -> list[Entry]:
        return [one.entry for one in self.placed if one.entry.kind != Kind.PAGE][:SHOWN_BESIDE]

    @property
    def at(self) -> datetime:
        return max(one.at for one in self.placed)


@dataclass(frozen=True)
class Beside:
    """A comment or a file as itself."""

    kind: Kind
    url: str
    name: str
    """Of who said it; of the file."""
    at: datetime
    passage: Passage


def grouped(placed: Iterable[Placed]) -> list[Group]:
    """In the order of the best of each."""
    groups: dict[int, Group] = {}
    for one in placed:
        groups.setdefault(one.page_id, Group(one.page_id)).placed.append(one)
    return list(groups.values())


def standing(viewer: User, entries: Sequence[Entry]) -> list[Placed]:
    """Those of them that this person may find, in the same order."""
    found: dict[Entry, Placed] = {}
    for kind, ids in by_kind(entries).items():
        rows = session.execute(_mine(viewer, places()[kind]).where(ID_OF[kind].in_(ids)))
        found |= {Entry(kind, id_): Placed(Entry(kind, id_), page_id, at) for id_, page_id, at in rows}
    return [found[entry] for entry in entries if entry in found]


ID_OF = {Kind.PAGE: Page.id, Kind.REMARK: Remark.id, Kind.FILE: File.id}


def places() -> dict[Kind, Select[Any]]:
    """SQL by kind: the id of what is to be found, its page, and when it came or was changed."""
    pages = select(Page.id, Page.id, PageContent.updated_at).join(PageContent, PageContent.page_id == Page.id)
    return {
        Kind.PAGE: pages.where(findable()),
        Kind.REMARK: remarks(Remark.id, Page.id, Remark.at),
        Kind.FILE: files(File.id, Page.id, File.at),
    }


def _mine(viewer: User, statement: Select[Any]) -> Select[Any]:
    return statement.join(Space, Space.id == Page.space_id).where(readable_by(viewer))


@dataclass(frozen=True)
class Said(FileAddress):
    """What is shown of a comment or a file, before its passage is looked for."""

    entry: Entry
    id: int
    slug: str
    name: str
    at: datetime
    html: str

    def shown(self, passage: Passage) -> Beside:
        url = self.url if self.entry.kind == Kind.FILE else f"/threads/{self.id}"
        return Beside(self.entry.kind, url, self.name, self.at, passage)


def read_beside(viewer: User, entries: Iterable[Entry]) -> dict[Entry, Said]:
    """Everything about them is read under the reader's right."""
    reading = {Kind.REMARK: _read_remarks, Kind.FILE: _read_files}
    return {one.entry: one for kind, ids in by_kind(entries).items() for one in reading[kind](viewer, ids)}


def _read_remarks(viewer: User, ids: list[int]) -> list[Said]:
    rows = remarks(Remark.id, Thread.id.label("thread"), User.name, Remark.at, Remark.html)
    rows = _mine(viewer, rows.outerjoin(User, User.id == Remark.by_id)).where(Remark.id.in_(ids))
    return [
        Said(Entry(Kind.REMARK, row.id), row.thread, "", row.name or "", row.at, row.html)
        for row in session.execute(rows)
    ]


def _read_files(viewer: User, ids: list[int]) -> list[Said]:
    rows = files(File.id, File.slug, File.name, File.at, FileText.text)
    rows = _mine(viewer, rows.outerjoin(FileText, FileText.file_id == File.id)).where(File.id.in_(ids))
    return [
        Said(Entry(Kind.FILE, row.id), row.id, row.slug, row.name, row.at, as_html(row.text or ""))
        for row in session.execute(rows)
    ]
