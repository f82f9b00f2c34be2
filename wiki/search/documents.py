"""Entries as the index is given them: pages that stand in lists, what is said beside them in comments and files, and
questions with their answers.

Nothing of drafts or of the trash. The conditions here are asked of the database once more before anything is answered.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from wiki.accounts.models import User
from wiki.comments.models import Remark, Thread
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.files.models import File
from wiki.pages.models import Page, PageAuthor, PageContent
from wiki.questions.models import Question
from wiki.questions.queries import searchable, stands
from wiki.search.entries import Entry, Kind, by_kind, entry_of
from wiki.search.models import FileText
from wiki.search.texts import as_html
from wiki.spaces import models as spaces
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Tag
from wiki.spaces.tags import TAGGED

AT_ONCE = 100
"""Pages and questions in one batch: bounds memory, and how long others wait."""
LETTERS_AT_ONCE = 4_000_000
AUTHORS = 3
"""People whose names a page is found by: those who wrote most of it."""

Values = dict[str, Any]


def findable() -> ColumnElement[bool]:
    """SQL: pages that are in the index at all, and whatever is said beside them."""
    return and_(Page.trashed_at.is_(None), is_listed(Page.id))


def said() -> ColumnElement[bool]:
    """SQL: remarks that nobody took back."""
    return Remark.removed_at.is_(None)


def kept() -> ColumnElement[bool]:
    """SQL: files that are not thrown away. Pictures say nothing that their page does not."""
    return and_(File.trashed_at.is_(None), File.width.is_(None))


def remarks(*columns: Any) -> Select[Any]:
    of_page = select(*columns).select_from(Remark).join(Thread, Thread.id == Remark.thread_id)
    return of_page.join(Page, Page.id == Thread.entry_id).where(findable(), said())


def files(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(File).join(Page, Page.id == File.page_id).where(findable(), kept())


def how_many() -> int:
    """Entries that there are to be found."""
    pages = session.scalar(select(func.count()).select_from(Page).where(findable())) or 0
    asked = select(func.count()).select_from(Question).where(stands())
    others = (session.scalar(statement) or 0 for statement in (remarks(func.count()), files(func.count()), asked))
    return sum(others, pages)


def how_many_of(ids: Iterable[int]) -> int:
    """At most so many entries are of these pages and questions."""
    ids = set(ids)
    said_there = select(func.count()).select_from(Remark).join(Thread, Thread.id == Remark.thread_id)
    found = session.scalar(said_there.where(Thread.entry_id.in_(ids))) or 0
    return found + (session.scalar(select(func.count()).select_from(File).where(File.page_id.in_(ids))) or 0) + len(ids)


def entries_of(ids: Sequence[int]) -> list[Values]:
    """All that is to be found of these pages and questions, as plain values."""
    return [
        *_pages(Page.id.in_(ids)),
        *_remarks(Thread.entry_id.in_(ids)),
        *_files(File.page_id.in_(ids)),
        *_questions(Question.id.in_(ids)),
    ]


def entries(keys: Iterable[int]) -> list[Values]:
    """Those of these that are to be found."""
    reading = {
        Kind.PAGE: (_pages, Page.id),
        Kind.REMARK: (_remarks, Remark.id),
        Kind.FILE: (_files, File.id),
        Kind.QUESTION: (_questions, Question.id),
    }
    asked = by_kind(map(entry_of, keys))
    return [values for kind, (read, id_) in reading.items() if kind in asked for values in read(id_.in_(asked[kind]))]


def _pages(wanted: ColumnElement[bool]) -> list[Values]:
    rows = session.execute(
        select(Page.id, Page.title, Page.space_id, PageContent.html)
        .join(PageContent, PageContent.page_id == Page.id)
        .where(wanted, findable())
    ).all()
    beside = _beside([row.id for row in rows])
    return [
        _values(Entry(Kind.PAGE, row.id), row.id, row.space_id, row.title, row.html, beside[row.id]) for row in rows
    ]


def _remarks(wanted: ColumnElement[bool]) -> list[Values]:
    """With the name of whoever said it: it is how people remember what was said."""
    rows = remarks(Remark.id, Page.id.label("page_id"), Page.space_id, Remark.html, User.name)
    return [
        _values(Entry(Kind.REMARK, row.id), row.page_id, row.space_id, "", row.html, [row.name] if row.name else [])
        for row in session.execute(rows.outerjoin(User, User.id == Remark.by_id).where(wanted))
    ]


def _files(wanted: ColumnElement[bool]) -> list[Values]:
    """By its name alone until its text was read, or where it has none."""
    rows = files(File.id, File.page_id, Page.space_id, File.name, FileText.text)
    return [
        _values(Entry(Kind.FILE, row.id), row.page_id, row.space_id, row.name, as_html(row.text or ""), [])
        for row in session.execute(rows.outerjoin(FileText, FileText.file_id == File.id).where(wanted))
    ]


def _questions(wanted: ColumnElement[bool]) -> list[Values]:
    return [
        _values(Entry(Kind.QUESTION, one.id), one.id, one.space_id, one.title, one.html, [*one.tags, *one.people])
        for one in searchable(wanted)
    ]


def _values(entry: Entry, page: int, space: int, title: str, html: str, beside: list[str]) -> Values:
    return {"key": entry.key, "page": page, "space": space, "title": title, "html": html, "beside": beside}


def _beside(page_ids: list[int]) -> dict[int, list[str]]:
    """Names of their tags, and of who wrote most of them."""
    tags = (
        select(TAGGED.c.entry_id, Tag.name)
        .join(Tag, Tag.id == TAGGED.c.tag_id)
        .where(TAGGED.c.entry_id.in_(page_ids))
        .order_by(TAGGED.c.entry_id, Tag.name)
    )
    people = (
        select(PageAuthor.page_id, User.name)
        .join(User, User.id == PageAuthor.user_id)
        .where(PageAuthor.page_id.in_(page_ids))
        .order_by(PageAuthor.page_id, PageAuthor.units.desc(), User.id)
    )
    found: dict[int, list[str]] = {page_id: [] for page_id in page_ids}
    for statement, most in ((tags, None), (people, AUTHORS)):
        for page_id, rows in groupby(session.execute(statement), itemgetter(0)):
            found[page_id] += [row.name for row in islice(rows, most)]
    return found


def portions(entries: list[Values]) -> Iterator[list[Values]]:
    """Few enough at a time that their texts fit where they go."""
    portion: list[Values] = []
    size = 0
    for entry in entries:
        portion.append(entry)
        size += len(entry["html"])
        if size > LETTERS_AT_ONCE:
            yield portion
            portion, size = [], 0
    yield portion


def all_entries() -> Iterator[list[Values]]:
    """Of every page and question, in batches, each read in a unit of work of its own."""
    last, id_ = 0, spaces.Entry.id
    while True:
        with unit():
            after = select(id_).where(id_ > last).order_by(id_).limit(AT_ONCE)
            ids = list(session.scalars(after))
            batch = entries_of(ids)
        if not ids:
            return
        yield from portions(batch)
        last = ids[-1]
