"""What was found, by page: a comment and a file stand with the page that they belong to, and have its rights. A
question stands by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, select

from wiki.accounts.models import User
from wiki.comments.models import Remark, Thread
from wiki.core.db import session
from wiki.files.models import File, FileAddress
from wiki.pages.models import Page, PageContent
from wiki.pages.policy import VIEWER, readable_by, readable_to
from wiki.questions import policy as questions
from wiki.questions.models import Question
from wiki.search.documents import files, findable, remarks
from wiki.search.entries import ALONE, Entry, Kind, by_kind
from wiki.search.models import FileText
from wiki.search.passages import Passage
from wiki.search.texts import as_html
from wiki.spaces.models import Space
from wiki.spaces.policy import may_enter

SHOWN_BESIDE = 3
"""Comments and files under a page."""


class Placed(NamedTuple):
    entry: Entry
    home: int
    """The page it stands with; its own id where it stands by itself."""
    at: datetime


@dataclass
class Group:
    """A page with what was found of it, the best first; it may be only something beside it. Or a question."""

    home: int
    placed: list[Placed] = field(default_factory=list)

    @property
    def is_question(self) -> bool:
        return self.placed[0].entry.kind == Kind.QUESTION

    @property
    def itself(self) -> bool:
        return any(one.entry.kind in ALONE for one in self.placed)

    @property
    def beside(self) -> list[Entry]:
        return [one.entry for one in self.placed if one.entry.kind not in ALONE][:SHOWN_BESIDE]

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
        groups.setdefault(one.home, Group(one.home)).placed.append(one)
    return list(groups.values())


def standing(viewer: User, entries: Sequence[Entry]) -> list[Placed]:
    """Those of them that this person may find, in the same order."""
    found: dict[Entry, Placed] = {}
    if not may_enter(viewer):
        return []
    for kind, ids in by_kind(entries).items():
        rows = session.execute(_THESE[kind], {"viewer_id": viewer.id, "ids": ids}).all()
        found |= {Entry(kind, id_): Placed(Entry(kind, id_), home, at) for id_, home, at in rows}
    return [found[entry] for entry in entries if entry in found]


def _places(pages: ColumnElement[bool], asked: ColumnElement[bool]) -> dict[Kind, Select[Any]]:
    """SQL by kind, of pages and questions for which this holds: its id, where it stands, when it came or changed."""
    page = _of(Page.id, Page.id, PageContent.updated_at).join(PageContent, PageContent.page_id == Page.id)
    question = _of(Question.id, Question.id, Question.created_at).join(Space, Space.id == Question.space_id)
    return {
        Kind.PAGE: _where(pages, page.where(findable())),
        Kind.REMARK: _where(pages, remarks(Remark.id, Page.id, Remark.at)),
        Kind.FILE: _where(pages, files(File.id, Page.id, File.at)),
        Kind.QUESTION: question.where(asked),
    }


def places(viewer: User) -> dict[Kind, Select[Any]]:
    """The same of what this person may find."""
    return _places(readable_by(viewer), questions.readable_by(viewer))


def _of(*columns: Any) -> Select[Any]:
    return select(*columns)


def _where(pages: ColumnElement[bool], statement: Select[Any]) -> Select[Any]:
    return statement.join(Space, Space.id == Page.space_id).where(pages)


def _mine(viewer: User, statement: Select[Any]) -> Select[Any]:
    return _where(readable_by(viewer), statement)


_ID_OF = {Kind.PAGE: Page.id, Kind.REMARK: Remark.id, Kind.FILE: File.id, Kind.QUESTION: Question.id}
_THESE = {
    kind: statement.where(_ID_OF[kind].in_(bindparam("ids", expanding=True)))
    for kind, statement in _places(readable_to(VIEWER), questions.readable_to(VIEWER)).items()
}
"""Asked for with every letter that somebody types, so built once."""


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
