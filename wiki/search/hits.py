"""What is shown of what was found: the passage with the words that were asked for, read under the reader's right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import quote

from sqlalchemy import Row, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import Page, PageAddress, PageContent
from wiki.pages.policy import readable_by
from wiki.questions.models import Question, QuestionAddress, State
from wiki.questions.policy import readable_by as may_read_question
from wiki.questions.queries import searchable, standing_of
from wiki.search import desk
from wiki.search.asking import Query
from wiki.search.documents import findable
from wiki.search.grouping import Beside, Group, read_beside
from wiki.search.passages import Passage
from wiki.spaces.models import Space


class Jumping:
    """Leads to the passage."""

    url: Any
    passage: Any

    @property
    def jump(self) -> str:
        """At the heading that the passage stands under, with the passage for the browser to mark."""
        said = quote(self.passage.jump, safe="").replace("-", "%2D")
        at = quote(self.passage.anchor) + (f":~:text={said}" if said else "")
        return f"{self.url}#{at}" if at else str(self.url)


@dataclass(frozen=True)
class Hit(Jumping, PageAddress):
    id: int
    title: str
    icon: str
    space_name: str
    at: datetime
    summary: str
    passage: Passage
    itself: bool = True
    """Whether the page says what was asked, and not only something beside it."""
    beside: tuple[Beside, ...] = ()
    state: ClassVar[None] = None


@dataclass(frozen=True)
class QuestionHit(Jumping, QuestionAddress):
    """`state`: how far it is."""

    id: int
    title: str
    space_name: str
    at: datetime
    state: State
    answers: int
    passage: Passage
    icon: ClassVar[str] = ""
    summary: ClassVar[str] = ""
    itself: ClassVar[bool] = True
    beside: ClassVar[tuple[Beside, ...]] = ()


Found = Hit | QuestionHit


def shown(viewer: User, query: Query, spaces: set[int], groups: Sequence[Group]) -> list[Found]:
    """In this order, with the passages that were asked for. Raises Unready."""
    pages = {group.home: group for group in groups if not group.is_question}
    rows = _rows(viewer, list(pages))
    questions = _questions(viewer, [group.home for group in groups if group.is_question])
    beside = read_beside(viewer, [entry for row in rows for entry in pages[row.id].beside])
    said = {row.id: row.html for row in rows if pages[row.id].itself} | _said(questions)
    passages = _passages(query, spaces, [*said.values(), *(one.html for one in beside.values())])
    of = dict(zip(said, passages, strict=False))
    below = {
        entry: one.shown(passage) for (entry, one), passage in zip(beside.items(), passages[len(said) :], strict=True)
    }
    hits: dict[int, Found] = {
        row.id: _as_hit(row, of.get(row.id), [below[entry] for entry in pages[row.id].beside if entry in below])
        for row in rows
    }
    hits |= {row.id: _as_question(row, of.get(row.id, Passage())) for row in questions}
    return [hits[group.home] for group in groups if group.home in hits]


def _passages(query: Query, spaces: set[int], htmls: list[str]) -> list[Passage]:
    """Where nothing but filters was said there is nothing to mark."""
    return [Passage()] * len(htmls) if query.is_empty else desk.passages(htmls, query, spaces)


def bare_hits(viewer: User, ids: list[int]) -> list[Hit]:
    """Without a passage, as far as this person may find them."""
    return [_as_hit(row, Passage()) for row in _rows(viewer, ids)]


def bare_questions(viewer: User, ids: list[int]) -> list[QuestionHit]:
    return [_as_question(row, Passage()) for row in _questions(viewer, ids)]


def _rows(viewer: User, ids: list[int]) -> list[Row[Any]]:
    """Everything about them is read under the reader's right."""
    statement = (
        select(
            *(Page.id, Page.title, Page.icon, Space.name.label("space"), PageContent.updated_at),
            *(PageContent.summary, PageContent.html),
        )
        .join(Space, Space.id == Page.space_id)
        .join(PageContent, PageContent.page_id == Page.id)
        .where(Page.id.in_(ids), readable_by(viewer), findable())
    )
    rows = {row.id: row for row in session.execute(statement)} if ids else {}
    return [rows[page_id] for page_id in ids if page_id in rows]


def _questions(viewer: User, ids: list[int]) -> list[Row[Any]]:
    statement = (
        select(Question.id, Question.title, Space.name.label("space"), Question.created_at, *standing_of())
        .join(Space, Space.id == Question.space_id)
        .where(Question.id.in_(ids), may_read_question(viewer))
    )
    rows = {row.id: row for row in session.execute(statement)} if ids else {}
    return [rows[question_id] for question_id in ids if question_id in rows]


def _said(questions: Iterable[Row[Any]]) -> dict[int, str]:
    ids = [row.id for row in questions]
    return {one.id: one.html for one in searchable(Question.id.in_(ids))} if ids else {}


def _as_hit(row: Row[Any], passage: Passage | None, beside: Iterable[Beside] = ()) -> Hit:
    """Without a passage it was found only by what is beside it."""
    values = (row.id, row.title, row.icon, row.space, row.updated_at, row.summary)
    return Hit(*values, passage or Passage(), passage is not None, tuple(beside))


def _as_question(row: Row[Any], passage: Passage) -> QuestionHit:
    return QuestionHit(row.id, row.title, row.space, row.created_at, State(row.state), row.answers, passage)
